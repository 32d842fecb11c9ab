import type { Page } from '@playwright/test';
import type { Issuer } from '../../../../simulator/actionable-messages/issuer';
import type { Stage } from '../fixtures';
import type { PublishOptions } from '../publish';

import { expect } from '@playwright/test';

import { startIssuer } from '../../../../simulator/actionable-messages/issuer';
import { htmlOf, startMailbox } from '../../../../simulator/actionable-messages/mailbox';
import { cardIn } from '../../../../simulator/actionable-messages/outlook';
import { ACTION_TYPE } from '../../../../scripts/lib/demo';
import { PACKAGE_NAME } from '../../../../scripts/lib/package';
import { sendEvent } from '../fixtures';
import { publishExample } from '../publish';
import { openMessage, outlookCard } from './outlook';

const CARD_ACTION_TYPE = `${PACKAGE_NAME}.teamsCardActionTrigger`;

/** For tests only. */
const BINDING_SECRET = 'for tests: 48 characters of something very long.';

const LEAVE = { id: 88, name: 'Ada Example', days: 3, from: '2 Nov', to: '4 Nov', manager: 'bo@example.com' };

/** The texts of a leave request that people read, with and without cards. */
const LEAVE_TEXTS = ['Ada Example', '3 days', 'From', '2 Nov', 'To', '4 Nov'];

/** An order: the card in Outlook, a note, Approve; then the new card is shown, and a second decision is refused. */
export async function answersOrder(stage: Stage): Promise<void> {
	await withOutlook(stage, async (issuer, newPage) => {
		const { url } = await publishExample(stage, 'card-action', await actionCredentials(stage, issuer));
		const response = await fetch(url, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ id: 7 }),
		});
		const { card } = (await response.json()) as { card: unknown };
		const message = { subject: 'Order 7', card };
		const [first, second] = [await openMessage(newPage, issuer, message), await openMessage(newPage, issuer, message)];
		await expect(first.locator('.card').getByText('Order 7')).toBeVisible();
		await first.getByPlaceholder('Note').fill('fine & "good"');
		await expect(first.locator('.ac-pushButton')).toHaveText(['Approve', 'Decline']);
		await press(first, 'Approve', 'The order was approved');
		await expect(first.locator('.card').getByText('Approved by Ada Example')).toBeVisible();
		await expect(first.locator('.ac-pushButton')).toHaveText(['Open the order']);
		await press(second, 'Decline', 'This message has been answered already.');
	});
}

/** A leave request by email: readable in any mail program; in Outlook with buttons, and declined with a reason. */
export async function answersLeave(stage: Stage): Promise<void> {
	const mailbox = await startMailbox();
	try {
		await withOutlook(stage, async (issuer, newPage) => {
			const smtp = await stage.client.createCredential('Mail', 'smtp', {
				host: '127.0.0.1',
				port: mailbox.port,
				secure: false,
				disableStartTls: true,
				user: '',
				password: '',
			});
			const { credentials } = await actionCredentials(stage, issuer);
			const { url } = await publishExample(stage, 'actionable-message', {
				credentials: { ...credentials, 'n8n-nodes-base.emailSend': { smtp } },
			});
			expect(await sendEvent(url, LEAVE), 'the answer to the request').toBe(200);
			await expect.poll(() => mailbox.mails().length, { message: 'emails' }).toBe(1);
			const html = htmlOf(mailbox.mails()[0] ?? '');
			await expectPlain(await newPage(), html);
			const card = outlookCard(cardIn(html) as Readonly<Record<string, unknown>>);
			await declineLeave(await openMessage(newPage, issuer, { subject: 'Leave request 88', card }));
		});
	} finally {
		await mailbox.close();
	}
}

async function declineLeave(page: Page): Promise<void> {
	for (const text of LEAVE_TEXTS)
		await expect(page.locator('.card').getByText(text, { exact: true })).toBeVisible();
	const buttons = page.locator('.ac-pushButton').filter({ visible: true });
	await expect(buttons).toHaveText(['Approve', 'Decline', 'View in HR']);
	await page.getByRole('button', { name: 'Decline' }).click();
	await page.getByLabel('Reason (required)').fill('He said "no",\nand left');
	await page.getByRole('button', { name: 'Decline' }).last().click();
	await expect(page.getByRole('status')).toContainText('The leave was declined');
}

/** What is left in a mail program that knows nothing of cards. */
async function expectPlain(page: Page, html: string): Promise<void> {
	await page.setContent(html);
	for (const text of LEAVE_TEXTS) await expect(page.locator('body')).toContainText(text, { useInnerText: true });
	await page.close();
}

async function withOutlook(
	{ browser }: Stage,
	work: (issuer: Issuer, newPage: () => Promise<Page>) => Promise<void>,
): Promise<void> {
	const issuer = await startIssuer();
	try {
		const context = await browser.newContext({ viewport: { width: 520, height: 640 } });
		await work(issuer, async () => await context.newPage());
		await context.close();
	} finally {
		await issuer.close();
	}
}

/** Credentials of an example that makes a callback URL. */
async function actionCredentials({ client }: Stage, issuer: Issuer): Promise<PublishOptions> {
	const teamsCardActionApi = await client.createCredential('Actions', 'teamsCardActionApi', {
		allowedTenants: issuer.tenantId,
		audience: issuer.audience.v2,
		bindingSecret: BINDING_SECRET,
		keysUrl: issuer.keysUrl,
		allowedHosts: '127.0.0.1',
	});
	return { credentials: { [ACTION_TYPE]: { teamsCardActionApi }, [CARD_ACTION_TYPE]: { teamsCardActionApi } } };
}

async function press(page: Page, button: string, shown: string): Promise<void> {
	await page.getByRole('button', { name: button }).click();
	await expect(page.getByRole('status')).toContainText(shown);
}
