import type { Page } from '@playwright/test';
import type { Stage } from '../fixtures';

import { expect } from '@playwright/test';

import { readEvent } from '../../../../scripts/lib/examples';
import { openView, sendEvent, write } from '../fixtures';
import { publishExample } from '../publish';

/** A message in the channel that holds a text. */
const messageWith = (page: Page, text: string) => page.locator('[data-message]').filter({ hasText: text }).last();

/**
 * An expense: the card in the channel, its page, a comment, Approve; the workflow says that it will be paid. A preview
 * has already opened the link before that.
 */
export async function approvesByLink(stage: Stage): Promise<void> {
	const { page } = stage;
	const { url } = await publishExample(stage, 'approval-by-link');
	expect(await sendEvent(url, await readEvent('approval-by-link'))).toBe(200);
	const card = messageWith(page, 'Expense to approve');
	await expect(card).toContainText('Train to the customer in Bergen');
	await expect(card).toContainText('Anyone with this link can answer.');
	await openView(page, 'Requests');
	await expect(page.getByRole('button', { name: /Link opened by the preview/ }).first()).toBeVisible();
	const [answer] = await Promise.all([page.context().waitForEvent('page'), card.getByRole('link', { name: 'Answer' }).click()]);
	await expect(answer.getByRole('heading', { name: 'Expense to approve' })).toBeVisible();
	await expect(answer.locator('dd').first()).toHaveText('Bo Example');
	await answer.getByLabel('Comment (optional)').fill('have a good trip');
	await answer.getByRole('button', { name: 'Approve' }).click();
	await expect(answer.getByRole('status')).toHaveText('Your answer was recorded. You can close this page.');
	await expect(answer.getByRole('button')).toHaveCount(0);
	await answer.close();
	await expect(messageWith(page, 'Expense approved')).toContainText('have a good trip');
}

/** A deployment: the code on the card is typed into the channel, the thread says what was recorded, and the channel who has decided. */
export async function approvesByMention(stage: Stage): Promise<void> {
	const { page } = stage;
	const { url } = await publishExample(stage, 'approval-by-mention');
	expect(await sendEvent(url, await readEvent('approval-by-mention'))).toBe(200);
	const card = messageWith(page, 'Deploy to production?');
	await expect(card).toContainText(/@approvals Approve \d+-[A-Z0-9]{6}/);
	await expect(card.locator('.ac-pushButton')).toHaveCount(0);
	const [code = ''] = /\d+-[A-Z0-9]{6}/.exec(await card.innerText()) ?? [];
	await write(page, `@approvals approve ${code.slice(0, -6)}AAAAAA`);
	await expect(messageWith(page, 'This answer could not be recorded.')).toBeVisible();
	await write(page, `@approvals approve ${code.toLowerCase()} after lunch`);
	await expect(messageWith(page, 'Approved. The workflow continues.')).toBeVisible();
	const decided = messageWith(page, 'Deployed');
	await expect(decided).toContainText('Ada Example');
	await expect(decided).toContainText('after lunch');
}
