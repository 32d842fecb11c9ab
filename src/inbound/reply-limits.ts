import type { Attachment } from '../cards/message';
import type { ReplyActivity } from './reply';

import { ADAPTIVE_CARD_TYPE, isPlainObject } from '../cards/message';
import { REPLY_BODY_MAX_BYTES } from '../limits';

/** What had to be changed for Teams to show a reply. */
export type ReplyWarning = 'reply-actions-removed' | 'reply-shortened';

/** A reply that Teams shows, and what was changed for it. */
export interface FittedReply {
	readonly reply: ReplyActivity;
	readonly warnings: readonly ReplyWarning[];
}

type JsonObject = Readonly<Record<string, unknown>>;

const NOTE = '… (shortened: the answer was longer than Teams takes)';

/** The types that open a link, as Adaptive Cards, hero-like cards and MessageCards call them. */
const LINK_TYPES: ReadonlySet<unknown> = new Set(['Action.OpenUrl', 'openUrl', 'OpenUri']);

/** Members that hold several actions, and those that hold one. */
const ACTION_LISTS: ReadonlySet<string> = new Set(['actions', 'buttons', 'potentialAction']);
const SINGLE_ACTIONS: ReadonlySet<string> = new Set(['selectAction', 'inlineAction', 'tap']);

/** Deeper levels of a card are left as they are; no card of people's making has as many. */
const DEPTH_MAX = 64;

/**
 * Makes a reply fit what Teams shows in a thread: actions other than opening a link are removed (teams.md A.6), and a
 * body over 28 KiB of UTF-8 is shortened with a note: the last cards go first, then the last elements of an Adaptive
 * Card, then texts are cut at their end. Throws only for cards so deep that JSON cannot be written.
 */
export function fitReply(reply: ReplyActivity): FittedReply {
	const linksOnly = withLinksOnly(reply);
	const fitted = shorten(linksOnly.reply);
	const warnings: ReplyWarning[] = [];
	if (linksOnly.removed) warnings.push('reply-actions-removed');
	if (fitted !== linksOnly.reply) warnings.push('reply-shortened');
	return { reply: fitted, warnings };
}

function withLinksOnly(reply: ReplyActivity): { reply: ReplyActivity; removed: boolean } {
	const state = { removed: false };
	const attachments = reply.attachments?.map((attachment) => (attachment.content === undefined ? attachment : { ...attachment, content: cleanObject(attachment.content, state, 0) }));
	return state.removed && attachments !== undefined ? { reply: { ...reply, attachments }, removed: true } : { reply, removed: false };
}

function cleanObject(value: JsonObject, state: { removed: boolean }, depth: number): JsonObject {
	const entries = Object.entries(value).flatMap(([name, member]): Array<[string, unknown]> => {
		if (ACTION_LISTS.has(name) && Array.isArray(member)) return [[name, keepLinks(member, state)]];
		if (SINGLE_ACTIONS.has(name) && isPlainObject(member) && !opensLink(member)) {
			state.removed = true;
			return [];
		}
		return [[name, clean(member, state, depth + 1)]];
	});
	return Object.fromEntries(entries);
}

function clean(value: unknown, state: { removed: boolean }, depth: number): unknown {
	if (depth > DEPTH_MAX) return value;
	if (Array.isArray(value)) return value.map((entry: unknown) => clean(entry, state, depth + 1)).filter((entry) => !isEmptyActionSet(entry));
	return isPlainObject(value) ? cleanObject(value, state, depth) : value;
}

function keepLinks(actions: readonly unknown[], state: { removed: boolean }): readonly unknown[] {
	const links = actions.filter((action) => isPlainObject(action) && opensLink(action));
	if (links.length < actions.length) state.removed = true;
	return links;
}

function opensLink(action: JsonObject): boolean {
	return LINK_TYPES.has(action.type) || LINK_TYPES.has(action['@type']);
}

/** An ActionSet without an action makes a card invalid. */
function isEmptyActionSet(value: unknown): boolean {
	return isPlainObject(value) && value.type === 'ActionSet' && Array.isArray(value.actions) && value.actions.length === 0;
}

function shorten(reply: ReplyActivity): ReplyActivity {
	if (fits(reply)) return reply;
	if (reply.attachments === undefined) return shortenText(reply, reply.text ?? '', REPLY_BODY_MAX_BYTES);
	const long = reply.text !== undefined && bytesOf(reply.text) > REPLY_BODY_MAX_BYTES / 2;
	const halved = long ? shortenText({ ...reply, attachments: [] }, reply.text ?? '', REPLY_BODY_MAX_BYTES / 2).text : reply.text;
	return shortenAttachments(reply.attachments, halved === undefined ? { ...reply } : { ...reply, text: halved });
}

/** As many cards as fit; where not even the first does, as much of it as can be shown. */
function shortenAttachments(all: readonly Attachment[], reply: ReplyActivity): ReplyActivity {
	const noted = { ...reply, text: withNote(reply.text) };
	const count = greatest(all.length, (candidate) => fits({ ...noted, attachments: all.slice(0, candidate) }));
	if (count > 0) return { ...noted, attachments: all.slice(0, count) };
	const [first] = all;
	const card = first === undefined ? undefined : shortenCard(first, (candidate) => fits({ ...reply, attachments: [candidate] }));
	if (card !== undefined) return { ...reply, attachments: [card] };
	const texts = [reply.text, first?.content?.title, first?.content?.text].filter((text) => typeof text === 'string' && text !== '');
	return shortenText({ type: reply.type }, texts.join('\n\n'), REPLY_BODY_MAX_BYTES);
}

/** Drops the last elements of an Adaptive Card until it fits, and cuts the first text that does not; `undefined` for other cards, or when nothing is left. */
function shortenCard(card: Attachment, fitsWith: (candidate: Attachment) => boolean): Attachment | undefined {
	const body: readonly unknown[] = card.contentType === ADAPTIVE_CARD_TYPE && Array.isArray(card.content?.body) ? card.content.body : [];
	const withElements = (elements: readonly unknown[]) => ({ ...card, content: { ...card.content, body: [...elements, { type: 'TextBlock', text: NOTE, wrap: true, isSubtle: true }] } });
	const whole = body.slice(0, greatest(body.length, (count) => fitsWith(withElements(body.slice(0, count)))));
	const next = body[whole.length];
	const text = isPlainObject(next) && next.type === 'TextBlock' && typeof next.text === 'string' ? next.text : '';
	const cut = (length: number) => ({ ...Object(next), text: `${wholeCharacters(text, length)}…` }) as unknown;
	const length = greatest(text.length, (candidate) => fitsWith(withElements([...whole, cut(candidate)])));
	const elements = length > 0 ? [...whole, cut(length)] : whole;
	return elements.length === 0 ? undefined : withElements(elements);
}

function shortenText(reply: ReplyActivity, text: string, mostBytes: number): ReplyActivity {
	const upTo = (length: number) => ({ ...reply, text: withNote(wholeCharacters(text, length)) });
	return upTo(greatest(text.length, (length) => bytesOf(upTo(length)) <= mostBytes));
}

/** The greatest number from 0 to `most` that is good, where everything below a good one is good too. */
function greatest(most: number, isGood: (value: number) => boolean): number {
	let low = 0;
	let high = Math.max(most, 0);
	while (low < high) {
		const middle = Math.ceil((low + high) / 2);
		if (isGood(middle)) low = middle;
		else high = middle - 1;
	}
	return low;
}

function withNote(text: string | undefined): string {
	return text === undefined || text === '' ? NOTE : `${text}\n\n${NOTE}`;
}

/** Does not cut a surrogate pair in two. */
function wholeCharacters(text: string, length: number): string {
	const code = text.charCodeAt(length - 1);
	return text.slice(0, code >= 0xd800 && code <= 0xdbff ? length - 1 : length);
}

function fits(reply: ReplyActivity): boolean {
	return bytesOf(reply) <= REPLY_BODY_MAX_BYTES;
}

function bytesOf(value: unknown): number {
	return Buffer.byteLength(JSON.stringify(value), 'utf8');
}
