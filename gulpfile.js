const { existsSync } = require('node:fs');
const { readFile, rm } = require('node:fs/promises');
const { build } = require('esbuild');
const { dest, parallel, series, src } = require('gulp');

/** gulp 5 would re-encode binary files as UTF-8 without `encoding: false`. */
const copy = (name, globs, to) => Object.assign(() => src(globs, { encoding: false }).pipe(dest(to)), { displayName: name });

const clean = () => rm('dist', { recursive: true, force: true });

/** The library behind each file of `src/vendor`. */
const VENDORED = { fflate: 'fflate', 'html-entities': 'entities', jose: 'jose' };

const licenceOf = (library) => ['LICENSE', 'LICENSE.md'].map((name) => `node_modules/${library}/${name}`).find((path) => existsSync(path));

/** Bundles a library into the compiled file that re-exports it, its licence on top: what is published has no dependencies. */
const bundle = async ([file, library]) => {
	const licence = await readFile(licenceOf(library), 'utf8');
	await build({
		entryPoints: [`src/vendor/${file}.ts`],
		outfile: `dist/src/vendor/${file}.js`,
		banner: { js: `/*! ${library}\n${licence.trim()}\n*/` },
		bundle: true,
		format: 'cjs',
		platform: 'neutral',
		mainFields: ['module', 'main'],
		conditions: ['import'],
		target: 'es2022',
	});
};

const vendor = () => Promise.all(Object.entries(VENDORED).map(bundle));

const assets = parallel(copy('codex', 'nodes/**/*.node.json', 'dist/nodes'), copy('schemas', 'nodes/**/__schema__/**/*.json', 'dist/nodes'), copy('icons', 'icons/**/*.svg', 'dist/icons'), vendor);

module.exports = { assets, clean, default: series(assets) };
