import type { Content } from './content';
import type { Attachment } from './message';

import { isPlainObject } from './message';

/** Lists of a card that can lose entries at their end. */
const LISTS: ReadonlySet<string> = new Set(['body', 'items', 'facts', 'rows', 'images', 'inlines', 'columns', 'sections']);

/** Chosen: a row of columns up to this size goes or stays as a whole. */
const ROW_MAX_CHARACTERS = 2_000;

/** Deeper levels count as one leaf. */
const DEPTH_MAX = 64;

/** How many pieces a message has that can go one by one: elements without others in them, facts, rows. */
export function countLeaves(content: Content): number {
	const counter = { left: Number.POSITIVE_INFINITY, seen: 0 };
	for (const { content: card } of content.attachments) keep(card, counter, 0);
	return counter.seen;
}

/** The message with its first `count` pieces; containers and cards without any go too. Buttons of a card that stays remain. */
export function keepLeaves(content: Content, count: number): Content {
	const counter = { left: count, seen: 0 };
	const attachments = content.attachments.flatMap((attachment): readonly Attachment[] => {
		if (counter.left <= 0) return [];
		const kept = keep(attachment.content, counter, 0);
		return isPlainObject(kept) ? [{ ...attachment, content: kept }] : [attachment];
	});
	return { ...content, attachments };
}

interface Counter {
	left: number;
	seen: number;
}

/** `undefined` where nothing of it is left. */
function keep(value: unknown, counter: Counter, depth: number): unknown {
	if (!isPlainObject(value) || !hasLists(value) || depth > DEPTH_MAX || isShortRow(value)) return takeLeaf(value, counter);
	const entries = Object.entries(value).map(([name, member]): [string, unknown] => (LISTS.has(name) && Array.isArray(member) ? [name, keepEntries(member, counter, depth)] : [name, member]));
	const empty = entries.every(([name, member]) => !LISTS.has(name) || !Array.isArray(member) || member.length === 0);
	return empty && depth > 0 ? undefined : Object.fromEntries(entries);
}

function keepEntries(entries: readonly unknown[], counter: Counter, depth: number): readonly unknown[] {
	return entries.flatMap((entry) => {
		const kept = keep(entry, counter, depth + 1);
		return kept === undefined ? [] : [kept];
	});
}

function takeLeaf(value: unknown, counter: Counter): unknown {
	counter.seen += 1;
	if (counter.left <= 0) return undefined;
	counter.left -= 1;
	return value;
}

function hasLists(value: Readonly<Record<string, unknown>>): boolean {
	return Object.entries(value).some(([name, member]) => LISTS.has(name) && Array.isArray(member) && member.length > 0);
}

function isShortRow(value: Readonly<Record<string, unknown>>): boolean {
	return value.type === 'ColumnSet' && JSON.stringify(value).length <= ROW_MAX_CHARACTERS;
}
