import type { Now, Random, Sleep, Transport } from '../ports';
import type { Destination } from './destination/destination';
import type { Interpretation } from './answer/interpret';
import type { DeliveryProblem } from './answer/outcome';
import type { PaceSettings } from './pace/pace-rules';
import type { Pacer, PaceSlot } from './pace/schedule';
import type { SendPolicy } from './send-policy';

import { echoCheck } from './answer/echo';
import { CANCELLED } from './answer/failures';
import { interpret } from './answer/interpret';

import { paceProblem, paceWindows } from './pace/pace-rules';
import { pause } from './pace/pause';
import { nextStep } from './retry';
import { retryAfterMs } from './answer/retry-after';

/** What sending needs from outside. */
export interface SendPorts {
	readonly transport: Transport;
	readonly pacer: Pacer;
	readonly now: Now;
	readonly sleep: Sleep;
	readonly random: Random;
}

/** Where and how the parts of one message are sent. `headers` are added to each request and never shown. */
export interface SendOrder {
	readonly destination: Destination;
	readonly headers: Readonly<Record<string, string>>;
	readonly pace: PaceSettings;
	readonly policy: SendPolicy;
	readonly signal?: AbortSignal;
}

/** The end of one part, after `attempts` exchanges, and how long the message has waited until then. */
export interface PartResult {
	readonly reading: Interpretation;
	readonly attempts: number;
	readonly waitedMs: number;
}

/**
 * Sends one request body until it is taken, refused for good, or the policy ends. `waitedMs` continues from the waits of
 * earlier parts. After an attempt that may have posted the message, everything but success is unclear.
 */
export async function sendPart(
	body: string,
	order: SendOrder,
	ports: SendPorts,
	waitedBeforeMs: number,
): Promise<PartResult> {
	let waitedMs = waitedBeforeMs;
	let last: Interpretation | undefined;
	let doubtful: Interpretation | undefined;
	for (let attempt = 1; ; attempt += 1) {
		const slot = await takeSlot(order, ports, waitedMs);
		// After a first attempt, its answer says more than the queue does.
		if (!slot.ok)
			return {
				reading: settle(
					last !== undefined && slot.reason !== 'cancelled' ? last : withoutAnswer(paceProblem(slot, ports.now())),
					doubtful,
				),
				attempts: attempt - 1,
				waitedMs,
			};
		waitedMs += slot.waitedMs;
		const exchange = await post(body, order, ports.transport);
		last = interpret(exchange, order.destination.kind, echoCheck(order));
		if (last.outcome === 'unclear') doubtful ??= last;
		const askedMs = exchange.kind === 'answer' ? retryAfterMs(exchange.headers, ports.now()) : undefined;
		const holdMs = askedMs !== undefined && last.retry === 'safe' ? ports.now() + askedMs : undefined;
		if (holdMs !== undefined && order.policy.pace === 'limits') ports.pacer.hold(order.destination.lane, holdMs);
		const step = nextStep(
			{ reading: last, attempt, retryAfterMs: askedMs, waitedMs, policy: order.policy },
			ports.random,
		);
		if (step.kind === 'stop')
			return { reading: settle(withRetryAt(last, holdMs), doubtful), attempts: attempt, waitedMs };
		waitedMs += step.ms;
		if (!(await pause(ports.sleep, step.ms, order.signal)))
			return { reading: settle(withoutAnswer(CANCELLED), doubtful), attempts: attempt, waitedMs };
	}
}

async function takeSlot(
	{ destination, pace, policy, signal }: SendOrder,
	{ pacer }: SendPorts,
	waitedMs: number,
): Promise<PaceSlot> {
	if (signal?.aborted === true) return { ok: false, reason: 'cancelled', freeAtMs: 0 };
	if (policy.pace === 'off') return { ok: true, waitedMs: 0 };
	const windows = paceWindows(destination, pace);
	return await pacer.takeSlot({ lane: destination.lane, windows, maxWaitMs: policy.maxWaitMs - waitedMs, signal });
}

async function post(
	body: string,
	{ destination, headers, policy, signal }: SendOrder,
	transport: Transport,
): ReturnType<Transport['post']> {
	return await transport.post({
		url: destination.url,
		headers: { ...headers, 'content-type': 'application/json; charset=utf-8' },
		body,
		timeoutMs: policy.timeoutMs,
		isHostListed: destination.isHostListed,
		signal,
	});
}

function withoutAnswer(problem: DeliveryProblem): Interpretation {
	return { outcome: 'notSent', retry: 'no', statusCode: null, runIds: [], messageIds: [], warnings: [], problem };
}

function withRetryAt(reading: Interpretation, retryAtMs: number | undefined): Interpretation {
	return reading.problem === undefined ? reading : { ...reading, problem: { ...reading.problem, retryAtMs } };
}

/** If a message may have been posted, a later refusal does not change that. */
function settle(reading: Interpretation, doubtful: Interpretation | undefined): Interpretation {
	if (doubtful === undefined || reading.outcome === 'unclear') return reading;
	if (reading.problem !== undefined) return doubtful;
	return {
		...reading,
		warnings: [
			...reading.warnings,
			'An earlier attempt may also have posted the message; check whether it is in the channel twice.',
		],
	};
}
