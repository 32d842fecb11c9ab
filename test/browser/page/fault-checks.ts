import type { Page } from 'playwright-core';
import type { FaultKind } from '../../../simulator/model/types';
import type { Stage } from './stage';

import { setTimeout as delay } from 'node:timers/promises';

import { FAULTS } from '../../../simulator/rules/faults';
import { StepError } from '../../../scripts/lib/steps';
import { APPEARS_MS, expectQuiet, expectSame, openPage, openView, picture, sendEvent } from './stage';

/** What one fault leads to when n8n sends a card into it. */
interface Expectation {
	readonly run: 'Refused' | 'Failed' | 'Succeeded';
	readonly reason: RegExp;
	/** Cards in the channel after the first attempt. */
	readonly cards: number;
	/** True where n8n tries again, and the card comes once the fault is off. */
	readonly isTriedAgain?: boolean;
	/** What the request inspector shows of the answer. */
	readonly answer: string;
}

/** The fault holds an answer back for a second: the time it took has a comma. */
const LATE = /^\d+,\d{3} ms$/;

const EXPECTED: Readonly<Record<FaultKind, Expectation>> = {
	'throttled-200': {
		run: 'Refused',
		reason: /429 inside a 200/,
		cards: 0,
		isTriedAgain: true,
		answer: 'HTTP error 429',
	},
	'throttled-429': {
		run: 'Refused',
		reason: /429, Retry-After 1\./,
		cards: 0,
		isTriedAgain: true,
		answer: 'TooManyRequests',
	},
	'bad-gateway': { run: 'Refused', reason: /Fault: 502/, cards: 1, answer: 'NoResponse' },
	slow: { run: 'Succeeded', reason: /1 message posted/, cards: 1, answer: 'Status 202' },
	reset: { run: 'Refused', reason: /connection was reset/, cards: 0, answer: 'There was none.' },
	retired: { run: 'Refused', reason: /connector is retired/, cards: 0, answer: 'Webhook Not Found' },
	'flow-off': { run: 'Refused', reason: /flow is turned off/, cards: 0, answer: 'WorkflowTriggerIsNotEnabled' },
	'run-fails': { run: 'Failed', reason: /BotNotInConversationRoster/, cards: 0, answer: 'Status 202' },
};

/** Every fault: switched on in the panel, met by n8n, seen in the channel, the run history and the request, switched off. */
export const FAULT_CHECKS: ReadonlyArray<readonly [string, (stage: Stage) => Promise<void>]> = [
	...FAULTS.map(({ kind, title }) => [`Fault: ${title}`, async (stage: Stage) => await meets(stage, kind)] as const),
	['A fault for one webhook, once, is gone by itself', happensOnce],
];

async function meets({ browser, demo }: Stage, kind: FaultKind): Promise<void> {
	const { title } = FAULTS.find((fault) => fault.kind === kind) ?? { title: '' };
	const { run, reason, cards, answer, isTriedAgain = false } = EXPECTED[kind];
	const tab = await openPage(browser, demo.simulator.pageUrl);
	const { page } = tab;
	await openView(page, 'Faults');
	await switchOn(page, kind, title);
	await page.getByRole('button', { name: `Switch off: ${title}` }).waitFor();
	if (kind === 'throttled-429') await picture(page, 'faults');
	const cardTitle = `Into the fault ${kind}`;
	await sendInto({ browser, demo }, page, cardTitle);
	const shown = page.locator('.threads .card').filter({ hasText: cardTitle });
	if (cards > 0) await shown.first().waitFor();
	expectSame(`cards in the channel after the first attempt into ${kind}`, await shown.count(), cards);
	const item = page
		.getByRole('list', { name: 'Runs, newest first' })
		.getByRole('listitem')
		.filter({ hasText: reason })
		.first();
	await item.getByText(run, { exact: true }).waitFor();
	if (kind === 'run-fails') await picture(page, 'runs');
	await item.getByRole('button', { name: 'Show the request' }).click();
	const request = page.getByRole('article', { name: /^Request of / });
	await request.getByLabel('Body of the request').getByText(cardTitle).waitFor();
	await request.getByText(answer).last().waitFor();
	if (kind === 'slow') await request.getByText(LATE).waitFor();
	await openView(page, 'Faults');
	await page.getByRole('button', { name: `Switch off: ${title}` }).click();
	await page.getByText('No fault is on.').waitFor();
	// Otherwise it would meet the next fault.
	if (isTriedAgain) await shown.first().waitFor();
	expectQuiet(tab);
	await tab.context.close();
}

/** Sends a card through n8n, and waits until the run history shows its first attempt. */
async function sendInto({ demo }: Stage, page: Page, title: string): Promise<void> {
	const { store } = demo.simulator;
	const before = store.state().runs.length;
	await openView(page, 'Runs');
	await sendEvent(demo, 'event-to-card', { title });
	for (const endMs = Date.now() + APPEARS_MS; store.state().runs.length === before; await delay(20))
		if (Date.now() > endMs)
			throw new StepError('Nothing reached the simulator.', 'Look at the execution in the editor.');
	await page.getByRole('list', { name: 'Runs, newest first' }).getByRole('listitem').nth(before).waitFor();
}

/** One of three channels misses a card; nobody has to switch anything off. */
async function happensOnce({ browser, demo }: Stage): Promise<void> {
	const tab = await openPage(browser, demo.simulator.pageUrl);
	const { page } = tab;
	const title = 'Only management misses this';
	await openView(page, 'Faults');
	await page.getByLabel('Where').selectOption('n8n (management)');
	await page.getByLabel('How often').selectOption('Once');
	await switchOn(page, 'flow-off', 'Flow turned off');
	await page.getByText('n8n (management), once more').waitFor();
	await sendEvent(demo, 'fan-out', { title, text: '' });
	await page.getByText('No fault is on.').waitFor();
	const shown = page.locator('.threads .card').filter({ hasText: title });
	for (const channel of ['ops', 'support', 'management']) {
		await page.getByRole('button', { name: channel, exact: true }).click();
		await page.getByRole('heading', { level: 1, name: channel }).waitFor();
		if (channel !== 'management') await shown.waitFor();
	}
	expectSame('cards in the channel that had the fault', await shown.count(), 0);
	expectQuiet(tab);
	await tab.context.close();
}

/** The form of the panel; what takes long is made short. */
async function switchOn(page: Page, kind: FaultKind, title: string): Promise<void> {
	await page.getByRole('radio', { name: new RegExp(`^${title}`) }).check();
	const seconds = page.getByRole('spinbutton');
	if ((await seconds.count()) > 0) await seconds.fill('1');
	if (kind === 'bad-gateway') await page.getByRole('checkbox', { name: 'The message is posted all the same' }).check();
	await page.getByRole('button', { name: 'Switch on' }).click();
}
