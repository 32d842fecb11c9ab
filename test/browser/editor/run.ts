import type { Desk } from './desk';

import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { noStorage } from '../../../simulator/model/storage';
import { startSimulator } from '../../../simulator/simulator';
import { COMMAND_CHECKS } from './commands';
import { CREDENTIAL_CHECKS } from './credential-dialogs';
import { DELIVERY_CHECKS } from './delivery';
import { PICTURES } from './desk';
import { EVERY_PANEL_CHECKS } from './every-panel';
import { FIRST_WORKFLOW_CHECKS } from './first-workflow';
import { MESSAGE_CARD_CHECKS } from './message-cards';
import { PANEL_CHECKS } from './panels';
import { removesToken } from './tokens';
import { DEFAULT_N8N_VERSION, ensureN8n, ensureNode } from '../../../scripts/lib/cache';
import { openEditor } from '../../../scripts/lib/chromium';
import { newSecurityToken } from '../../../scripts/lib/demo';
import { N8nClient as Client, newPassword } from '../../../scripts/lib/n8n-client';
import { startN8n } from '../../../scripts/lib/n8n-process';
import { installInto } from '../../../scripts/lib/package';
import { step } from '../../../scripts/lib/steps';

const ALL_CHECKS: ReadonlyArray<readonly [string, (desk: Desk) => Promise<void>]> = [
	...FIRST_WORKFLOW_CHECKS,
	...CREDENTIAL_CHECKS,
	...EVERY_PANEL_CHECKS,
	...COMMAND_CHECKS,
	...PANEL_CHECKS,
	...DELIVERY_CHECKS,
	...MESSAGE_CARD_CHECKS,
	['Removing one of three tokens', removesToken],
];

/** The checks whose title holds the word given on the command line; all of them without one. */
const CHECKS = ALL_CHECKS.filter(([title]) => title.toLowerCase().includes((process.argv[2] ?? '').toLowerCase()));

/**
 * Drives n8n's editor in Chromium: first workflows made with mouse and keyboard, the dialog of every credential, every
 * panel (nothing in it is cut off), what deleting, moving and adding commands does to wires, the trigger listening for
 * a test event, and a token removed from a credential. Fails where the editor does something else than the
 * documentation says; leaves pictures in `.build/editor`.
 */
async function main(): Promise<void> {
	const node = await ensureNode();
	const installation = await ensureN8n(DEFAULT_N8N_VERSION, node);
	const userFolder = await mkdtemp(join(tmpdir(), 'teams-webhooks-editor-'));
	await mkdir(PICTURES, { recursive: true });
	await installInto(userFolder, node);
	const n8n = await step('Starting n8n', async () => await startN8n({ installation, userFolder }));
	const simulator = await startSimulator({ token: newPassword(), storage: noStorage, n8nUrl: n8n.baseUrl });
	const client = new Client(n8n.baseUrl);
	await client.signUp();
	const securityToken = newSecurityToken();
	try {
		for (const [title, check] of CHECKS) {
			await dropCredentials(client);
			const editor = await openEditor(client, { width: 1500, height: 2600 });
			try {
				await step(title, async () => await check({ client, page: editor.page, securityToken, simulator }));
			} catch (error) {
				await editor.page.screenshot({ path: join(PICTURES, 'failed.png') });
				throw error;
			} finally {
				await editor.close();
			}
		}
	} finally {
		await n8n.stop();
		await simulator.close();
		await rm(userFolder, { recursive: true, force: true });
	}
}

/** n8n chooses a credential by itself where it has one that fits: every check begins without. */
async function dropCredentials(client: Client): Promise<void> {
	const credentials = await client.request<ReadonlyArray<{ readonly id: string }>>('GET', '/rest/credentials');
	for (const { id } of credentials) await client.request('DELETE', `/rest/credentials/${id}`);
}

main().catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
