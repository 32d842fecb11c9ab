const { existsSync } = require('node:fs');
const { readFile, rm, writeFile } = require('node:fs/promises');
const { build } = require('esbuild');
const { dest, parallel, series, src } = require('gulp');

/** gulp 5 would re-encode binary files as UTF-8 without `encoding: false`. */
const copy = (name, globs, to) =>
	Object.assign(() => src(globs, { encoding: false }).pipe(dest(to)), { displayName: name });

const clean = () => rm('dist', { recursive: true, force: true });

/** The library behind each file of `src/vendor`. */
const VENDORED = { fflate: 'fflate', 'html-entities': 'entities', jose: 'jose' };

const licenceOf = (library) =>
	['LICENSE', 'LICENSE.md'].map((name) => `node_modules/${library}/${name}`).find((path) => existsSync(path));

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

/** Bundles what a page of ours runs in the browser, as a text that may stand in a script element. */
const scriptOf = async (entryPoint) => {
	const { outputFiles } = await build({
		entryPoints: [entryPoint],
		tsconfig: 'tsconfig.browser.json',
		bundle: true,
		write: false,
		minify: true,
		format: 'iife',
		target: 'es2020',
		charset: 'ascii',
		legalComments: 'none',
	});
	return outputFiles[0].text.replaceAll('</', '<\\/').replaceAll('<!--', '<\\!--').trim();
};

/** Makes the script of a page a text in the compiled file that stands for it. */
const writeScript = async (file, script, banner = '') =>
	await writeFile(
		file,
		`${banner}"use strict";\nObject.defineProperty(exports, "__esModule", { value: true });\nexports.PAGE_SCRIPT = ${JSON.stringify(script)};\n`,
	);

/** The script of the connector's page, teams-js included. */
const connectorPage = async () => {
	const licence = await readFile('node_modules/@microsoft/teams-js/LICENSE', 'utf8');
	await writeScript(
		'dist/src/vendor/connector-page.js',
		`/*! @microsoft/teams-js (MIT), Copyright (c) Microsoft Corporation */\n${await scriptOf('src/connector/browser/main.ts')}`,
		`/*! Holds @microsoft/teams-js as a text.\n${licence.trim()}\n*/\n`,
	);
};

/** The script of the page that answers a question. */
const approvalPage = async () =>
	await writeScript('dist/src/approval/page-script.js', await scriptOf('src/approval/browser/main.ts'));

const assets = parallel(
	copy('codex', 'nodes/**/*.node.json', 'dist/nodes'),
	copy('schemas', 'nodes/**/__schema__/**/*.json', 'dist/nodes'),
	copy('icons', 'icons/**/*.svg', 'dist/icons'),
	vendor,
	connectorPage,
	approvalPage,
);

module.exports = { assets, clean, default: series(assets) };
