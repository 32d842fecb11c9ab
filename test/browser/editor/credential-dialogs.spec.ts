import type { Page } from '@playwright/test';
import type { Entries } from '../../../scripts/lib/editor/credential-dialog';

import { expect } from '@playwright/test';

import { newSecurityToken } from '../../../scripts/lib/demo';
import { choose } from '../../../scripts/lib/editor/actions';
import {
	credentialDialog,
	enter,
	newCredential,
	saveAccepted,
	saveRefused,
} from '../../../scripts/lib/editor/credential-dialog';
import { test } from './fixtures';
import { expectReadable } from './readable';
import { fieldsFromTop } from './workflows';

const TENANT = 'aaaabbbb-cccc-4ddd-8eee-ffff00001111';

/** One dialog: what a person gets wrong first, what the dialog answers, and what is right. */
interface Dialog {
	readonly type: string;
	/** Absent where n8n runs no test: only signing in shows a mistake. */
	readonly wrong?: { readonly entries: Entries; readonly says: string };
	readonly choices?: Readonly<Record<string, string>>;
	readonly right: Entries;
}

const DIALOGS: readonly Dialog[] = [
	{
		type: 'Microsoft Teams Outgoing Webhook API',
		wrong: {
			entries: { securityToken: 'this is no token' },
			says: 'The security token is not Base64: it contains a character that tokens never have.',
		},
		right: { securityToken: newSecurityToken() },
	},
	{
		type: 'Microsoft Teams Incoming Webhook API',
		wrong: {
			entries: { webhookUrl: 'this is no URL' },
			says: 'The webhook URL is not a valid URL. Copy the whole URL',
		},
		right: {
			webhookUrl: 'http://127.0.0.1:9/workflows/0/triggers/manual/paths/invoke?sig=0',
			allowedHosts: '127.0.0.1',
		},
	},
	{
		type: 'Microsoft Teams Destinations API',
		wrong: { entries: { destinations: 'ops', allowedHosts: '127.0.0.1' }, says: 'Entry 1' },
		right: { destinations: 'ops, http://127.0.0.1:9/a?sig=0; alerts, http://127.0.0.1:9/b?sig=0' },
	},
	{
		type: 'Microsoft Teams Card Action API',
		wrong: { entries: { allowedTenants: 'our tenant', audience: TENANT }, says: 'tenant' },
		right: { allowedTenants: TENANT, bindingSecret: newSecurityToken() },
	},
	{
		type: 'Microsoft Teams Connector API',
		wrong: { entries: { stateSecret: 'secret' }, says: 'secret' },
		right: { stateSecret: newSecurityToken() },
	},
	{
		type: 'Microsoft Teams Workflows OAuth2 API',
		choices: { grantType: 'Client Credentials' },
		right: {
			clientId: TENANT,
			clientSecret: newSecurityToken(),
			tenantId: TENANT,
			webhookUrl: 'http://127.0.0.1:9/workflows/0',
			allowedHosts: '127.0.0.1',
			tokenUrl: 'http://127.0.0.1:9/token',
		},
	},
];

/** The dialog of every credential of the package, filled in with the keyboard. */
for (const { type, wrong, choices, right } of DIALOGS) {
	test(`Dialog of ${type}`, async ({ stage: { client, page } }) => {
		await newCredential(page, client.baseUrl, type);
		await expectDialogReadable(page);
		if (wrong !== undefined) {
			await enter(page, wrong.entries);
			expect(await saveRefused(page), 'what is wrong with the entry, and what to do').toContain(wrong.says);
		}
		for (const [field, choice] of Object.entries(choices ?? {})) await choose(credentialDialog(page), field, choice);
		await enter(page, right);
		await saveAccepted(page, wrong !== undefined);
		await expectDialogReadable(page);
	});
}

test('Dialog of an outgoing webhook: one token, the others behind a switch', async ({ stage: { client, page } }) => {
	await newCredential(page, client.baseUrl, 'Microsoft Teams Outgoing Webhook API');
	const dialog = credentialDialog(page);
	const fields = () => fieldsFromTop(dialog);
	await expect.poll(fields).toEqual(['securityToken', 'several']);
	const toggle = dialog.getByTestId('parameter-input-several').locator('.el-switch');
	await toggle.click();
	const further = [2, 3, 4, 5].flatMap((position) => [`label${position}`, `securityToken${position}`]);
	await expect.poll(fields).toEqual(['securityToken', 'several', 'label', ...further]);
	await expectDialogReadable(page);
	await enter(page, { securityToken: newSecurityToken(), label2: 'support', securityToken2: newSecurityToken() });
	await toggle.click();
	// Fields that count stay visible.
	await expect.poll(fields).toEqual(['securityToken', 'several', 'label2', 'securityToken2']);
	await saveAccepted(page, true);
	await expect.poll(fields).toEqual(['securityToken', 'several', 'label2', 'securityToken2']);
});

async function expectDialogReadable(page: Page): Promise<void> {
	await expectReadable('the dialog', credentialDialog(page).getByTestId('credential-edit-dialog'));
}
