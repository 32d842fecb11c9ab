import type { IBinaryKeyData, IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { DeliveryOrder } from '../../src/delivery/deliver';
import type { ItemFailure } from '../shared/node-error';
import type { Target } from './destinations';

import { sleep } from 'n8n-workflow';

import { deliver } from '../../src/delivery/deliver';
import { createPacer } from '../../src/delivery/schedule';
import { problemOf } from '../shared/node-error';
import { createTransport } from '../shared/transport';

/** What became of one message: the fields of its output, or why it failed. */
export type DeliveryResult = { readonly ok: true; readonly json: IDataObject; readonly binary?: IBinaryKeyData } | { readonly ok: false; readonly failure: ItemFailure };

/** Places in the pace windows of this process, shared by all executions. */
const pacer = createPacer(Date.now, sleep);

/** Checks one message, waits for its place, and posts it. Throws the errors of `prepare`; what Teams, the pace and the network do is a result. */
export async function deliverOne(context: IExecuteFunctions, message: Pick<DeliveryOrder, 'draft' | 'options'>, { name, webhook }: Target): Promise<DeliveryResult> {
	const { destination, headers, pace } = webhook;
	const order = { ...message, destination: { ...destination, name }, headers };
	const { delivery, problem } = await deliver(order, { transport: createTransport(context), takePlace: async () => await pacer.takePlace(pace.group, pace.perWindow) });
	if (problem !== undefined) return { ok: false, failure: problemOf(delivery, problem) };
	return { ok: true, json: { ...delivery, runIds: [...delivery.runIds], warnings: [...delivery.warnings], destination: { ...delivery.destination } } };
}
