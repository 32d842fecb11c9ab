import type { INode, JsonObject } from 'n8n-workflow';
import type { Delivery } from '../../src/incoming-webhook/deliver';
import type { ShownDestination } from '../../src/incoming-webhook/destination/destination';
import type { DeliveryProblem } from '../../src/incoming-webhook/answer/outcome';
import type { Now } from '../../src/ports';

import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import { TeamsWebhookError } from '../../src/errors';

const SECOND_MS = 1_000;

/** One failed item: what to report, and what is known about the message. */
export interface ItemFailure extends DeliveryProblem {
	readonly delivery?: Delivery;
	/** The destination, if it is known and nothing was delivered. */
	readonly destination?: ShownDestination;
}

/** Reads a failure out of anything that was thrown. Unknown errors keep no text: it could hold the webhook URL. */
export function toItemFailure(error: unknown): ItemFailure {
	if (error instanceof TeamsWebhookError) return { code: error.code, message: error.message, hint: error.description };
	if (error instanceof NodeOperationError)
		return { code: 'unknown-host-error', message: error.message, hint: error.description ?? '' };
	return {
		code: 'unknown-host-error',
		message: 'n8n could not read the parameters or the credential of this item.',
		hint: 'Open the node and check its credential and expressions.',
	};
}

/** The failure of a message that was not taken. */
export function failureOf(delivery: Delivery, problem: DeliveryProblem): ItemFailure {
	return { ...problem, delivery };
}

/** The error that n8n shows: `NodeApiError` if Teams answered, `NodeOperationError` if the user can fix it. */
export function toNodeError(node: INode, failure: ItemFailure, itemIndex: number): NodeApiError | NodeOperationError {
	const description = `${failure.hint} [${failure.code}]`;
	const statusCode = failure.delivery?.statusCode ?? null;
	const error =
		statusCode === null
			? new NodeOperationError(node, failure.message, { description, itemIndex })
			: new NodeApiError(node, {}, { message: failure.message, description, httpCode: String(statusCode), itemIndex });
	error.context.code = failure.code;
	return error;
}

/**
 * The `json` of a failed item under "continue on fail": exactly three keys, otherwise n8n keeps the item on the success
 * output, as n8n before 2.35.3 does with every item (workflow-execute.js). `retryAfter` is what a `Retry-After` header
 * would say: whole seconds until `retryAt`, at least one.
 */
export function failedItem(
	failure: ItemFailure,
	now: Now = Date.now,
): { error: string; message: string; details: JsonObject } {
	const { delivery = NOT_SENT, retryAtMs, message, code, hint } = failure;
	const { outcome, statusCode, attempts, bytes } = delivery;
	const destination = delivery.destination ?? failure.destination;
	return {
		error: message,
		message,
		details: {
			outcome,
			code,
			hint,
			statusCode,
			attempts,
			bytes,
			destination: destination === undefined ? null : { ...destination },
			warnings: [...delivery.warnings],
			...(delivery.runIds.length === 0 ? {} : { runIds: [...delivery.runIds] }),
			...(retryAtMs === undefined ? {} : retryTimes(retryAtMs, now())),
			...(delivery.partsSent === undefined ? {} : { parts: delivery.parts, partsSent: delivery.partsSent }),
		},
	};
}

function retryTimes(retryAtMs: number, nowMs: number): { readonly retryAt: string; readonly retryAfter: number } {
	const seconds = Math.ceil((retryAtMs - nowMs) / SECOND_MS);
	return { retryAt: new Date(retryAtMs).toISOString(), retryAfter: Math.max(1, seconds) };
}

/** What is known about a message of which nothing was sent. */
const NOT_SENT: Omit<Delivery, 'destination'> & { readonly destination?: undefined } = {
	outcome: 'notSent',
	statusCode: null,
	attempts: 0,
	bytes: 0,
	parts: 0,
	runIds: [],
	warnings: [],
};
