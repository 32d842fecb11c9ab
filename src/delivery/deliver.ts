import type { ErrorCode } from '../errors';
import type { Transport } from '../ports';
import type { Destination, DestinationKind } from './destination';
import type { Content } from './envelope';
import type { Outcome } from './interpret';

import { SEND_TIMEOUT_MS } from '../limits';
import { buildEnvelope } from './envelope';
import { interpret } from './interpret';

/** The output of Send for one message (design.md 3.2). It holds nothing secret. */
export interface Delivery {
	readonly outcome: Outcome;
	readonly statusCode: number | null;
	readonly attempts: number;
	/** UTF-8 bytes of the request body. */
	readonly bytes: number;
	readonly parts: number;
	readonly runIds: readonly string[];
	/** `name` only for named destinations. */
	readonly destination: { readonly kind: DestinationKind; readonly host: string; readonly name?: string };
	readonly warnings: readonly string[];
}

/** What was wrong, where the message was not taken. */
export interface DeliveryProblem {
	readonly code: ErrorCode;
	readonly message: string;
	readonly hint: string;
}

/** One message for one destination; `headers` are added to the request and never shown. */
export interface DeliveryOrder {
	readonly content: Content;
	readonly destination: Destination & { readonly name?: string | null };
	readonly headers: Readonly<Record<string, string>>;
}

/** Sends one message, once, and says what became of it. Never throws for what the network or Teams does. */
export async function deliver(order: DeliveryOrder, transport: Transport): Promise<{ delivery: Delivery; problem?: DeliveryProblem }> {
	const { destination } = order;
	const body = buildEnvelope(order.content, destination.kind);
	const exchange = await transport.post({
		url: destination.url,
		headers: { ...order.headers, 'content-type': 'application/json; charset=utf-8' },
		body,
		timeoutMs: SEND_TIMEOUT_MS,
	});
	const { outcome, statusCode, runIds, problem } = interpret(exchange, destination.kind);
	const delivery: Delivery = {
		outcome,
		statusCode,
		attempts: 1,
		bytes: Buffer.byteLength(body, 'utf8'),
		parts: 1,
		runIds,
		destination: { kind: destination.kind, host: destination.host, ...(typeof destination.name === 'string' ? { name: destination.name } : {}) },
		warnings: destination.warnings,
	};
	return problem === undefined ? { delivery } : { delivery, problem };
}
