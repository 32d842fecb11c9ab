import type { Attachment } from '../message';
import type { JsonObject } from '../../json';
import type { Block, Line } from '../preview/outline';

import { CONNECTOR_CARD_TYPE } from '../message';
import { isPlainObject } from '../../json';
import { buttonsOf } from '../message-card/buttons';
import { createLossCollector } from '../message-card/losses';
import { cleanText } from '../preview/outline';
import { readAttachments } from '../preview/read-attachment';

const ESCAPES: Readonly<Record<string, string>> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;',
};

/** Shown if a card has no text. */
const NOTHING_TO_READ = '<p>This message contains a card. Open it in Outlook to see the card.</p>';

/**
 * A card as HTML for mail programs that do not draw cards: its escaped texts and facts, and a MessageCard's buttons that
 * open a page as links. Never throws.
 */
export function emailBody(card: Attachment): string {
	const { contentType, content } = card;
	const isMessageCard = contentType === CONNECTOR_CARD_TYPE && content !== undefined;
	const outlines = readAttachments([isMessageCard ? { ...card, content: withoutActions(content) } : card]);
	const html = [
		...outlines.flatMap(({ blocks }) => blocks.map(toHtml)),
		...(isMessageCard ? linksOf(content) : []),
	].join('');
	return html === '' ? NOTHING_TO_READ : html;
}

function withoutActions(card: JsonObject): JsonObject {
	const { sections } = card;
	return {
		...card,
		potentialAction: [],
		...(Array.isArray(sections)
			? { sections: sections.filter(isPlainObject).map((section) => ({ ...section, potentialAction: [] })) }
			: {}),
	};
}

/** Only http(s) addresses become buttons, so only they become links. */
function linksOf(card: JsonObject): readonly string[] {
	const sections = Array.isArray(card.sections) ? card.sections.filter(isPlainObject) : [];
	const buttons = [card, ...sections].flatMap((value) => buttonsOf({ value, path: '$' }, createLossCollector()));
	return buttons.map(({ title, url }) => `<p><a href="${escape(String(url))}">${escape(String(title))}</a></p>`);
}

function toHtml(block: Block): string {
	switch (block.kind) {
		case 'text':
			// Notes stand for images and inputs, which only the card has.
			return block.look === 'note'
				? ''
				: block.lines
						.map((line) => `<p>${block.look === 'strong' ? `<strong>${inline([line])}</strong>` : inline([line])}</p>`)
						.join('');
		case 'facts':
			return `<table>${block.facts.map(({ title, value }) => `<tr><td><strong>${inline(title)}</strong></td><td>${inline(value)}</td></tr>`).join('')}</table>`;
		case 'columns':
			return block.columns.flatMap((column) => column.map(toHtml)).join('');
		case 'group':
			return block.blocks.map(toHtml).join('');
		case 'button':
			return '';
		case 'code':
			return `<pre>${escape(block.text)}</pre>`;
	}
}

function inline(lines: readonly Line[]): string {
	return lines
		.map(
			({ marker, spans }) =>
				`${marker === '' ? '' : `${marker === '-' ? '•' : escape(marker)} `}${spans.map(({ text, isStrong }) => (isStrong ? `<strong>${escape(text)}</strong>` : escape(text))).join('')}`,
		)
		.join('<br>');
}

function escape(text: string): string {
	return cleanText(text).replace(/[&<>"']/g, (character) => ESCAPES[character] ?? '');
}
