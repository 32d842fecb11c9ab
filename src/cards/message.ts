import { ADAPTIVE_CARD_VERSION } from '../limits';

/** One attachment of a Teams message: a content type, and the card itself or its address (teams.md A.6, C.2). */
export interface Attachment {
	readonly contentType: string;
	/** Absent where `contentUrl` says where it is, as with images. */
	readonly content?: Readonly<Record<string, unknown>>;
	readonly contentUrl?: string | null;
}

/** Content type of an Adaptive Card attachment. */
export const ADAPTIVE_CARD_TYPE = 'application/vnd.microsoft.card.adaptive';

/** Content type of a MessageCard (connector card) attachment. */
export const CONNECTOR_CARD_TYPE = 'application/vnd.microsoft.teams.card.o365connector';

/** True for JSON objects; false for arrays, `null` and everything else. */
export function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Wraps a bare Adaptive Card or MessageCard, or takes an attachment as it is. `undefined` when `value` is neither. */
export function toAttachment(value: unknown): Attachment | undefined {
	if (!isPlainObject(value)) return undefined;
	if (value.type === 'AdaptiveCard') return { contentType: ADAPTIVE_CARD_TYPE, content: value };
	if (value['@type'] === 'MessageCard') return { contentType: CONNECTOR_CARD_TYPE, content: value };
	if (typeof value.contentType === 'string' && isPlainObject(value.content)) return { contentType: value.contentType, content: value.content };
	return undefined;
}

/** A full-width Adaptive Card of these elements, in the version that every target takes. */
export function adaptiveCard(body: readonly unknown[]): Attachment {
	return {
		contentType: ADAPTIVE_CARD_TYPE,
		content: { $schema: 'http://adaptivecards.io/schemas/adaptive-card.json', type: 'AdaptiveCard', version: ADAPTIVE_CARD_VERSION, body, msteams: { width: 'Full' } },
	};
}

/** A card that shows one Markdown text. */
export function textCard(text: string): Attachment {
	return adaptiveCard([{ type: 'TextBlock', text: withVisibleLineBreaks(text), wrap: true }]);
}

/** A TextBlock joins lines that one newline parts; a blank line keeps them apart, except inside lists (teams.md H.3). */
function withVisibleLineBreaks(text: string): string {
	const lines = text.replaceAll('\r\n', '\n').split('\n');
	return lines.map((line, index) => line + separatorAfter(line, lines[index + 1])).join('');
}

function separatorAfter(line: string, next: string | undefined): string {
	if (next === undefined) return '';
	const tight = line.trim() === '' || next.trim() === '' || (isListLine(line) && isListLine(next));
	return tight ? '\n' : '\n\n';
}

function isListLine(line: string): boolean {
	return /^\s*(?:[-*+]|\d{1,9}\.)\s/.test(line);
}
