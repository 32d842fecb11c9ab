import type { Page } from 'playwright-core';
import type { Issuer } from '../../../../simulator/actionable-messages/issuer';
import type { Mailbox } from '../../../../simulator/actionable-messages/mailbox';
import type { ExampleName } from '../../../../scripts/lib/examples';
import type { Stage } from '../stage';

import { setTimeout as delay } from 'node:timers/promises';

import { startIssuer } from '../../../../simulator/actionable-messages/issuer';
import { htmlOf, startMailbox } from '../../../../simulator/actionable-messages/mailbox';
import { cardIn } from '../../../../simulator/actionable-messages/outlook';
import { ACTION_TYPE } from '../../../../scripts/lib/demo';
import { exampleOf } from '../../../../scripts/lib/examples';
import { importExample } from '../../../../scripts/lib/import-example';
import { PACKAGE_NAME } from '../../../../scripts/lib/package';
import { StepError } from '../../../../scripts/lib/steps';
import { APPEARS_MS, expectSame, sendEvent } from '../stage';
import { openMessage, outlookCard } from './outlook';

const CARD_ACTION_TYPE = `${PACKAGE_NAME}.teamsCardActionTrigger`;

/** For tests only. */
const BINDING_SECRET = 'for tests: 48 characters of something very long.';

/** An order: the card in Outlook, a note, Approve; then the new card stands there, and a second decision is refused. */
export async function answersOrder(stage: Stage): Promise<void> {
	await withOutlook(stage, async (issuer, newPage) => {
		await publish(stage, issuer, 'card-action');
		const response = await fetch(`${stage.demo.client.baseUrl}/webhook/order`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ id: 7 }) });
		const { card } = (await response.json()) as { card: unknown };
		const [first, second] = [await openMessage(newPage, issuer, { subject: 'Order 7', card }), await openMessage(newPage, issuer, { subject: 'Order 7', card })];
		await first.page.locator('.card').getByText('Order 7').waitFor();
		await first.page.getByPlaceholder('Note').fill('fine & "good"');
		expectSame('the buttons', await first.page.locator('.ac-pushButton').allInnerTexts(), ['Approve', 'Decline']);
		await press(first.page, 'Approve', 'The order was approved');
		await first.page.locator('.card').getByText('Approved by Ada Example').waitFor();
		expectSame('the buttons of the new card', await first.page.locator('.ac-pushButton').allInnerTexts(), ['Open the order']);
		await press(second.page, 'Decline', 'This message has been answered already.');
	});
}

/** A leave request by email: readable in any mail program; in Outlook with buttons, and declined with a reason. */
export async function answersLeave(stage: Stage): Promise<void> {
	const mailbox = await startMailbox();
	try {
		await withOutlook(stage, async (issuer, newPage) => {
			const smtp = await stage.demo.client.createCredential('Mail', 'smtp', { host: '127.0.0.1', port: mailbox.port, secure: false, disableStartTls: true, user: '', password: '' });
			await publish(stage, issuer, 'actionable-message', { 'n8n-nodes-base.emailSend': { smtp } });
			expectSame('the answer to the request', await sendEvent(stage.demo, 'leave-request', { id: 88, name: 'Ada Example', days: 3, from: '2 Nov', to: '4 Nov', manager: 'bo@example.com' }), 200);
			const html = htmlOf(await firstMail(mailbox));
			await readsPlain(await newPage(), html);
			const { page } = await openMessage(newPage, issuer, { subject: 'Leave request 88', card: outlookCard(cardIn(html) as Readonly<Record<string, unknown>>) });
			for (const text of ['Ada Example', '3 days', 'From', '2 Nov', 'To', '4 Nov']) await page.locator('.card').getByText(text, { exact: true }).waitFor();
			expectSame('the buttons', await page.locator('.ac-pushButton').filter({ visible: true }).allInnerTexts(), ['Approve', 'Decline', 'View in HR']);
			await page.getByRole('button', { name: 'Decline' }).click();
			await page.getByLabel('Reason (required)').fill('He said "no",\nand left');
			await page.getByRole('button', { name: 'Decline' }).last().click();
			await page.getByRole('status').getByText('The leave was declined').waitFor();
		});
	} finally {
		await mailbox.close();
	}
}

/** What is left in a mail program that knows nothing of cards. */
async function readsPlain(page: Page, html: string): Promise<void> {
	await page.setContent(html);
	const words = (await page.locator('body').innerText()).replace(/\s+/g, ' ');
	expectSame('the words of the plain email', ['Ada Example', '3 days', 'From', '2 Nov', 'To', '4 Nov'].filter((text) => !words.includes(text)), []);
	await page.close();
}

async function withOutlook({ browser }: Stage, work: (issuer: Issuer, newPage: () => Promise<Page>) => Promise<void>): Promise<void> {
	const issuer = await startIssuer();
	const context = await browser.newContext({ viewport: { width: 520, height: 640 } });
	try {
		await work(issuer, async () => await context.newPage());
		await context.close();
	} finally {
		await issuer.close();
	}
}

/** Publishes an example that makes a callback URL, with the address of this n8n in it, as its page says. */
async function publish({ demo: { client } }: Stage, issuer: Issuer, name: ExampleName, more: Readonly<Record<string, unknown>> = {}): Promise<void> {
	const actions = await client.createCredential('Actions', 'teamsCardActionApi', { allowedTenants: issuer.tenantId, audience: issuer.audience.v2, bindingSecret: BINDING_SECRET, keysUrl: issuer.keysUrl, allowedHosts: '127.0.0.1' });
	const credentials = { [ACTION_TYPE]: { teamsCardActionApi: actions }, [CARD_ACTION_TYPE]: { teamsCardActionApi: actions }, ...more };
	const triggerUrl = `${client.baseUrl}/webhook/${exampleOf(name).buttonPath ?? ''}`;
	await importExample(client, { name, credentials, changes: { parameters: { 'URL for the buttons': { triggerUrl } } } });
}

async function press(page: Page, button: string, shown: string): Promise<void> {
	await page.getByRole('button', { name: button }).click();
	await page.getByRole('status').getByText(shown).waitFor();
}

async function firstMail(mailbox: Mailbox): Promise<string> {
	for (const endMs = Date.now() + APPEARS_MS; Date.now() < endMs; await delay(50)) {
		const [mail] = mailbox.mails();
		if (mail !== undefined) return mail;
	}
	throw new StepError('No email was sent.', 'Look at the execution in the editor.');
}
