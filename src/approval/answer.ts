import type { TokenKey } from '../outgoing-webhook/security-token';
import type { ProvenMention } from '../outgoing-webhook/proof';
import type { Question } from './question';

import { isPlainObject } from '../json';
import { PROOF_LIFE_MS } from '../limits';
import { isProven } from '../outgoing-webhook/proof';
import { isCode } from './code';
import { readDecision } from './decision';
import { isExpired } from './question';

/** Who answered, as vouched for by Teams. */
interface Responder {
	readonly id: string | null;
	readonly name: string | null;
	readonly aadObjectId: string | null;
}

/** What the node outputs as `data`. */
export interface AnswerData {
	readonly approved: boolean;
	readonly text?: string;
	readonly fields?: Readonly<Record<string, unknown>>;
	readonly comment?: string;
	/** `null` if unknown: anybody who holds the link can answer. */
	readonly responder: Responder | null;
	readonly via: Question['way'];
	/** ISO 8601. */
	readonly respondedAt: string;
}

/** What the node outputs if nobody answered in time. */
export const TIMED_OUT = { approved: false, timedOut: true } as const;

/** The verdict of the waiting node on an answer by mention. */
type MentionVerdict =
	| { readonly result: 'approved' | 'declined'; readonly data: AnswerData }
	| { readonly result: 'notAllowed' | 'unknownCode' | 'expired' };

/** A mention as it is handed over to the waiting run, with what vouches for it. None of it is trusted. */
export interface HandedOver extends ProvenMention {
	readonly proof: string;
}

/**
 * Judges an answer by mention. Person, code, decision and comment come from the proven mention alone. Somebody who may
 * not answer learns nothing about the code.
 */
export function judgeMention(
	question: Question,
	handedOver: unknown,
	{ keys, nowMs }: { readonly keys: readonly TokenKey[]; readonly nowMs: number },
): MentionVerdict {
	const rules = question.mention;
	const mention = toMention(handedOver);
	if (rules === null || mention === undefined || !isProven(keys, mention, mention.proof))
		return { result: 'notAllowed' };
	if (!isFresh(mention, nowMs) || !isApprover(rules, mention)) return { result: 'notAllowed' };
	const decision = readDecision(mention.text, question);
	if (decision === undefined || !isCode(decision.code, rules.code)) return { result: 'unknownCode' };
	if (decision.approved && rules.requester !== null && sameId(mention.aadObjectId, rules.requester))
		return { result: 'notAllowed' };
	if (isExpired(question, nowMs)) return { result: 'expired' };
	return {
		result: decision.approved ? 'approved' : 'declined',
		data: {
			approved: decision.approved,
			...(decision.comment === '' ? {} : { comment: decision.comment }),
			responder: { id: mention.id, name: mention.name, aadObjectId: mention.aadObjectId },
			via: 'mention',
			respondedAt: new Date(nowMs).toISOString(),
		},
	};
}

function toMention(value: unknown): (ProvenMention & { readonly proof: unknown }) | undefined {
	if (!isPlainObject(value) || typeof value.text !== 'string') return undefined;
	const textOf = (name: string): string | null => (typeof value[name] === 'string' ? value[name] : null);
	return {
		tenantId: textOf('tenantId'),
		channelId: textOf('channelId'),
		messageId: textOf('messageId'),
		timestamp: textOf('timestamp'),
		text: value.text,
		id: textOf('id'),
		name: textOf('name'),
		aadObjectId: textOf('aadObjectId'),
		proof: value.proof,
	};
}

/** A message without a readable time is never fresh; clocks may be off in either direction. */
function isFresh({ timestamp }: ProvenMention, nowMs: number): boolean {
	return timestamp !== null && Math.abs(nowMs - Date.parse(timestamp)) <= PROOF_LIFE_MS;
}

function isApprover(
	{ approvers, tenant, channel }: NonNullable<Question['mention']>,
	{ aadObjectId, tenantId, channelId }: ProvenMention,
): boolean {
	return (
		approvers.some((approver) => sameId(aadObjectId, approver)) &&
		(tenant === null || sameId(tenantId, tenant)) &&
		(channel === null || channelId === channel)
	);
}

/** GUIDs are compared without case. */
function sameId(left: string | null, right: string): boolean {
	return left !== null && left.toLowerCase() === right.toLowerCase();
}
