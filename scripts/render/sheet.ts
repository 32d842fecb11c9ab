import type { Browser, Page, Route } from 'playwright-core';
import type { Sheet } from './page';

import { join } from 'node:path';
import { build } from 'esbuild';

import { ROOT } from '../lib/package';
import { EXAMPLE_IMAGES, exampleImage } from './example-images';

/** The apparent address of the page; nothing leaves the machine. */
const PAGE_URL = 'http://cards.invalid/';

/**
 * What Teams draws around a card, and how it styles links and buttons: the host configs cannot express either.
 * Rows of buttons wrap in Teams (github.com/microsoft/AdaptiveCards/issues/8792), their titles do not (6880).
 */
const STYLES = `
	* { box-sizing: border-box; }
	body { margin: 0; }
	.sheet { display: inline-grid; align-items: stretch; }
	.panel { padding: 16px; --page: #F5F5F5; --card: #FFFFFF; --line: #E0E0E0; --text: #242424; --link: #4F52B2; --edge: #D1D1D1; background: var(--page); }
	.panel.dark { --page: #1F1F1F; --card: #292929; --line: #404040; --text: #FFFFFF; --link: #AAB1FA; --edge: #666666; }
	.card { background: var(--card); border: 1px solid var(--line); border-radius: 4px; }
	.ac-pushButton { min-height: 32px; padding: 5px 12px; border: 1px solid var(--edge); border-radius: 4px; background: var(--card); color: var(--text); font: 600 14px/20px 'Segoe UI', 'Noto Sans', 'Noto Sans Arabic', 'Noto Sans CJK JP', system-ui, sans-serif; overflow: hidden; text-overflow: ellipsis; }
	a { color: var(--link); text-decoration: none; }
	.mention { color: var(--link); }
	.ac-actionSet { flex-wrap: wrap; row-gap: 8px; }
	ul, ol { margin: 0 0 8px; padding-inline-start: 24px; }
	p { margin: 0 0 8px; }
	.ac-textBlock > :last-child { margin-bottom: 0; }
`;

/** Draws sheets of cards in a browser without a network. */
export interface Drawer {
	/** Draws a sheet and returns its picture and what is wrong with it. */
	draw(sheet: Sheet): Promise<{ readonly png: Buffer; readonly problems: readonly string[] }>;
}

/** Opens a page that holds the official renderer and can load nothing but the example images. */
export async function openDrawer(browser: Browser): Promise<Drawer> {
	const html = await pageSource();
	const page = await browser.newPage({ viewport: { width: 1_400, height: 900 }, deviceScaleFactor: 1 });
	const outside: string[] = [];
	await page.route('**/*', async (route) => await serve(route, html, outside));
	page.on('pageerror', (error) => outside.push(`the page failed: ${error.message}`));
	await page.goto(PAGE_URL);
	return { draw: async (sheet) => await draw(page, sheet, outside) };
}

async function draw(
	page: Page,
	sheet: Sheet,
	outside: string[],
): Promise<{ png: Buffer; problems: readonly string[] }> {
	const problems = await page.evaluate(
		async (given) =>
			await (globalThis as unknown as { drawCards(drawn: Sheet): Promise<readonly string[]> }).drawCards(given),
		sheet,
	);
	const png = await page.locator('.sheet').screenshot();
	return { png, problems: [...problems, ...outside.splice(0)] };
}

async function serve(route: Route, html: string, outside: string[]): Promise<void> {
	const url = route.request().url();
	if (url === PAGE_URL) return await route.fulfill({ contentType: 'text/html; charset=utf-8', body: html });
	if (url.startsWith(EXAMPLE_IMAGES))
		return await route.fulfill({ contentType: 'image/svg+xml', body: exampleImage(url) });
	outside.push(`the page asked for ${url}`);
	await route.abort();
}

async function pageSource(): Promise<string> {
	const { outputFiles } = await build({
		absWorkingDir: ROOT,
		entryPoints: [join('scripts', 'render', 'page.ts')],
		bundle: true,
		format: 'iife',
		platform: 'browser',
		minify: true,
		write: false,
		logLevel: 'warning',
	});
	const script = outputFiles[0]?.text.replaceAll('</script', '<\\/script') ?? '';
	return `<!doctype html><html lang="en"><head><meta charset="utf-8"><link rel="icon" href="data:,"><title>Cards</title><style>${STYLES}</style></head><body><script>${script}</script></body></html>`;
}
