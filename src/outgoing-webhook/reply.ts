import type { Attachment } from '../cards/message';

import { toAttachment } from '../cards/message';
import { teamsMarkdown } from '../cards/teams-markdown/teams-markdown';
import { isPlainObject } from '../json';
import { modelText } from './model-answer';

/** Members that hold an answer, in order; `output` and `response` are what AI nodes write. */
const TEXT_MEMBERS = ['text', 'output', 'message', 'response'] as const;

/** Content types of the bot cards, which have no mark of their own (teams.md A.6, S8). */
const HERO_CARD_TYPE = 'application/vnd.microsoft.card.hero';
const LIST_CARD_TYPE = 'application/vnd.microsoft.teams.card.list';

/** What Teams shows as a reply in the thread (teams.md A.6). At least one of `text` and `attachments` is there. */
export interface ReplyActivity {
	readonly type: 'message';
	readonly text?: string;
	readonly attachments?: readonly Attachment[];
	/** Further members of an activity, passed on as they are. */
	readonly textFormat?: unknown;
	readonly attachmentLayout?: unknown;
	readonly entities?: unknown;
	readonly summary?: unknown;
}

const FURTHER_MEMBERS = ['textFormat', 'attachmentLayout', 'entities', 'summary'] as const;

/** A reply of plain Markdown text. */
export function textReply(text: string): ReplyActivity {
	return { type: 'message', text };
}

/** Joins several answers into one reply: texts one below the other, then every card. `undefined` if nothing is left. */
function joinReplies(parts: readonly ReplyActivity[]): ReplyActivity | undefined {
	const texts = parts.flatMap((part) => (part.text === undefined || part.text.trim() === '' ? [] : [part.text]));
	const attachments = parts.flatMap((part) => part.attachments ?? []);
	if (texts.length === 0 && attachments.length === 0) return undefined;
	return {
		type: 'message',
		...furtherMembers(parts[0] ?? {}),
		...(texts.length > 0 ? { text: texts.join('\n\n') } : {}),
		...(attachments.length > 0 ? { attachments } : {}),
	};
}

/**
 * Reads the workflow's answer from the items of its last node: from each item an activity, `attachments`, a card
 * (Adaptive, hero, list or connector card) or its text, also as model nodes write it; all of them together. `undefined`
 * if no item has one.
 */
export function replyFromItems(items: readonly unknown[], reading: AnswerReading = {}): ReplyActivity | undefined {
	return joinReplies(items.flatMap((item) => (isPlainObject(item) ? (replyFromItem(item, reading) ?? []) : [])));
}

/** How an answer is read. */
export interface AnswerReading {
	/** The text of the mention: an item of the trigger that comes through unchanged is not an answer. */
	readonly asked?: string;
	/** Texts stay as they are; otherwise Markdown that Teams does not draw is turned into Markdown that it draws. */
	readonly asWritten?: boolean;
}

function replyFromItem(
	item: Readonly<Record<string, unknown>>,
	{ asked, asWritten = false }: AnswerReading,
): ReplyActivity | undefined {
	const card = toReplyCard(item);
	if (card !== undefined) return { type: 'message', attachments: [card] };
	const attachments = Array.isArray(item.attachments)
		? item.attachments.flatMap((entry: unknown) => toReplyCard(entry) ?? [])
		: [];
	const text = answerTextOf(item, asked);
	if (text === undefined && attachments.length === 0) return undefined;
	return {
		type: 'message',
		...(item.type === 'message' ? furtherMembers(item) : {}),
		...(text === undefined ? {} : { text: asWritten || !isMarkdown(item) ? text : teamsMarkdown(text, 'message') }),
		...(attachments.length === 0 ? {} : { attachments }),
	};
}

/** An activity can say that its text is plain or XML (teams.md A.6). */
function isMarkdown({ type, textFormat }: Readonly<Record<string, unknown>>): boolean {
	return type !== 'message' || (textFormat !== 'plain' && textFormat !== 'xml');
}

/**
 * Replies take more cards than webhooks do. Hero and thumbnail cards are alike and do not name themselves: a bare one
 * becomes a hero card by its `buttons`, its `images`, or title and subtitle; a list card is recognised by its `items`.
 * Images come as a content type and an address.
 */
function toReplyCard(value: unknown): Attachment | undefined {
	const named = toAttachment(value);
	if (named !== undefined || !isPlainObject(value)) return named;
	if (typeof value.contentType === 'string' && typeof value.contentUrl === 'string')
		return { contentType: value.contentType, contentUrl: value.contentUrl };
	if (hasEntries(value.items, isListItem)) return { contentType: LIST_CARD_TYPE, content: value };
	if (
		hasEntries(value.buttons, isButton) ||
		hasEntries(value.images, isImage) ||
		(typeof value.title === 'string' && typeof value.subtitle === 'string')
	)
		return { contentType: HERO_CARD_TYPE, content: value };
	return undefined;
}

function hasEntries(value: unknown, isEntry: (entry: Readonly<Record<string, unknown>>) => boolean): boolean {
	return (
		Array.isArray(value) && value.length > 0 && value.every((entry: unknown) => isPlainObject(entry) && isEntry(entry))
	);
}

function isListItem(entry: Readonly<Record<string, unknown>>): boolean {
	return typeof entry.type === 'string' && ['resultItem', 'section', 'person', 'file'].includes(entry.type);
}

function isButton(entry: Readonly<Record<string, unknown>>): boolean {
	return typeof entry.type === 'string' && typeof entry.title === 'string';
}

function isImage(entry: Readonly<Record<string, unknown>>): boolean {
	return typeof entry.url === 'string';
}

function furtherMembers(activity: Readonly<Record<string, unknown>> | ReplyActivity): Partial<ReplyActivity> {
	const members: Readonly<Record<string, unknown>> = { ...activity };
	return Object.fromEntries(
		FURTHER_MEMBERS.filter((name) => members[name] !== undefined && members[name] !== null).map((name) => [
			name,
			members[name],
		]),
	);
}

function answerTextOf(item: Readonly<Record<string, unknown>>, asked: string | undefined): string | undefined {
	const fromTrigger = isPlainObject(item.reply) && typeof item.reply.deadlineAt === 'string';
	for (const name of TEXT_MEMBERS) {
		const value = item[name];
		if (typeof value === 'string' && value.trim() !== '' && !(fromTrigger && value === asked)) return value;
	}
	return modelText(item);
}
