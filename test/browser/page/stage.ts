import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { Demo } from '../../../scripts/lib/start-demo';

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { ROOT } from '../../../scripts/lib/package';
import { StepError } from '../../../scripts/lib/steps';
import { smallPng } from '../../../scripts/render/small-png';

/** Pictures that fail no check and belong to the documentation. */
const PICTURES = join(ROOT, 'docs', 'images');

/** Chosen: pictures are part of the repository and of a page people load. */
const PICTURE_MAX_BYTES = 150_000;

/** How long something may take to appear. */
export const APPEARS_MS = 15_000;

/** Everything a check needs. */
export interface Stage {
	readonly demo: Demo;
	readonly browser: Browser;
}

/** A tab on the page of a simulator. */
export interface Tab {
	readonly page: Page;
	readonly context: BrowserContext;
	/** What the page asked for outside its simulator, and what it complained of. */
	readonly problems: readonly string[];
}

/** How a tab looks. */
export interface Look {
	readonly width?: number;
	readonly height?: number;
	readonly colorScheme?: 'light' | 'dark';
}

/** Opens the page at its printed address. */
export async function openPage(
	browser: Browser,
	pageUrl: string,
	{ width = 1_280, height = 800, colorScheme = 'light' }: Look = {},
): Promise<Tab> {
	const context = await browser.newContext({ viewport: { width, height }, colorScheme, locale: 'en-GB' });
	context.setDefaultTimeout(APPEARS_MS);
	const page = await context.newPage();
	const problems: string[] = [];
	const { origin } = new URL(pageUrl);
	page.on('request', (request) => {
		if (!request.url().startsWith(`${origin}/`) && !request.url().startsWith('data:'))
			problems.push(`the page asked for ${request.url()}`);
	});
	page.on('console', (message) => {
		if (message.type() === 'error') problems.push(`the page complained: ${message.text()}`);
	});
	page.on('pageerror', (error) => problems.push(`the page failed: ${error.message}`));
	await page.goto(pageUrl);
	await page.getByRole('region', { name: 'Threads' }).waitFor();
	return { page, context, problems };
}

/** Fails where a page asked for something outside, or complained. */
export function expectQuiet({ problems }: Tab): void {
	expectSame('what the page complained of', problems.join('; '), '');
}

/** Fails with what was looked at, what was found, and what belongs there. */
export function expectSame(what: string, actual: unknown, expected: unknown): void {
	if (JSON.stringify(actual) === JSON.stringify(expected)) return;
	throw new StepError(
		`${what}: found ${JSON.stringify(actual)}, not ${JSON.stringify(expected)}.`,
		'Look at .build/page/failed.png; mend simulator/page, or this check.',
	);
}

/** Opens one of the views by its button. */
export async function openView(page: Page, name: string): Promise<void> {
	await page.getByRole('navigation', { name: 'Views' }).getByRole('button', { name }).click();
}

/** The box in which a post is begun. */
export function messageBox(page: Page, channel = 'General') {
	return page.getByRole('textbox', { name: `Message to ${channel}` });
}

/** The newest thread. */
export function lastThread(page: Page) {
	return page.getByRole('article', { name: /^Thread by/ }).last();
}

/** Writes a post and sends it with Enter. */
export async function write(page: Page, text: string, channel?: string): Promise<void> {
	await messageBox(page, channel).fill(text);
	await page.keyboard.press('Escape');
	await page.keyboard.press('Enter');
}

/** Posts JSON to a path of the demo's n8n and gives back the status. */
export async function sendEvent(
	{ client }: Demo,
	path: string,
	event: unknown,
	headers: Readonly<Record<string, string>> = {},
): Promise<number> {
	const response = await fetch(`${client.baseUrl}/webhook/${path}`, {
		method: 'POST',
		headers: { 'content-type': 'application/json', ...headers },
		body: JSON.stringify(event),
	});
	await response.arrayBuffer();
	return response.status;
}

/** Leaves a picture for the documentation. */
export async function picture(page: Page, name: string): Promise<void> {
	await mkdir(PICTURES, { recursive: true });
	await page.evaluate('document.querySelector(".panel-body")?.scrollTo(0, 0)');
	// Carets and hover colours are no part of a picture.
	await page.mouse.move(0, 0);
	const png = smallPng(await page.screenshot({ animations: 'disabled', caret: 'hide' }));
	expectSame(`docs/images/simulator-${name}.png is small enough`, png.length <= PICTURE_MAX_BYTES, true);
	await writeFile(join(PICTURES, `simulator-${name}.png`), png);
}
