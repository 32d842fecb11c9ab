import { expect } from '@playwright/test';

import { lastThread, messageBox, openView, sendEvent, test, write } from './fixtures';
import { publishExample } from './publish';

test('An empty channel says what to do', async ({ stage: { page, simulator } }) => {
	simulator.actions.createOutgoing({ team: 'Platform', name: 'n8n', description: '', callbackUrl: simulator.baseUrl });
	await expect(page.getByRole('heading', { name: 'Nothing here yet' })).toBeVisible();
	await page.getByRole('button', { name: 'Write “@n8n help”' }).click();
	await expect(messageBox(page)).toHaveValue('@n8n help');
});

test('@n8n help gives a card, with the keyboard alone', async ({ stage }) => {
	const { page } = stage;
	await publishExample(stage, 'deploy-bot');
	await page.keyboard.press('Tab');
	await expect(page.getByRole('link', { name: 'Go to the message box' })).toBeFocused();
	await page.keyboard.press('Enter');
	await expect(messageBox(page)).toBeFocused();
	await page.keyboard.type('@');
	const options = page.getByRole('listbox', { name: 'People and webhooks' }).getByRole('option');
	// Webhooks come before people.
	await expect(options.first()).toHaveAttribute('aria-selected', 'true');
	await page.keyboard.type('n8');
	await expect(options).toHaveCount(1);
	await page.keyboard.press('Enter');
	await expect(messageBox(page)).toHaveValue('@n8n ');
	await page.keyboard.type('help');
	await page.keyboard.press('Enter');
	await expect(lastThread(page).getByText('What I can do')).toBeVisible();
	await expect(lastThread(page).getByText('Deploys a service to production')).toBeVisible();
	await expect(page.getByRole('status').filter({ hasText: 'n8n: a card' })).toBeAttached();
	await expect(messageBox(page)).toHaveValue('');
	await expect(messageBox(page)).toBeFocused();
});

test('Commands, wrong ones and replies in a thread', async ({ stage }) => {
	const { page } = stage;
	await publishExample(stage, 'deploy-bot');
	await publishExample(stage, 'mention-reply');
	await write(page, '@n8n deploy api v2');
	await expect(lastThread(page).getByText('Deploying api v2')).toBeVisible();
	await lastThread(page)
		.getByRole('button', { name: /^Reply in the thread/ })
		.click();
	await page.getByRole('textbox', { name: 'Reply to Ada Example' }).fill('@n8n rollback');
	await page.keyboard.press('Escape');
	await page.keyboard.press('Enter');
	await expect(lastThread(page).getByText(/needs <service>/)).toBeVisible();
	await expect(lastThread(page).getByRole('listitem')).toHaveCount(3);
	await page.getByLabel('Writing as').selectOption('Bo Example');
	await write(page, '@hello tell me');
	await expect(lastThread(page).getByText('Hello Bo Example, you asked for tell with: me')).toBeVisible();
});

test('The error text, and why', async ({ stage }) => {
	const { page, simulator, client } = stage;
	simulator.actions.createOutgoing({
		team: 'Platform',
		name: 'unpublished',
		description: '',
		callbackUrl: `${client.baseUrl}/webhook/not-there`,
	});
	await write(page, '@unpublished hello');
	const thread = lastThread(page);
	await expect(thread.getByText('Sorry, there was a problem encountered with your request')).toBeVisible();
	await expect(thread).toContainText(
		'n8n does not listen at this address: the workflow is not published, "Execute workflow" is not waiting (for a test URL), or the callback URL is mistyped.',
	);
	await thread.getByRole('button', { name: 'Show the request' }).click();
	const request = page.getByRole('article', { name: 'Request of unpublished' });
	await expect(request.getByText('HMAC-SHA256 of the body, with the security token')).toBeVisible();
	// Opened with its button, the view shows all requests.
	await openView(page, 'Channel');
	await openView(page, 'Requests');
	await expect(page.getByRole('list', { name: 'Requests, newest first' })).toBeVisible();
	await openView(page, 'Channel');
	simulator.actions.createOutgoing({
		team: 'Platform',
		name: 'stranger',
		description: '',
		callbackUrl: (await publishExample(stage, 'mention-reply')).url,
	});
	await write(page, '@stranger hello');
	await expect(lastThread(page)).toContainText(
		'n8n refused the signature (401): the credential in the trigger does not hold the security token of this webhook.',
	);
});

test.describe('320 px wide', () => {
	test.use({ viewport: { width: 320, height: 640 } });

	test('Hostile and very long texts', async ({ stage }) => {
		const { page } = stage;
		const { url } = await publishExample(stage, 'event-to-card');
		const hostile = `<img src=x onerror=alert(1)> ${'x'.repeat(2_000)} [a](javascript:alert(1)) [b](https://evil.example/${'y'.repeat(300)})`;
		await write(page, hostile);
		await expect(lastThread(page).getByText('<img src=x')).toBeVisible();
		await sendEvent(url, { title: hostile, text: `${hostile} ![c](https://evil.example/c.png)` });
		await expect(lastThread(page).locator('.ac-adaptiveCard')).toBeVisible();
		await expect(page.locator('.threads img')).toHaveCount(0);
		const width = 'Math.max(document.documentElement.scrollWidth, document.querySelector(".threads").scrollWidth)';
		expect(await page.evaluate<number>(width), 'the width that the page needs').toBeLessThanOrEqual(320);
	});
});
