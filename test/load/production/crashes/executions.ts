import type { N8nClient } from '../../../../scripts/lib/n8n-client';
import type { QueueServices } from '../../../../scripts/lib/services';

import { setTimeout as delay } from 'node:timers/promises';

import { psql } from '../../../../scripts/lib/psql';

/** What n8n says about an execution that has not ended. */
const OPEN = ['new', 'running', 'waiting'];

/** Chosen: once nothing has arrived or ended for this long, nothing more will; pauses between retries are shorter. */
const QUIET_MS = 6_000;

/** Chosen: longer than any list takes, retries included. */
const SETTLE_TIMEOUT_MS = 150_000;

const POLL_MS = 500;

/** Chosen: an execution is made at most this long after its mention; mentions of one workflow are further apart. */
const MADE_MS = 1_000;

/** Chosen: n8n answers again at most this long after its database does. */
const PATIENCE_MS = 60_000;

type Services = Pick<QueueServices, 'env'>;

/** One execution, as n8n stores it. */
export interface Execution {
	readonly id: string;
	readonly workflowId: string;
	readonly status: string;
	readonly createdAt: string;
}

/** What one node of an execution returned, as far as it is read here. */
interface NodeOutput {
	readonly items: ReadonlyArray<{ readonly item: number; readonly json: Readonly<Record<string, unknown>> }>;
	/** The message of the node's error. */
	readonly error: string | undefined;
}

/** What is waited for. */
interface Settling {
	/** See {@link newestExecution}. */
	readonly after: number;
	/** Executions that are expected: n8n answers a webhook before it makes one. */
	readonly least: number;
	/** Cards that have arrived so far. */
	readonly total: () => number;
}

/**
 * The number of the newest execution; 0 if there is none. Executions are read from n8n's database, by number: its own list
 * is sorted by when they began and continues by number (n8n 2.41.1), so it leaves some out after a clock was set back.
 */
export async function newestExecution(services: Services): Promise<number> {
	return Number(await patiently(async () => await psql(services, 'SELECT coalesce(max(id), 0) FROM execution_entity')));
}

/** Waits until every execution after that one has ended, or nothing happens any more: a crash leaves some open for ever. */
export async function settled(services: Services, { after, least, total }: Settling): Promise<readonly Execution[]> {
	const endMs = Date.now() + SETTLE_TIMEOUT_MS;
	let last = '';
	let quietSinceMs = Date.now();
	for (;;) {
		const executions = await patiently(async () => await executionsAfter(services, after));
		const open = executions.filter(isOpen);
		if (open.length === 0 && executions.length >= least) return executions;
		const state = `${total()} ${executions.length} ${open.map(({ id, status }) => `${id}${status}`).join()}`;
		if (state !== last) quietSinceMs = Date.now();
		last = state;
		if (Date.now() - quietSinceMs > QUIET_MS) return executions;
		if (Date.now() > endMs) throw new Error(`${open.length} executions did not end`);
		await delay(POLL_MS);
	}
}

/** True if n8n has not recorded an end. */
export function isOpen({ status }: Pick<Execution, 'status'>): boolean {
	return OPEN.includes(status);
}

/** What n8n has stored of an execution, as text that holds every name. */
export async function dataOf(client: N8nClient, executionId: string): Promise<string> {
	return await patiently(async () => await client.executionData(executionId));
}

/** An execution, with what n8n has stored of it as text. */
export interface Candidate extends Execution {
	readonly text: string;
}

/** How an execution is found: by what it was started with, when, and by its workflow. */
export interface Started {
	readonly name: string;
	readonly sentAtMs: number;
	readonly workflowId: string;
}

/**
 * Finds the execution of each name: the one that holds the name; otherwise, because n8n stores only the error of an
 * execution that its worker could not begin, one that holds no name and was made at that moment.
 */
export function executionsOf(
	started: readonly Started[],
	candidates: readonly Candidate[],
): ReadonlyMap<string, Execution> {
	const found = new Map<string, Execution>();
	const nameless = new Set(candidates);
	for (const { name } of started) {
		// The name is followed by what ends a text: m1/late/1 is not m1/late/10.
		const execution = candidates.find(({ text }) => new RegExp(`${name}(?!\\d)`).test(text));
		if (execution === undefined) continue;
		found.set(name, execution);
		nameless.delete(execution);
	}
	for (const { name, sentAtMs, workflowId } of started) {
		if (found.has(name)) continue;
		const execution = [...nameless].find(
			(each) =>
				each.workflowId === workflowId &&
				Date.parse(each.createdAt) >= sentAtMs &&
				Date.parse(each.createdAt) < sentAtMs + MADE_MS,
		);
		if (execution === undefined) continue;
		found.set(name, execution);
		nameless.delete(execution);
	}
	return found;
}

/** What a node returned in its last run; `undefined` if n8n has stored nothing of it. */
export async function outputOf(data: string, node: string): Promise<NodeOutput | undefined> {
	const { parse } = await import('flatted');
	const { resultData } = (data === '' ? {} : parse(data)) as ExecutionData;
	const run = resultData?.runData?.[node]?.at(-1);
	if (run === undefined) return undefined;
	const items = (run.data?.main?.[0] ?? []).map(({ json, pairedItem }) => ({ item: itemOf(pairedItem), json }));
	return { items, error: run.error?.message };
}

/** The executions that n8n has made after this one, oldest first. */
async function executionsAfter(services: Services, id: number): Promise<readonly Execution[]> {
	const columns = `id::text AS id, "workflowId", status, "createdAt"`;
	const rows = `SELECT ${columns} FROM execution_entity WHERE id > ${id} AND "deletedAt" IS NULL ORDER BY execution_entity.id`;
	return JSON.parse(
		await psql(services, `SELECT coalesce(json_agg(made), '[]') FROM (${rows}) AS made`),
	) as Execution[];
}

/** Asks n8n again while its database comes back. */
async function patiently<T>(ask: () => Promise<T>): Promise<T> {
	const endMs = Date.now() + PATIENCE_MS;
	for (;;) {
		const answer = await ask().then(
			(value) => ({ ok: true as const, value }),
			(error: unknown) => ({ ok: false as const, error }),
		);
		if (answer.ok) return answer.value;
		if (Date.now() > endMs) throw answer.error;
		await delay(POLL_MS);
	}
}

function itemOf(pairedItem: unknown): number {
	const first: unknown = Array.isArray(pairedItem) ? pairedItem[0] : pairedItem;
	return typeof first === 'object' && first !== null && 'item' in first ? Number(first.item) : Number(first);
}

interface ExecutionData {
	readonly resultData?: {
		readonly runData?: Readonly<
			Record<
				string,
				ReadonlyArray<{
					readonly data?: {
						readonly main?: ReadonlyArray<ReadonlyArray<{
							readonly json: Readonly<Record<string, unknown>>;
							readonly pairedItem?: unknown;
						}> | null>;
					};
					readonly error?: { readonly message?: string };
				}>
			>
		>;
	};
}
