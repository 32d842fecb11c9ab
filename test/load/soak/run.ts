import type { Inspector } from '../../support/inspector';
import type { N8nUnderTest } from '../../support/n8n-under-test';
import type { Flow } from '../flow';
import type { Point } from './slope';
import type { Kind, Works } from './work';

import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';

import { bareWorkflow, recipeWorkflow } from '../../../bench/recipes';
import { readHeapShares, startSampling } from '../../../bench/send/heap-shares';
import { showTable } from '../../../bench/table';
import { DEFAULT_N8N_VERSION } from '../../../scripts/lib/cache';
import { newSecurityToken } from '../../../scripts/lib/demo';
import { say, step } from '../../../scripts/lib/steps';
import { startIssuer } from '../../../simulator/actionable-messages/issuer';
import { activityBody, authorization } from '../../../simulator/activity';
import { inspect } from '../../support/inspector';
import { startQueue, startRegular } from '../../support/n8n-under-test';
import { seeded } from '../production/crashes/random';
import { atRate, bareRate } from '../rates';
import { startFlow } from '../flow';
import { minus, slopeOf } from './slope';
import { publishWorks, SHARES, TOLD } from './work';

/** How often memory is measured. */
const LOOK_MS = 15_000;

/** The first quarter of the measurements does not count: n8n is still filling its caches. */
const WARM_SHARE = 1 / 4;

/** The share of the bare rate, reached while both sides were asked at once, at which work begins. */
const LOAD_SHARE = 1 / 4;

/** Idle connections are closed after this long without work. */
const QUIET_MS = 8_000;

/** How long executions may take to end once nothing new begins. */
const SETTLE_MS = 60_000;

/** Chosen: a sample for every so many bytes costs next to nothing. */
const SAMPLING_BYTES = 4_096;

/**
 * Chosen: the memory of message ids takes 120 bytes for a mention until it is full (docs/performance.md, Memory that
 * stays), and half of the work is mentions; as much again is for what is under way.
 */
const SHARE_MOST = 150;

/** The kinds of processes, in the order in which n8n-under-test names them. */
const NAMES = { regular: ['n8n'], queue: ['main', 'worker', 'webhook processor', 'second worker'] } as const;

/** What docs/production.md sets. */
const PRODUCTION = { N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true' };

/** Chosen: how many problems are printed one by one. */
const SHOWN_MAX = 30;

/**
 * For minutes, does everything that the package can do, at a quarter of the rate that n8n's own Webhook and Respond
 * reach; a second n8n does what a user would build for a mention at the same rate: `--minutes N` (5),
 * `--mode regular|queue` (both), `--seed N`; `--record` writes the table into docs/performance.md. Fails if an answer, a
 * card or a decision is not what was promised (people read the answer or the text of the deadline in time), if something
 * is left over, or if the package holds more memory than what docs/performance.md lists.
 */
async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			minutes: { type: 'string', default: '5' },
			mode: { type: 'string' },
			seed: { type: 'string', default: '1' },
			record: { type: 'boolean', default: false },
		},
	});
	const problems: string[] = [];
	for (const mode of ['regular', 'queue'] as const)
		if (values.mode === undefined || values.mode === mode)
			problems.push(
				...(await soak(mode, { minutes: Number(values.minutes), seed: Number(values.seed), isRecord: values.record })),
			);
	if (problems.length === 0) return say('\nEverything held.');
	say(`\n✗ ${problems.length} problems:\n${problems.slice(0, SHOWN_MAX).join('\n')}`);
	process.exitCode = 1;
}

/** How long, and with which random numbers. */
interface Plan {
	readonly minutes: number;
	readonly seed: number;
	readonly isRecord: boolean;
}

async function soak(mode: keyof typeof NAMES, { minutes, seed, isRecord }: Plan): Promise<readonly string[]> {
	const [flow, issuer] = [await startFlow(seeded(seed)), await startIssuer()];
	const started: N8nUnderTest[] = [];
	const inspectors: Inspector[] = [];
	try {
		const sides: Partial<Record<'ours' | 'recipe', Side>> = {};
		for (const name of ['ours', 'recipe'] as const) {
			const n8n = await step(`Starting n8n in ${mode} mode, for ${name}`, async () => await start(mode));
			started.push(n8n);
			const own = await Promise.all(n8n.logs().map(inspect));
			inspectors.push(...own);
			sides[name] = { n8n, inspectors: own, looks: own.map(() => []) };
		}
		const { ours, recipe } = sides;
		if (ours === undefined || recipe === undefined) throw new Error('a side is missing');
		const works = await publishWorks({ n8n: ours.n8n, flow, issuer });
		const one = await publishRecipes(recipe.n8n);
		await publishRecipes(ours.n8n);
		const bare = await Promise.all([ours, recipe].map(async ({ n8n }) => await bareRate(n8n.webhookUrl)));
		const rate = LOAD_SHARE * Math.min(...bare);
		say(`  ${rate.toFixed(1)} pieces of work a second on each side`);
		return await workAndLook({ ours, recipe, works, one, flow, rate, minutes, mode, isRecord });
	} finally {
		for (const each of inspectors) each.close();
		for (const each of started) await each.stop();
		await flow.close();
		await issuer.close();
	}
}

async function start(mode: keyof typeof NAMES): Promise<N8nUnderTest> {
	const env = {
		NODE_OPTIONS: '--inspect=127.0.0.1:0',
		N8N_LOG_LEVEL: 'warn',
		// The recipe computes its HMAC in a Code node.
		NODE_FUNCTION_ALLOW_BUILTIN: 'crypto',
	};
	return await (mode === 'regular'
		? startRegular({ env })
		: startQueue({ env: { ...env, ...PRODUCTION }, workers: 2 }));
}

/** One n8n, and what its processes held each time they were measured: pieces of work done, live bytes. */
interface Side {
	readonly n8n: N8nUnderTest;
	readonly inspectors: readonly Inspector[];
	readonly looks: ReadonlyArray<Point[]>;
}

/** What one soak works with. */
interface Soak {
	readonly ours: Side;
	readonly recipe: Side;
	readonly works: Works;
	readonly one: () => Promise<string | undefined>;
	readonly flow: Flow;
	/** Pieces of work that begin in a second. */
	readonly rate: number;
	readonly minutes: number;
	readonly mode: keyof typeof NAMES;
	readonly isRecord: boolean;
}

/** Works on both sides at once, and measures their memory meanwhile. Returns what did not hold. */
async function workAndLook(soak: Soak): Promise<readonly string[]> {
	const { ours, recipe, works, one, flow, rate, minutes } = soak;
	const problems: string[] = [];
	const counts: Partial<Record<Kind, number>> = {};
	const told: Partial<Record<Kind, number>> = {};
	const order = turns();
	const done = { ours: 0, recipe: 0 };
	const oneOfOurs = async () => {
		const number = (done.ours += 1);
		const kind = order[number % order.length] ?? 'mention';
		counts[kind] = (counts[kind] ?? 0) + 1;
		const problem = await works.works[kind](number);
		if (problem === TOLD) told[kind] = (told[kind] ?? 0) + 1;
		else if (problem !== undefined) problems.push(`${kind} ${number}: ${problem}`);
	};
	const oneRecipe = async () => {
		done.recipe += 1;
		const problem = await one();
		if (problem !== undefined) problems.push(`recipe: ${problem}`);
	};
	const before = await handles(ours);
	for (const each of ours.inspectors) await startSampling(each, SAMPLING_BYTES);
	const end = new AbortController();
	const looking = lookOften(end.signal, async () => {
		await look(ours, done.ours);
		await look(recipe, done.recipe);
		say(`  ${done.ours} pieces of work: ${ours.looks.map((each) => megabytes(each.at(-1))).join(', ')} MB live`);
	});
	const pace = { rate, forMs: minutes * 60_000 };
	await Promise.all([atRate(oneOfOurs, pace), atRate(oneRecipe, pace)]);
	end.abort();
	await looking;
	await settled(ours.n8n, works.workflowIds);
	const list = (each: typeof counts) =>
		Object.entries(each)
			.map(([kind, count]) => `${count} x ${kind}`)
			.join(', ');
	say(`\n${list(counts)}; told in time that it takes longer: ${list(told) || 'nobody'}; ${problems.length} problems`);
	const after = await handles(ours);
	const shares: number[] = [];
	for (const each of ours.inspectors) {
		// Collects garbage, which the shares need.
		await each.liveBytes();
		shares.push((await readHeapShares(each)).package / done.ours);
	}
	problems.push(...showMemory(soak, { before, after, shares }));
	const open = await flow.connections();
	if (open > 0) problems.push(`${open} connections are left open`);
	return problems;
}

/** What is open, and what the package holds, in each process. */
interface Left {
	/** Open handles before and after the work. */
	readonly before: readonly number[];
	readonly after: readonly number[];
	/** Bytes for each piece of work that the package has allocated since, and that are alive after the work. */
	readonly shares: readonly number[];
}

/** Shows how the memory of each process has grown. Returns where the package holds more than its memories explain. */
function showMemory(
	{ ours, recipe, mode, minutes, isRecord }: Soak,
	{ before, after, shares }: Left,
): readonly string[] {
	const problems: string[] = [];
	const rows = NAMES[mode].map((name, index) => {
		const [mine, their] = [ours, recipe].map(({ looks: { [index]: own = [] } }) =>
			slopeOf(own.slice(Math.ceil(own.length * WARM_SHARE))),
		);
		if (mine === undefined || their === undefined) throw new Error('a side is missing');
		const more = minus(mine, their);
		const bytes = ({ mean, error }: typeof more) => `${mean.toFixed(0)} ± ${error.toFixed(0)}`;
		const share = shares[index] ?? Number.NaN;
		if (!(share < SHARE_MOST))
			problems.push(`${name}: the package holds ${share.toFixed(0)} bytes for each piece of work`);
		const live = (at: number) => `${megabytes(ours.looks[index]?.at(at))} MB`;
		return [
			name,
			...[mine, their, more].map(bytes),
			share.toFixed(0),
			live(0),
			live(-1),
			`${before[index]}, ${after[index]}`,
		];
	});
	showTable(
		{
			name: `soak-${mode}`,
			command: `npm run test:load -- soak --mode ${mode} --minutes ${minutes}`,
			versions: [`n8n ${DEFAULT_N8N_VERSION}`],
			head: [
				`${mode} mode`,
				'bytes a piece of work: ours',
				'recipe',
				'ours more',
				'of which the package still holds',
				'live at first',
				'at last',
				'handles before, after',
			],
			rows,
		},
		isRecord,
	);
	return problems;
}

async function lookOften(end: AbortSignal, one: () => Promise<void>): Promise<void> {
	while (!end.aborted) {
		// Aborted at the end; memory is then measured once more.
		await delay(LOOK_MS, undefined, { signal: end }).catch(() => undefined);
		await one();
	}
}

async function look({ inspectors, looks }: Side, done: number): Promise<void> {
	for (const [index, each] of inspectors.entries()) looks[index]?.push([done, await each.liveBytes()]);
}

function megabytes(point: Point | undefined): string {
	return ((point?.[1] ?? Number.NaN) / 1_048_576).toFixed(1);
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

/** Open handles of each process once nothing has happened for a while. */
async function handles({ inspectors }: Side): Promise<readonly number[]> {
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
