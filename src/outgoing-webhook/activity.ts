import type { JsonObject } from '../json';
import type { ListedMention } from './mentions';
import type { PlainText } from './own-mention';

import { isDeeperThan, isPlainObject } from '../json';
import { plainText } from './text';

/** A person as Teams names one: `id` is opaque and starts with `29:`; the Entra object id is `null` in old messages. */
export interface Person {
	readonly id: string | null;
	readonly name: string | null;
	readonly aadObjectId: string | null;
}

/** A file, image or card that came with the message, without its content. */
interface MessageAttachment {
	readonly contentType: string | null;
	readonly contentUrl: string | null;
	readonly name: string | null;
}

/** One channel message that mentioned the webhook; its command is read by admit.ts. Missing members are `null`. */
export interface MentionActivity {
	readonly text: string;
	readonly from: Person;
	readonly tenant: { readonly id: string | null };
	readonly team: { readonly id: string | null };
	readonly channel: { readonly id: string | null };
	readonly message: {
		readonly id: string | null;
		readonly timestamp: string | null;
		readonly locale: string | null;
		readonly html: string | null;
		readonly isReply: boolean;
		readonly rootId: string | null;
		readonly mentions: ReadonlyArray<{ readonly name: string; readonly id: string | null }>;
		readonly attachments: readonly MessageAttachment[];
	};
}

/**
 * A message, and what is known about its text: the places of names, and where it continues after the webhook's own
 * mention.
 */
export interface MessageRead extends Omit<PlainText, 'text'> {
	readonly mention: MentionActivity;
}

/** A parsed body: a message, another activity that needs no workflow, or nothing usable. */
type ParsedActivity =
	| ({ readonly kind: 'message'; readonly activity: JsonObject } & MessageRead)
	| { readonly kind: 'other' }
	| { readonly kind: 'invalid'; readonly reason: 'body-empty' | 'body-not-activity' };

const THREAD_MARK = ';messageid=';

/** Chosen: no activity or card has as many levels; deeper ones would overflow the stack where they are copied. */
const DEPTH_MAX = 200;

/**
 * Parses the verified bytes of a Bot Framework activity (teams.md A.4). Unknown members are ignored, missing ones
 * become `null`. A UTF-8 byte order mark is skipped; bytes that are not UTF-8 are refused. Never throws.
 */
export function parseActivity(rawBody: Buffer): ParsedActivity {
	if (rawBody.length === 0) return { kind: 'invalid', reason: 'body-empty' };
	const value = parseJson(rawBody);
	if (!isPlainObject(value) || typeof value.type !== 'string' || value.type === '' || isDeeperThan(value, DEPTH_MAX))
		return { kind: 'invalid', reason: 'body-not-activity' };
	if (value.type !== 'message') return { kind: 'other' };
	return { kind: 'message', ...readMessage(value), activity: value };
}

/** Reads an activity of type `message`. `webhookName` is the webhook's name, if the user of the trigger gives it. Never throws. */
export function readMessage(activity: JsonObject, webhookName?: string): MessageRead {
	const channelData = objectAt(activity, 'channelData');
	const entities = arrayAt(activity, 'entities').filter(isPlainObject);
	const attachments = arrayAt(activity, 'attachments').filter(isPlainObject);
	const id = stringAt(activity, 'id');
	const rootId = threadRoot(objectAt(activity, 'conversation')) ?? id;
	const html = htmlOf(attachments);
	const { text, mentions, ...where } = plainText(stringAt(activity, 'text') ?? '', {
		listed: listedMentions(entities),
		html,
		webhookName,
		...ownName(channelData),
	});
	const mention = {
		text,
		from: toPerson(objectAt(activity, 'from')),
		tenant: { id: stringAt(objectAt(channelData, 'tenant'), 'id') },
		team: { id: stringAt(objectAt(channelData, 'team'), 'id') ?? stringAt(channelData, 'teamsTeamId') },
		channel: { id: stringAt(objectAt(channelData, 'channel'), 'id') ?? stringAt(channelData, 'teamsChannelId') },
		message: {
			id,
			timestamp: stringAt(activity, 'timestamp'),
			locale: localeOf(activity, entities),
			html,
			isReply: rootId !== id,
			rootId,
			mentions,
			attachments: attachments.filter((attachment) => attachment.contentType !== 'text/html').map(toAttachment),
		},
	};
	return { mention, ...where };
}

/**
 * The same mention without names, the HTML copy and the list of mentioned people, for workflows that should keep little
 * about people. The text stays as it was typed.
 */
export function minimalMention(mention: MentionActivity): MentionActivity {
	return {
		...mention,
		from: { ...mention.from, name: null },
		message: { ...mention.message, html: null, mentions: [] },
	};
}

/**
 * The text with each mentioned person as `@person1`, `@person2`: the same number for the same name. For a reader that should
 * not learn names, such as a model. A name that somebody typed without mentioning the person stays.
 */
export function namelessText({ mention, names }: MessageRead): string {
	const numbers = new Map<string, number>();
	let text = '';
	let position = 0;
	for (const { start, end, picture } of names) {
		if (picture === true) continue;
		const name = mention.text.slice(start, end);
		const number = numbers.get(name) ?? numbers.size + 1;
		numbers.set(name, number);
		text += `${mention.text.slice(position, start)}@person${number}`;
		position = end;
	}
	return text + mention.text.slice(position);
}

function parseJson(rawBody: Buffer): unknown {
	try {
		return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(rawBody)) as unknown;
	} catch {
		// Not UTF-8 or not JSON: both are refused by the caller as no activity.
		return undefined;
	}
}

/** The mentions that an activity lists, in their order; the 2017 shape lists the webhook itself with an empty name. */
function listedMentions(entities: readonly JsonObject[]): readonly ListedMention[] {
	return entities
		.filter(({ type }) => type === 'mention')
		.map((entity) => {
			const mentioned = objectAt(entity, 'mentioned');
			return {
				id: stringAt(mentioned, 'id'),
				name: stringAt(mentioned, 'name') ?? '',
				tag: stringAt(entity, 'text') ?? '',
			};
		});
}

/** 2017 only: `onBehalfOf` is a JSON text that lists the webhook with `mentionType` `webhook` (teams.md A.4). */
function ownName(channelData: JsonObject): { ownName?: string } {
	const text = stringAt(channelData, 'onBehalfOf');
	if (text === null) return {};
	const listed = parseJson(Buffer.from(text));
	const webhook = Array.isArray(listed)
		? listed.filter(isPlainObject).find((entry) => entry.mentionType === 'webhook')
		: undefined;
	const name = webhook === undefined ? null : stringAt(webhook, 'displayName');
	return name === null ? {} : { ownName: name };
}

function toPerson(from: JsonObject): Person {
	return { id: stringAt(from, 'id'), name: stringAt(from, 'name'), aadObjectId: stringAt(from, 'aadObjectId') };
}

function toAttachment(attachment: JsonObject): MessageAttachment {
	return {
		contentType: stringAt(attachment, 'contentType'),
		contentUrl: stringAt(attachment, 'contentUrl'),
		name: stringAt(attachment, 'name'),
	};
}

function threadRoot(conversation: JsonObject): string | null {
	const id = stringAt(conversation, 'id') ?? '';
	const mark = id.lastIndexOf(THREAD_MARK);
	return mark === -1 ? null : id.slice(mark + THREAD_MARK.length);
}

function localeOf(activity: JsonObject, entities: readonly JsonObject[]): string | null {
	const client = entities.find((entity) => entity.type === 'clientInfo');
	return (client === undefined ? null : stringAt(client, 'locale')) ?? stringAt(activity, 'locale');
}

function htmlOf(attachments: readonly JsonObject[]): string | null {
	const html = attachments.find((attachment) => attachment.contentType === 'text/html');
	return html === undefined ? null : stringAt(html, 'content');
}

function objectAt(value: JsonObject, name: string): JsonObject {
	const member = Object.hasOwn(value, name) ? value[name] : undefined;
	return isPlainObject(member) ? member : {};
}

function arrayAt(value: JsonObject, name: string): readonly unknown[] {
	const member = value[name];
	return Array.isArray(member) ? member : [];
}

function stringAt(value: JsonObject, name: string): string | null {
	const member = Object.hasOwn(value, name) ? value[name] : undefined;
	return typeof member === 'string' ? member : null;
}
