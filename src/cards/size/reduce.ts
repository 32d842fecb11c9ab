import type { JsonObject } from '../../json';
import type { Attachment } from '../message';
import type { Located } from './located';
import type { Loss } from './losses';

import { BUTTONS_PER_SET } from '../../limits';
import { cutText } from './cut-text';
import { memberBelow } from './located';
import { isPlainObject } from '../../json';
import {
	BESIDE,
	BUTTONS,
	ESSENTIALS,
	EXTRAS,
	LISTS,
	NESTED_CARDS,
	hasLists,
	isShortRow,
	kindOf,
	textKind,
	weigh,
} from './pieces';

/** Deeper levels of a card are kept or left out as a whole; no real card has so many. */
const DEPTH_MAX = 64;

/** The list of the card itself, which stays however large it is. */
const CARD = 'card';

/** The limits for what is kept of a message. Sizes are in UTF-16 units. */
export interface Limits {
	readonly text: number;
	readonly label: number;
	/** What notifications show: the summary of the message, and `summary`, `fallbackText`, `speak` of its cards. */
	readonly summary: number;
	readonly notice: number;
	/** What cannot be cut: addresses, data, everything that is not a text. */
	readonly whole: number;
	/** Entries of one kind in one list; the last ones are left out. */
	readonly entries: number;
	/** All pieces together: elements without others in them, facts, rows; the last ones are left out. */
	readonly pieces: number;
}

/** Nothing is cut or left out. */
export const UNLIMITED: Limits = {
	text: Infinity,
	label: Infinity,
	summary: Infinity,
	notice: Infinity,
	whole: Infinity,
	entries: Infinity,
	pieces: Infinity,
};

/** The path of an object in the user's message, and the paths that are missing if it is left out: for a half, its entries. */
export interface Origin {
	readonly path: string;
	readonly pieces: readonly string[];
	/** The path of its text, if it was only a text. */
	readonly text?: string;
}

/** The origins of the objects that were moved. */
export type Origins = WeakMap<object, Origin>;

/** A message within limits, its losses, and the number of pieces left. */
interface Reduced {
	readonly content: Located['content'];
	readonly losses: readonly Loss[];
	readonly kept: number;
}

interface ReduceWalk {
	readonly limits: Limits;
	readonly origins: Origins | undefined;
	readonly losses: Loss[];
	/** Pieces that count towards the limit, and all that are left. */
	taken: number;
	kept: number;
}

/** The place of a value: its list and its index there; `isWhole` in a row whose entries are not left out one by one. */
interface Spot {
	readonly list: string;
	readonly index: number;
	readonly path: string;
	readonly depth: number;
	readonly isWhole: boolean;
}

/** Cuts the texts of a message and leaves pieces out until it is within the limits. Containers that become empty are left out too. */
export function reduce({ content, paths }: Located, limits: Limits, origins?: Origins): Reduced {
	const walk: ReduceWalk = { limits, origins, losses: [], taken: 0, kept: 0 };
	const summary = content.summary === undefined ? {} : { summary: cut(content.summary, 'summary', 'summary', walk) };
	const text = content.text === undefined ? {} : { text: cut(content.text, 'text', 'text', walk) };
	if (content.text !== undefined && content.text.trim() !== '') walk.kept += 1;
	const attachments = keepEntries(
		content.attachments,
		'attachments',
		walk,
		(attachment, index) =>
			keepAttachment(
				attachment,
				{ list: 'attachments', index, path: paths[index] ?? '', depth: 0, isWhole: false },
				walk,
			),
		(index) => paths[index] ?? '',
	);
	return { content: { ...content, ...summary, ...text, attachments }, losses: walk.losses, kept: walk.kept };
}

function keepAttachment(attachment: Attachment, spot: Spot, walk: ReduceWalk): Attachment | undefined {
	const { content, ...others } = attachment;
	if (weigh(others) > walk.limits.whole) return undefined;
	if (content === undefined) return take(spot, walk) ? attachment : undefined;
	const kept = keepCard(content, spot, walk);
	return kept === undefined ? undefined : { ...attachment, content: kept };
}

function keepCard(card: JsonObject, spot: Spot, walk: ReduceWalk): JsonObject | undefined {
	const before = { kept: walk.kept, lost: walk.losses.length };
	if ((!hasLists(card) || hasTexts(card)) && !take(spot, walk)) return undefined;
	const kept = keepMembers(card, { ...spot, list: CARD }, walk, isDispensable);
	return isEmptied(walk, before) ? undefined : kept;
}

function keepEntries<Entry>(
	entries: readonly Entry[],
	list: string,
	walk: ReduceWalk,
	keep: (entry: Entry, index: number) => Entry | undefined,
	pathAt: (index: number) => string,
	isWhole = false,
): readonly Entry[] {
	const counts = new Map<string, number>();
	const most = isWhole || BESIDE.has(list) ? Infinity : walk.limits.entries;
	return entries.flatMap((entry, index) => {
		const kind = kindOf(entry);
		const count = (counts.get(kind) ?? 0) + 1;
		counts.set(kind, count);
		const { taken, kept } = walk;
		const lost = walk.losses.length;
		const left = count > most ? undefined : keep(entry, index);
		if (left !== undefined) return [left];
		// What was left out together with an entry is not named again.
		walk.taken = taken;
		walk.kept = kept;
		walk.losses.length = lost;
		for (const piece of originOf(entry, walk)?.pieces ?? [pathAt(index)]) lose('left-out', piece, walk);
		return [];
	});
}

/** `undefined` if nothing is left. A value that is itself `undefined` is written as null. */
function keepEntry(entry: unknown, spot: Spot, walk: ReduceWalk): unknown {
	if (isPlainObject(entry) && spot.depth <= DEPTH_MAX)
		return keepObject(entry, { ...spot, path: originOf(entry, walk)?.path ?? spot.path }, walk);
	const isRead = typeof entry === 'string' && spot.list === 'inlines';
	if (!isRead && weigh(entry) > walk.limits.whole) return undefined;
	if (!take(spot, walk)) return undefined;
	return isRead ? cut(entry, 'text', spot.path, walk) : (entry ?? null);
}

function keepObject(object: JsonObject, spot: Spot, walk: ReduceWalk): JsonObject | undefined {
	const isRow = isShortRow(object);
	const holds = hasLists(object) && !isRow && !spot.isWhole;
	const before = { kept: walk.kept, lost: walk.losses.length };
	// A column, or its width, does not count as a piece; its contents do.
	const isPiece = (!holds || hasTexts(object)) && !BESIDE.has(spot.list);
	if (isPiece && !take(spot, walk)) return undefined;
	const kept = keepMembers(object, { ...spot, isWhole: spot.isWhole || isRow }, walk, (name) => EXTRAS.has(name));
	return holds && isEmptied(walk, before) && !BESIDE.has(spot.list) ? undefined : kept;
}

/** True if something was left out and nothing is left; what was empty before stays. */
function isEmptied({ kept, losses }: ReduceWalk, before: { readonly kept: number; readonly lost: number }): boolean {
	return kept === before.kept && losses.length > before.lost;
}

/** `undefined` if a member that the object cannot do without is too large; `canGo` says which members it can do without. */
function keepMembers(
	object: JsonObject,
	spot: Spot,
	walk: ReduceWalk,
	canGo: (name: string) => boolean,
): JsonObject | undefined {
	let own = 0;
	const members: Array<[string, unknown]> = [];
	for (const [name, member] of Object.entries(object)) {
		const path = memberBelow(spot.path, name);
		const inside = keepInside(object, name, { ...spot, path }, walk);
		if (inside !== undefined) members.push([name, inside]);
		else if (weigh(member) > walk.limits.whole && canGo(name)) lose('left-out', path, walk);
		else {
			own += ESSENTIALS.has(name) ? 0 : weigh(member);
			if (own > walk.limits.whole && spot.list !== CARD) return undefined;
			members.push([name, member]);
		}
	}
	return Object.fromEntries(members);
}

/** The rest of a member that can become smaller: a list, a card, a text. `undefined` for all others. */
function keepInside(object: JsonObject, name: string, spot: Spot, walk: ReduceWalk): unknown {
	const member = object[name];
	if (typeof member === 'string') {
		const kind = textKind(object, name, spot.list);
		return kind === undefined ? undefined : cut(member, kind, originOf(object, walk)?.text ?? spot.path, walk);
	}
	if (Array.isArray(member)) return LISTS.has(name) ? keepList(member, name, spot, walk) : undefined;
	const isCard = isPlainObject(member) && NESTED_CARDS.has(name) && spot.depth <= DEPTH_MAX;
	return isCard ? keepMembers(member, { ...spot, list: CARD, depth: spot.depth + 1 }, walk, isDispensable) : undefined;
}

function isDispensable(name: string): boolean {
	return !ESSENTIALS.has(name);
}

function keepList(
	entries: readonly unknown[],
	list: string,
	{ path, depth, isWhole }: Spot,
	walk: ReduceWalk,
): readonly unknown[] {
	const spotAt = (index: number): Spot => ({ list, index, path: `${path}[${index}]`, depth: depth + 1, isWhole });
	return keepEntries(
		entries,
		list,
		walk,
		(entry, index) => keepEntry(entry, spotAt(index), walk),
		(index) => spotAt(index).path,
		isWhole,
	);
}

/** Whether there is room for one more piece. The buttons that Teams shows in one set do not count. */
function take({ list, index, isWhole }: Spot, walk: ReduceWalk): boolean {
	const isFree = isWhole || (BUTTONS.has(list) && index < BUTTONS_PER_SET);
	if (!isFree && walk.taken >= walk.limits.pieces) return false;
	if (!isFree) walk.taken += 1;
	walk.kept += 1;
	return true;
}

function hasTexts(object: JsonObject): boolean {
	return ['text', 'title', 'activityTitle', 'activityText'].some(
		(name) => typeof object[name] === 'string' && object[name].trim() !== '',
	);
}

function cut(text: string, kind: 'text' | 'label' | 'notice' | 'summary', path: string, walk: ReduceWalk): string {
	const short = cutText(text, walk.limits[kind]);
	if (short !== text) lose('cut', path, walk);
	return short;
}

function lose(kind: Loss['kind'], path: string, walk: ReduceWalk): void {
	walk.losses.push({ kind, path: path === '' ? '$' : path });
}

function originOf(value: unknown, { origins }: ReduceWalk): Origin | undefined {
	return typeof value === 'object' && value !== null ? origins?.get(value) : undefined;
}
