import type { Attachment } from '../message';
import type { JsonObject } from '../../json';

import { CONNECTOR_CARD_TYPE } from '../message';
import { emailBody } from './email-body';

/** The script types that Outlook reads a card from (documented in "Get started with actionable messages", A12). */
const SCRIPT_TYPES = { messageCard: 'application/ld+json', adaptiveCard: 'application/adaptivecard+json' } as const;

/** Written as JSON escapes, because they could end the script, begin a comment or an entity, or end a line. */
const UNSAFE_IN_SCRIPT = /[<>&\u2028\u2029]/g;

/** A card for an email, and the HTML for programs that do not draw cards; empty: made from the card's texts. */
export interface EmailCard {
	readonly card: Attachment & { readonly content: JsonObject };
	readonly body: string;
}

/** The HTML of an email with a card for Outlook in a script of its head, and a body for all other programs. */
export function buildEmailHtml({ card, body }: EmailCard): string {
	return [
		'<!DOCTYPE html>',
		'<html>',
		'<head>',
		'<meta http-equiv="Content-Type" content="text/html; charset=utf-8">',
		scriptBlock(card),
		'</head>',
		`<body>${body.trim() === '' ? emailBody(card) : body}</body>`,
		'</html>\n',
	].join('\n');
}

/** The script block. Nothing in a card can end it: every angle bracket and ampersand is a JSON escape. */
export function scriptBlock({ contentType, content }: EmailCard['card']): string {
	const type = contentType === CONNECTOR_CARD_TYPE ? SCRIPT_TYPES.messageCard : SCRIPT_TYPES.adaptiveCard;
	return `<script type="${type}">${JSON.stringify(content).replace(UNSAFE_IN_SCRIPT, escapeUnit)}</script>`;
}

function escapeUnit(character: string): string {
	return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
