import type { Locator, Page } from '@playwright/test';
import type { Stage } from '../fixtures';

import { expect } from '@playwright/test';

/** The slowest of the examples works for some seconds before it posts, and a schedule takes up to five to fire. */
const SHOWN_MS = 45_000;

/** Widths at which a message must be shown in full: a desktop, and the narrowest phone. */
const SIZES = [
	{ width: 320, height: 640 },
	{ width: 1_280, height: 1_200 },
];

/** A message that appears in a channel. */
export interface Reading {
	/** The channel, where it is not the first one. */
	readonly channel?: string;
	/** What a person reads in it, top to bottom; the first text finds the message. */
	readonly reads: readonly [string, ...string[]];
	/** The buttons of its card, all of them. */
	readonly buttons?: readonly string[];
	/** Names that are mentioned in its card. */
	readonly mentions?: readonly string[];
}

/** How an example begins, and what it leads to. */
export interface Story {
	/** Starts it as people and services do. Returns the clean-up, which runs once everything has been seen. */
	readonly start: (stage: Stage) => Promise<void | (() => Promise<void>)>;
	readonly sees: readonly Reading[];
}

/** A test that starts an example and reads what appears on the page: every text in its order, every button, nothing cut off, at both widths. */
export function shows({ start, sees }: Story): (stage: Stage) => Promise<void> {
	return async (stage) => {
		const end = await start(stage);
		try {
			for (const reading of sees) await expectRead(stage.page, reading);
		} finally {
			await end?.();
		}
		const wrong = stage.simulator.store.state().runs.filter(({ status }) => status !== 'succeeded');
		expect(
			wrong.flatMap(({ reasons }) => reasons),
			'calls of incoming webhooks that went wrong',
		).toEqual([]);
	};
}

async function expectRead(
	page: Page,
	{ channel = 'General', reads, buttons = [], mentions = [] }: Reading,
): Promise<void> {
	const channels = page.getByRole('navigation', { name: 'Teams and channels' });
	await channels.getByRole('button', { name: channel, exact: true }).click();
	const message = page.locator('[data-message]').filter({ hasText: reads[0] }).first();
	await expect(message).toBeVisible({ timeout: SHOWN_MS });
	await expect(message).toHaveText(inOrder(reads), { useInnerText: true });
	await expect(message.locator('.ac-pushButton')).toHaveText([...buttons]);
	await expect(message.locator('.card .mention')).toHaveText([...mentions]);
	for (const size of SIZES) {
		await page.setViewportSize(size);
		await expectWhole(message, size.width);
	}
}

/** A pattern that matches if every text follows the one before it. */
function inOrder(texts: readonly string[]): RegExp {
	const escaped = texts.map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+'));
	return new RegExp(escaped.join('[\\s\\S]*'));
}

async function expectWhole(message: Locator, width: number): Promise<void> {
	const id = (await message.getAttribute('data-message')) ?? '';
	const cutOff = async () =>
		await message.page().evaluate<readonly string[]>(`(${CUT_OFF})(document.querySelector('[data-message="${id}"]'))`);
	await expect.poll(cutOff, { message: `what is cut off at ${width} px` }).toEqual([]);
}

/** Runs in the page: texts of a message that are wider or higher than their place, or stand outside the card or the window. */
const CUT_OFF = `(message) => {
	const card = message.querySelector('.card');
	const place = (card ?? message).getBoundingClientRect();
	const problems = [];
	for (const element of (card ?? message).querySelectorAll('*')) {
		if (element.getClientRects().length === 0 || element.closest('svg, .visually-hidden')) continue;
		const words = element.textContent.trim().slice(0, 40);
		const style = getComputedStyle(element);
		if (style.overflowX !== 'visible' && element.scrollWidth > element.clientWidth + 1) problems.push('"' + words + '" needs ' + element.scrollWidth + ' px and has ' + element.clientWidth);
		if (style.overflowY !== 'visible' && element.scrollHeight > element.clientHeight + 1) problems.push('"' + words + '" is ' + element.scrollHeight + ' px high and has ' + element.clientHeight);
		const box = element.getBoundingClientRect();
		if (words !== '' && (box.left < place.left - 1 || box.right > place.right + 1 || box.bottom > place.bottom + 1)) problems.push('"' + words + '" stands outside its card');
	}
	if (place.left < 0 || place.right > innerWidth) problems.push('the message is wider than the window');
	return problems;
}`;
