import type { HttpAnswer } from './answer';
import type { Parsed } from './json';
import type { JsonObject } from '../../src/json';
import type { Posting } from './posting';

import { connectorText, deliveryFailed } from './answer';
import { callingBackNotes } from './buttons';
import { ADAPTIVE_CARD, cardRefusal } from './card';
import { hasText } from './json';
import { isPlainObject } from '../../src/json';
import { MESSAGE_MAX_BYTES } from './limits';
import { shownCard } from './shown-card';

/** What a connector makes of a call: the answer, and the message where there is one. */
interface ConnectorResult {
	readonly answer: HttpAnswer;
	readonly posting?: Posting;
	/** Why nothing was posted. */
	readonly reason?: string;
}

/** One call of a connector. */
export interface ConnectorCall {
	readonly body: Parsed;
	readonly bytes: number;
	/** Goes into the sentence inside a 200. */
	readonly contextId: string;
}

interface ConnectorRule {
	readonly name: string;
	readonly refuses: (
		message: JsonObject,
		bytes: number,
	) => { readonly answer: 'missing' | 400 | 413; readonly reason: string } | undefined;
}

const MISSING = 'Summary or Text is required.';

/**
 * What a connector refuses in a JSON object; the first match counts (teams.md B.2 to B.4). The size is counted as sent:
 * a lower real cut-off was observed, but not what it counts. Cards other than Adaptive ones "are not for connectors"
 * (B.4); the answer to them is not recorded, so they get the one for a bad card.
 */
const CONNECTOR_RULES: readonly ConnectorRule[] = [
	{
		name: 'over 28 KiB',
		refuses: (_message, bytes) =>
			bytes > MESSAGE_MAX_BYTES
				? { answer: 413, reason: `The message has ${bytes} bytes; ${MESSAGE_MAX_BYTES} are allowed.` }
				: undefined,
	},
	{
		name: 'neither attachments, nor summary or text',
		refuses: ({ attachments, text, summary }) =>
			isFilledList(attachments) || hasText(text) || hasText(summary)
				? undefined
				: { answer: 'missing', reason: MISSING },
	},
	{
		name: 'an attachment that is not an Adaptive Card',
		refuses: ({ attachments }) => {
			const other = isFilledList(attachments)
				? attachments.find((attachment) => !isPlainObject(attachment) || attachment.contentType !== ADAPTIVE_CARD)
				: undefined;
			return other === undefined
				? undefined
				: {
						answer: 400,
						reason: `An attachment of type ${String(isPlainObject(other) ? other.contentType : typeof other)} is not for connectors.`,
					};
		},
	},
	{
		name: 'a bad card',
		refuses: ({ attachments }) => {
			const reasons = isFilledList(attachments)
				? attachments.map((attachment) => cardRefusal(attachment, 'connector'))
				: [];
			const reason = reasons.find((found) => found !== undefined);
			return reason === undefined ? undefined : { answer: 400, reason };
		},
	},
];

/** Judges a call of a connector's URL. Only an answer with the body `1` means that the message was posted. */
export function runConnector({ body, bytes, contextId }: ConnectorCall): ConnectorResult {
	if (!body.ok || !isPlainObject(body.value)) {
		const text = 'Bad payload received by generic incoming webhook.';
		return { answer: connectorText(400, text), reason: text };
	}
	for (const { refuses } of CONNECTOR_RULES) {
		const refusal = refuses(body.value, bytes);
		if (refusal === undefined) continue;
		return {
			answer: refusal.answer === 'missing' ? connectorText(400, MISSING) : deliveryFailed(refusal.answer, contextId),
			reason: refusal.reason,
		};
	}
	return { answer: connectorText(200, '1'), posting: postingOf(body.value) };
}

function postingOf(message: JsonObject): Posting {
	if (isFilledList(message.attachments)) {
		const parts = message.attachments.map(shownCard);
		return {
			text: hasText(message.text) ? message.text : '',
			attachments: parts.map(({ card }) => card),
			notes: parts.flatMap(({ notes }) => notes),
		};
	}
	return { text: '', attachments: [message], notes: callingBackNotes(message) };
}

function isFilledList(value: unknown): value is readonly unknown[] {
	return Array.isArray(value) && value.length > 0;
}
