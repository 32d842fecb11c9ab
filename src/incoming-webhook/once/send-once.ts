import type { Now, Sleep } from '../../ports';
import type { Lanes, Leave } from '../concurrency/lanes';
import type { KeyRow } from './key-row';
import type { KeyStore } from './key-store';
import type { KnownKeys } from './known-keys';

import { caughtLater, valueOrThrow } from '../../caught';
import { TeamsWebhookError } from '../../errors';
import { SEND_ONCE_LOOK_MS, SEND_ONCE_OPEN_WAIT_MS } from '../../limits';
import { cancelledError } from '../answer/failures';
import { askAgain } from '../ask-again';
import { ExchangeError } from '../../exchange-error';
import { orEnded, withinLimits } from '../../time-limit';
import { createLanes } from '../concurrency/lanes';
import { pause } from '../pace/pause';
import { isFinal } from './final-errors';
import { createKeyRow } from './key-row';
import { createKnownKeys } from './known-keys';

/** A message with a key: keys belong to a row, and `maxWaitMs` limits all waits of the message together. */
export interface OnceOrder {
	readonly row: string;
	readonly key: string;
	readonly maxWaitMs: number;
	readonly signal: AbortSignal | undefined;
}

/** What sending once needs from outside. */
interface OncePorts {
	readonly store: KeyStore;
	readonly now: Now;
	readonly sleep: Sleep;
}

/** Sends a message, given the milliseconds that it has waited, and says whether the result means that it was taken. */
interface OnceSend<Result> {
	readonly send: (waitedMs: number) => Promise<Result>;
	readonly isTaken: (result: Result) => boolean;
}

/** `skipped`: a message with the key was taken before. `isRecorded` is false if the store could not be updated. */
export type OnceResult<Result> =
	| { readonly kind: 'sent'; readonly result: Result; readonly isRecorded: boolean }
	| { readonly kind: 'skipped'; readonly isRecorded: boolean };

/** What one process knows about keys. */
export interface OnceMemory {
	/**
	 * Sends a message unless one with its key was taken before, by this or another process. A key counts as taken only when
	 * that is certain, whenever a process ends. Rejects as `send` does, and with `send-once-unavailable` if the store does not
	 * answer within the wait, `send-once-busy` if another message with the key takes longer than this one may wait, and
	 * `cancelled`.
	 */
	sendOnce<Result>(order: OnceOrder, send: OnceSend<Result>, ports: OncePorts): Promise<OnceResult<Result>>;
}

/** Starts without keys. The rows stay: one for each node that has used keys in this process. */
export function createOnceMemory(): OnceMemory {
	const lanes = createLanes(1);
	const known = createKnownKeys();
	const rows = new Map<string, KeyRow>();
	const rowOf = (name: string): KeyRow => {
		const row = rows.get(name) ?? createKeyRow();
		rows.set(name, row);
		return row;
	};
	return {
		async sendOnce(order, send, ports) {
			const startMs = ports.now();
			const leave = await enterWithin(lanes, order);
			try {
				return await sendAlone(
					{ order, ports, known, row: rowOf(order.row), untilMs: startMs + order.maxWaitMs },
					send,
					startMs,
				);
			} finally {
				leave();
			}
		},
	};
}

/** A message that has the lane of its key for itself. */
interface SendOnceTask {
	readonly order: OnceOrder;
	readonly ports: OncePorts;
	readonly known: KnownKeys;
	readonly row: KeyRow;
	/** The end of its Max Wait. */
	readonly untilMs: number;
}

async function sendAlone<Result>(
	task: SendOnceTask,
	{ send, isTaken }: OnceSend<Result>,
	startMs: number,
): Promise<OnceResult<Result>> {
	const { order, ports, known, row } = task;
	const name = nameOf(order);
	if (known.has(name)) return { kind: 'skipped', isRecorded: true };
	const before = await wasTaken(task);
	if (before.isTaken) {
		known.add(name);
		return { kind: 'skipped', isRecorded: before.isRecorded };
	}
	// Even if the look-up took all of Max Wait, a message that need not wait any longer is sent.
	const sent = await caughtLater(send(Math.min(ports.now() - startMs, order.maxWaitMs)));
	if (sent.ok && isTaken(sent.value)) {
		known.add(name);
		return { kind: 'sent', result: sent.value, isRecorded: await isRecorded(task) };
	}
	// Best effort: a key that stays open only makes the next message with it wait for a moment.
	await bounded(order, async () => await row.forget(ports.store, order.key)).catch(() => undefined);
	return { kind: 'sent', result: valueOrThrow(sent), isRecorded: false };
}

/** Looks up the key; if somebody else is using it, waits for a while and looks again. */
async function wasTaken(task: SendOnceTask): Promise<{ readonly isTaken: boolean; readonly isRecorded: boolean }> {
	const { order, ports, row } = task;
	const look = async (
		end: AbortSignal,
	): Promise<{ readonly isOpen: boolean; readonly isTaken: boolean; readonly isRecorded: boolean }> => {
		const { state, ...found } = await askAgain(async () => await row.look(ports.store, order.key, end), againOf(task));
		// A look-up leaves a key open, so this runs even if nobody waits for it any more.
		if (state === 'taken')
			return { isOpen: false, isTaken: true, isRecorded: found.isRecorded || (await isRecorded(task)) };
		if (state === 'torn') await askAgain(async () => await row.forget(ports.store, order.key), againOf(task));
		return { isOpen: state === 'open', isTaken: false, isRecorded: false };
	};
	const first = await asking(order, look);
	if (!first.isOpen) return first;
	const leftMs = Math.max(0, task.untilMs - ports.now());
	if (!(await pause(ports.sleep, Math.min(SEND_ONCE_OPEN_WAIT_MS, leftMs), order.signal))) throw cancelledError();
	return await asking(order, look);
}

/** Records that the message was taken, trying for as long as the message could have waited. Never rejects. */
async function isRecorded(task: SendOnceTask): Promise<boolean> {
	const { order, ports, row } = task;
	const untilMs = ports.now() + order.maxWaitMs;
	const again = { ...againOf(task), untilMs: () => untilMs };
	const recorded = await caughtLater(
		bounded(
			{ ...order, signal: undefined },
			async () => await askAgain(async () => await row.record(ports.store, order.key), again),
		),
	);
	return recorded.ok;
}

function againOf({ order, ports, untilMs }: SendOnceTask): Parameters<typeof askAgain>[1] {
	return { untilMs: () => untilMs, now: ports.now, sleep: ports.sleep, signal: order.signal, isFinal };
}

/** Limits the wait for a store that does not answer at all. */
async function bounded<Result>(
	{ maxWaitMs, signal }: Pick<OnceOrder, 'maxWaitMs' | 'signal'>,
	work: (end: AbortSignal) => Promise<Result>,
): Promise<Result> {
	return await withinLimits(
		{ timeoutMs: Math.max(maxWaitMs, SEND_ONCE_LOOK_MS), ...(signal === undefined ? {} : { signal }) },
		async (end) => await orEnded(end, work(end)),
	);
}

async function asking<Result>(order: OnceOrder, look: (end: AbortSignal) => Promise<Result>): Promise<Result> {
	const answer = await caughtLater(bounded(order, look));
	if (answer.ok) return answer.value;
	if (order.signal?.aborted === true) throw cancelledError();
	if (isFinal(answer.error))
		throw new TeamsWebhookError(
			'send-once-unavailable',
			'n8n does not keep Send Once Keys for this workflow, so nothing was sent.',
			"Save the workflow first. If that does not help, n8n's log says why.",
			{ cause: answer.error },
		);
	throw new TeamsWebhookError(
		'send-once-unavailable',
		'n8n could not look up the Send Once Key of this item in its database, so nothing was sent.',
		"Check whether n8n's database is up, then send again: messages that were already accepted are skipped. The option Max Wait sets how long the node keeps trying.",
		{ cause: answer.error },
	);
}

async function enterWithin(lanes: Lanes, order: OnceOrder): Promise<Leave> {
	const { maxWaitMs: timeoutMs, signal } = order;
	const entered = await caughtLater(
		withinLimits(
			{ timeoutMs, ...(signal === undefined ? {} : { signal }) },
			async (end) => await lanes.enter(nameOf(order), end),
		),
	);
	if (entered.ok) return entered.value;
	if (!(entered.error instanceof ExchangeError) || entered.error.reason !== 'timeout') throw cancelledError();
	throw new TeamsWebhookError(
		'send-once-busy',
		'Another message with the same Send Once Key was still being sent when Max Wait ran out.',
		'Send the message again later (it is skipped if the other message was accepted), or raise the option Max Wait.',
	);
}

function nameOf({ row, key }: OnceOrder): string {
	return `${row}/${key}`;
}
