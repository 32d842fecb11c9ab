import type { Page } from 'playwright-core';
import type { Desk } from './desk';
import type { Entries } from './credential-form';

import { join } from 'node:path';

import { newSecurityToken } from '../../../scripts/lib/demo';
import { StepError } from '../../../scripts/lib/steps';
import { credentialDialog, enter, newCredential, saveAccepted, saveRefused } from './credential-form';
import { PICTURES } from './desk';
import { choose } from './hand';
import { expectReadable } from './readable';

const TENANT = 'aaaabbbb-cccc-4ddd-8eee-ffff00001111';

/** One dialog: what a person gets wrong first, what the dialog answers, and what is right. */
interface Dialog {
	readonly type: string;
	readonly picture: string;
	/** Absent where n8n tests nothing: signing in shows it. */
	readonly wrong?: { readonly entries: Entries; readonly says: string };
	readonly choices?: Readonly<Record<string, string>>;
	readonly right: Entries;
}

const DIALOGS: readonly Dialog[] = [
	{
		type: 'Microsoft Teams Outgoing Webhook API',
		picture: 'outgoing',
		wrong: {
			entries: { securityToken: 'this is no token' },
			says: 'The security token is not Base64: it holds a character that no token has.',
		},
		right: { label: 'Platform', securityToken: newSecurityToken() },
	},
	{
		type: 'Microsoft Teams Incoming Webhook API',
		picture: 'incoming',
		wrong: {
			entries: { webhookUrl: 'this is no URL' },
			says: 'The webhook URL cannot be read as a URL. Copy the whole URL',
		},
		right: {
			webhookUrl: 'http://127.0.0.1:9/workflows/0/triggers/manual/paths/invoke?sig=0',
			allowedHosts: '127.0.0.1',
		},
	},
	{
		type: 'Microsoft Teams Destinations API',
		picture: 'destinations',
		wrong: { entries: { destinations: 'ops', allowedHosts: '127.0.0.1' }, says: 'Entry 1' },
		right: { destinations: 'ops, http://127.0.0.1:9/a?sig=0; alerts, http://127.0.0.1:9/b?sig=0' },
	},
	{
		type: 'Microsoft Teams Card Action API',
		picture: 'card-action',
		wrong: { entries: { allowedTenants: 'our tenant', audience: TENANT }, says: 'tenant' },
		right: { allowedTenants: TENANT, bindingSecret: newSecurityToken() },
	},
	{
		type: 'Microsoft Teams Connector API',
		picture: 'connector',
		wrong: { entries: { stateSecret: 'secret' }, says: 'secret' },
		right: { stateSecret: newSecurityToken() },
	},
	{
		type: 'Microsoft Teams Workflows OAuth2 API',
		picture: 'workflows-oauth2',
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
export const CREDENTIAL_CHECKS: ReadonlyArray<readonly [string, (desk: Desk) => Promise<void>]> = DIALOGS.map(
	(dialog) => [`Dialog of ${dialog.type}`, async (desk) => await fillsIn(desk, dialog)],
);

async function fillsIn({ client, page }: Desk, { type, picture: name, wrong, choices, right }: Dialog): Promise<void> {
	await newCredential(page, client.baseUrl, type);
	await showsWhole(page, name);
	await credentialDialog(page).getByTestId('credential-connection-parameter').last().scrollIntoViewIfNeeded();
	await pictureOf(page, `${name}-end`);
	if (wrong !== undefined) {
		await enter(page, wrong.entries);
		const answer = await saveRefused(page);
		await pictureOf(page, `${name}-wrong`);
		if (!answer.includes(wrong.says))
			throw new StepError(
				`The dialog of ${type} says "${answer.slice(0, 400)}".`,
				'It should say what is wrong with the entry, and what to do.',
			);
	}
	for (const [field, choice] of Object.entries(choices ?? {})) await choose(credentialDialog(page), field, choice);
	await enter(page, right);
	await saveAccepted(page, wrong !== undefined);
	await showsWhole(page, `${name}-saved`);
}

async function showsWhole(page: Page, name: string): Promise<void> {
	await pictureOf(page, name);
	await expectReadable(name, credentialDialog(page).getByTestId('credential-edit-dialog'));
}

async function pictureOf(page: Page, name: string): Promise<void> {
	await page.mouse.move(0, 0);
	await page.waitForTimeout(300);
	await credentialDialog(page).screenshot({ path: join(PICTURES, `credential-${name}.png`) });
}
