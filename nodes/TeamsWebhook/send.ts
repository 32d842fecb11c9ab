import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { DeliveryResult } from './deliver-one';

import { failedItem, toItemFailure, toNodeError } from '../shared/node-error';
import { readContent } from './content';
import { deliverOne } from './deliver-one';
import { destinationsOf } from './destinations';

/** What became of one item at one destination. */
type ItemResult = DeliveryResult & { readonly itemIndex: number };

/**
 * Posts one message per input item and destination, in order, each with an output item. All items are tried; then,
 * without "continue on fail", one error names the first failed item and how many were taken.
 */
export async function sendItems(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const results: ItemResult[] = [];
	for (const itemIndex of context.getInputData().keys()) {
		for (const result of await sendItem(context, itemIndex)) results.push({ ...result, itemIndex });
	}
	if (!context.continueOnFail()) throwFirstFailure(context, results);
	return results.map((result) => ({ json: result.ok ? result.json : failedItem(result.failure), pairedItem: { item: result.itemIndex } }));
}

async function sendItem(context: IExecuteFunctions, itemIndex: number): Promise<readonly DeliveryResult[]> {
	try {
		const content = readContent(context, itemIndex);
		const results: DeliveryResult[] = [];
		for (const target of await destinationsOf(context, itemIndex)) results.push(await tryDeliver(context, content, target));
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

function throwFirstFailure(context: IExecuteFunctions, results: readonly ItemResult[]): void {
	const failed = results.flatMap((result) => (result.ok ? [] : [result]));
	const first = failed[0];
	if (first === undefined) return;
	const taken = results.length - failed.length;
	const summary = results.length === 1 ? '' : ` ${failed.length} of ${results.length} messages failed; ${taken} had been taken by Teams.`;
	throw toNodeError(context.getNode(), { ...first.failure, message: first.failure.message + summary }, first.itemIndex);
}
