import type { N8nClient } from '../../../scripts/lib/n8n-client';
import type { Kind, Sent } from './workload';

import { setTimeout as delay } from 'node:timers/promises';

import { DEADLINE_MS, DEADLINE_TEXT, FAILURE_TEXT } from './workload';

/** Teams cuts the connection after five seconds (teams.md A.6). */
export const TEAMS_MS = 5_000;

/** How far an answer may exceed the deadline. */
const SLACK_MS = 250;

/** A workflow that sleeps no longer than this is done before the deadline, even on a busy machine. */
const SURE_SECONDS = 1;

/** Executions end at most this long after their last mention. */
const END_TIMEOUT_MS = 30_000;

/** What n8n has stored of one execution. */
interface Stored {
	readonly status: string;
	/** When `webhook()` was called: the deadline in the item minus its length. */
	readonly receivedAtMs: number;
	/** What the Reply operation says became of it. */
	readonly outcome: string | undefined;
}

/** The figures of one run, and everything that was not as promised. */
export interface Verdict {
	readonly shown: Readonly<Record<string, number>>;
	readonly slowestMs: number;
	/** The longest time from the call of `webhook()` to the answer at the client. */
	readonly longestAfterReceiptMs: number;
	readonly problems: readonly string[];
}

/** How strictly a run is judged. */
export interface Strictness {
	/** The execution and the person must agree; false where clocks differ. */
	readonly exact: boolean;
	/** A stop is seen at once; false in queue mode, where n8n reports it only when the sleeping node has ended. */
	readonly stopIsSeen: boolean;
}

/** Compares what people saw with what n8n stored. */
export async function judge(
	client: N8nClient,
	workflowIds: Readonly<Record<Kind, string>>,
	sent: readonly Sent[],
	strictness: Strictness,
): Promise<Verdict> {
	const { stored, running } = await readExecutions(client, Object.values(workflowIds));
	const problems = running === 0 ? [] : [`${running} executions never ended`];
	let longestAfterReceiptMs = 0;
	for (const each of sent) {
		const execution = stored.get(each.messageId);
		const afterReceiptMs = execution === undefined ? Number.NaN : each.answeredAtMs - execution.receivedAtMs;
		if (afterReceiptMs > longestAfterReceiptMs) longestAfterReceiptMs = afterReceiptMs;
		for (const problem of problemsOf(each, execution, afterReceiptMs, strictness))
			problems.push(`${each.kind} after ${each.sleepSeconds} s: ${problem}`);
	}
	return {
		shown: countBy(sent),
		slowestMs: Math.max(...sent.map(({ tookMs }) => tookMs)),
		longestAfterReceiptMs,
		problems,
	};
}

function problemsOf(
	sent: Sent,
	execution: Stored | undefined,
	afterReceiptMs: number,
	strictness: Strictness,
): string[] {
	const problems: string[] = [];
	if (sent.status !== 200) problems.push(`status ${sent.status}, "${sent.shown}"`);
	if (sent.tookMs >= TEAMS_MS) problems.push(`took ${sent.tookMs} ms`);
	// n8n keeps no item of an execution that was stopped while it slept; the person's side is all there is to judge.
	if (execution === undefined)
		return sent.kind === 'stop'
			? [...problems, ...unexpected(sent, stopTexts(strictness))]
			: [...problems, 'no execution was stored'];
	if (afterReceiptMs > DEADLINE_MS + SLACK_MS)
		problems.push(`answered ${afterReceiptMs} ms after the call of webhook()`);
	return [...problems, ...unexpected(sent, expectedTexts(sent, execution, strictness), execution.outcome)];
}

function unexpected(sent: Sent, expected: readonly string[], outcome = 'nothing'): string[] {
	return expected.includes(sent.shown)
		? []
		: [`shown "${sent.shown}", expected ${expected.join(' or ')}; Reply said ${outcome}`];
}

/** A workflow that ends well before the deadline is answered by what it does, one well after it by the deadline text. */
function expectedTexts(sent: Sent, execution: Stored, { exact, ...strictness }: Strictness): readonly string[] {
	if (sent.kind === 'stop') return stopTexts({ exact, ...strictness });
	const own = sent.kind === 'reply' ? `slept ${sent.sleepSeconds}` : FAILURE_TEXT;
	if (sent.sleepSeconds * 1_000 >= DEADLINE_MS) return [DEADLINE_TEXT];
	if (sent.kind !== 'reply') return sent.sleepSeconds <= SURE_SECONDS && exact ? [own] : [own, DEADLINE_TEXT];
	if (!exact) return [own, DEADLINE_TEXT];
	return [execution.outcome === 'replied' ? own : DEADLINE_TEXT];
}

function stopTexts({ stopIsSeen }: Strictness): readonly string[] {
	return stopIsSeen ? [FAILURE_TEXT] : [FAILURE_TEXT, DEADLINE_TEXT];
}

async function readExecutions(
	client: N8nClient,
	workflowIds: readonly string[],
): Promise<{ stored: Map<string, Stored>; running: number }> {
	const { parse } = await import('flatted');
	const stored = new Map<string, Stored>();
	const endMs = Date.now() + END_TIMEOUT_MS;
	let running = 0;
	for (const workflowId of workflowIds) {
		const list = await endedExecutions(client, workflowId, endMs);
		running += list.filter(isOpen).length;
		for (const { id, status } of list) {
			const data = parse(await client.executionData(id)) as ExecutionData;
			const item = itemOf(data, 'Trigger');
			if (item === undefined) continue;
			stored.set(item.message?.id ?? '', {
				status,
				receivedAtMs: Date.parse(item.reply?.deadlineAt ?? '') - DEADLINE_MS,
				outcome: itemOf(data, 'End')?.outcome,
			});
		}
	}
	return { stored, running };
}

type Listed = Awaited<ReturnType<N8nClient['allExecutions']>>;

/** The executions of a workflow, once all have ended or the time is up. */
async function endedExecutions(client: N8nClient, workflowId: string, endMs: number): Promise<Listed> {
	for (;;) {
		const list = await client.allExecutions(workflowId);
		if (!list.some(isOpen) || Date.now() >= endMs) return list;
		await delay(500);
	}
}

function isOpen({ status }: Pick<Listed[number], 'status'>): boolean {
	return ['new', 'running', 'waiting'].includes(status);
}

/** The first item that a node returned. */
function itemOf({ resultData }: ExecutionData, node: string): ItemJson | undefined {
	return resultData?.runData?.[node]?.[0]?.data?.main?.[0]?.[0]?.json;
}

interface ExecutionData {
	readonly resultData?: {
		readonly runData?: Readonly<
			Record<
				string,
				ReadonlyArray<{
					readonly data?: { readonly main?: ReadonlyArray<ReadonlyArray<{ readonly json?: ItemJson }> | null> };
				}>
			>
		>;
	};
}

interface ItemJson {
	readonly message?: { readonly id?: string };
	readonly reply?: { readonly deadlineAt?: string };
	readonly outcome?: string;
}

function countBy(sent: readonly Sent[]): Record<string, number> {
	const counts: Record<string, number> = {};
	for (const { shown, kind } of sent) {
		const name = `${kind}: ${shown.startsWith('slept') ? 'the reply' : shown}`;
		counts[name] = (counts[name] ?? 0) + 1;
	}
	return Object.fromEntries(Object.entries(counts).sort());
}
