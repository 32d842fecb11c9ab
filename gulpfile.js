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

/** Makes the script of the connector's page, teams-js included, a text in the compiled file that stands for it. */
const page = async () => {
	const licence = await readFile('node_modules/@microsoft/teams-js/LICENSE', 'utf8');
	const { outputFiles } = await build({
		entryPoints: ['src/connector/browser/main.ts'],
		tsconfig: 'tsconfig.browser.json',
		bundle: true,
		write: false,
		minify: true,
		format: 'iife',
		target: 'es2020',
		charset: 'ascii',
		legalComments: 'none',
	});
	const script = outputFiles[0].text.replaceAll('</', '<\\/').replaceAll('<!--', '<\\!--');
	const text = JSON.stringify(
		`/*! @microsoft/teams-js (MIT), Copyright (c) Microsoft Corporation */\n${script.trim()}`,
	);
	await writeFile(
		'dist/src/vendor/connector-page.js',
		`/*! Holds @microsoft/teams-js as a text.\n${licence.trim()}\n*/\n"use strict";\nObject.defineProperty(exports, "__esModule", { value: true });\nexports.PAGE_SCRIPT = ${text};\n`,
	);
};

const assets = parallel(
	copy('codex', 'nodes/**/*.node.json', 'dist/nodes'),
	copy('schemas', 'nodes/**/__schema__/**/*.json', 'dist/nodes'),
	copy('icons', 'icons/**/*.svg', 'dist/icons'),
	vendor,
	page,
);

module.exports = { assets, clean, default: series(assets) };
