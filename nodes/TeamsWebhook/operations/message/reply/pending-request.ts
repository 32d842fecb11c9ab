import type { IExecuteFunctions } from 'n8n-workflow';
import type { StartKind } from '../../../started-by';

import { isPlainObject } from '../../../../../src/json';
import { TeamsWebhookError } from '../../../../../src/errors';
import { startOf } from '../../../started-by';

const HOW_TO =
	'Start the workflow with the Microsoft Teams Outgoing Webhook Trigger or the Card Action Trigger, and set Respond in the trigger to "Using Reply Operation".';

/** What waits, or waited, for this execution's reply. */
export interface PendingRequest {
	readonly kind: StartKind;
	/** Milliseconds since 1970, by the clock of the process that received the request. */
	readonly deadlineAtMs: number;
	readonly channelId: string | null;
	/** The first message of the thread. */
	readonly rootId: string | null;
	/** The person who asked; `null` if the message has no Entra object id. */
	readonly asker: { readonly id: string; readonly name: string } | null;
}

/**
 * Finds the request this execution has to answer. `undefined` only in manual runs without one. Throws
 * `no-mention-to-answer` in production without one: another trigger, a sub-workflow, or a trigger that answers itself.
 */
export function findPendingRequest(context: IExecuteFunctions): PendingRequest | undefined {
	const { kind, json } = startOf(context) ?? {};
	const reply = isPlainObject(json?.reply) ? json.reply : undefined;
	if (kind === undefined || json === undefined || reply === undefined) {
		if (context.getMode() === 'manual') return undefined;
		throw new TeamsWebhookError(
			'no-mention-to-answer',
			'This execution was not started by a mention in Teams, so Reply has nothing to answer.',
			HOW_TO,
		);
	}
	if (reply.mode !== 'replyNode')
		throw new TeamsWebhookError(
			'no-mention-to-answer',
			'The trigger of this workflow answers by itself, so Reply has nothing to answer.',
			HOW_TO,
		);
	const deadlineAtMs = Date.parse(String(reply.deadlineAt));
	return {
		kind,
		deadlineAtMs: Number.isNaN(deadlineAtMs) ? 0 : deadlineAtMs,
		channelId: textAt(json.channel, 'id'),
		rootId: textAt(json.message, 'rootId'),
		asker: askerOf(json.from),
	};
}

/** Says whether a card action started this execution, because its answer is read differently. */
export function isCardAction(context: IExecuteFunctions): boolean {
	return startOf(context)?.kind === 'cardAction';
}

function askerOf(from: unknown): PendingRequest['asker'] {
	const id = textAt(from, 'aadObjectId');
	return id === null ? null : { id, name: textAt(from, 'name') ?? '' };
}

function textAt(value: unknown, name: string): string | null {
	const member = isPlainObject(value) ? value[name] : undefined;
	return typeof member === 'string' && member !== '' ? member : null;
}
