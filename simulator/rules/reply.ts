import type { JsonObject } from '../../src/json';
import type { ShownCard } from './shown-card';

import { callingBackNotes, withDrawnButtons } from './buttons';
import { ADAPTIVE_CARD, cardRefusal } from './card';
import { hasText, parseJson } from './json';
import { isPlainObject } from '../../src/json';
import { MESSAGE_MAX_BYTES, REPLY_CARDS_MAX, REPLY_TIMEOUT_MS } from './limits';
import { shownCard } from './shown-card';

/** What people see when the answer is late, refused or unreadable (teams.md A.6). */
export const SORRY = 'Sorry, there was a problem encountered with your request';

/** What came back from a callback URL. */
export type CallbackAnswer =
	| { readonly kind: 'answer'; readonly status: number; readonly body: Buffer }
	| { readonly kind: 'timeout' }
	| { readonly kind: 'failed'; readonly why: string };

/** What the thread shows. */
export interface ShownReply {
	readonly ok: boolean;
	/** Why {@link SORRY} is shown; empty if the reply is shown. */
	readonly reason: string;
	readonly text: string;
	readonly textFormat: 'markdown' | 'plain' | 'xml';
	readonly attachments: readonly unknown[];
	readonly notes: readonly string[];
}

/** What n8n says about a path that no workflow serves: "The requested webhook \"POST x\" is not registered." */
const NOT_REGISTERED = /is not registered|Cannot POST/;

/** What the trigger says to a request that its credential does not verify. */
const NOT_SIGNED = /is not signed by Teams for this webhook/;

const MESSAGE_CARD = 'application/vnd.microsoft.teams.card.o365connector';

/** Attachments that a reply may have (teams.md A.6). */
const CONTENT_TYPES: ReadonlySet<unknown> = new Set([
	ADAPTIVE_CARD,
	'application/vnd.microsoft.card.hero',
	'application/vnd.microsoft.card.thumbnail',
	'application/vnd.microsoft.card.receipt',
	'application/vnd.microsoft.teams.card.list',
	MESSAGE_CARD,
]);

/**
 * Judges the answer to a mention (teams.md A.6). Documented: 5 s, status 200, a message with text or cards, open-URL
 * buttons only. Chosen, as nothing is documented: an empty body and one over 28 KiB show the error text; attachments of
 * other types are left out; a type other than `message` is refused.
 */
export function judgeReply(answer: CallbackAnswer): ShownReply {
	if (answer.kind === 'timeout')
		return sorry(`No answer within ${REPLY_TIMEOUT_MS / 1_000} s: the connection was cut.`);
	if (answer.kind === 'failed') return sorry(`No connection: ${answer.why}`);
	if (answer.status === 404 && NOT_REGISTERED.test(answer.body.toString('utf8')))
		return sorry(
			'n8n does not listen at this address: the workflow is not published, "Execute workflow" is not waiting (for a test URL), or the callback URL is mistyped.',
		);
	if (answer.status === 401 && NOT_SIGNED.test(answer.body.toString('utf8')))
		return sorry(
			'n8n refused the signature (401): the credential in the trigger does not hold the security token of this webhook.',
		);
	if (answer.status !== 200)
		return sorry(`The answer has status ${answer.status}; Teams shows answers with status 200.`);
	if (answer.body.length === 0) return sorry('The answer is empty.');
	if (answer.body.length > MESSAGE_MAX_BYTES)
		return sorry(`The answer has ${answer.body.length} bytes; ${MESSAGE_MAX_BYTES} are allowed.`);
	const parsed = parseJson(answer.body);
	if (!parsed.ok || !isPlainObject(parsed.value)) return sorry('The answer is not a JSON object.');
	return judgeMessage(parsed.value);
}

function judgeMessage(message: Readonly<Record<string, unknown>>): ShownReply {
	if (hasText(message.type) && message.type !== 'message')
		return sorry(`The answer is of type "${message.type}"; only "message" is shown.`);
	const text = hasText(message.text) ? message.text : '';
	const { attachments, notes, refusal } = judgeAttachments(
		Array.isArray(message.attachments) ? (message.attachments as unknown[]) : [],
	);
	if (refusal !== undefined) return sorry(refusal);
	if (text === '' && attachments.length === 0) return sorry(notes[0] ?? 'The answer has neither text nor attachments.');
	const textFormat = message.textFormat === 'plain' || message.textFormat === 'xml' ? message.textFormat : 'markdown';
	return { ok: true, reason: '', text, textFormat, attachments, notes };
}

interface JudgedAttachments {
	readonly attachments: readonly unknown[];
	readonly notes: readonly string[];
	readonly refusal?: string;
}

function judgeAttachments(given: readonly unknown[]): JudgedAttachments {
	const notes: string[] = [];
	const attachments: unknown[] = [];
	for (const attachment of given) {
		const contentType = isPlainObject(attachment) ? attachment.contentType : undefined;
		if (!isPlainObject(attachment) || !CONTENT_TYPES.has(contentType)) {
			notes.push(`An attachment of type ${String(contentType)} is not shown.`);
			continue;
		}
		const refusal = contentType === ADAPTIVE_CARD ? cardRefusal(attachment, 'reply') : undefined;
		if (refusal !== undefined) return { attachments: [], notes: [], refusal };
		const { card, notes: more } = drawn(attachment);
		notes.push(...more);
		attachments.push(card);
	}
	if (attachments.length > REPLY_CARDS_MAX)
		notes.push(`${attachments.length - REPLY_CARDS_MAX} cards are not shown: ${REPLY_CARDS_MAX} are.`);
	return { attachments: attachments.slice(0, REPLY_CARDS_MAX), notes };
}

/** Cards with only what works in a reply: open-URL buttons, mentions of people (teams.md A.6). */
function drawn(attachment: JsonObject): ShownCard {
	if (attachment.contentType === ADAPTIVE_CARD) return shownCard(attachment);
	if (attachment.contentType === MESSAGE_CARD)
		return { card: attachment, notes: isPlainObject(attachment.content) ? callingBackNotes(attachment.content) : [] };
	const { attachment: card, notes } = withDrawnButtons(attachment);
	return { card, notes };
}

function sorry(reason: string): ShownReply {
	return { ok: false, reason, text: SORRY, textFormat: 'plain', attachments: [], notes: [] };
}
