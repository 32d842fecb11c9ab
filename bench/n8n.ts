import type { WorkflowFile } from '../scripts/lib/n8n-client';

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Pool } from 'undici';

import { DEFAULT_N8N_VERSION, ensureN8n, ensureNode } from '../scripts/lib/cache';
import { ACTION_TYPE, newSecurityToken, TRIGGER_TYPE } from '../scripts/lib/demo';
import { N8nClient } from '../scripts/lib/n8n-client';
import { startN8n } from '../scripts/lib/n8n-process';
import { installInto } from '../scripts/lib/package';
import { activityBody, authorization } from '../simulator/activity';
import { median, percentile } from './figures';
import { bareWorkflow, oursWorkflow, recipeWorkflow } from './recipes';

const CONNECTIONS = 16;
const REQUESTS = 160;
const ROUNDS = 3;

interface BenchTarget {
	readonly name: string;
	readonly path: string;
	readonly signed: boolean;
	readonly status: number;
}

interface Figures {
	readonly perSecond: number;
	readonly p50Ms: number;
	readonly p95Ms: number;
}

const TARGETS: readonly BenchTarget[] = [
	{ name: 'our trigger + Reply', path: 'ours', signed: true, status: 200 },
	{ name: 'recipe', path: 'recipe', signed: true, status: 200 },
	{ name: 'bare Webhook + Respond', path: 'bare', signed: true, status: 200 },
	{ name: 'our trigger, refused', path: 'ours', signed: false, status: 401 },
	{ name: 'recipe, refused', path: 'recipe', signed: false, status: 401 },
];

/** n8n as it comes, and with expression engines that are started only when an expression is evaluated. */
const SETTINGS: ReadonlyArray<{ readonly name: string; readonly env: NodeJS.ProcessEnv }> = [
	{ name: 'as it comes', env: {} },
	{ name: 'N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE=true', env: { N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true' } },
];

async function main(): Promise<void> {
	for (const { name, env } of SETTINGS) {
		console.log(`\nn8n ${DEFAULT_N8N_VERSION}, ${name}`);
		await measure(env);
	}
}

/** Loads our trigger, a hand-made recipe and a bare webhook in one n8n, in turn, and prints medians and ratios. */
async function measure(env: NodeJS.ProcessEnv): Promise<void> {
	const userFolder = await mkdtemp(join(tmpdir(), 'teams-webhooks-bench-'));
	const node = await ensureNode();
	const installation = await ensureN8n(DEFAULT_N8N_VERSION, node);
	await installInto(userFolder, node);
	const n8n = await startN8n({ installation, userFolder, env: { ...env, NODE_FUNCTION_ALLOW_BUILTIN: 'crypto' } });
	try {
		const token = newSecurityToken();
		await publishAll(new N8nClient(n8n.baseUrl), token);
		report(await measureAll(n8n.baseUrl, token));
	} finally {
		await n8n.stop();
		await rm(userFolder, { recursive: true, force: true });
	}
}

async function publishAll(client: N8nClient, token: string): Promise<void> {
	await client.signUp();
	const credential = await client.createCredential('bench', 'teamsOutgoingWebhookApi', { securityToken: token });
	const files: readonly WorkflowFile[] = [
		oursWorkflow(TRIGGER_TYPE, ACTION_TYPE),
		recipeWorkflow(token),
		bareWorkflow(),
	];
	for (const file of files) {
		const { status, detail } = await client.publish(file, { [TRIGGER_TYPE]: { teamsOutgoingWebhookApi: credential } });
		if (status !== 'published') throw new Error(`${file.name}: ${detail}`);
	}
}

async function measureAll(baseUrl: string, token: string): Promise<ReadonlyMap<string, readonly Figures[]>> {
	const figures = new Map<string, Figures[]>(TARGETS.map(({ name }) => [name, []]));
	for (const target of TARGETS) await load(baseUrl, target, token, CONNECTIONS * 4);
	for (let round = 0; round < ROUNDS; round += 1) {
		for (const target of TARGETS) figures.get(target.name)?.push(await load(baseUrl, target, token, REQUESTS));
	}
	return figures;
}

/** The time of the newest message, in milliseconds since 1970. */
let lastMs = 0;

async function load(baseUrl: string, target: BenchTarget, token: string, requests: number): Promise<Figures> {
	const pool = new Pool(baseUrl, { connections: CONNECTIONS, pipelining: 1 });
	const latencies: number[] = [];
	let left = requests;
	const worker = async () => {
		while (left > 0) {
			left -= 1;
			// A message id of its own for each: the trigger ignores duplicates.
			const body = activityBody({
				webhookName: 'n8n',
				text: 'deploy api',
				atMs: (lastMs = Math.max(Date.now(), lastMs + 1)),
			});
			const headers = {
				'content-type': 'application/json; charset=utf-8',
				authorization: authorization(target.signed ? body : `${body} `, token),
			};
			const startedMs = performance.now();
			const response = await pool.request({ path: `/webhook/${target.path}`, method: 'POST', headers, body });
			await response.body.dump();
			if (response.statusCode !== target.status) throw new Error(`${target.name} answered ${response.statusCode}`);
			latencies.push(performance.now() - startedMs);
		}
	};
	const startedMs = performance.now();
	await Promise.all(Array.from({ length: CONNECTIONS }, worker));
	const seconds = (performance.now() - startedMs) / 1_000;
	await pool.close();
	return { perSecond: requests / seconds, p50Ms: percentile(latencies, 0.5), p95Ms: percentile(latencies, 0.95) };
}

function report(figures: ReadonlyMap<string, readonly Figures[]>): void {
	console.log(`${CONNECTIONS} connections, ${ROUNDS} rounds of ${REQUESTS} requests, medians`);
	console.log('| workflow | requests/s | p50 ms | p95 ms |\n|---|---|---|---|');
	for (const [name, rounds] of figures) {
		console.log(
			`| ${name} | ${median(rounds.map((round) => round.perSecond)).toFixed(1)} | ${median(rounds.map((round) => round.p50Ms)).toFixed(0)} | ${median(rounds.map((round) => round.p95Ms)).toFixed(0)} |`,
		);
	}
	const ratio = (above: string, below: string) =>
		median(
			(figures.get(above) ?? []).map(
				(round, index) => round.perSecond / (figures.get(below)?.[index]?.perSecond ?? Number.NaN),
			),
		);
	console.log(`\nours / recipe            ${ratio('our trigger + Reply', 'recipe').toFixed(2)} (target: at least 1)`);
	console.log(
		`ours / bare              ${ratio('our trigger + Reply', 'bare Webhook + Respond').toFixed(2)} (target: at least 0.75)`,
	);
	console.log(
		`refusals, ours / recipe  ${ratio('our trigger, refused', 'recipe, refused').toFixed(2)} (target: at least 1.4)`,
	);
}

main().catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
