import type { EventPart, ToolEvent } from '../event';
import type { Payload } from '../payload';
import type { Sender } from '../sender';

import { eventPart, markdown, toolEvent } from '../event';
import { eventTime } from '../event-time';
import { stateOfColor } from '../message-color';
import { joined } from '../repository-words';

/** Everything that a message to a webhook can have; a payload with other members is not one. */
const MEMBERS: ReadonlySet<string> = new Set(
	`content username avatar_url tts embeds allowed_mentions components attachments flags thread_name applied_tags poll
	payload_json`.split(/\s+/),
);

const EMBED_MEMBERS: readonly string[] = [
	'title',
	'description',
	'fields',
	'url',
	'author',
	'footer',
	'image',
	'color',
];

/**
 * The format of Discord's webhooks, which many tools can write. Documented at discord.com/developers/docs, "Execute
 * Webhook" and "Embed Object": content, and up to ten embeds. Its Markdown is kept; people, channels and emoji in angle
 * brackets become their ids or names.
 */
export const discord: Sender = {
	name: 'Discord format',
	recognises: ({ body }) =>
		Object.keys(body.raw).every((name) => MEMBERS.has(name)) &&
		(typeof body.raw.content === 'string' ||
			body.list('embeds').some((embed) => EMBED_MEMBERS.some((name) => embed.has(name)))),
	read: ({ body }) => messageEvent(body),
};

function messageEvent(body: Payload): ToolEvent {
	const parts = body.list('embeds').map(embedPart);
	const text = toMarkdown(body.text('content'));
	const [only] = parts;
	const message = { kind: 'message', senderName: body.text('username') } as const;
	if (parts.length === 1 && only !== undefined && text === '') return toolEvent({ ...only, ...message });
	return toolEvent({
		...message,
		state: parts.map(({ state }) => state).find((state) => state !== 'info') ?? 'info',
		text: markdown(text),
		links: parts.length === 1 ? (only?.links ?? []) : [],
		parts: parts.length === 1 ? parts.map((part) => ({ ...part, links: [] })) : parts,
	});
}

function embedPart(embed: Payload): EventPart {
	const color = embed.raw.color;
	return eventPart({
		title: plainText(embed.text('title')) || embed.text('author', 'name'),
		state: typeof color === 'number' ? stateOfColor(color.toString(16).padStart(6, '0')) : 'info',
		severity: joined([embed.has('title') ? embed.text('author', 'name') : '', embed.text('footer', 'text')], ' · '),
		text: markdown(toMarkdown(embed.text('description'))),
		facts: embed.list('fields').map((field) => ({
			title: plainText(field.text('name')),
			value: plainText(field.text('value')),
		})),
		links: [{ title: 'Open', url: embed.text('url') }],
		time: eventTime(embed.text('timestamp')),
	});
}

/** Headings become bold lines; what Discord writes in angle brackets becomes text. */
function toMarkdown(text: string): string {
	return withoutBrackets(text)
		.split('\n')
		.map((line) => line.replace(/^#{1,3} +(.+)$/, '**$1**').replace(/^-# +/, ''))
		.join('\n');
}

/** For places that show text as it is: the marks go, the words stay. */
function plainText(text: string): string {
	return withoutBrackets(text)
		.replace(/\[([^\]]*)\]\((https?:[^)]*)\)/g, '$1 ($2)')
		.replace(/\*\*|__|~~|\|\||`+/g, '');
}

function withoutBrackets(text: string): string {
	return text
		.replace(/<a?:(\w+):\d+>/g, ':$1:')
		.replace(/<@[!&]?(\d+)>/g, '@$1')
		.replace(/<#(\d+)>/g, '#$1')
		.replace(/<t:(-?\d+)(?::\w)?>/g, (whole, seconds: string) => eventTime(seconds) || whole);
}
