import type { Content } from '../cards/content';
import type { Draft, PrepareOptions } from '../cards/prepare';
import type { ShownDestination } from './destination/destination';
import type { FlowTally } from './pace/flow-tally';
import type { DeliveryProblem, Outcome } from './answer/outcome';
import type { PartResult, SendOrder, SendPorts } from './send-part';

import { utf8Bytes } from '../cards/size/bytes';
import { buildEnvelope } from '../cards/envelope';
import { findingText, prepareMessage } from '../cards/prepare';
import { PACE_PER_FLOW_WINDOW } from '../limits';
import { shownDestination, targetOf } from './destination/destination';
import { sendPart } from './send-part';

/** The output of Send for one message, without secrets. */
export interface Delivery {
	readonly outcome: Outcome;
	readonly statusCode: number | null;
	readonly attempts: number;
	/** UTF-8 bytes of the request bodies. */
	readonly bytes: number;
	/** The number of messages; more than one if the message was split. */
	readonly parts: number;
	/** How many of several parts were taken. */
	readonly partsSent?: number;
	readonly runIds: readonly string[];
	/** Only if the flow has named them. */
	readonly messageIds?: readonly string[];
	readonly destination: ShownDestination;
	readonly warnings: readonly string[];
}

/** One message for one destination. */
export interface DeliveryOrder extends SendOrder {
	readonly draft: Draft;
	readonly options: Omit<PrepareOptions, 'target'>;
	/** The name of the destination, if it has one. */
	readonly name: string | null;
	/** Parts of this message that an earlier run of the node has sent; they are not sent again. */
	readonly partsSentBefore: number;
	/** The part of `maxWaitMs` that the message has already waited. */
	readonly waitedMs: number;
}

/** What delivering needs from outside. */
export interface DeliveryPorts extends SendPorts {
	readonly tally: FlowTally;
}

/** The outcome of a message; `problem` is set unless it was taken. */
export interface DeliveryReport {
	readonly delivery: Delivery;
	readonly problem?: DeliveryProblem;
}

const CROWDED = `More than ${PACE_PER_FLOW_WINDOW} messages in 300 s went to the flows of this pace group: Microsoft reportedly allows ${PACE_PER_FLOW_WINDOW} per flow owner, and messages beyond that may be lost. Set "Messages per 300 Seconds" in the credential, or combine messages in one card.`;

/**
 * Checks a message, makes it fit, and sends it, in order if it was split, until a part is not taken. Throws the errors of
 * `prepareMessage`; failures of the network, the pace and Teams are results.
 */
export async function deliver(order: DeliveryOrder, ports: DeliveryPorts): Promise<DeliveryReport> {
	const target = targetOf(order.destination.kind);
	const { parts, findings } = prepareMessage(order.draft, { ...order.options, target });
	const bodies = parts.map((part) => buildEnvelope(part, target));
	// The last part is always sent: without any exchange there would be no answer to report.
	const before = Math.min(order.partsSentBefore, parts.length - 1);
	const [first = buildEnvelope(parts[0], target), ...others] = bodies.slice(before);
	const results = await sendAll([first, ...others], order, ports);
	const sentNow = results.filter(({ reading }) => reading.problem === undefined).length;
	const sent = before + sentNow;
	const delivery = toDelivery(order, bodies, results, {
		sent,
		warnings: [...findings.map(findingText), ...crowdWarning(order, ports, sentNow)],
	});
	const problem = results.at(-1)?.reading.problem;
	return problem === undefined ? { delivery } : { delivery, problem: withParts(problem, sent, bodies.length) };
}

/** The outcome of at least one part. */
type PartResults = readonly [PartResult, ...PartResult[]];

async function sendAll(
	[first, ...others]: readonly [string, ...string[]],
	order: DeliveryOrder,
	ports: DeliveryPorts,
): Promise<PartResults> {
	let last = await sendPart(first, order, ports, order.waitedMs);
	const results: [PartResult, ...PartResult[]] = [last];
	for (const body of others) {
		if (last.reading.problem !== undefined) break;
		last = await sendPart(body, order, ports, last.waitedMs);
		results.push(last);
	}
	return results;
}

function toDelivery(
	{ destination, name }: DeliveryOrder,
	bodies: readonly string[],
	results: PartResults,
	{ sent, warnings }: { readonly sent: number; readonly warnings: readonly string[] },
): Delivery {
	const readings = results.map(({ reading }) => reading);
	const worst =
		readings.find(({ problem }) => problem !== undefined) ??
		readings.find(({ outcome }) => outcome === 'accepted') ??
		results[0].reading;
	const messageIds = readings.flatMap((reading) => reading.messageIds);
	return {
		outcome: worst.outcome,
		statusCode: worst.statusCode,
		attempts: results.reduce((sum, { attempts }) => sum + attempts, 0),
		bytes: bodies.reduce((sum, body) => sum + utf8Bytes(body), 0),
		parts: bodies.length,
		...(bodies.length > 1 ? { partsSent: sent } : {}),
		runIds: readings.flatMap(({ runIds }) => runIds),
		...(messageIds.length > 0 ? { messageIds } : {}),
		destination: shownDestination(destination, name),
		warnings: [...new Set([...destination.warnings, ...warnings, ...readings.flatMap((reading) => reading.warnings)])],
	};
}

/** Counts every message that a flow has taken, even with Pace Off; with the user's own limit, the warning is not needed. */
function crowdWarning({ destination, pace }: DeliveryOrder, { tally }: DeliveryPorts, sent: number): readonly string[] {
	if (destination.kind !== 'workflows' || pace.per300s > 0) return [];
	const crowded = Array.from({ length: sent }, () => tally.isCrowded(pace.group));
	return crowded.includes(true) ? [CROWDED] : [];
}

function withParts(problem: DeliveryProblem, sent: number, parts: number): DeliveryProblem {
	return parts === 1
		? problem
		: { ...problem, message: `${problem.message} Teams accepted ${sent} of ${parts} parts of the message.` };
}

/** A message without findings, for texts and cards of our own. */
export function draftOf(content: Content): Draft {
	return { content, findings: [] };
}
