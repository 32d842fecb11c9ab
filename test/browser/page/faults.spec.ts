import type { Page } from '@playwright/test';
import type { FaultKind } from '../../../simulator/model/types';

import { expect } from '@playwright/test';

import { faultRow, FAULTS } from '../../../simulator/rules/faults';
import { openView, sendEvent, test } from './fixtures';
import { publishExample } from './publish';

/** What one fault leads to when n8n sends a card into it. */
interface Expectation {
	readonly run: 'Refused' | 'Failed' | 'Succeeded';
	readonly reason: RegExp;
	/** Cards in the channel in the end. */
	readonly cards: number;
	/** True if n8n tries again: the fault happens once, and the card comes after it. */
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
		cards: 1,
		isTriedAgain: true,
		answer: 'HTTP error 429',
	},
	'throttled-429': {
		run: 'Refused',
		reason: /429, Retry-After 1\./,
		cards: 1,
		isTriedAgain: true,
		answer: 'TooManyRequests',
	},
	'bad-gateway': { run: 'Refused', reason: /Fault: 502/, cards: 1, answer: 'NoResponse' },
	slow: { run: 'Succeeded', reason: /1 message posted/, cards: 1, answer: 'Status 202' },
	reset: { run: 'Refused', reason: /connection was reset/, cards: 0, answer: 'No answer.' },
	retired: { run: 'Refused', reason: /connector is retired/, cards: 0, answer: 'Webhook Not Found' },
	'flow-off': { run: 'Refused', reason: /flow is turned off/, cards: 0, answer: 'WorkflowTriggerIsNotEnabled' },
	'run-fails': { run: 'Failed', reason: /BotNotInConversationRoster/, cards: 0, answer: 'Status 202' },
};

/** Every fault: switched on in the panel, met by n8n, seen in the channel, the run history and the request, switched off. */
for (const { kind, title } of FAULTS) {
	test(`Fault: ${title}`, async ({ stage }) => {
		const { page } = stage;
		const { run, reason, cards, answer, isTriedAgain = false } = EXPECTED[kind];
		const { url } = await publishExample(stage, 'event-to-card');
		const cardTitle = `Into the fault ${kind}`;
		const shown = page.locator('.threads .card').filter({ hasText: cardTitle });
		await openView(page, 'Faults');
		// What n8n sends again gets through the second time, however slow the machine is.
		if (isTriedAgain) await page.getByLabel('How often').selectOption('Once');
		await switchOn(page, kind, title);
		const off = page.getByRole('button', { name: `Switch off: ${title}` });
		await expect(off).toBeVisible();
		await openView(page, 'Runs');
		await sendEvent(url, { title: cardTitle });
		const runs = page.getByRole('list', { name: 'Runs, newest first' }).getByRole('listitem');
		const first = runs.filter({ hasText: reason }).first();
		await expect(first.getByText(run, { exact: true })).toBeVisible();
		await expect(shown).toHaveCount(cards);
		await first.getByRole('button', { name: 'Show the request' }).click();
		const request = page.getByRole('article', { name: /^Request of / });
		await expect(request.getByLabel('Body of the request')).toContainText(cardTitle);
		await expect(request.getByText(answer).last()).toBeVisible();
		if (kind === 'slow') await expect(request.getByText(LATE)).toBeVisible();
		await openView(page, 'Faults');
		if (!isTriedAgain) await off.click();
		await expect(page.getByText('No fault is on.')).toBeVisible();
	});
}

/** One of three channels misses a card; nobody has to switch anything off. */
test('A fault for one webhook, once, is gone by itself', async ({ stage }) => {
	const { page } = stage;
	const { url } = await publishExample(stage, 'fan-out');
	const title = 'Only management misses this';
	await openView(page, 'Faults');
	await page.getByLabel('Where').selectOption('n8n (management)');
	await page.getByLabel('How often').selectOption('Once');
	await switchOn(page, 'flow-off', 'Flow turned off');
	await expect(page.getByText('n8n (management), once more')).toBeVisible();
	await sendEvent(url, { title, text: '' });
	await expect(page.getByText('No fault is on.')).toBeVisible();
	for (const [channel, count] of [
		['ops', 1],
		['support', 1],
		['management', 0],
	] as const) {
		await page.getByRole('button', { name: channel, exact: true }).click();
		await expect(page.getByRole('heading', { level: 1, name: channel })).toBeVisible();
		await expect(page.locator('.threads .card').filter({ hasText: title })).toHaveCount(count);
	}
});

/** Fills in the form of the panel; what takes long is made short. */
async function switchOn(page: Page, kind: FaultKind, title: string): Promise<void> {
	await page.getByRole('radio', { name: new RegExp(`^${title}`) }).check();
	if (faultRow(kind).seconds !== undefined) await page.getByRole('spinbutton').fill('1');
	if (kind === 'bad-gateway') await page.getByRole('checkbox', { name: 'The message is posted all the same' }).check();
	await page.getByRole('button', { name: 'Switch on' }).click();
}
