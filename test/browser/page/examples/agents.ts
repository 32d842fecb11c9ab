import type { Page } from '@playwright/test';
import type { Stage } from '../fixtures';

import { expect } from '@playwright/test';

import { readEvent } from '../../../../scripts/lib/examples';
import { lastThread, sendEvent, write } from '../fixtures';
import { publishExample } from '../publish';

/** The first call of an agent takes some seconds, and a late answer comes in a message of its own. */
const ANSWER_MS = 30_000;

/** A message in the channel, a reply or a card, that holds a text. */
const messageWith = (page: Page, text: string) => page.locator('[data-message]').filter({ hasText: text }).last();

/** A table of services, in time or late; a second question in the same thread that the memory answers; and a change that a person approves behind a link. */
export async function talksToAssistant(stage: Stage): Promise<void> {
	const { page } = stage;
	await publishExample(stage, 'assistant-in-a-channel');
	await write(page, '@assistant how are the services?');
	const services = messageWith(page, 'Services');
	await expect(services).toContainText('shop │ up │ Ada Example', { timeout: ANSWER_MS });
	await expect(services.locator('strong', { hasText: 'Services' })).toBeVisible();
	await page
		.getByRole('article', { name: /^Thread by/ })
		.filter({ hasText: 'how are the services?' })
		.getByRole('button', { name: /^(?:Reply in the thread|\d+ repl)/ })
		.first()
		.click();
	await page.getByRole('textbox', { name: 'Reply to Ada Example' }).fill('@assistant what did I ask before?');
	await page.keyboard.press('Escape');
	await page.keyboard.press('Enter');
	const memory = messageWith(page, 'You have asked:');
	await expect(memory).toContainText('how are the services?', { timeout: ANSWER_MS });

	await write(page, '@assistant put search into maintenance');
	const thread = lastThread(page);
	const card = messageWith(page, 'May the assistant do this?');
	await expect(card).toContainText('maintenance', { timeout: ANSWER_MS });
	await expect(page.locator('[data-message]').filter({ hasText: 'The answer will follow in a separate message.' }).last()).toBeVisible();
	await expect(thread).toBeVisible();
	const [answer] = await Promise.all([page.context().waitForEvent('page'), card.getByRole('link', { name: 'Answer' }).click()]);
	await answer.getByRole('button', { name: 'Approve' }).click();
	await expect(answer.getByRole('status')).toHaveText('Your answer was recorded. You can close this page.');
	await answer.close();
	const late = messageWith(page, 'It was changed.');
	await expect(late).toBeVisible({ timeout: ANSWER_MS });
	await expect(late.locator('.card .mention')).toHaveText('Ada Example');
}

/** A task for an agent: the card shows the tool and its input, a proven person approves with the code, and the channel hears what was done. */
export async function deploysOnceApproved(stage: Stage): Promise<void> {
	const { page } = stage;
	const { url } = await publishExample(stage, 'agent-deploy-approval');
	expect(await sendEvent(url, await readEvent('agent-deploy-approval'))).toBe(200);
	const card = messageWith(page, 'May the agent deploy this?');
	await expect(card).toContainText(/deploy[\s\S]*shop[\s\S]*v2/, { timeout: ANSWER_MS });
	await expect(card).toContainText(/@releases Approve \d+-[A-Z0-9]{6}/);
	const [code = ''] = /\d+-[A-Z0-9]{6}/.exec(await card.innerText()) ?? [];
	await write(page, `@releases approve ${code}`);
	await expect(messageWith(page, 'Approved. The workflow continues.')).toBeVisible();
	await expect(messageWith(page, 'shop v2 is deployed.')).toBeVisible({ timeout: ANSWER_MS });
}
