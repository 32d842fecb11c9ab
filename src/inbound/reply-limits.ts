import type { Content } from '../cards/content';
import type { ReplyActivity } from './reply';

import { utf8Bytes } from '../cards/bytes';
import { isPlainObject } from '../cards/message';
import { SHORTENED_NOTE, shorten } from '../cards/shorten';
import { MESSAGE_MAX_BYTES } from '../limits';

/** What had to be changed for Teams to show a reply. */
export type ReplyWarning = 'reply-actions-removed' | 'reply-shortened';

/** A reply that Teams shows, and what was changed for it. */
export interface FittedReply {
	readonly reply: ReplyActivity;
	readonly warnings: readonly ReplyWarning[];
}

type JsonObject = Readonly<Record<string, unknown>>;

/** The types that open a link, as Adaptive Cards, hero-like cards and MessageCards call them. */
const LINK_TYPES: ReadonlySet<unknown> = new Set(['Action.OpenUrl', 'openUrl', 'OpenUri']);

/** Members that hold several actions, and those that hold one. */
const ACTION_LISTS: ReadonlySet<string> = new Set(['actions', 'buttons', 'potentialAction']);
const SINGLE_ACTIONS: ReadonlySet<string> = new Set(['selectAction', 'inlineAction', 'tap']);

/** Deeper levels of a card are left as they are; no card of people's making has as many. */
const DEPTH_MAX = 64;

/**
 * Makes a reply fit what Teams shows in a thread: actions other than opening a link are removed (teams.md A.6), and a
 * body over 28 KiB of UTF-8 is shortened with a note, the longest texts first. Throws only for cards so deep that JSON
 * cannot be written.
 */
export function fitReply(reply: ReplyActivity): FittedReply {
	const linksOnly = withLinksOnly(reply);
	const fitted = shortenReply(linksOnly.reply);
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

function shortenReply(reply: ReplyActivity): ReplyActivity {
	if (fits(reply)) return reply;
	const toReply = ({ text, attachments }: Content): ReplyActivity => ({ ...reply, text, attachments: attachments.length === 0 ? undefined : attachments });
	const shortened = shorten({ text: reply.text, attachments: reply.attachments ?? [], fullWidth: true }, (candidate) => fits(toReply(candidate)));
	return shortened === undefined ? { type: 'message', text: SHORTENED_NOTE } : toReply(shortened);
}

function fits(reply: ReplyActivity): boolean {
	return utf8Bytes(JSON.stringify(reply)) <= MESSAGE_MAX_BYTES;
}
