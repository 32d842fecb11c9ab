import type { N8nClient, WorkflowFile } from '../../scripts/lib/n8n-client';
import type { IncomingSide } from '../../simulator/incoming';
import type { N8nUnderTest } from '../support/n8n-under-test';

import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import { DEFAULT_N8N_VERSION } from '../../scripts/lib/cache';
import { ACTION_TYPE, TRIGGER_TYPE } from '../../scripts/lib/demo';
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
 * What n8n calls a workflow whose trigger it did not publish: `failed`, or `partial` beside a Microsoft Teams Webhook node,
 * because every node that can wait for an answer counts as a trigger.
 */
export const UNPUBLISHED = expect.stringMatching(/^(?:failed|partial)$/) as unknown;

/** One node of a chain. */
export interface ChainNode {
	readonly type: string;
	readonly typeVersion: number;
	readonly parameters: Record<string, unknown>;
	readonly onError?: string;
	readonly retryOnFail?: boolean;
	readonly maxTries?: number;
	readonly waitBetweenTries?: number;
	readonly credentials?: unknown;
}

/** A workflow whose nodes follow one another. */
export function chain(name: string, nodes: readonly ChainNode[]): WorkflowFile {
	const named = nodes.map((node, index) => ({
		...node,
		name: `Node ${index}`,
		id: `${name}-${index}`,
		position: [index * 200, 0],
		...(index === 0 ? { webhookId: `${name}-hook` } : {}),
	}));
	const links = named
		.slice(1)
		.map((node, index) => [`Node ${index}`, { main: [[{ node: node.name, type: 'main', index: 0 }]] }] as const);
	return { name, nodes: named, connections: Object.fromEntries(links), settings: { executionOrder: 'v1' } };
}

/** Our trigger at a path. */
export function trigger(path: string, parameters: Record<string, unknown> = {}): ChainNode {
	return { type: TRIGGER_TYPE, typeVersion: 1.1, parameters: { path, ...parameters } };
}

/** Our action. */
export function action(parameters: Record<string, unknown>, onError?: string): ChainNode {
	return { type: ACTION_TYPE, typeVersion: 1, parameters, ...(onError === undefined ? {} : { onError }) };
}

/** A Set node that makes one item of these fields. */
export function set(fields: Record<string, string>): ChainNode {
	const assignments = Object.entries(fields).map(([name, value]) => ({ id: name, name, value, type: 'string' }));
	return { type: 'n8n-nodes-base.set', typeVersion: 3.4, parameters: { assignments: { assignments }, options: {} } };
}

/** n8n's own Webhook, answered with every item of the last node. */
export function webhook(path: string): ChainNode {
	return {
		type: 'n8n-nodes-base.webhook',
		typeVersion: 2,
		parameters: { httpMethod: 'POST', path, responseMode: 'lastNode', responseData: 'allEntries', options: {} },
	};
}

/** Posts JSON and gives back status and text. */
export async function post(
	url: string,
	body: string | Buffer,
	headers: Record<string, string> = {},
): Promise<{ status: number; text: string }> {
	const response = await fetch(url, {
		method: 'POST',
		headers: { 'content-type': 'application/json', ...headers },
		body,
	});
	return { status: response.status, text: await response.text() };
}

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
