import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { Content } from '../../src/delivery/envelope';
import type { ItemFailure } from '../shared/node-error';
import type { Target } from './destinations';

import { sleep } from 'n8n-workflow';

import { deliver } from '../../src/delivery/deliver';
import { createPacer } from '../../src/delivery/schedule';
import { problemOf } from '../shared/node-error';
import { createTransport } from '../shared/transport';

/** What became of one message: the fields of Send's output, or why it failed. */
export type DeliveryResult = { readonly ok: true; readonly json: IDataObject } | { readonly ok: false; readonly failure: ItemFailure };

/** Places in the pace windows of this process, shared by all executions. */
const pacer = createPacer(Date.now, sleep);

/** Waits for its place, then posts one message. Throws `pace-window-full`; what Teams and the network do is a result. */
export async function deliverOne(context: IExecuteFunctions, content: Content, { name, webhook }: Target): Promise<DeliveryResult> {
	const { destination, headers, pace } = webhook;
	await pacer.takePlace(pace.group, pace.perWindow);
	const { delivery, problem } = await deliver({ content, destination: { ...destination, name }, headers }, createTransport(context));
	if (problem !== undefined) return { ok: false, failure: problemOf(delivery, problem) };
	return { ok: true, json: { ...delivery, runIds: [...delivery.runIds], warnings: [...delivery.warnings], destination: { ...delivery.destination } } };
}
