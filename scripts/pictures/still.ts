import type { Page, PageScreenshotOptions } from 'playwright-core';

import { StepError } from '../lib/steps';

/** Chosen: a page that moves for longer is not going to stop. */
const ATTEMPTS = 40;

/** What changes from run to run, and what replaces it in a picture. */
const VARYING: ReadonlyArray<readonly [string, string]> = [
	// Moments in a message, and times of day.
	[String.raw`\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d+(?:Z|[+-]\d{2}:\d{2})`, '2026-10-21T09:41:00.000Z'],
	[String.raw`(?<![:\d])\d{2}:\d{2}:\d{2}(?![:.\d])`, '09:41:00'],
	[String.raw`(?<![:\d])\d{2}:\d{2}(?![:\d])`, '09:41'],
	// How long an answer took: the page has it in a text of its own.
	[String.raw`^\d+(?:[.,]\d+)? (?:ms|s)$`, '120 ms'],
	// Ports of the demo.
	[String.raw`(?:127\.0\.0\.1|localhost):\d+`, '127.0.0.1:5678'],
	// Ids of requests, sessions, messages and channels.
	[String.raw`\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b`, '00000000-0000-4000-8000-000000000000'],
	[String.raw`\b\d{16,20}\b`, '100000000000000000'],
	[String.raw`\b\d{13}\b`, '1761039660000'],
	[String.raw`19:[0-9a-f]{32}@`, `19:${'0'.repeat(32)}@`],
];

/** A screenshot of a page that has come to rest: two in a row are the same. No caret, no hover colour, no running animation. */
export async function stillScreenshot(page: Page, options: PageScreenshotOptions = {}): Promise<Buffer> {
	await page.mouse.move(0, 0);
	let before: Buffer = Buffer.alloc(0);
	for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
		const now = await page.screenshot({ animations: 'disabled', caret: 'hide', ...options });
		if (now.equals(before)) return now;
		before = now;
	}
	throw new StepError('The page does not stop moving.', 'Look for what moves on it.');
}

/** Puts the same words in place of times, ports, ids and signatures. */
export async function withoutVarying(page: Page): Promise<void> {
	await page.evaluate(`(${REPLACE})(${JSON.stringify(VARYING)})`);
}

/** Runs in the page. */
const REPLACE = `(varying) => {
	const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	for (let node = walker.nextNode(); node !== null; node = walker.nextNode())
		for (const [pattern, words] of varying) node.data = node.data.replace(new RegExp(pattern, 'g'), words);
}`;
