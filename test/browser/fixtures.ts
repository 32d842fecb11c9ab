import type { ChatModel } from '../../simulator/chat-model/server';
import type { ConnectorHost } from '../../simulator/connector-host/server';
import type { Simulator } from '../../simulator/simulator';
import type { RunningN8n } from '../../scripts/lib/n8n-process';

import { test as base } from '@playwright/test';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generate } from 'selfsigned';

import { startConnectorHost } from '../../simulator/connector-host/server';
import { noStorage } from '../../simulator/model/storage';
import { startSimulator } from '../../simulator/simulator';
import { DEFAULT_N8N_VERSION, ensureN8n, ensureNode } from '../../scripts/lib/cache';
import { startExampleModel } from '../../scripts/lib/chat-model';
import { chromiumOptions } from '../../scripts/lib/chromium';
import { N8nClient, newPassword } from '../../scripts/lib/n8n-client';
import { startN8n } from '../../scripts/lib/n8n-process';
import { installInto } from '../../scripts/lib/package';

/** How long it may take to fetch and start n8n. */
const START_MS = 900_000;

/** How much of n8n's output is kept with a failed test. */
const LOG_CHARACTERS = 20_000;

/** What is started once and serves every test of a suite. */
interface WorkerFixtures {
	readonly n8n: RunningN8n;
	/** The session of n8n's owner. */
	readonly client: N8nClient;
	/** The host of a connector's configuration page. Chromium finds it under every Microsoft name. */
	readonly host: ConnectorHost;
	readonly runningSimulator: Simulator;
	/** The chat model of the examples. */
	readonly model: ChatModel;
}

/** What each test gets anew. */
interface TestFixtures {
	/** A fresh Teams side: one team, no webhook, no fault. Rates are off because tests send as fast as they can. */
	readonly simulator: Simulator;
	readonly n8nLog: void;
}

/** Tests with a real n8n, the Teams side, and the Chromium of the system. */
export const test = base.extend<TestFixtures, WorkerFixtures>({
	launchOptions: [
		async ({ host }, use) => await use(chromiumOptions([`--host-resolver-rules=MAP *:443 127.0.0.1:${host.port}`])),
		{ scope: 'worker', timeout: START_MS },
	],
	host: [
		async ({}, use) => {
			const attributes = [{ name: 'commonName', value: 'host' }];
			const { private: key, cert } = await generate(attributes, { keyType: 'ec', algorithm: 'sha256' });
			const host = await startConnectorHost({ key, cert });
			await use(host);
			await host.close();
		},
		{ scope: 'worker' },
	],
	n8n: [
		async ({}, use) => {
			const node = await ensureNode();
			const installation = await ensureN8n(process.env.TEAMS_TEST_N8N ?? DEFAULT_N8N_VERSION, node);
			const userFolder = await mkdtemp(join(tmpdir(), 'teams-webhooks-browser-'));
			try {
				await installInto(userFolder, node);
				const env = { GENERIC_TIMEZONE: Intl.DateTimeFormat().resolvedOptions().timeZone };
				const n8n = await startN8n({ installation, userFolder, env });
				await use(n8n);
				await n8n.stop();
			} finally {
				await rm(userFolder, { recursive: true, force: true });
			}
		},
		{ scope: 'worker', timeout: START_MS },
	],
	client: [
		async ({ n8n }, use) => {
			const client = new N8nClient(n8n.baseUrl);
			await client.signUp();
			await use(client);
		},
		{ scope: 'worker' },
	],
	model: [
		async ({}, use) => {
			const model = await startExampleModel();
			await use(model);
			await model.close();
		},
		{ scope: 'worker' },
	],
	runningSimulator: [
		async ({ n8n }, use) => {
			const simulator = await startSimulator({ token: newPassword(), storage: noStorage, n8nUrl: n8n.baseUrl });
			await use(simulator);
			await simulator.close();
		},
		{ scope: 'worker' },
	],
	simulator: async ({ runningSimulator }, use) => {
		runningSimulator.actions.reset();
		runningSimulator.store.setup({ settings: { rates: false, flowBotRate: false, previews: true } });
		await use(runningSimulator);
	},
	n8nLog: [
		async ({ n8n }, use, testInfo) => {
			await use();
			if (testInfo.status === testInfo.expectedStatus) return;
			await testInfo.attach('n8n.log', { body: n8n.log().slice(-LOG_CHARACTERS), contentType: 'text/plain' });
		},
		{ auto: true },
	],
});
