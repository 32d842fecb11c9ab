import type { Posting } from './posting';

import { messageCardActions } from './buttons';
import { cardRefusal, reserializedBytes } from './card';
import { hasText } from './json';
import { isPlainObject } from '../../src/json';
import { ATTACHMENTS_MAX, MESSAGE_MAX_BYTES } from './limits';
import { shownCard } from './shown-card';

/** How a run of the template flow ends, after the caller has had its 202. */
interface FlowRun {
	readonly postings: readonly Posting[];
	/** Why nothing, or not everything, was posted. */
	readonly failures: readonly string[];
	/** The largest size that was counted, in bytes. */
	readonly countedBytes: number;
}

/**
 * Runs the template flow: it loops over `attachments` and posts the `content` of each as a message of its own (teams.md
 * C.2). One failed item does not stop the others. A MessageCard at the top has been accepted since February 2026; its
 * buttons are not drawn.
 */
export function runFlow(body: unknown): FlowRun {
	if (isPlainObject(body) && body['@type'] === 'MessageCard') return runMessageCard(body);
	const attachments = isPlainObject(body) ? body.attachments : undefined;
	if (!Array.isArray(attachments))
		return failed(
			`The execution of template action 'Send_each_adaptive_card' failed: the result of the evaluation of 'foreach' expression '@triggerBody()?['attachments']' is of type '${typeName(attachments)}'. The result must be a valid array.`,
		);
	if (attachments.length > ATTACHMENTS_MAX)
		return failed(
			`The 'foreach' of 'Send_each_adaptive_card' has ${attachments.length} items; ${ATTACHMENTS_MAX} are allowed.`,
		);
	const replyToId = isPlainObject(body) && hasText(body.replyToId) ? { replyToId: body.replyToId } : {};
	const postings: Posting[] = [];
	const failures: string[] = [];
	for (const [index, attachment] of (attachments as unknown[]).entries()) {
		const refusal = cardRefusal(attachment, 'workflows');
		if (refusal !== undefined)
			failures.push(attachments.length === 1 ? refusal : `Card ${index + 1} of ${attachments.length}: ${refusal}`);
		else postings.push({ ...shown(attachment), ...replyToId });
	}
	return { postings, failures: told(failures), countedBytes: Math.max(0, ...attachments.map(reserializedBytes)) };
}

function runMessageCard(card: Readonly<Record<string, unknown>>): FlowRun {
	const countedBytes = reserializedBytes(card);
	if (countedBytes > MESSAGE_MAX_BYTES) return { ...failed('Request Entity too large'), countedBytes };
	// The rule of the old connectors is assumed to hold here too (teams.md E.1).
	if (!hasText(card.summary) && !hasText(card.text)) return failed('Summary or Text is required.');
	const { all } = messageCardActions(card);
	const notes =
		all === 0
			? []
			: [
					`${all === 1 ? 'A button' : `${all} buttons`} of the MessageCard ${all === 1 ? 'is' : 'are'} not drawn: Workflows shows texts and facts only.`,
				];
	return { postings: [{ text: '', attachments: [card], notes }], failures: [], countedBytes };
}

function shown(attachment: unknown): Posting {
	const { card, notes } = shownCard(attachment);
	return { text: '', attachments: [card], notes };
}

/** Chosen: this many reasons are enough to see what is wrong. */
const REASONS_MAX = 20;

function told(failures: readonly string[]): readonly string[] {
	return failures.length <= REASONS_MAX
		? failures
		: [...failures.slice(0, REASONS_MAX), `${failures.length - REASONS_MAX} more cards were not posted.`];
}

function failed(reason: string): FlowRun {
	return { postings: [], failures: [reason], countedBytes: 0 };
}

/** Names of types as the expression engine of Workflows writes them. */
function typeName(value: unknown): string {
	if (value === undefined || value === null) return 'Null';
	if (isPlainObject(value)) return 'Object';
	return typeof value === 'string' ? 'String' : typeof value === 'boolean' ? 'Boolean' : 'Integer';
}
