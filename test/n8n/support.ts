import type { N8nClient } from '../../scripts/lib/n8n-client';
import type { IncomingSide } from '../../simulator/incoming';
import type { N8nUnderTest } from '../support/n8n-under-test';

import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import { DEFAULT_N8N_VERSION } from '../../scripts/lib/cache';
import { ROOT } from '../../scripts/lib/package';
import { startIncomingSide } from '../../simulator/incoming';
import { startQueue, startRegular } from '../support/n8n-under-test';

/** The engine under test: `undici`, or `n8n` where undici is hidden from the package. */
export const ENGINE = process.env.TEAMS_TEST_ENGINE ?? 'undici';

const VERSION = process.env.TEAMS_TEST_N8N ?? DEFAULT_N8N_VERSION;

/** False in runs with `--n8n VERSION`. */
export const IS_DEFAULT_N8N = VERSION === DEFAULT_N8N_VERSION;

/** An n8n with the packed package, a signed-in client and the receiving side of Teams. */
export interface Bench {
	/** Where its webhooks are served, and what its processes have printed. */
	readonly n8n: { readonly baseUrl: string; log(): string };
	readonly client: N8nClient;
	readonly teams: IncomingSide;
	/** In queue mode: the Redis of its processes. */
	readonly redis: N8nUnderTest['redis'];
	/** Ends n8n and starts it again on the same data, with other settings; the client stays signed in. */
	restart(env?: NodeJS.ProcessEnv): Promise<void>;
	stop(): Promise<void>;
}

/** Starts everything one suite needs; `settings` are environment variables for n8n. */
export async function startBench(settings: NodeJS.ProcessEnv = {}): Promise<Bench> {
	const start = process.env.TEAMS_TEST_MODE === 'queue' ? startQueue : startRegular;
	const hidden = { NODE_OPTIONS: `--require=${join(ROOT, 'scripts', 'lib', 'hide-undici.cjs')}` };
	const n8n = await start({ version: VERSION, env: { ...(ENGINE === 'n8n' ? hidden : {}), ...settings } });
	const teams = await startIncomingSide();
	return {
		n8n: { baseUrl: n8n.webhookUrl, log: () => n8n.log() },
		client: n8n.client,
		teams,
		redis: n8n.redis,
		restart: async (env) => await n8n.restart(env),
		async stop() {
			await n8n.stop();
			await teams.close();
		},
	};
}

/**
 * What n8n reports for a workflow whose trigger it did not publish: `failed`, or `partial` beside a Microsoft Teams
 * Webhook node, because every node that can wait for an answer counts as a trigger.
 */
export const UNPUBLISHED = expect.stringMatching(/^(?:failed|partial)$/) as unknown;

/** The newest execution of a workflow once it has ended, waited for at most 20 s unless told otherwise. */
export async function finished(
	bench: Bench,
	workflowId: string,
	timeoutMs = 20_000,
): Promise<{ status: string; data: string }> {
	const endMs = Date.now() + timeoutMs;
	for (;;) {
		const [newest] = await bench.client.executions(workflowId);
		if (newest !== undefined && !['new', 'running', 'waiting'].includes(newest.status))
			return { status: newest.status, data: await bench.client.executionData(newest.id) };
		if (Date.now() > endMs) throw new Error(`the execution did not end: ${newest?.status ?? 'none'}`);
		await delay(100);
	}
}
