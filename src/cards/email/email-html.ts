import type { Attachment } from '../message';
import type { JsonObject } from '../../json';

import { CONNECTOR_CARD_TYPE } from '../message';
import { emailBody } from './email-body';

/** The script types that Outlook reads a card from (documented in "Get started with actionable messages", A12). */
const SCRIPT_TYPES = { messageCard: 'application/ld+json', adaptiveCard: 'application/adaptivecard+json' } as const;

/** JSON may write any character as an escape; these would end the script, begin a comment or an entity, or end a line of it. */
const UNSAFE_IN_SCRIPT = /[<>&\u2028\u2029]/g;

/** A card for an email, and the HTML that programs show which draw no cards; empty: made of the card's texts. */
export interface EmailCard {
	readonly card: Attachment & { readonly content: JsonObject };
	readonly body: string;
}

/** The HTML of an email that Outlook draws a card from: the card in a script of its head, the body for everybody else. */
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

/** The script block alone. Nothing in a card can end it: every angle bracket and ampersand is an escape of JSON. */
export function scriptBlock({ contentType, content }: EmailCard['card']): string {
	const type = contentType === CONNECTOR_CARD_TYPE ? SCRIPT_TYPES.messageCard : SCRIPT_TYPES.adaptiveCard;
	return `<script type="${type}">${JSON.stringify(content).replace(UNSAFE_IN_SCRIPT, escapeUnit)}</script>`;
}

function escapeUnit(character: string): string {
	return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
