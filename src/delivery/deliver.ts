import type { Content } from '../cards/content';
import type { Draft, PrepareOptions } from '../cards/prepare';
import type { ErrorCode } from '../errors';
import type { Transport } from '../ports';
import type { Destination, DestinationKind } from './destination';
import type { Interpretation, Outcome } from './interpret';

import { utf8Bytes } from '../cards/bytes';
import { buildEnvelope } from '../cards/envelope';
import { findingText, prepare } from '../cards/prepare';
import { TeamsWebhookError } from '../errors';
import { SEND_TIMEOUT_MS } from '../limits';
import { targetOf } from './destination';
import { interpret } from './interpret';

/** The output of Send for one message (design.md 3.2). It holds nothing secret. */
export interface Delivery {
	readonly outcome: Outcome;
	readonly statusCode: number | null;
	readonly attempts: number;
	/** UTF-8 bytes of the request bodies. */
	readonly bytes: number;
	/** Messages it takes; more than one where a message was split. */
	readonly parts: number;
	/** How many of several parts were taken. */
	readonly partsSent?: number;
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
	readonly draft: Draft;
	readonly options: Omit<PrepareOptions, 'target'>;
	readonly destination: Destination & { readonly name?: string | null };
	readonly headers: Readonly<Record<string, string>>;
}

/** What sending needs from outside: an HTTP engine, and a place in the pace window, which may throw `pace-window-full`. */
export interface DeliveryPorts {
	readonly transport: Transport;
	readonly takePlace: () => Promise<void>;
}

/**
 * Checks a message, makes it fit, and sends it once: in parts where it was split, in order, until one is not taken.
 * Throws the errors of `prepare`; what the network, the pace and Teams do is a result.
 */
export async function deliver(order: DeliveryOrder, ports: DeliveryPorts): Promise<{ delivery: Delivery; problem?: DeliveryProblem }> {
	const { destination } = order;
	const { parts, findings } = prepare(order.draft, { ...order.options, target: targetOf(destination.kind) });
	const bodies = parts.map((part) => buildEnvelope(part, targetOf(destination.kind)));
	const exchanges = await sendAll(bodies, order, ports);
	const worst = exchanges.find(({ problem }) => problem !== undefined) ?? exchanges.find(({ outcome }) => outcome === 'accepted') ?? exchanges[0];
	const sent = exchanges.filter(({ problem }) => problem === undefined).length;
	const delivery: Delivery = {
		outcome: worst?.outcome ?? 'notSent',
		statusCode: worst?.statusCode ?? null,
		attempts: exchanges.filter(({ tried }) => tried).length,
		bytes: bodies.reduce((sum, body) => sum + utf8Bytes(body), 0),
		parts: bodies.length,
		...(bodies.length > 1 ? { partsSent: sent } : {}),
		runIds: exchanges.flatMap(({ runIds }) => runIds),
		destination: { kind: destination.kind, host: destination.host, ...(typeof destination.name === 'string' ? { name: destination.name } : {}) },
		warnings: [...destination.warnings, ...findings.map(findingText)],
	};
	return worst?.problem === undefined ? { delivery } : { delivery, problem: withParts(worst.problem, sent, bodies.length) };
}

type Exchange = Interpretation & { readonly tried: boolean };

async function sendAll(bodies: readonly string[], order: DeliveryOrder, ports: DeliveryPorts): Promise<readonly Exchange[]> {
	const exchanges: Exchange[] = [];
	for (const body of bodies) {
		const exchange = await sendOne(body, order, ports);
		exchanges.push(exchange);
		if (exchange.problem !== undefined) break;
	}
	return exchanges;
}

async function sendOne(body: string, { destination, headers }: DeliveryOrder, { transport, takePlace }: DeliveryPorts): Promise<Exchange> {
	const refusal = await refusalOf(takePlace);
	if (refusal !== undefined) return { outcome: 'notSent', statusCode: null, runIds: [], tried: false, problem: refusal };
	const exchange = await transport.post({ url: destination.url, headers: { ...headers, 'content-type': 'application/json; charset=utf-8' }, body, timeoutMs: SEND_TIMEOUT_MS });
	return { ...interpret(exchange, destination.kind), tried: true };
}

/** Why there is no place, as a value: earlier parts of the message may have been sent. */
async function refusalOf(takePlace: () => Promise<void>): Promise<DeliveryProblem | undefined> {
	return await takePlace().then(() => undefined, toProblem);
}

function toProblem(error: unknown): DeliveryProblem {
	if (!(error instanceof TeamsWebhookError)) throw error;
	return { code: error.code, message: error.message, hint: error.description };
}

function withParts(problem: DeliveryProblem, sent: number, parts: number): DeliveryProblem {
	return parts === 1 ? problem : { ...problem, message: `${problem.message} ${sent} of ${parts} parts of the message had been taken.` };
}

/** A message without findings, for texts and cards of our own. */
export function draftOf(content: Content): Draft {
	return { content, findings: [] };
}
