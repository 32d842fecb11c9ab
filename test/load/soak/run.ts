import type { Inspector } from '../../support/inspector';
import type { N8nUnderTest } from '../../support/n8n-under-test';
import type { Flow } from '../flow';
import type { Kind, Works } from './work';

import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';

import { bareWorkflow, recipeWorkflow } from '../../../bench/recipes';
import { newSecurityToken } from '../../../scripts/lib/demo';
import { say, step } from '../../../scripts/lib/steps';
import { startIssuer } from '../../../simulator/actionable-messages/issuer';
import { activityBody, authorization } from '../../../simulator/activity';
import { inspect } from '../../support/inspector';
import { startQueue, startRegular } from '../../support/n8n-under-test';
import { seeded } from '../production/crashes/random';
import { atRate, bareRate } from '../rates';
import { startFlow } from '../flow';
import { difference, isGrowth } from './slope';
import { publishWorks, SHARES } from './work';

/** Each side works so long before its memory is looked at, and the other side begins. */
const BLOCK_MS = 20_000;

/** The share of the bare rate at which work begins. */
const LOAD_SHARE = 1 / 4;

/** After so long without work, idle connections are closed. */
const QUIET_MS = 8_000;

/** How long executions may take to end once nothing new begins. */
const SETTLE_MS = 60_000;

/** Chosen: growth of less than this for each piece of work is not worth a word, bytes. */
const GROWTH_LEAST = 200;

/** The kinds of processes, in the order in which n8n-under-test names them. */
const NAMES = { regular: ['n8n'], queue: ['main', 'worker', 'webhook processor', 'second worker'] } as const;

/** Chosen: problems that are printed one by one. */
const SHOWN_MAX = 30;

/**
 * Works for minutes with everything that the package does, in turns with what a user would build for a mention, at a
 * quarter of the rate that n8n's own Webhook and Respond reach: `--minutes N` (5), `--mode regular|queue` (both), `--seed N`.
 * Fails where an answer, a card or a decision is not what was promised, where something is left over, and where memory
 * grows more than under the recipe.
 */
async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			minutes: { type: 'string', default: '5' },
			mode: { type: 'string' },
			seed: { type: 'string', default: '1' },
		},
	});
	const problems: string[] = [];
	for (const mode of ['regular', 'queue'] as const)
		if (values.mode === undefined || values.mode === mode)
			problems.push(...(await soak(mode, { minutes: Number(values.minutes), seed: Number(values.seed) })));
	if (problems.length === 0) return say('\nEverything held.');
	say(`\n✗ ${problems.length} problems:\n${problems.slice(0, SHOWN_MAX).join('\n')}`);
	process.exitCode = 1;
}

/** How long, and with which random numbers. */
interface Plan {
	readonly minutes: number;
	readonly seed: number;
}

async function soak(mode: keyof typeof NAMES, { minutes, seed }: Plan): Promise<readonly string[]> {
	const env = {
		NODE_OPTIONS: '--inspect=127.0.0.1:0',
		N8N_LOG_LEVEL: 'warn',
		// The recipe computes its HMAC in a Code node.
		NODE_FUNCTION_ALLOW_BUILTIN: 'crypto',
	};
	const n8n = await step(
		`Starting n8n in ${mode} mode`,
		async () => await (mode === 'regular' ? startRegular({ env }) : startQueue({ env, workers: 2 })),
	);
	const [flow, issuer] = [await startFlow(seeded(seed)), await startIssuer()];
	const inspectors = await Promise.all(n8n.logs().map(inspect));
	try {
		const recipe = await publishRecipes(n8n);
		const works = await publishWorks({ n8n, flow, issuer });
		const rate = LOAD_SHARE * (await bareRate(n8n.webhookUrl));
		say(`  ${rate.toFixed(1)} pieces of work a second`);
		return await alternate({ n8n, flow, inspectors, works, recipe, rate, minutes, names: NAMES[mode] });
	} finally {
		for (const each of inspectors) each.close();
		await n8n.stop();
		await flow.close();
		await issuer.close();
	}
}

/** What one soak works with. */
interface Soak {
	readonly n8n: N8nUnderTest;
	readonly flow: Flow;
	readonly inspectors: readonly Inspector[];
	readonly works: Works;
	readonly recipe: () => Promise<string | undefined>;
	/** Pieces of work that begin in a second. */
	readonly rate: number;
	readonly minutes: number;
	readonly names: readonly string[];
}

/** Blocks in turns; the first of each side warms up and does not count. Prints the table. */
async function alternate(all: Soak): Promise<readonly string[]> {
	const { n8n, flow, inspectors, works, recipe, rate, minutes, names } = all;
	const problems: string[] = [];
	const counts: Partial<Record<Kind | 'recipe', number>> = {};
	const order = turns();
	let number = 0;
	const ours = async () => {
		const kind = order[(number += 1) % order.length] ?? 'mention';
		counts[kind] = (counts[kind] ?? 0) + 1;
		const problem = await works.works[kind](number);
		if (problem !== undefined) problems.push(`${kind} ${number}: ${problem}`);
	};
	const theirs = async () => {
		counts.recipe = (counts.recipe ?? 0) + 1;
		const problem = await recipe();
		if (problem !== undefined) problems.push(`recipe: ${problem}`);
	};
	/** Bytes by which the heap of each process has grown in each block, for each piece of work. */
	const growth = { ours: inspectors.map(() => [] as number[]), recipe: inspectors.map(() => [] as number[]) };
	const blocks = Math.max(3, Math.round((minutes * 60_000) / BLOCK_MS / 2));
	let before = await heaps(inspectors);
	let resources: readonly number[] = [];
	for (let block = 0; block <= blocks; block += 1) {
		for (const side of block % 2 === 0 ? (['recipe', 'ours'] as const) : (['ours', 'recipe'] as const)) {
			const done = await atRate(side === 'ours' ? ours : theirs, { rate, forMs: BLOCK_MS });
			await settled(n8n, works.workflowIds);
			const after = await heaps(inspectors);
			if (block > 0) after.forEach((bytes, index) => growth[side][index]?.push((bytes - (before[index] ?? 0)) / done));
			before = after;
		}
		if (block === 0) resources = await quietResources(inspectors);
		say(`  block ${block} of ${blocks}: ${before.map((bytes) => (bytes / 1_048_576).toFixed(1)).join(', ')} MB live`);
	}
	const left = await quietResources(inspectors);
	say(
		`\n${Object.entries(counts)
			.map(([kind, count]) => `${count} x ${kind}`)
			.join(', ')}; ${problems.length} problems`,
	);
	say(
		'| process | live heap for each piece of work: ours | recipe | ours more | handles before and after |\n|---|---|---|---|---|',
	);
	for (const [index, name] of names.entries()) {
		const [mine, their] = [growth.ours[index] ?? [], growth.recipe[index] ?? []];
		const more = difference(mine, their);
		const bytes = (values: readonly number[]) =>
			(values.reduce((sum, each) => sum + each, 0) / values.length).toFixed(0);
		say(
			`| ${name} | ${bytes(mine)} B | ${bytes(their)} B | ${more.mean.toFixed(0)} ± ${more.error.toFixed(0)} B | ${resources[index]}, ${left[index]} |`,
		);
		if (isGrowth(more, GROWTH_LEAST))
			problems.push(`${name} grows by ${more.mean.toFixed(0)} bytes for each piece of work`);
	}
	const open = await flow.connections();
	if (open > 0) problems.push(`${open} connections are left open`);
	return problems;
}

/** The kinds in the order in which they take turns, well mixed. */
function turns(): readonly Kind[] {
	const all = Object.entries(SHARES).flatMap(([kind, share]) =>
		Array.from({ length: share }, (_, index) => ({ kind: kind as Kind, at: (index + 0.5) / share })),
	);
	return all.sort((left, right) => left.at - right.at).map(({ kind }) => kind);
}

/** Waits until every execution has ended. Throws if one does not. */
async function settled({ client }: N8nUnderTest, workflowIds: readonly string[]): Promise<void> {
	const endMs = Date.now() + SETTLE_MS;
	for (const id of workflowIds) {
		for (;;) {
			const pending = (await client.executions(id)).filter(({ status }) =>
				['new', 'running', 'waiting'].includes(status),
			);
			if (pending.length === 0) break;
			if (Date.now() > endMs) throw new Error(`${pending.length} executions of ${id} have not ended`);
			await delay(200);
		}
	}
}

async function heaps(inspectors: readonly Inspector[]): Promise<readonly number[]> {
	return await Promise.all(inspectors.map(async (each) => await each.liveBytes()));
}

/** Open handles of each process once nothing has happened for a while. */
async function quietResources(inspectors: readonly Inspector[]): Promise<readonly number[]> {
	await delay(QUIET_MS);
	const expression = 'process.getActiveResourcesInfo().length';
	return await Promise.all(
		inspectors.map(
			async (each) => (await each.call<{ result: { value: number } }>('Runtime.evaluate', { expression })).result.value,
		),
	);
}

async function publishRecipes({ client, webhookUrl }: N8nUnderTest): Promise<() => Promise<string | undefined>> {
	const token = newSecurityToken();
	for (const file of [recipeWorkflow(token), bareWorkflow()]) {
		const { status, detail } = await client.publish(file, {});
		if (status !== 'published') throw new Error(`${file.name}: ${detail}`);
	}
	return async () => {
		const body = activityBody({ webhookName: 'n8n', text: 'deploy api', atMs: Date.now() });
		const response = await fetch(`${webhookUrl}/webhook/recipe`, {
			method: 'POST',
			headers: { 'content-type': 'application/json', authorization: authorization(body, token) },
			body,
		});
		const text = await response.text();
		return response.status === 200 ? undefined : `${response.status} ${text.slice(0, 200)}`;
	};
}

main().catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
