import type { Fault, FaultKind } from '../model/types';
import type { HttpAnswer } from './answer';

import { connectorText, deliveryFailed, flowError } from './answer';

/** What happens to a call. `answer` and `reset` replace its answer; `delay` comes before it. */
export type FaultEffect =
	| { readonly kind: 'answer'; readonly answer: HttpAnswer; readonly reason: string }
	| { readonly kind: 'delay'; readonly ms: number }
	| { readonly kind: 'reset'; readonly reason: string }
	| { readonly kind: 'run-fails'; readonly reason: string };

/** One fault that can be switched on. */
interface FaultRow {
	readonly kind: FaultKind;
	readonly title: string;
	readonly what: string;
	/** What `seconds` means here, if anything. */
	readonly seconds?: { readonly label: string; readonly preset: number };
	/** Whether the message can be posted although the caller does not get a success. */
	readonly canPost: boolean;
	readonly effect: (fault: Pick<Fault, 'seconds'>, contextId: string) => FaultEffect;
}

/**
 * The faults (teams.md B.2, C.3, D). What a retired connector answers is not recorded; a 404 with "Webhook Not Found"
 * is the text with the most evidence.
 */
export const FAULTS: readonly FaultRow[] = [
	{
		kind: 'throttled-200',
		title: '429 inside a 200',
		what: 'Status 200, and a sentence that says HTTP error 429: how connectors throttle.',
		canPost: false,
		effect: (_fault, contextId) => ({
			kind: 'answer',
			answer: deliveryFailed(429, contextId),
			reason: 'Fault: 429 inside a 200.',
		}),
	},
	{
		kind: 'throttled-429',
		title: '429 with Retry-After',
		what: 'Status 429 and a Retry-After header: how Workflows throttles.',
		seconds: { label: 'Retry-After (seconds)', preset: 5 },
		canPost: false,
		effect: ({ seconds }) => ({
			kind: 'answer',
			answer: flowError(429, 'TooManyRequests', 'Rate limit is exceeded. Try again later.', {
				'retry-after': String(seconds),
			}),
			reason: `Fault: 429, Retry-After ${seconds}.`,
		}),
	},
	{
		kind: 'bad-gateway',
		title: '502 Bad Gateway',
		what: 'Status 502 with code NoResponse. The run may have happened, so a retry may post twice.',
		canPost: true,
		effect: () => ({
			kind: 'answer',
			answer: flowError(502, 'NoResponse', 'The server did not receive a response from an upstream server.'),
			reason: 'Fault: 502.',
		}),
	},
	{
		kind: 'slow',
		title: 'Slow answer',
		what: 'The answer is held back; the message is posted at once.',
		seconds: { label: 'Held back for (seconds)', preset: 20 },
		canPost: false,
		effect: ({ seconds }) => ({ kind: 'delay', ms: seconds * 1_000 }),
	},
	{
		kind: 'reset',
		title: 'Connection reset',
		what: 'The connection is torn down after the whole request has arrived.',
		canPost: true,
		effect: () => ({ kind: 'reset', reason: 'Fault: the connection was reset.' }),
	},
	{
		kind: 'retired',
		title: 'Retired connector',
		what: 'Status 404 and "Webhook Not Found": the connector is gone, as all are since May 2026.',
		canPost: false,
		effect: () => ({
			kind: 'answer',
			answer: connectorText(404, 'Webhook Not Found'),
			reason: 'Fault: the connector is retired.',
		}),
	},
	{
		kind: 'flow-off',
		title: 'Flow turned off',
		what: 'Status 400 with code WorkflowTriggerIsNotEnabled.',
		canPost: false,
		effect: () => ({
			kind: 'answer',
			answer: flowError(
				400,
				'WorkflowTriggerIsNotEnabled',
				"Could not execute workflow 'simulated' trigger 'manual' with state 'Disabled': trigger is not enabled.",
			),
			reason: 'Fault: the flow is turned off.',
		}),
	},
	{
		kind: 'run-fails',
		title: 'Run fails after the 202',
		what: 'The caller gets 202, then the run fails with BotNotInConversationRoster.',
		canPost: false,
		effect: () => ({
			kind: 'run-fails',
			reason: 'BotNotInConversationRoster: the bot is not part of the conversation roster.',
		}),
	},
];

/** The row of a fault. */
export function faultRow(kind: FaultKind): FaultRow {
	const row = FAULTS.find((candidate) => candidate.kind === kind);
	if (row === undefined) throw new Error(`there is no fault "${kind}"`);
	return row;
}

/** The fault that applies to a webhook: one of its own before one for all, the newest first. */
export function faultFor(faults: readonly Fault[], webhookId: string): Fault | undefined {
	const active = faults.filter(({ left }) => left === null || left > 0).toReversed();
	return active.find((fault) => fault.webhookId === webhookId) ?? active.find((fault) => fault.webhookId === 'all');
}

/** The faults after one of them has happened; used-up ones are gone. */
export function afterFault(faults: readonly Fault[], used: Fault): readonly Fault[] {
	return faults.flatMap((fault) => {
		if (fault.id !== used.id || fault.left === null) return [fault];
		return fault.left <= 1 ? [] : [{ ...fault, left: fault.left - 1 }];
	});
}
