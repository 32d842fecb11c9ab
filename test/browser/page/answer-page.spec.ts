import type { Page } from '@playwright/test';
import type { Stage } from './fixtures';

import { expect } from '@playwright/test';
import { randomUUID } from 'node:crypto';

import { ACTION_TYPE } from '../../../scripts/lib/demo';
import { expectAccessible } from '../accessibility';
import { sendEvent, test } from './fixtures';
import { channelCredential } from './publish';

const LONG = 'Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen '.repeat(3);

/** Asks a question from a workflow of its own, and returns the address behind its button. */
async function ask(stage: Stage, parameters: Readonly<Record<string, unknown>>): Promise<string> {
	const { client, simulator } = stage;
	const path = `question-${randomUUID().slice(0, 8)}`;
	const hook = {
		id: `${path}-1`,
		name: 'Hook',
		type: 'n8n-nodes-base.webhook',
		typeVersion: 2,
		position: [0, 0],
		webhookId: path,
		parameters: { httpMethod: 'POST', path, options: {} },
	};
	const question = {
		id: `${path}-2`,
		name: 'Ask',
		type: ACTION_TYPE,
		typeVersion: 1,
		position: [240, 0],
		webhookId: `${path}-3`,
		parameters: { operation: 'sendAndWait', title: path, message: `Is it right?\n${LONG}`, ...parameters },
	};
	const { id } = await client.publish(
		{
			name: path,
			nodes: [hook, question],
			connections: { Hook: { main: [[{ node: 'Ask', type: 'main', index: 0 }]] } },
		},
		{ [ACTION_TYPE]: { teamsIncomingWebhookApi: await channelCredential(stage) } },
	);
	expect(await sendEvent(`${client.baseUrl}/webhook/${path}`, {})).toBe(200);
	const link = () => {
		const card = JSON.stringify(
			simulator.store.state().messages.findLast((message) => JSON.stringify(message).includes(path)),
		);
		return /"url":"([^"]+webhook-waiting[^"]+)"/.exec(card ?? '')?.[1] ?? '';
	};
	await expect.poll(link).not.toBe('');
	await expect.poll(async () => (await client.executions(id))[0]?.status).toBe('waiting');
	return link();
}

/** Light and dark, wide and narrow: nothing wrong for assistive technology, and nothing wider than the window. */
async function expectWell(page: Page, what: string): Promise<void> {
	for (const colorScheme of ['light', 'dark'] as const)
		for (const width of [1_280, 320]) {
			await page.emulateMedia({ colorScheme });
			await page.setViewportSize({ width, height: 720 });
			await expectAccessible(page, `${what}, ${colorScheme}, ${width} px`);
			const shown = await page.evaluate<number>('document.documentElement.scrollWidth');
			expect(shown, `the width of ${what}`).toBeLessThanOrEqual(width);
		}
}

const status = (page: Page) => page.getByRole('status');

test('A question is answered with the keyboard alone, and only once', async ({ stage, context }) => {
	const link = await ask(stage, { facts: { values: [{ title: 'Amount', value: '420 EUR' }] } });
	const [page, second] = [await context.newPage(), await context.newPage()];
	await page.goto(link);
	await second.goto(link);
	await expectWell(page, 'an open question');
	await page.getByLabel('Comment (optional)').focus();
	await page.keyboard.type('fine');
	await page.keyboard.press('Tab');
	await expect(page.getByRole('button', { name: 'Approve' })).toBeFocused();
	await page.keyboard.press('Enter');
	await expect(status(page)).toHaveText('Your answer was recorded. You can close this page.');
	await expect(status(page)).toBeFocused();
	await expectWell(page, 'an answer that was recorded');
	await second.getByRole('button', { name: 'Decline' }).click();
	await expect(status(second)).toContainText('This question is closed');
	await expect(second.getByRole('button')).toHaveCount(0);
	await expectWell(second, 'a question that somebody else has answered');
});

test('Enter in a field sends nothing, and what is missing is said at its field', async ({ stage, context }) => {
	const fields = [
		{ fieldLabel: 'Reason', requiredField: true },
		{ fieldLabel: 'Amount', fieldType: 'number' },
		{ fieldLabel: 'Day', fieldType: 'date' },
		{ fieldLabel: 'Place', fieldType: 'dropdown', fieldOptions: { values: [{ option: 'Oslo' }, { option: LONG }] } },
		{
			fieldLabel: 'How',
			fieldType: 'radio',
			requiredField: true,
			fieldOptions: { values: [{ option: 'Train' }, { option: 'Bus' }] },
		},
		{ fieldLabel: 'Extras', fieldType: 'checkbox', fieldOptions: { values: [{ option: 'Meals' }, { option: LONG }] } },
	];
	const link = await ask(stage, { responseType: 'customForm', formFields: { values: fields } });
	const page = await context.newPage();
	await page.goto(link);
	await expectWell(page, 'a form');
	await page.getByLabel('Reason').fill('because');
	await page.keyboard.press('Enter');
	await expect(status(page)).toHaveText('');
	await page.getByLabel('Reason').fill(' ');
	await page.getByRole('button', { name: 'Send answer' }).click();
	await expect(page.getByText('Fill this in.')).toHaveCount(2);
	await expect(page.getByLabel('Reason')).toBeFocused();
	await page.getByLabel('Reason').fill('because');
	await page.getByLabel('Train').check();
	await page.getByLabel('Amount').fill('many');
	await page.getByRole('button', { name: 'Send answer' }).click();
	await expect(page.getByText('This value does not fit the field.')).toBeVisible();
	await expectWell(page, 'a form with a mistake');
	await page.getByLabel('Amount').fill('3');
	await page.getByRole('button', { name: 'Send answer' }).click();
	await expect(status(page)).toContainText('Your answer was recorded');
});

test('Without JavaScript a text is asked for again, and recorded', async ({ stage, browser }) => {
	const link = await ask(stage, { responseType: 'freeText' });
	const plain = await browser.newContext({ javaScriptEnabled: false });
	const page = await plain.newPage();
	await page.goto(link);
	await page.getByLabel('Your answer').fill('because');
	await page.getByRole('button', { name: 'Send answer' }).click();
	await expect(status(page)).toContainText('Your answer was recorded');
	await plain.close();
});

test('A question whose time is over says so', async ({ stage, context }) => {
	const limit = { limitType: 'afterTimeInterval', resumeAmount: 0.02, resumeUnit: 'minutes' };
	const link = await ask(stage, { options: { limitWaitTime: { values: limit } } });
	const page = await context.newPage();
	await page.goto(link);
	await expect
		.poll(async () => {
			await page.reload();
			return await status(page).innerText();
		})
		.toContain('has passed');
	await expectWell(page, 'a question whose time is over');
});

test('A slow network shows that the answer is on its way, and a lost one lets people try again', async ({
	stage,
	context,
}) => {
	const link = await ask(stage, {});
	const page = await context.newPage();
	await page.goto(link);
	let go = (): void => undefined;
	const held = new Promise<void>((resolve) => (go = resolve));
	await page.route('**/webhook-waiting/**', async (route) => {
		await held;
		await route.abort();
	});
	await page.getByRole('button', { name: 'Approve' }).click();
	await expect(status(page)).toHaveText('Sending…');
	await expect(page.getByRole('button', { name: 'Decline' })).toBeDisabled();
	go();
	await expect(page.getByRole('alert')).toContainText('n8n did not accept the answer.');
	await expectWell(page, 'an answer that was lost');
	await page.unroute('**/webhook-waiting/**');
	await page.getByRole('button', { name: 'Approve' }).click();
	await expect(status(page)).toContainText('Your answer was recorded');
});
