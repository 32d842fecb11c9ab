import type { Attachment } from './message';

import { TeamsWebhookError } from '../errors';
import { isPlainObject, toAttachment } from './message';

const EXPECTED = 'Give one Adaptive Card as the designer at adaptivecards.io shows it, an attachment, a message with "attachments", or an array of these.';

/**
 * Reads the cards a user gave as JSON text or as an object: an Adaptive Card, an attachment, a whole message, or an
 * array of them. At least one card comes back. Throws `card-invalid-json`, with line and column where the engine names them, or `card-not-a-card`.
 */
export function parseCards(value: unknown): readonly Attachment[] {
	const parsed = typeof value === 'string' ? parseJsonText(value) : value;
	const entries: readonly unknown[] = Array.isArray(parsed) ? parsed : [parsed];
	const cards = entries.flatMap((entry, index) => cardsOf(entry, Array.isArray(parsed) ? `entry ${index + 1} of the array` : 'the JSON'));
	if (cards.length === 0) throw new TeamsWebhookError('card-not-a-card', 'The card JSON holds no card.', EXPECTED);
	return cards;
}

function cardsOf(entry: unknown, where: string): readonly Attachment[] {
	const single = toAttachment(entry);
	if (single !== undefined) return [single];
	const attachments: readonly unknown[] = isPlainObject(entry) && Array.isArray(entry.attachments) ? entry.attachments : [];
	const cards = attachments.flatMap((attachment) => toAttachment(attachment) ?? []);
	if (cards.length === 0 || cards.length < attachments.length) {
		throw new TeamsWebhookError('card-not-a-card', `There is no Adaptive Card in ${where}: "type" must be "AdaptiveCard".`, EXPECTED);
	}
	return cards;
}

function parseJsonText(text: string): unknown {
	if (text.trim() === '') throw new TeamsWebhookError('card-not-a-card', 'The card JSON is empty.', EXPECTED);
	const read = readJson(text);
	if (read.ok) return read.value;
	throw new TeamsWebhookError(
		'card-invalid-json',
		`The card JSON cannot be read${placeOf(read.error, text)}.`,
		'Look for a missing comma, or for a quote or line break that an expression put into a text: use {{ JSON.stringify($json.name) }} without quotes around it.',
	);
}

function readJson(text: string): { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: unknown } {
	try {
		return { ok: true, value: JSON.parse(text) as unknown };
	} catch (error) {
		return { ok: false, error };
	}
}

/** Where V8 names the position: line and column. Its own message is left out because it quotes the text. */
function placeOf(error: unknown, text: string): string {
	const position = error instanceof Error ? /position (\d+)/.exec(error.message)?.[1] : undefined;
	const end = position ?? (error instanceof Error && error.message.includes('end of JSON') ? text.length : undefined);
	if (end === undefined) return '';
	const before = text.slice(0, Number(end)).split('\n');
	return ` at line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
}
