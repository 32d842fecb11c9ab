import type { Page } from 'playwright-core';
import type { Stage, Tab } from '../stage';

import { setTimeout as delay } from 'node:timers/promises';

import { StepError } from '../../../../scripts/lib/steps';
import { expectQuiet, expectSame, openPage, picture } from '../stage';

/** The slowest of the examples works for some seconds before it posts, and a schedule takes up to five to fire. */
const SHOWN_MS = 45_000;

/** Widths at which a message has to be whole: a desk, and the narrowest phone. */
const SIZES = [{ width: 320, height: 640 }, { width: 1_280, height: 1_200 }];

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
	/** Starts it as people and services do. Gives back what has to be done once everything has been seen. */
	readonly start: (stage: Stage, tab: Tab) => Promise<void | (() => Promise<void>)>;
	readonly sees: readonly Reading[];
	/** The name of a picture for the documentation. */
	readonly picture?: string;
}

/** A check that starts an example and reads what appears on the page: every text in its order, every button, nothing cut off, at both widths. */
export function shows({ start, sees, picture: pictureName }: Story): (stage: Stage) => Promise<void> {
	return async (stage) => {
		const { store } = stage.demo.simulator;
		const tab = await openPage(stage.browser, stage.demo.simulator.pageUrl, { height: 1_200 });
		const [before, runsBefore] = [Number(store.state().messages.at(-1)?.id ?? 0), store.state().runs.length];
		const end = await start(stage, tab);
		try {
			for (const reading of sees) await read(tab.page, before, reading);
		} finally {
			await end?.();
		}
		expectSame('calls of incoming webhooks that went wrong', store.state().runs.slice(runsBefore).flatMap(({ status, reasons }) => (status === 'succeeded' ? [] : reasons)), []);
		expectQuiet(tab);
		if (pictureName !== undefined) await picture(tab.page, pictureName);
		await tab.context.close();
	};
}

async function read(page: Page, before: number, { channel = 'General', reads, buttons = [], mentions = [] }: Reading): Promise<void> {
	await page.getByRole('navigation', { name: 'Teams and channels' }).getByRole('button', { name: channel, exact: true }).click();
	const id = await messageAfter(page, before, reads[0]);
	const message = page.locator(`[data-message="${id}"]`);
	expectInOrder(await message.innerText(), reads);
	expectSame('the buttons of the card', await message.locator('.ac-pushButton').allInnerTexts(), buttons);
	expectSame('who is mentioned in the card', await message.locator('.card .mention').allInnerTexts(), mentions);
	for (const size of SIZES) {
		await page.setViewportSize(size);
		expectSame(`what is cut off at ${size.width} px`, await page.evaluate(`(${CUT_OFF})(document.querySelector('[data-message="${id}"]'))`), []);
	}
}

/** The id of the message that came after another one and holds the text. */
async function messageAfter(page: Page, before: number, text: string): Promise<string> {
	for (const endMs = Date.now() + SHOWN_MS; Date.now() < endMs; await delay(100)) {
		const id = await page.evaluate<string | undefined>(`(${FIND})(${JSON.stringify({ before, text })})`);
		if (id !== undefined) return id;
	}
	throw new StepError(`No message with "${text}" appeared within ${SHOWN_MS / 1_000} s.`, 'Look at .build/page/failed.png, and at the executions in the editor.');
}

function expectInOrder(whole: string, reads: readonly string[]): void {
	const words = whole.replace(/\s+/g, ' ');
	let from = 0;
	for (const text of reads) {
		const at = words.indexOf(text, from);
		if (at === -1) throw new StepError(`"${text}" is not read ${from === 0 ? '' : 'behind what stands before it '}in: ${words}`, 'Look at .build/page/failed.png, and at the example.');
		from = at + text.length;
	}
}

/** Runs in the page: the id of the message, once it is there. Ids of messages grow. */
const FIND = `({ before, text }) => [...document.querySelectorAll('[data-message]')].find((element) => Number(element.dataset.message) > before && element.innerText.replace(/\\s+/g, ' ').includes(text))?.dataset.message`;

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
