import type { Page } from '@playwright/test';

import { expect } from '@playwright/test';

import { expectAccessible } from '../accessibility';
import { expectNothingCutOff } from './cut-off';
import { lastThread, messageBox, openView, test, write } from './fixtures';
import { publishExample } from './publish';

test('A webhook from the form; its token is shown once', async ({ stage: { page, simulator, client }, complaints }) => {
	simulator.actions.createOutgoing({ team: 'Platform', name: 'n8n', description: '', callbackUrl: client.baseUrl });
	await openView(page, 'Webhooks');
	await page.getByText('Create an outgoing webhook').click();
	const form = page.getByRole('form', { name: 'New outgoing webhook' });
	// Empty, so that a pasted URL is all that is in it.
	await expect(form.getByLabel('Callback URL')).toHaveValue('');
	await expect(form.getByLabel('Callback URL')).toHaveAttribute('placeholder', `${client.baseUrl}/webhook/…`);
	await form.getByLabel('Callback URL').fill(`${client.baseUrl}/webhook/${client.baseUrl}/webhook/fresh`);
	await form.getByLabel('Name').fill('N8N');
	await form.getByRole('button', { name: 'Create' }).click();
	await expect(form.getByRole('alert')).toContainText('contains another address');
	await form.getByLabel('Callback URL').fill(`${client.baseUrl}/webhook/fresh`);
	await form.getByRole('button', { name: 'Create' }).click();
	await expect(form.getByRole('alert')).toHaveText('The team has an outgoing webhook "N8N" already.');
	await form.getByLabel('Name').fill('fresh');
	await form.getByRole('button', { name: 'Create' }).click();
	const token = page.getByRole('alert').filter({ hasText: 'Security token of @fresh' });
	await expect(token.locator('.token')).toHaveText(/^[A-Za-z0-9+/]{43}=$/);
	// The token stays until somebody confirms that they have it, whatever they look at in the meantime.
	await openView(page, 'Requests');
	await openView(page, 'Webhooks');
	await token.getByRole('button', { name: 'Done' }).click();
	await expect(page.getByText('@fresh')).toBeVisible();
	await expect(page.locator('.token')).toHaveCount(0);
	await page.getByRole('button', { name: 'Delete @fresh' }).click();
	await page.getByRole('button', { name: 'Delete @fresh: press again to confirm' }).click();
	await expect(page.getByText('@fresh')).toHaveCount(0);
	// The browser reports the refused requests: for the two addresses in one, and for the name that is taken.
	expect(complaints.splice(0)).toEqual([expect.stringContaining('400'), expect.stringContaining('409')]);
});

test('The callback URL of a webhook can be changed, with the keyboard alone', async ({ stage }) => {
	const { page, simulator, client } = stage;
	const { url } = await publishExample(stage, 'mention-reply');
	const { id = '' } = simulator.store.state().setup.outgoing.find(({ name }) => name === 'hello') ?? {};
	simulator.actions.changeOutgoing(id, { callbackUrl: `${client.baseUrl}/webhook/not-there` });
	await openView(page, 'Webhooks');
	const opener = page.getByRole('button', { name: 'Change the URL of @hello' });
	await opener.focus();
	await page.keyboard.press('Enter');
	const field = page.getByRole('form', { name: 'Callback URL of @hello' }).getByLabel('Callback URL');
	await expect(field).toBeFocused();
	await expectNothingCutOff(page, 'the form of a callback URL');
	await expectAccessible(page, 'the form of a callback URL');
	await page.keyboard.press('ControlOrMeta+A');
	await page.keyboard.type(url);
	await page.keyboard.press('Enter');
	await expect(field).toBeHidden();
	await expect(opener).toBeFocused();
	await expect(page.getByText(url, { exact: true })).toBeVisible();
	await write(page, '@hello deploy now');
	await expect(lastThread(page).getByText('Hello Ada Example, you asked for deploy with: now')).toBeVisible();
});

test('Teams and channels from forms, and a second click', async ({ stage: { page, simulator } }) => {
	simulator.actions.createOutgoing({ team: 'Platform', name: 'n8n', description: '', callbackUrl: simulator.baseUrl });
	await page.getByRole('button', { name: 'Add a channel to Platform' }).click();
	const form = page.getByRole('form', { name: 'New channel of Platform' });
	await form.getByLabel('Name').fill('secret');
	await form.getByLabel('Kind').selectOption('Private');
	await form.getByRole('button', { name: 'Add the channel' }).dblclick();
	await expect(page.getByRole('heading', { name: /secret/ })).toBeVisible();
	await expect(page.getByRole('button', { name: 'secret private', exact: true })).toBeFocused();
	const { channels = [] } = simulator.store.state().setup.teams[0] ?? {};
	expect(channels.filter(({ name }) => name === 'secret')).toHaveLength(1);
	await write(page, '@n8n help', 'secret');
	await expect(page.getByText('outgoing webhooks work in standard channels only')).toBeVisible();
});

test.describe('320 px wide', () => {
	test.use({ viewport: { width: 320, height: 640 } });

	/** One button names the channel and opens the list; what is made there is shown at once, and the focus is never lost. */
	test('A phone makes teams and channels too, 320 px wide', async ({ stage: { page } }) => {
		const channels = page.getByRole('navigation', { name: 'Teams and channels' });
		const toggle = channels.getByRole('button', { name: /^Channel: / });
		const list = channels.locator('.channel-list');
		await toggle.focus();
		await page.keyboard.press('Enter');
		await expect(channels.getByRole('button', { name: 'General', exact: true })).toBeVisible();
		await expect(toggle).toHaveAttribute('aria-expanded', 'true');
		await expect(toggle).toHaveAttribute('aria-controls', (await list.getAttribute('id')) ?? 'none');
		await channels.getByRole('button', { name: 'Add a channel to Platform' }).click();
		await expect(channels.getByRole('form', { name: 'New channel of Platform' }).getByLabel('Name')).toBeFocused();
		await page.keyboard.type('From a train');
		await expectNothingCutOff(page, 'the form of a channel');
		await page.keyboard.press('Enter');
		await expectChannel(page, 'From a train Platform');
		await toggle.click();
		await channels.getByRole('button', { name: 'Add a team' }).click();
		await channels.getByRole('form', { name: 'New team' }).getByLabel('Name').fill('Field work');
		await channels.getByRole('button', { name: 'Add the team' }).click();
		await expectChannel(page, 'General Field work');
		await toggle.click();
		await expect(list).toBeVisible();
		await page.keyboard.press('Escape');
		await expectChannel(page, 'General Field work');
		await toggle.click();
		await page.getByText('Teams simulator', { exact: true }).click();
		await expect(list).toBeHidden();
		await toggle.click();
		await channels.getByRole('region', { name: 'Platform' }).getByRole('button', { name: 'From a train' }).click();
		await expectChannel(page, 'From a train Platform');
		await write(page, 'seen on a phone', 'From a train');
		await expect(lastThread(page).getByText('seen on a phone')).toBeVisible();
		await expect(messageBox(page, 'From a train')).toHaveValue('');
	});
});

/** The list is closed, the button has the focus, and it and the heading name the channel. */
async function expectChannel(page: Page, name: string): Promise<void> {
	const toggle = page.getByRole('button', { name: `Channel: ${name}`, exact: true });
	await expect(toggle).toHaveAttribute('aria-expanded', 'false');
	await expect(toggle).toBeFocused();
	await expect(page.getByRole('heading', { level: 1, name, exact: true })).toBeAttached();
	await expect(page.locator('.channel-list')).toBeHidden();
}
