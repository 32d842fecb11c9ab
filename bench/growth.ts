import type { Counts } from './growth/counts';
import type { Inspector } from '../test/support/inspector';
import type { N8nUnderTest } from '../test/support/n8n-under-test';
import type { WorkflowFile } from '../scripts/lib/n8n-client';
import type { Series } from './growth/plot';
import type { IncomingSide } from '../simulator/incoming';

import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import { DEFAULT_N8N_VERSION } from '../scripts/lib/cache';
import { ACTION_TYPE, incomingCredential, newSecurityToken, TRIGGER_TYPE } from '../scripts/lib/demo';
import { ROOT } from '../scripts/lib/package';
import { activityBody, authorization } from '../simulator/activity';
import { startIncomingSide } from '../simulator/incoming';
import { action, chain, webhook } from '../test/support/chain';
import { inspect } from '../test/support/inspector';
import { startQueue } from '../test/support/n8n-under-test';
import { between, perPiece, prepareCounts, PROCESSES, readCounts, total } from './growth/counts';
import { writePlot } from './growth/plot';
import { bareWorkflow, oursWorkflow, recipeWorkflow } from './recipes';
import { writeTable } from './table';

/** Requests of each kind, and how many are under way at once. */
const PIECES = 120;
const AT_A_TIME = 4;

/** How long n8n is measured with nothing to do. */
const IDLE_MS = 10_000;

/** n8n writes what an execution leaves behind after it has answered. */
const SETTLE_MS = 3_000;

/** Mentions a second for the plot, and how long each rate is kept. */
const RATES = [1, 2, 4, 6];
const RATE_MS = 15_000;

/** A statement is shown if one side runs it this much more often per request. */
const SHOWN_FROM = 0.4;

/** One kind of request. */
interface Kind {
	readonly name: string;
	readonly path: string;
	readonly isSigned: boolean;
	readonly status: number;
}

const KINDS: readonly Kind[] = [
	{ name: 'mention: trigger and Reply', path: 'ours', isSigned: true, status: 200 },
	{ name: 'mention: recipe', path: 'recipe', isSigned: true, status: 200 },
	{ name: 'mention: Webhook and Respond, unchecked', path: 'bare', isSigned: true, status: 200 },
	{ name: 'refusal: trigger', path: 'ours', isSigned: false, status: 401 },
	{ name: 'refusal: recipe', path: 'recipe', isSigned: false, status: 401 },
	{ name: 'card: Webhook and Send', path: 'send', isSigned: true, status: 200 },
	{ name: 'card: Webhook and HTTP Request', path: 'http', isSigned: true, status: 200 },
];

/**
 * What one mention, refusal and card costs each process of queue mode, beside the recipe and n8n's own pair: CPU time,
 * queries and Redis commands; and CPU time at several rates, as a plot.
 */
async function main(): Promise<void> {
	const teams = await startIncomingSide();
	const n8n = await startQueue({
		env: { NODE_OPTIONS: '--inspect=127.0.0.1:0', NODE_FUNCTION_ALLOW_BUILTIN: 'crypto' },
	});
	const inspectors = await Promise.all(n8n.logs().map(inspect));
	try {
		const meter = await meterOf(n8n, inspectors);
		const call = await publishAll(n8n, teams);
		for (const kind of KINDS) await load(call, kind, AT_A_TIME * 4);
		const used: Array<readonly [kind: Kind, counts: Counts, ms: number]> = [];
		for (const kind of KINDS) {
			const startedMs = Date.now();
			const counts = await meter(async () => await load(call, kind, PIECES));
			used.push([kind, counts, Date.now() - startedMs]);
		}
		// Last, because n8n does more by itself in the first minutes after its start.
		const idle = await meter(async () => await delay(IDLE_MS));
		const idleFor = (ms: number) => scaled(idle, ms / (IDLE_MS + SETTLE_MS));
		report(new Map(used.map(([{ name }, counts, ms]) => [name, perPiece(counts, idleFor(ms), PIECES)])));
		plot(await atRates(meter, async () => await call(KINDS[0] as Kind)));
	} finally {
		for (const each of inspectors) each.close();
		await n8n.stop();
		await teams.close();
	}
}

/** Measures what some work uses, and what n8n writes after it. */
type Meter = (work: () => Promise<void>) => Promise<Counts>;

async function meterOf({ services }: N8nUnderTest, inspectors: readonly Inspector[]): Promise<Meter> {
	if (services === undefined) throw new Error('there are no stores to ask');
	await prepareCounts(services);
	return async (work) => {
		const before = await readCounts(inspectors, services);
		await work();
		await delay(SETTLE_MS);
		return between(before, await readCounts(inspectors, services));
	};
}

function scaled({ cpuMs, queries, commands }: Counts, factor: number): Counts {
	const times = (counts: Readonly<Record<string, number>>) =>
		Object.fromEntries(Object.entries(counts).map(([name, count]) => [name, count * factor]));
	return { cpuMs: times(cpuMs), queries: times(queries), commands: times(commands) };
}

/** Sends one request of a kind. Throws if the status is not the expected one. */
type Call = (kind: Kind) => Promise<void>;

async function publishAll({ client, webhookUrl }: N8nUnderTest, teams: IncomingSide): Promise<Call> {
	const token = newSecurityToken();
	const outgoing = await client.createCredential('growth', 'teamsOutgoingWebhookApi', { securityToken: token });
	const incoming = await client.createCredential(
		'growth channel',
		'teamsIncomingWebhookApi',
		incomingCredential(teams.workflowsUrl),
	);
	const card = {
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.5,
		parameters: {
			method: 'POST',
			url: teams.workflowsUrl,
			sendBody: true,
			specifyBody: 'json',
			jsonBody:
				'={{ { type: "message", attachments: [{ contentType: "application/vnd.microsoft.card.adaptive", content: { type: "AdaptiveCard", version: "1.2", body: [{ type: "TextBlock", text: $json.body.text }] } }] } }}',
			options: {},
		},
	};
	const files: readonly WorkflowFile[] = [
		oursWorkflow(TRIGGER_TYPE, ACTION_TYPE),
		recipeWorkflow(token),
		bareWorkflow(),
		chain('send', [webhook('send'), action({ text: '={{ $json.body.text }}', options: { pace: 'off' } })]),
		chain('http', [webhook('http'), card]),
	];
	for (const file of files) {
		const { status, detail } = await client.publish(file, {
			[TRIGGER_TYPE]: { teamsOutgoingWebhookApi: outgoing },
			[ACTION_TYPE]: { teamsIncomingWebhookApi: incoming },
		});
		if (status !== 'published') throw new Error(`${file.name}: ${detail}`);
	}
	let lastMs = 0;
	return async ({ name, path, isSigned, status }) => {
		// A message id of its own for each: the trigger ignores duplicates.
		const atMs = (lastMs = Math.max(Date.now(), lastMs + 1));
		const body = activityBody({ webhookName: 'n8n', text: 'deploy api', atMs });
		const response = await fetch(`${webhookUrl}/webhook/${path}`, {
			method: 'POST',
			headers: {
				'content-type': 'application/json; charset=utf-8',
				authorization: authorization(isSigned ? body : `${body} `, token),
			},
			body,
		});
		await response.arrayBuffer();
		if (response.status !== status) throw new Error(`${name} answered ${response.status}`);
	};
}

async function load(call: Call, kind: Kind, pieces: number): Promise<void> {
	let left = pieces;
	const worker = async () => {
		while (left-- > 0) await call(kind);
	};
	await Promise.all(Array.from({ length: AT_A_TIME }, worker));
}

/** CPU time that each process uses in a second, at each rate. */
async function atRates(meter: Meter, one: () => Promise<void>): Promise<readonly Series[]> {
	const points = new Map<string, Array<readonly [number, number]>>(PROCESSES.map((name) => [name, []]));
	for (const rate of RATES) {
		const startedMs = Date.now();
		const { cpuMs } = await meter(async () => {
			const all: Array<Promise<void>> = [];
			while (Date.now() < startedMs + RATE_MS) {
				all.push(one());
				await delay(Math.max(0, startedMs + (all.length * 1_000) / rate - Date.now()));
			}
			await Promise.all(all);
		});
		for (const name of PROCESSES) points.get(name)?.push([rate, ((cpuMs[name] ?? 0) / RATE_MS) * 100]);
	}
	return [...points].map(([name, own]) => ({ name, points: own }));
}

function report(rows: ReadonlyMap<string, Counts>): void {
	writeTable({
		name: 'growth',
		command: 'npm run bench -- growth',
		versions: [`n8n ${DEFAULT_N8N_VERSION}`],
		head: ['One request', ...PROCESSES.map((name) => `${name}, CPU ms`), 'queries', 'Redis commands'],
		rows: [...rows].map(([name, { cpuMs, queries, commands }]) => [
			name,
			...PROCESSES.map((process) => (cpuMs[process] ?? 0).toFixed(1)),
			total(queries).toFixed(1),
			total(commands).toFixed(1),
		]),
	});
	for (const [ours, theirs] of [
		['mention: trigger and Reply', 'mention: Webhook and Respond, unchecked'],
		['card: Webhook and Send', 'card: Webhook and HTTP Request'],
		['refusal: trigger', 'mention: Webhook and Respond, unchecked'],
	] as const) {
		console.log(`\n${ours}, against ${theirs}:`);
		const [mine, their] = [rows.get(ours), rows.get(theirs)];
		for (const kind of ['queries', 'commands'] as const)
			for (const name of new Set([...Object.keys(mine?.[kind] ?? {}), ...Object.keys(their?.[kind] ?? {})])) {
				const more = (mine?.[kind][name] ?? 0) - (their?.[kind][name] ?? 0);
				if (Math.abs(more) >= SHOWN_FROM)
					console.log(`${more > 0 ? '+' : ''}${more.toFixed(1)}  ${name.replace(/\s+/g, ' ').slice(0, 220)}`);
			}
	}
}

function plot(series: readonly Series[]): void {
	for (const { name, points } of series)
		console.log(`${name}: ${points.map(([rate, share]) => `${rate}/s ${share.toFixed(1)} %`).join(', ')}`);
	writePlot(join(ROOT, 'docs', 'images', 'growth.svg'), {
		title: 'CPU time of each process at several rates of mentions',
		x: 'mentions a second',
		y: '% of a core',
		series,
	});
}

main().catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
