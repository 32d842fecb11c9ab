import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { ItemFailure } from '../shared/node-error';
import type { Transport } from '../../src/ports';

import { sleep } from 'n8n-workflow';

import { deliver } from '../../src/delivery/deliver';
import { createPacer } from '../../src/delivery/schedule';
import { readIncoming } from '../shared/incoming-credential';
import { failedItem, problemOf, toItemFailure, toNodeError } from '../shared/node-error';
import { createTransport } from '../shared/transport';
import { readContent } from './content';

type ItemResult = { readonly ok: true; readonly json: IDataObject } | { readonly ok: false; readonly failure: ItemFailure };

/** Places in the pace windows of this process, shared by all executions. */
const pacer = createPacer(Date.now, sleep);

/**
 * Posts one message per input item, in order. All items are tried; then, without "continue on fail", one error names
 * the first failed item and how many were taken.
 */
export async function sendItems(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const transport = createTransport(context);
	const results: ItemResult[] = [];
	for (const itemIndex of context.getInputData().keys()) results.push(await sendItem(context, transport, itemIndex));
	if (!context.continueOnFail()) throwFirstFailure(context, results);
	return results.map((result, item) => ({ json: result.ok ? result.json : failedItem(result.failure), pairedItem: { item } }));
}

async function sendItem(context: IExecuteFunctions, transport: Transport, itemIndex: number): Promise<ItemResult> {
	try {
		const content = readContent(context, itemIndex);
		const { destination, headers, pace } = readIncoming(await context.getCredentials('teamsIncomingWebhookApi', itemIndex));
		await pacer.takePlace(pace.group, pace.perWindow);
		const { delivery, problem } = await deliver({ content, destination, headers }, transport);
		if (problem !== undefined) return { ok: false, failure: problemOf(delivery, problem) };
		return { ok: true, json: { ...delivery, runIds: [...delivery.runIds], warnings: [...delivery.warnings], destination: { ...delivery.destination } } };
	} catch (error) {
		return { ok: false, failure: toItemFailure(error) };
	}
}

function throwFirstFailure(context: IExecuteFunctions, results: readonly ItemResult[]): void {
	const failed = results.flatMap((result, itemIndex) => (result.ok ? [] : [{ failure: result.failure, itemIndex }]));
	const first = failed[0];
	if (first === undefined) return;
	const taken = results.length - failed.length;
	const summary = results.length === 1 ? '' : ` ${failed.length} of ${results.length} items failed; ${taken} had been taken by Teams.`;
	throw toNodeError(context.getNode(), { ...first.failure, message: first.failure.message + summary }, first.itemIndex);
}
