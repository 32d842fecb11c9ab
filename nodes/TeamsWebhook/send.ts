import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { DeliveryResult } from './deliver-one';

import { readIncoming } from '../shared/incoming-credential';
import { failedItem, toItemFailure, toNodeError } from '../shared/node-error';
import { readContent } from './content';
import { deliverOne } from './deliver-one';

/**
 * Posts one message per input item, in order. All items are tried; then, without "continue on fail", one error names
 * the first failed item and how many were taken.
 */
export async function sendItems(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const results: DeliveryResult[] = [];
	for (const itemIndex of context.getInputData().keys()) results.push(await sendItem(context, itemIndex));
	if (!context.continueOnFail()) throwFirstFailure(context, results);
	return results.map((result, item) => ({ json: result.ok ? result.json : failedItem(result.failure), pairedItem: { item } }));
}

async function sendItem(context: IExecuteFunctions, itemIndex: number): Promise<DeliveryResult> {
	try {
		const content = readContent(context, itemIndex);
		return await deliverOne(context, content, readIncoming(await context.getCredentials('teamsIncomingWebhookApi', itemIndex)));
	} catch (error) {
		return { ok: false, failure: toItemFailure(error) };
	}
}

function throwFirstFailure(context: IExecuteFunctions, results: readonly DeliveryResult[]): void {
	const failed = results.flatMap((result, itemIndex) => (result.ok ? [] : [{ failure: result.failure, itemIndex }]));
	const first = failed[0];
	if (first === undefined) return;
	const taken = results.length - failed.length;
	const summary = results.length === 1 ? '' : ` ${failed.length} of ${results.length} items failed; ${taken} had been taken by Teams.`;
	throw toNodeError(context.getNode(), { ...first.failure, message: first.failure.message + summary }, first.itemIndex);
}
