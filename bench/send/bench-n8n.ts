import type { RunningN8n } from '../../scripts/lib/n8n-process';
import type { Endpoint } from './endpoint';
import type { WorkflowFile } from '../../scripts/lib/n8n-client';
import type { NodeRun } from './run-data';

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import { DEFAULT_N8N_VERSION, ensureN8n, ensureNode } from '../../scripts/lib/cache';
import { ACTION_TYPE } from '../../scripts/lib/demo';
import { N8nClient } from '../../scripts/lib/n8n-client';
import { startN8n } from '../../scripts/lib/n8n-process';
import { installInto, ROOT } from '../../scripts/lib/package';
import { nodeRun } from './run-data';
import { MEASURED } from './workflows';

/** The HTTP engine of Send: undici, or n8n's helper, where undici is hidden from the package. */
export type Engine = 'undici' | 'helper';

/** What an n8n is started for. */
interface BenchN8nOptions {
	readonly endpoint: Endpoint;
	readonly engine: Engine;
	/** Opens the inspector, from which some measurements read the heap. */
	readonly isInspected?: boolean;
}

/** An n8n with the packed package, which trusts the endpoint. */
export interface BenchN8n {
	readonly n8n: RunningN8n;
	/** Publishes a workflow; the credential of Send points to `url`. Returns the id of the workflow. */
	publish(file: WorkflowFile, url: string): Promise<string>;
	/** Posts texts to the workflow at `path`; resolves with n8n's status once the workflow has ended. */
	post(path: string, texts: readonly string[]): Promise<number>;
	/** What n8n stored about the measured node in the newest execution. */
	newestRun(workflowId: string): Promise<NodeRun & { readonly status: string }>;
	stop(): Promise<void>;
}

/** How long n8n may take to store an execution after it has answered. */
const STORE_TIMEOUT_MS = 30_000;

/** Starts n8n with the package for one part of the measurement. */
export async function startBenchN8n({ endpoint, engine, isInspected = false }: BenchN8nOptions): Promise<BenchN8n> {
	const node = await ensureNode();
	const installation = await ensureN8n(DEFAULT_N8N_VERSION, node);
	const userFolder = await mkdtemp(join(tmpdir(), 'teams-webhooks-bench-'));
	await installInto(userFolder, node);
	const flags = [
		...(engine === 'helper' ? [`--require=${join(ROOT, 'scripts', 'lib', 'hide-undici.cjs')}`] : []),
		...(isInspected ? ['--inspect=127.0.0.1:0'] : []),
	];
	const n8n = await startN8n({ installation, userFolder, env: { ...endpoint.env, NODE_OPTIONS: flags.join(' ') } });
	const stop = async () => {
		await n8n.stop();
		await rm(userFolder, { recursive: true, force: true });
	};
	const client = new N8nClient(n8n.baseUrl);
	try {
		await client.signUp();
	} catch (error) {
		await stop();
		throw error;
	}
	return {
		n8n,
		publish: async (file, url) => await publish(client, file, url),
		post: async (path, texts) => await post(`${n8n.baseUrl}/webhook/${path}`, texts),
		newestRun: async (workflowId) => await newestRun(client, workflowId),
		stop,
	};
}

async function publish(client: N8nClient, file: WorkflowFile, webhookUrl: string): Promise<string> {
	const credential = await client.createCredential(file.name, 'teamsIncomingWebhookApi', {
		webhookUrl,
		allowedHosts: 'localhost',
	});
	const { id, status, detail } = await client.publish(file, { [ACTION_TYPE]: { teamsIncomingWebhookApi: credential } });
	if (status !== 'published') throw new Error(`${file.name}: ${detail}`);
	return id;
}

async function post(url: string, items: readonly string[]): Promise<number> {
	const response = await fetch(url, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ items }),
	});
	await response.text();
	return response.status;
}

async function newestRun(client: N8nClient, workflowId: string): Promise<NodeRun & { readonly status: string }> {
	const endMs = Date.now() + STORE_TIMEOUT_MS;
	for (;;) {
		const [newest] = await client.executions(workflowId);
		if (newest !== undefined && !['new', 'running', 'waiting'].includes(newest.status))
			return { ...(await nodeRun(await client.executionData(newest.id), MEASURED)), status: newest.status };
		if (Date.now() > endMs) throw new Error(`the execution was not stored: ${newest?.status ?? 'none'}`);
		await delay(50);
	}
}
