import type { SizeBudget } from '../cards/size/budget';
import type { Content } from '../cards/content';
import type { JsonObject } from '../json';
import type { ReplyActivity } from './reply';

import { utf8Bytes } from '../cards/size/bytes';
import { memberBelow, locate } from '../cards/size/located';
import { isPlainObject } from '../json';
import { joinPaths } from '../cards/size/path-ranges';
import { SHORTENED_NOTE, shorten } from '../cards/size/shorten';
import { MESSAGE_MAX_BYTES } from '../limits';

/** What had to be changed so that Teams shows a reply, and each place: from the root of the card, or of the reply if it has several. */
interface ReplyWarning {
	readonly code: 'reply-actions-removed' | 'reply-shortened';
	readonly path: string;
}

const SENTENCES: Readonly<Record<ReplyWarning['code'], string>> = {
	'reply-actions-removed': 'In a reply, Teams shows only buttons that open a link, so this was removed.',
	'reply-shortened': 'The reply was longer than Teams allows, so this was cut or left out.',
};

/** A warning as a line for people and logs: where, what, code. */
export function replyWarningText({ code, path }: ReplyWarning): string {
	return `${path}: ${SENTENCES[code]} [${code}]`;
}

/** A reply that Teams shows, and the changes that it needed. */
interface FittedReply {
	readonly reply: ReplyActivity;
	readonly warnings: readonly ReplyWarning[];
}

/** The types that open a link, as Adaptive Cards, hero-like cards and MessageCards call them. */
const LINK_TYPES: ReadonlySet<unknown> = new Set(['Action.OpenUrl', 'openUrl', 'OpenUri']);

/** Members that hold several actions, and those that hold one. */
const ACTION_LISTS: ReadonlySet<string> = new Set(['actions', 'buttons', 'potentialAction']);
const SINGLE_ACTIONS: ReadonlySet<string> = new Set(['selectAction', 'inlineAction', 'tap']);

/** Deeper levels of a card are left as they are; no card made by people has as many. */
const DEPTH_MAX = 64;

/**
 * Makes a reply fit what Teams shows in a thread: actions other than opening a link are removed (teams.md A.6), and a
 * body over 28 KiB of UTF-8 is shortened with a note, the largest pieces first. Throws only for cards so deep that JSON
 * cannot be written.
 */
export function fitReply(reply: ReplyActivity): FittedReply {
	const linksOnly = withLinksOnly(reply);
	const fitted = shortenReply(linksOnly.reply);
	const warnings: ReplyWarning[] = [];
	if (linksOnly.removed.length > 0)
		warnings.push({ code: 'reply-actions-removed', path: joinPaths(linksOnly.removed).join(', ') });
	if (fitted.lost.length > 0) warnings.push({ code: 'reply-shortened', path: joinPaths(fitted.lost).join(', ') });
	return { reply: fitted.reply, warnings };
}

/** The paths of the actions that were taken out. */
type Removed = string[];

function withLinksOnly(reply: ReplyActivity): { readonly reply: ReplyActivity; readonly removed: readonly string[] } {
	const removed: Removed = [];
	const { paths } = locate({ attachments: reply.attachments ?? [], fullWidth: true });
	const attachments = reply.attachments?.map((attachment, index) =>
		attachment.content === undefined
			? attachment
			: { ...attachment, content: cleanObject(attachment.content, paths[index] ?? '', removed, 0) },
	);
	return removed.length > 0 && attachments !== undefined
		? { reply: { ...reply, attachments }, removed }
		: { reply, removed };
}

function cleanObject(value: JsonObject, path: string, removed: Removed, depth: number): JsonObject {
	const entries = Object.entries(value).flatMap(([name, member]): Array<[string, unknown]> => {
		const place = memberBelow(path, name);
		if (ACTION_LISTS.has(name) && Array.isArray(member)) return [[name, keepLinks(member, place, removed)]];
		if (SINGLE_ACTIONS.has(name) && isPlainObject(member) && !opensLink(member)) {
			removed.push(place);
			return [];
		}
		return [[name, clean(member, place, removed, depth + 1)]];
	});
	return Object.fromEntries(entries);
}

function clean(value: unknown, path: string, removed: Removed, depth: number): unknown {
	if (depth > DEPTH_MAX) return value;
	if (Array.isArray(value))
		return value
			.map((entry: unknown, index) => clean(entry, `${path}[${index}]`, removed, depth + 1))
			.filter((entry) => !isEmptyActionSet(entry));
	return isPlainObject(value) ? cleanObject(value, path, removed, depth) : value;
}

function keepLinks(actions: readonly unknown[], path: string, removed: Removed): readonly unknown[] {
	return actions.filter((action, index) => {
		const isLink = isPlainObject(action) && opensLink(action);
		if (!isLink) removed.push(`${path}[${index}]`);
		return isLink;
	});
}

function opensLink(action: JsonObject): boolean {
	return LINK_TYPES.has(action.type) || LINK_TYPES.has(action['@type']);
}

/** An ActionSet without an action makes a card invalid. */
function isEmptyActionSet(value: unknown): boolean {
	return (
		isPlainObject(value) && value.type === 'ActionSet' && Array.isArray(value.actions) && value.actions.length === 0
	);
}

/** A reply without visible content becomes the note, because every mention is answered. */
function shortenReply(reply: ReplyActivity): { readonly reply: ReplyActivity; readonly lost: readonly string[] } {
	if (fits(reply)) return { reply, lost: [] };
	const summary = typeof reply.summary === 'string' ? { summary: reply.summary } : {};
	const content: Content = { ...summary, text: reply.text, attachments: reply.attachments ?? [], fullWidth: true };
	const toReply = (short: Content): ReplyActivity => ({
		...reply,
		text: short.text,
		attachments: short.attachments.length === 0 ? undefined : short.attachments,
		...(short.summary === undefined ? {} : { summary: short.summary }),
	});
	const budget: SizeBudget = {
		maxBytes: MESSAGE_MAX_BYTES,
		fits: (candidate, share = 1) => bytesOf(toReply(candidate)) <= MESSAGE_MAX_BYTES * share,
		countsSummary: true,
	};
	const shortened = shorten(locate(content), budget);
	if (shortened === undefined) return { reply: { type: 'message', text: SHORTENED_NOTE }, lost: ['$'] };
	return { reply: toReply(shortened.content), lost: shortened.losses.map(({ path }) => path) };
}

function fits(reply: ReplyActivity): boolean {
	return bytesOf(reply) <= MESSAGE_MAX_BYTES;
}

function bytesOf(reply: ReplyActivity): number {
	return utf8Bytes(JSON.stringify(reply));
}
