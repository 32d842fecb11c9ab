import type { IExecuteFunctions, INodeExecutionData, IPairedItemData } from 'n8n-workflow';
import type { DeliveryResult } from './deliver-one';

import { failedItem, toNodeError } from '../shared/node-error';

/** The items that one message is made of, by index. */
export type Batch = readonly number[];

/** What became of the message of a batch. */
export type BatchResult = DeliveryResult & { readonly batch: Batch };

/** The items of this run as the parameter `items` groups them: one by one, or all together. No items: no batch. */
export function batchesOf(context: IExecuteFunctions): readonly Batch[] {
	const indexes = [...context.getInputData().keys()];
	if (indexes.length === 0) return [];
	return context.getNodeParameter('items', 0, 'each') === 'together' ? [indexes] : indexes.map((index) => [index]);
}

/** What links an output to its items: all of them, where they are one message. */
export function pairedItemOf(batch: Batch): IPairedItemData | IPairedItemData[] {
	const [first, ...others] = batch.map((item) => ({ item }));
	return first !== undefined && others.length === 0 ? first : batch.map((item) => ({ item }));
}

/**
 * The output items of results, in order. Without "continue on fail" one error names the first failed item and, where
 * `takenBy` says who took the others, how many were taken.
 */
export function outputOf(context: IExecuteFunctions, results: readonly BatchResult[], takenBy?: string): INodeExecutionData[] {
	if (!context.continueOnFail()) throwFirstFailure(context, results, takenBy);
	return results.map((result) => ({
		json: result.ok ? result.json : failedItem(result.failure),
		...(result.ok && result.binary !== undefined ? { binary: result.binary } : {}),
		pairedItem: pairedItemOf(result.batch),
	}));
}

function throwFirstFailure(context: IExecuteFunctions, results: readonly BatchResult[], takenBy: string | undefined): void {
	const failed = results.flatMap((result) => (result.ok ? [] : [result]));
	const first = failed[0];
	if (first === undefined) return;
	const taken = results.length - failed.length;
	const summary = results.length === 1 || takenBy === undefined ? '' : ` ${failed.length} of ${results.length} messages failed; ${taken} had been taken by ${takenBy}.`;
	throw toNodeError(context.getNode(), { ...first.failure, message: first.failure.message + summary }, first.batch[0] ?? 0);
}
