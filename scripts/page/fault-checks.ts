import type { Page } from 'playwright-core';
import type { FaultKind } from '../../simulator/rules/faults';
import type { Stage } from './stage';

import { setTimeout as delay } from 'node:timers/promises';

import { FAULTS } from '../../simulator/rules/faults';
import { StepError } from '../lib/steps';
import { APPEARS_MS, expectQuiet, expectSame, openPage, openView, picture, sendEvent } from './stage';

/** What one fault leads to when n8n sends a card into it. */
interface Expectation {
	readonly run: 'Refused' | 'Failed' | 'Succeeded';
	readonly reason: RegExp;
	readonly cards: number;
}

const EXPECTED: Readonly<Record<FaultKind, Expectation>> = {
	'throttled-200': { run: 'Refused', reason: /429 inside a 200/, cards: 0 },
	'throttled-429': { run: 'Refused', reason: /429, Retry-After 1\./, cards: 0 },
	'bad-gateway': { run: 'Refused', reason: /Fault: 502/, cards: 1 },
	slow: { run: 'Succeeded', reason: /1 message posted/, cards: 1 },
	reset: { run: 'Refused', reason: /connection was reset/, cards: 0 },
	retired: { run: 'Refused', reason: /connector is retired/, cards: 0 },
	'flow-off': { run: 'Refused', reason: /flow is turned off/, cards: 0 },
	'run-fails': { run: 'Failed', reason: /BotNotInConversationRoster/, cards: 0 },
};

/** Every fault: switched on in the panel, met by n8n, seen in the run history, switched off. */
export const FAULT_CHECKS: ReadonlyArray<readonly [string, (stage: Stage) => Promise<void>]> = FAULTS.map(({ kind, title }) => [`Fault: ${title}`, async (stage: Stage) => await meets(stage, kind)]);

async function meets({ browser, demo }: Stage, kind: FaultKind): Promise<void> {
	const { title } = FAULTS.find((fault) => fault.kind === kind) ?? { title: '' };
	const { run, reason, cards } = EXPECTED[kind];
	const tab = await openPage(browser, demo.simulator.pageUrl);
	const { page } = tab;
	await openView(page, 'Faults');
	await switchOn(page, kind, title);
	await page.getByRole('button', { name: `Switch off: ${title}` }).waitFor();
	if (kind === 'throttled-429') await picture(page, 'faults');
	const { store } = demo.simulator;
	const runsBefore = store.state().runs.length;
	const cardTitle = `Into the fault ${kind}`;
	await sendEvent(demo, 'event-to-card', { title: cardTitle });
	for (const endMs = Date.now() + APPEARS_MS; store.state().runs.length === runsBefore; await delay(20)) if (Date.now() > endMs) throw new StepError('Nothing reached the simulator.', 'Look at the execution in the editor.');
	expectSame(`messages of the first attempt into ${kind}`, store.state().messages.filter(({ attachments }) => JSON.stringify(attachments).includes(cardTitle)).length, cards);
	await openView(page, 'Runs');
	const item = page.getByRole('list', { name: 'Runs, newest first' }).getByRole('listitem').filter({ hasText: reason }).first();
	await item.getByText(run, { exact: true }).waitFor();
	if (kind === 'run-fails') await picture(page, 'runs');
	await openView(page, 'Faults');
	await page.getByRole('button', { name: `Switch off: ${title}` }).click();
	await page.getByText('No fault is on.').waitFor();
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
