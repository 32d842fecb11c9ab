import { isPlainObject } from '../json';
import { ADAPTIVE_CARD_VERSION } from '../limits';
import { withEncodedUrls } from './card-urls';
import { withVisibleLineBreaks } from './markdown';

/** One attachment of a Teams message: a content type, and the card itself or its address (teams.md A.6, C.2). */
export interface Attachment {
	readonly contentType: string;
	/** Absent if `contentUrl` says where it is, as for images. */
	readonly content?: Readonly<Record<string, unknown>>;
	readonly contentUrl?: string | null;
}

/** Content type of an Adaptive Card attachment. */
export const ADAPTIVE_CARD_TYPE = 'application/vnd.microsoft.card.adaptive';

/** Content type of a MessageCard (connector card) attachment. */
export const CONNECTOR_CARD_TYPE = 'application/vnd.microsoft.teams.card.o365connector';

/** The beginning of the content types of cards. */
const CARD_TYPES = 'application/vnd.microsoft.';

/**
 * Wraps a bare Adaptive Card or MessageCard, or takes an attachment, with every address in it encoded. `undefined` if
 * `value` is neither.
 */
export function toAttachment(value: unknown): Attachment | undefined {
	const attachment = isPlainObject(value) ? readAttachment(value) : undefined;
	return attachment === undefined ? undefined : withEncodedUrls(attachment);
}

/** True for a value with `attachments`: a message, even one that calls itself a card but has nothing else to show. */
export function isMessage(value: Readonly<Record<string, unknown>>): boolean {
	const { attachments } = value;
	if (
		attachments === undefined ||
		attachments === null ||
		value['@type'] === 'MessageCard' ||
		typeof value.contentType === 'string'
	)
		return false;
	return value.type !== 'AdaptiveCard' || (isEmptyList(value.body) && isEmptyList(value.actions));
}

function isEmptyList(value: unknown): boolean {
	return value === undefined || value === null || (Array.isArray(value) && value.length === 0);
}

function readAttachment(value: Readonly<Record<string, unknown>>): Attachment | undefined {
	if (isMessage(value)) return undefined;
	if (value.type === 'AdaptiveCard') return { contentType: ADAPTIVE_CARD_TYPE, content: value };
	if (value['@type'] === 'MessageCard') return { contentType: CONNECTOR_CARD_TYPE, content: value };
	if (typeof value.contentType !== 'string') return undefined;
	const contentType = cardType(value.contentType);
	const content = isPlainObject(value.content)
		? value.content
		: contentType.startsWith(CARD_TYPES)
			? jsonObject(value.content)
			: undefined;
	return content === undefined ? undefined : { contentType, content };
}

/** Media types ignore case. Those of cards are compared and sent as Teams writes them. */
function cardType(contentType: string): string {
	const lowerCase = contentType.trim().toLowerCase();
	return lowerCase.startsWith(CARD_TYPES) ? lowerCase : contentType;
}

function jsonObject(value: unknown): Readonly<Record<string, unknown>> | undefined {
	if (typeof value !== 'string') return undefined;
	try {
		const parsed: unknown = JSON.parse(value);
		return isPlainObject(parsed) ? parsed : undefined;
	} catch {
		// Callers that report mistakes read it earlier, with its path (card-message.ts).
		return undefined;
	}
}

/** An Adaptive Card of these elements, in the version that every target accepts; full width by default. */
export function adaptiveCard(body: readonly unknown[], fullWidth = true): Attachment {
	return {
		contentType: ADAPTIVE_CARD_TYPE,
		content: {
			$schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
			type: 'AdaptiveCard',
			version: ADAPTIVE_CARD_VERSION,
			body,
			...(fullWidth ? { msteams: { width: 'Full' } } : {}),
		},
	};
}

/** A card that shows one Markdown text. */
export function textCard(text: string, fullWidth = true): Attachment {
	return adaptiveCard([{ type: 'TextBlock', text: withVisibleLineBreaks(text), wrap: true }], fullWidth);
}

/** The same Adaptive Card, with full width or not; other attachments are returned unchanged. */
export function withWidth(attachment: Attachment, fullWidth: boolean): Attachment {
	if (attachment.contentType !== ADAPTIVE_CARD_TYPE || attachment.content === undefined) return attachment;
	const others = Object.entries(isPlainObject(attachment.content.msteams) ? attachment.content.msteams : {}).filter(
		([name]) => name !== 'width',
	);
	const { content } = attachment;
	if (!fullWidth && others.length === 0)
		return {
			...attachment,
			content: Object.fromEntries(Object.entries(content).filter(([name]) => name !== 'msteams')),
		};
	return {
		...attachment,
		content: { ...content, msteams: { ...Object.fromEntries(others), ...(fullWidth ? { width: 'Full' } : {}) } },
	};
}
