import type { DeduplicationScope, ICheckProcessedOptions, IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { DeliveryResult } from './deliverer';
import type { Lanes, Leave } from './lanes';

import { CANCELLED } from '../../../src/delivery/answer/failures';
import { ExchangeError } from '../../../src/delivery/http/exchange-error';
import { withinLimits } from '../../../src/delivery/http/time-limit';
import { TeamsWebhookError } from '../../../src/errors';
import { createLanes } from './lanes';

/** Chosen: keys that n8n remembers for a node; older ones are forgotten first. */
const KEYS_MAX = 10_000;

const SCOPE: DeduplicationScope = 'node';

const NOT_RECORDED = 'The message was sent, but n8n could not remember its Send Once Key: the same key would be sent again.';

const OPTIONS: ICheckProcessedOptions = { mode: 'entries', maxEntries: KEYS_MAX };

/**
 * Tasks of this process that look at keys, one lane per key, and their database calls, one lane per node: n8n reads and
 * writes all keys of a node as one row, so two calls at once would lose one of them. Made again after a reload.
 */
let shared: { readonly keys: Lanes; readonly rows: Lanes } | undefined;

/** A message with a key, and how long it may wait for another one with the same key, in milliseconds. */
export interface OnceOrder {
	readonly key: string;
	readonly maxWaitMs: number;
	readonly signal: AbortSignal | undefined;
}

/**
 * Sends a message unless one with its key was taken before, by this or another process, then says `undefined`. The key
 * is recorded once the message was taken, through n8n's deduplication, and holds across restarts and runs. `send` is
 * told the milliseconds it had to wait. Throws `send-once-unavailable` where n8n cannot remember, `send-once-busy` where
 * another message with the key is being sent for longer than this one may wait, and `cancelled`.
 */
export async function sendOnce(context: IExecuteFunctions, { key, ...limits }: OnceOrder, send: (waitedMs: number) => Promise<DeliveryResult>): Promise<DeliveryResult | undefined> {
	shared ??= { keys: createLanes(1), rows: createLanes(1) };
	const { keys, rows } = shared;
	const row = `${context.getWorkflow().id ?? ''}/${context.getNode().id}`;
	const startMs = Date.now();
	const leave = await enterWithin(keys, `${row}/${key}`, limits);
	try {
		if (await rows.run(row, async () => await wasTaken(context, key))) return undefined;
		const result = await send(Date.now() - startMs);
		// The message is there: whatever becomes of its key, the result stays what it is.
		if (result.ok && !(await rows.run(row, async () => await isRecorded(context, key)))) return withWarning(result, NOT_RECORDED);
		return result;
	} finally {
		leave();
	}
}

async function enterWithin(keys: Lanes, lane: string, { signal, maxWaitMs }: Omit<OnceOrder, 'key'>): Promise<Leave> {
	const limits = { timeoutMs: maxWaitMs, ...(signal === undefined ? {} : { signal }) };
	const entered = await withinLimits(limits, async (end) => await keys.enter(lane, end)).then(
		(leave) => ({ ok: true as const, leave }),
		(error: unknown) => ({ ok: false as const, error }),
	);
	if (entered.ok) return entered.leave;
	if (!(entered.error instanceof ExchangeError) || entered.error.reason !== 'timeout') throw new TeamsWebhookError(CANCELLED.code, CANCELLED.message, CANCELLED.hint);
	throw new TeamsWebhookError('send-once-busy', 'Another message with the same Send Once Key was still being sent when the time to wait was over.', 'Send it again later, it is skipped where the other one was taken; or raise the option Max Wait.');
}

/** n8n can only look and record at once, so what was new is taken out again until the message was taken. */
async function wasTaken(context: IExecuteFunctions, key: string): Promise<boolean> {
	const { processed } = await asking(context.helpers.checkProcessedAndRecord([key], SCOPE, OPTIONS));
	if (processed.length > 0) return true;
	await asking(context.helpers.removeProcessed([key], SCOPE, OPTIONS));
	return false;
}

async function isRecorded(context: IExecuteFunctions, key: string): Promise<boolean> {
	return await context.helpers.checkProcessedAndRecord([key], SCOPE, OPTIONS).then(
		() => true,
		() => false,
	);
}

function withWarning(result: Extract<DeliveryResult, { ok: true }>, warning: string): DeliveryResult {
	const warnings: readonly unknown[] = Array.isArray(result.json.warnings) ? result.json.warnings : [];
	const json: IDataObject = { ...result.json, warnings: [...warnings.map(String), warning] };
	return { ...result, json };
}

async function asking<Result>(call: Promise<Result>): Promise<Result> {
	const answer = await call.then(
		(value) => ({ ok: true as const, value }),
		(cause: unknown) => ({ ok: false as const, cause }),
	);
	if (answer.ok) return answer.value;
	throw new TeamsWebhookError('send-once-unavailable', 'n8n could not look up or remember the Send Once Key of this item.', 'Save the workflow first, and use the option outside of AI agents. If it stays, n8n\'s log says why.', { cause: answer.cause });
}
