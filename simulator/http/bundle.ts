import { join } from 'node:path';

import { build } from 'esbuild';

/** What a browser loads. */
interface PageBundle {
	readonly script: string;
	readonly style: string;
}

let bundle: Promise<PageBundle> | undefined;

/** The page, bundled on the first request and kept. A failure is not kept. */
export async function pageBundle(): Promise<PageBundle> {
	bundle ??= bundlePage();
	try {
		return await bundle;
	} catch (error) {
		bundle = undefined;
		throw error;
	}
}

async function bundlePage(): Promise<PageBundle> {
	const { outputFiles } = await build({
		entryPoints: [join(__dirname, '..', 'page', 'main.tsx')],
		outdir: 'page',
		bundle: true,
		format: 'iife',
		platform: 'browser',
		target: 'es2023',
		jsx: 'automatic',
		jsxImportSource: 'preact',
		minify: true,
		write: false,
		logLevel: 'warning',
	});
	const outputEndingWith = (ending: string) => outputFiles.find(({ path }) => path.endsWith(ending))?.text ?? '';
	return { script: outputEndingWith('.js'), style: outputEndingWith('.css') };
}
