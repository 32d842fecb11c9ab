import type { Locator, Page } from 'playwright-core';

import { build } from 'esbuild';
import { join } from 'node:path';

import { ROOT } from '../../../scripts/lib/package';
import { StepError } from '../../../scripts/lib/steps';

const SOURCE = join(ROOT, 'scripts', 'editor', 'browser', 'cut-off.ts');

/** Fails where a text in one of the elements cannot be read whole; names all of them. */
export async function expectReadable(what: string, elements: Locator): Promise<void> {
	const cut = await cutOffTexts(elements);
	if (cut.length > 0)
		throw new StepError(
			`${what}: cut off are ${cut.join(', ')}.`,
			'Look at the picture, and shorten the text in nodes/ or credentials/.',
		);
}

/** The texts in some elements that cannot be read whole. Fails where there is no such element: then nothing was looked at. */
export async function cutOffTexts(elements: Locator): Promise<readonly string[]> {
	await install(elements.page());
	const found = await elements.evaluateAll((each: readonly unknown[]) =>
		each.map((element) => (globalThis as unknown as { cutOff: (root: unknown) => string[] }).cutOff(element)),
	);
	if (found.length === 0)
		throw new StepError('There is nothing to look at.', 'If n8n has renamed its parts, correct test/browser/editor.');
	return found.flat();
}

async function install(page: Page): Promise<void> {
	if (await page.evaluate('"cutOff" in window')) return;
	const { outputFiles } = await build({ entryPoints: [SOURCE], bundle: true, format: 'iife', write: false });
	await page.evaluate(outputFiles[0]?.text ?? '');
}
