import type { DeduplicationScope, ICheckProcessedOptions, IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { KeyStore } from '../../../src/incoming-webhook/once/key-store';
import type { OnceMemory, OnceOrder } from '../../../src/incoming-webhook/once/send-once';
import type { DeliveryResult } from './deliverer';

import { sleep } from 'n8n-workflow';

import { createOnceMemory } from '../../../src/incoming-webhook/once/send-once';

const SCOPE: DeduplicationScope = 'node';

const MODE = { mode: 'entries' } as const satisfies ICheckProcessedOptions;

const NOT_RECORDED =
	'The message was sent, but n8n could not record its Send Once Key, so another message with this key would also be sent.';

const NOT_KEPT =
	'The message had been sent before, but n8n could not record its Send Once Key again, so another message with this key would be sent.';

/** What the executions of this process know about keys. Created again after a reload. */
let shared: OnceMemory | undefined;

/**
 * Sends a message, or returns `skipped` if one with its key was taken before, by this or another process. n8n's
 * deduplication keeps the keys, which hold across restarts and runs. Throws as `OnceMemory` does.
 */
export async function sendOnce(
	context: IExecuteFunctions,
	order: Omit<OnceOrder, 'row'>,
	send: (waitedMs: number) => Promise<DeliveryResult>,
): Promise<{ readonly result: DeliveryResult } | { readonly skipped: readonly string[] }> {
	shared ??= createOnceMemory();
	const row = `${context.getWorkflow().id ?? ''}/${context.getNode().id}`;
	const once = await shared.sendOnce(
		{ ...order, row },
		{ send, isTaken: ({ ok }) => ok },
		{ store: storeOf(context), now: Date.now, sleep },
	);
	if (once.kind === 'skipped') return { skipped: once.isRecorded ? [] : [NOT_KEPT] };
	// The message was sent: a problem with its key does not change the result.
	return { result: once.result.ok && !once.isRecorded ? withWarning(once.result, NOT_RECORDED) : once.result };
}

function storeOf({ helpers }: IExecuteFunctions): KeyStore {
	return {
		async add(values, keepAtMost) {
			const { processed } = await helpers.checkProcessedAndRecord(
				[...values],
				SCOPE,
				keepAtMost === undefined ? MODE : { ...MODE, maxEntries: keepAtMost },
			);
			return new Set(processed.map(String));
		},
		remove: async (values) => await helpers.removeProcessed([...values], SCOPE, MODE),
	};
}

function withWarning(result: Extract<DeliveryResult, { ok: true }>, warning: string): DeliveryResult {
	const warnings: readonly unknown[] = Array.isArray(result.json.warnings) ? result.json.warnings : [];
	const json: IDataObject = { ...result.json, warnings: [...warnings.map(String), warning] };
	return { ...result, json };
}
