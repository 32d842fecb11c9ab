import type { DeduplicationScope, ICheckProcessedOptions, IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { DeliveryResult } from './deliverer';
import type { Lanes } from './lanes';

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

/**
 * Sends a message unless one with its key was taken before, by this or another process, then says `undefined`. The key
 * is recorded once the message was taken, through n8n's deduplication, and holds across restarts and runs. Throws
 * `send-once-unavailable` where n8n cannot remember.
 */
export async function sendOnce(context: IExecuteFunctions, key: string, send: () => Promise<DeliveryResult>): Promise<DeliveryResult | undefined> {
	shared ??= { keys: createLanes(1), rows: createLanes(1) };
	const { keys, rows } = shared;
	const row = `${context.getWorkflow().id ?? ''}/${context.getNode().id}`;
	return await keys.run(`${row}/${key}`, async () => {
		if (await rows.run(row, async () => await wasTaken(context, key))) return undefined;
		const result = await send();
		// The message is there: whatever becomes of its key, the result stays what it is.
		if (result.ok && !(await rows.run(row, async () => await isRecorded(context, key)))) return withWarning(result, NOT_RECORDED);
		return result;
	});
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
