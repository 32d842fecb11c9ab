import type { EventFact, EventLink, EventPart, ToolEvent } from '../event';
import type { Payload } from '../payload';
import type { Sender } from '../sender';
import type { EventState } from '../vocabulary';

import { eventPart, markdown, toolEvent } from '../event';
import { eventTime } from '../event-time';
import { stateOfColor } from '../message-color';
import { mrkdwnToMarkdown, mrkdwnToText, plainToMarkdown } from '../mrkdwn';
import { joined } from '../repository-words';

/** Everything that a message to an incoming webhook can have; a payload with other members is not one. */
const MEMBERS: ReadonlySet<string> = new Set(
	`text blocks attachments username icon_emoji icon_url channel mrkdwn link_names parse unfurl_links unfurl_media
	thread_ts response_type replace_original delete_original metadata as_user`.split(/\s+/),
);

/** Colours with names. */
const NAMED_COLORS: Readonly<Record<string, EventState>> = { good: 'success', warning: 'warning', danger: 'failed' };

/** What blocks and an attachment have in common on the card. */
interface Pieces {
	readonly title: string;
	readonly texts: readonly string[];
	readonly links: readonly EventLink[];
}

/**
 * The format of Slack's incoming webhooks, which many tools can write. Documented at docs.slack.dev, "Sending messages
 * using incoming webhooks", "Blocks" and "Legacy secondary attachments": text, blocks, attachments. Buttons without an
 * address cannot act outside Slack and are left out; pictures are their descriptions.
 */
export const slack: Sender = {
	name: 'Slack format',
	recognises: ({ body }) =>
		Object.keys(body.raw).every((name) => MEMBERS.has(name)) &&
		(typeof body.raw.text === 'string' ||
			body.list('blocks').some((block) => block.text('type') !== '') ||
			body.list('attachments').some((attachment) => !attachment.has('contentType') && !attachment.has('filename'))),
	read: ({ body }) => messageEvent(body),
};

function messageEvent(body: Payload): ToolEvent {
	const blocks = piecesOf(body.list('blocks'));
	// If there are blocks, the text is what notifications show.
	const text =
		blocks.texts.length + blocks.title.length > 0 ? blocks.texts.join('\n\n') : mrkdwnToMarkdown(body.text('text'));
	const parts = body.list('attachments').map(attachmentPart);
	const [only] = parts;
	const message = { kind: 'message', senderName: body.text('username') } as const;
	if (parts.length === 1 && only !== undefined && blocks.title === '' && text === '')
		return toolEvent({ ...only, ...message });
	return toolEvent({
		...message,
		title: blocks.title,
		state: parts.map(({ state }) => state).find((state) => state !== 'info') ?? 'info',
		text: markdown(text),
		links: [...blocks.links, ...(parts.length === 1 ? (only?.links ?? []) : [])],
		parts: parts.length === 1 ? parts.map((part) => ({ ...part, links: [] })) : parts,
	});
}

function attachmentPart(attachment: Payload): EventPart {
	const blocks = piecesOf(attachment.list('blocks'));
	const color = attachment.text('color');
	const texts = [
		mrkdwnToMarkdown(attachment.text('pretext')),
		mrkdwnToMarkdown(attachment.text('text')),
		...blocks.texts,
	];
	const footer = joined([attachment.text('author_name'), attachment.text('footer')], ' · ');
	const facts = attachment.list('fields').map(fieldFact);
	const title = mrkdwnToText(attachment.text('title')) || blocks.title;
	const isEmpty = title === '' && texts.every((text) => text === '') && facts.length === 0;
	return eventPart({
		title: isEmpty ? attachment.text('fallback') : title,
		state: Object.hasOwn(NAMED_COLORS, color) ? (NAMED_COLORS[color] ?? 'info') : stateOfColor(color),
		severity: footer,
		text: markdown(texts.filter((text) => text !== '').join('\n\n')),
		facts: facts.filter(({ value }) => value !== ''),
		links: [
			{ title: 'Open', url: attachment.text('title_link') },
			...blocks.links,
			...buttonsIn(attachment.list('actions')),
		],
		time: eventTime(attachment.text('ts')),
	});
}

function fieldFact(field: Payload): EventFact {
	return { title: mrkdwnToText(field.text('title')), value: mrkdwnToText(field.text('value')) };
}

function piecesOf(blocks: readonly Payload[]): Pieces {
	const header = blocks.find((block) => block.text('type') === 'header');
	const others = blocks.filter((block) => block !== header);
	return {
		title: header?.text('text', 'text') ?? '',
		texts: others.flatMap(blockTexts).filter((text) => text !== ''),
		links: others.flatMap((block) => buttonsIn([...block.list('elements'), block.in('accessory')])),
	};
}

function blockTexts(block: Payload): readonly string[] {
	const type = block.text('type');
	if (type === 'image') return [plainToMarkdown(block.text('title', 'text') || block.text('alt_text'))];
	if (type === 'context') return [block.list('elements').map(objectText).join(' ')];
	if (type === 'rich_text') return [richText(block)];
	if (type === 'actions' || type === 'divider') return [];
	const fields = block.list('fields').map(objectText);
	return [objectText(block.in('text')), ...fields, plainToMarkdown(block.text('accessory', 'alt_text'))];
}

/** A text object: mrkdwn, or plain. */
function objectText(text: Payload): string {
	return text.text('type') === 'plain_text' ? plainToMarkdown(text.text('text')) : mrkdwnToMarkdown(text.text('text'));
}

/** Sections, lists, quotes and code in a rich text, as the texts in them. */
function richText(block: Payload): string {
	const leaves = (element: Payload): string => {
		const inner = element.list('elements');
		if (inner.length > 0) return inner.map(leaves).join(element.text('type') === 'rich_text_list' ? '\n' : '');
		const name = element.text('name');
		const shown = typeof element.raw.text === 'string' ? element.raw.text : element.text('url');
		return shown || (name === '' ? '' : `:${name}:`);
	};
	return plainToMarkdown(block.list('elements').map(leaves).join('\n'));
}

function buttonsIn(elements: readonly Payload[]): readonly EventLink[] {
	return elements
		.filter((element) => element.text('type') === 'button')
		.map((button) => ({
			title: button.text('text', 'text') || button.text('text') || 'Open',
			url: button.text('url'),
		}));
}
