import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { Batch, BatchResult } from './batches';
import type { DeliveryResult } from './deliver-one';

import { toItemFailure } from '../shared/node-error';
import { batchesOf, outputOf } from './batches';
import { readDraft } from './content/draft';
import { deliverOne } from './deliver-one';
import { destinationsOf } from './destinations';
import { readPrepareOptions } from './message-options';

/**
 * Posts one message per batch of items and destination, in order, each with an output item. All are tried; then,
 * without "continue on fail", one error names the first failed item and how many were taken.
 */
export async function sendItems(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const results: BatchResult[] = [];
	for (const batch of batchesOf(context)) {
		for (const result of await sendBatch(context, batch)) results.push({ ...result, batch });
	}
	return outputOf(context, results, 'Teams');
}

async function sendBatch(context: IExecuteFunctions, batch: Batch): Promise<readonly DeliveryResult[]> {
	const itemIndex = batch[0] ?? 0;
	try {
		const message = { draft: readDraft(context, batch), options: readPrepareOptions(context, itemIndex) };
		const results: DeliveryResult[] = [];
		for (const target of await destinationsOf(context, itemIndex)) results.push(await tryDeliver(context, message, target));
		return results;
	} catch (error) {
		return [{ ok: false, failure: toItemFailure(error) }];
	}
}

/** One destination that fails does not keep the others from their message. */
async function tryDeliver(...order: Parameters<typeof deliverOne>): Promise<DeliveryResult> {
	try {
		return await deliverOne(...order);
	} catch (error) {
		return { ok: false, failure: toItemFailure(error) };
	}
}
