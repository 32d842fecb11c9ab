import type { Stage } from './stage';

import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { ACCESS_CHECKS } from './access';
import { openHostBrowser } from './host-browser';
import { HOSTILE_CHECKS } from './hostile';
import { LIFE_CHECKS } from './lifecycle';
import { DEFAULT_N8N_VERSION, ensureN8n, ensureNode } from '../../../scripts/lib/cache';
import { N8nClient } from '../../../scripts/lib/n8n-client';
import { startN8n } from '../../../scripts/lib/n8n-process';
import { installInto } from '../../../scripts/lib/package';
import { step } from '../../../scripts/lib/steps';

const ALL_CHECKS: ReadonlyArray<readonly [string, (stage: Stage) => Promise<void>]> = [
	...LIFE_CHECKS,
	...HOSTILE_CHECKS,
	...ACCESS_CHECKS,
];

/** The checks whose title holds the word given on the command line; all of them without one. */
const CHECKS = ALL_CHECKS.filter(([title]) => title.toLowerCase().includes((process.argv[2] ?? '').toLowerCase()));

/**
 * Opens the connector's configuration page in Chromium, served by a real n8n, in the frame of a host that has the names
 * of Teams and Outlook and speaks the protocol of teams-js. Fails where the page does something else than it should.
 */
async function main(): Promise<void> {
	const node = await ensureNode();
	const installation = await ensureN8n(DEFAULT_N8N_VERSION, node);
	const userFolder = await mkdtemp(join(tmpdir(), 'teams-webhooks-connector-'));
	await installInto(userFolder, node);
	const n8n = await step('Starting n8n', async () => await startN8n({ installation, userFolder }));
	const frame = await openHostBrowser();
	const client = new N8nClient(n8n.baseUrl);
	await client.signUp();
	const credential = await client.createCredential('Connector', 'teamsConnectorApi', {
		stateSecret: randomBytes(32).toString('base64'),
	});
	try {
		for (const [title, check] of CHECKS) await step(title, async () => await check({ client, ...frame, credential }));
	} finally {
		await frame.close();
		await n8n.stop();
		await rm(userFolder, { recursive: true, force: true });
	}
}

main().catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
