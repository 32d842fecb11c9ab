import type { Locator, Page } from '@playwright/test';

import { expect } from '@playwright/test';
import { build } from 'esbuild';
import { join } from 'node:path';

const SOURCE = join(__dirname, 'browser', 'cut-off.ts');

/** Fails if a text in one of the elements cannot be read in full; names every such text. */
export async function expectReadable(what: string, elements: Locator): Promise<void> {
	await expect(elements.first()).toBeVisible();
	await expect.poll(async () => await cutOffTexts(elements), { message: `what is cut off in ${what}` }).toEqual([]);
}

/** Returns the texts in the elements that cannot be read in full. Fails without any element: nothing was checked. */
export async function cutOffTexts(elements: Locator): Promise<readonly string[]> {
	await install(elements.page());
	const found = await elements.evaluateAll((each: readonly unknown[]) =>
		each.map((element) => (globalThis as unknown as { cutOff: (root: unknown) => string[] }).cutOff(element)),
	);
	expect(found.length, 'elements that were looked at').toBeGreaterThan(0);
	return found.flat();
}

/** Waits until an element has kept its size for some frames, and nothing in it moves. */
export async function settled(element: Locator): Promise<void> {
	await install(element.page());
	await element.evaluate(
		async (root: unknown) => await (globalThis as unknown as { settle(root: unknown): Promise<void> }).settle(root),
	);
}

async function install(page: Page): Promise<void> {
	if (await page.evaluate('"cutOff" in window')) return;
	const { outputFiles } = await build({ entryPoints: [SOURCE], bundle: true, format: 'iife', write: false });
	await page.evaluate(outputFiles[0]?.text ?? '');
}
