import type { N8nUnderTest } from '../../support/n8n-under-test';
import type { Strictness, Verdict } from './verdict';
import type { Workload } from './workload';

import { parseArgs } from 'node:util';

import { runAgents } from './agents';
import { lineKinds, provokePlainLines } from './log-lines';
import { startQueue, startRegular } from '../../support/n8n-under-test';
import { judge } from './verdict';
import { publishWorkload } from './workload';
import { say, step } from '../../../scripts/lib/steps';

const MENTIONS = 300;

/** Mentions in the runs with a wrong clock, which are about what a person sees. */
const FEWER_MENTIONS = 78;

const AT_A_TIME = 16;

/** An agent keeps n8n busy for some tenths of a second, on top of the time that its model takes. */
const AGENTS_AT_A_TIME = 5;

/** The run stops the execution of every sixth mention; three workflows of n8n's own nodes are stopped as often. */
const STOPS_SHARE = 1 / 6;

/** If no stop has met the start of an execution (a few milliseconds), up to this many times as many are stopped. */
const STOPS_FACTOR_MAX = 10;

const CLOCK_SECONDS = [3, -3];

/**
 * Sends mentions to workflows that sleep, fail, are stopped and stay silent, and to agents whose model takes its time, in
 * regular and in queue mode, and checks that every one is answered with the right text in time, and every late answer of an
 * agent is posted once. `--mode regular|queue` runs one of them, `--mentions N` fewer, `--only agents` leaves the others out.
 */
async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			mode: { type: 'string' },
			mentions: { type: 'string', default: String(MENTIONS) },
			only: { type: 'string' },
		},
	});
	const mentions = Number(values.mentions);
	const plan = { mentions, agentsOnly: values.only === 'agents' };
	const problems: string[] = [];
	if (values.mode !== 'queue') problems.push(...(await inRegularMode(plan)));
	if (values.mode !== 'regular') problems.push(...(await inQueueMode(plan)));
	if (problems.length === 0) return say('\nEvery mention was answered in time with the right text.');
	say(`\n✗ ${problems.length} problems:\n${problems.slice(0, 40).join('\n')}`);
	process.exitCode = 1;
}

/** How many mentions are sent, and whether only agents get them. */
interface Plan {
	readonly mentions: number;
	readonly agentsOnly: boolean;
}

async function inRegularMode({ mentions, agentsOnly }: Plan): Promise<readonly string[]> {
	const n8n = await step('Starting n8n in regular mode', startRegular);
	try {
		const problems = agentsOnly ? [] : await runWithLog(n8n, mentions, { exact: true, stopIsSeen: true });
		return [...problems, ...(await askAgents(n8n, mentions))];
	} finally {
		await n8n.stop();
	}
}

async function inQueueMode({ mentions, agentsOnly }: Plan): Promise<readonly string[]> {
	const n8n = await step('Starting n8n in queue mode: main, worker, webhook processor', startQueue);
	try {
		const problems = agentsOnly ? [] : await runInQueue(n8n, mentions);
		return [...problems, ...(await askAgents(n8n, mentions))];
	} finally {
		await n8n.stop();
	}
}

/** With clocks that are right, ahead and behind, and with a webhook processor that is killed. */
async function runInQueue(n8n: N8nUnderTest, mentions: number): Promise<readonly string[]> {
	const problems = [...(await runWithLog(n8n, mentions, { exact: true, stopIsSeen: false }))];
	const workload = await publishWorkload(n8n.client, n8n.webhookUrl, 'skewed');
	for (const seconds of CLOCK_SECONDS) {
		await step(
			`Restarting the worker with its clock ${seconds > 0 ? `${seconds} s ahead` : `${-seconds} s behind`}`,
			async () => await n8n.setWorkerClock(seconds),
		);
		problems.push(...(await run(n8n, workload, FEWER_MENTIONS, { exact: false, stopIsSeen: false })).problems);
	}
	await n8n.setWorkerClock(0);
	return [...problems, ...(await runWithRestart(n8n, workload))];
}

async function askAgents(n8n: N8nUnderTest, mentions: number): Promise<readonly string[]> {
	const { inTime, late, slowestMs, firstMs, problems } = await step(
		`Sending ${mentions} mentions to an agent, ${AGENTS_AT_A_TIME} at a time`,
		async () => await runAgents(n8n, mentions, AGENTS_AT_A_TIME),
	);
	say(
		`  ${inTime} answered in time, ${late} late; slowest answer at the client: ${slowestMs} ms, the first: ${firstMs} ms`,
	);
	return problems;
}

/** One run with everything in order; its log must not hold a kind of line that n8n's own webhook nodes do not cause. */
async function runWithLog(n8n: N8nUnderTest, mentions: number, strictness: Strictness): Promise<readonly string[]> {
	const stops = Math.ceil(mentions * STOPS_SHARE);
	const situation = { atATime: AT_A_TIME, stops, mostStops: strictness.stopIsSeen ? STOPS_FACTOR_MAX * stops : stops };
	await step('Provoking the lines of n8n’s own webhook nodes', async () => await provokePlainLines(n8n, situation));
	const workload = await publishWorkload(n8n.client, n8n.webhookUrl, 'plain');
	// After publishing, which has lines of its own: the package points out a local URL.
	const plain = lineKinds(n8n.log());
	const { problems } = await run(n8n, workload, mentions, strictness);
	const foreign = [...lineKinds(n8n.log())].filter((kind) => !plain.has(kind));
	return [...foreign.map((line) => `a line that n8n's own nodes do not lead to: ${line}`), ...problems];
}

async function run(n8n: N8nUnderTest, workload: Workload, mentions: number, strictness: Strictness): Promise<Verdict> {
	const sent = await step(
		`Sending ${mentions} mentions, ${AT_A_TIME} at a time`,
		async () => await workload.send(mentions, AT_A_TIME),
	);
	const verdict = await step(
		'Comparing with the executions',
		async () => await judge(n8n.client, workload.workflowIds, sent, strictness),
	);
	print(verdict);
	return verdict;
}

/** Prints what people see whose mention was open when the receiving process went down; then all must be as before. */
async function runWithRestart(n8n: N8nUnderTest, workload: Workload): Promise<readonly string[]> {
	const sending = workload.send(AT_A_TIME, AT_A_TIME);
	await new Promise((resolve) => setTimeout(resolve, 700));
	await step(
		'Killing and restarting the webhook processor while mentions are open',
		async () => await n8n.restartReceiver(),
	);
	const sent = await sending;
	for (const [shown, count] of Object.entries(countShown(sent))) say(`  ${count} x ${shown}`);
	const after = await workload.send(AT_A_TIME, AT_A_TIME);
	say('  after the restart:');
	for (const [shown, count] of Object.entries(countShown(after))) say(`  ${count} x ${shown}`);
	return after.filter(({ status }) => status !== 200).map(({ kind, shown }) => `${kind} after the restart: "${shown}"`);
}

function countShown(sent: ReadonlyArray<{ readonly shown: string }>): Record<string, number> {
	const counts: Record<string, number> = {};
	for (const { shown } of sent) counts[shown] = (counts[shown] ?? 0) + 1;
	return counts;
}

function print(verdict: Verdict): void {
	for (const [shown, count] of Object.entries(verdict.shown)) say(`  ${count} x ${shown}`);
	say(
		`  slowest answer at the client: ${verdict.slowestMs} ms; longest after the call of webhook(): ${verdict.longestAfterReceiptMs} ms`,
	);
	if (verdict.problems.length > 0) say(`  ${verdict.problems.length} problems`);
}

main().catch(() => (process.exitCode = 1));
