import type { Attachment } from './message';
import type { Located } from './located';
import type { Loss } from './losses';

import { BUTTONS_PER_SET } from '../limits';
import { cutText } from './cut-text';
import { below } from './located';
import { isPlainObject } from './message';
import { BESIDE, BUTTONS, ESSENTIALS, EXTRAS, LISTS, NESTED_CARDS, hasLists, isShortRow, kindOf, textKind, weigh } from './pieces';

type JsonObject = Readonly<Record<string, unknown>>;

/** Deeper levels of a card stay or go as a whole; no card of people's making has as many. */
const DEPTH_MAX = 64;

/** What may stay of a message. Sizes are in UTF-16 units. */
export interface Limits {
	readonly text: number;
	readonly label: number;
	/** What notifications show: the summary of the message, and `summary`, `fallbackText`, `speak` of its cards. */
	readonly summary: number;
	readonly notice: number;
	/** What cannot be cut: addresses, data, everything that is no text. */
	readonly whole: number;
	/** Entries of one kind in one list; the last ones go. */
	readonly entries: number;
	/** Pieces in all: elements without others in them, facts, rows; the last ones go. */
	readonly pieces: number;
}

/** Nothing is cut or left out. */
export const UNLIMITED: Limits = { text: Infinity, label: Infinity, summary: Infinity, notice: Infinity, whole: Infinity, entries: Infinity, pieces: Infinity };

/** Where objects stand in the message the user gave, for those that were moved. */
export type Origins = WeakMap<object, string>;

/** A message within limits, what it has lost, and how many pieces are left. */
export interface Reduced {
	readonly content: Located['content'];
	readonly losses: readonly Loss[];
	readonly kept: number;
}

interface Walk {
	readonly limits: Limits;
	readonly origins: Origins | undefined;
	readonly losses: Loss[];
	/** Pieces that count towards the limit, and all that are left. */
	taken: number;
	kept: number;
}

/** Where a value stands: in which list and at which place of it; `isWhole` in a row whose entries do not go one by one. */
interface Spot {
	readonly list: string;
	readonly index: number;
	readonly path: string;
	readonly depth: number;
	readonly isWhole: boolean;
}

/** Cuts the texts of a message and leaves pieces out, until it is within the limits. What holds nothing any more goes too. */
export function reduce({ content, paths }: Located, limits: Limits, origins?: Origins): Reduced {
	const walk: Walk = { limits, origins, losses: [], taken: 0, kept: 0 };
	const summary = content.summary === undefined ? {} : { summary: cut(content.summary, 'summary', 'summary', walk) };
	const text = content.text === undefined ? {} : { text: cut(content.text, 'text', 'text', walk) };
	if (content.text !== undefined && content.text.trim() !== '') walk.kept += 1;
	const attachments = keepEntries(content.attachments, 'attachments', walk, (attachment, index) => keepAttachment(attachment, { list: 'attachments', index, path: paths[index] ?? '', depth: 0, isWhole: false }, walk), (index) => paths[index] ?? '');
	return { content: { ...content, ...summary, ...text, attachments }, losses: walk.losses, kept: walk.kept };
}

function keepAttachment(attachment: Attachment, spot: Spot, walk: Walk): Attachment | undefined {
	const { content, ...others } = attachment;
	if (weigh(others) > walk.limits.whole) return undefined;
	if (content === undefined) return take(spot, walk) ? attachment : undefined;
	const kept = keepCard(content, spot, walk);
	return kept === undefined ? undefined : { ...attachment, content: kept };
}

function keepCard(card: JsonObject, spot: Spot, walk: Walk): JsonObject | undefined {
	const before = walk.kept;
	if (!hasLists(card) || hasTexts(card)) {
		if (!take(spot, walk)) return undefined;
	}
	const kept = keepMembers(card, spot, walk, (name) => !ESSENTIALS.has(name));
	return walk.kept === before ? undefined : kept.members;
}

function keepEntries<Entry>(entries: readonly Entry[], list: string, walk: Walk, keep: (entry: Entry, index: number) => Entry | undefined, pathAt: (index: number) => string, isWhole = false): readonly Entry[] {
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
		// What went together with an entry is not named again.
		walk.taken = taken;
		walk.kept = kept;
		walk.losses.length = lost;
		lose('left-out', pathOf(entry, pathAt(index), walk), walk);
		return [];
	});
}

/** `undefined` where nothing of it is left. A value that is `undefined` itself is written as null. */
function keepEntry(entry: unknown, spot: Spot, walk: Walk): unknown {
	if (isPlainObject(entry) && spot.depth <= DEPTH_MAX) return keepObject(entry, { ...spot, path: pathOf(entry, spot.path, walk) }, walk);
	const isRead = typeof entry === 'string' && spot.list === 'inlines';
	if (!isRead && weigh(entry) > walk.limits.whole) return undefined;
	if (!take(spot, walk)) return undefined;
	return isRead ? cut(entry, 'text', spot.path, walk) : (entry ?? null);
}

function keepObject(object: JsonObject, spot: Spot, walk: Walk): JsonObject | undefined {
	const isRow = isShortRow(object);
	const holds = hasLists(object) && !isRow && !spot.isWhole;
	const before = walk.kept;
	// A column, or the width of one, is no piece: what stands in it is.
	const isPiece = (!holds || hasTexts(object)) && !BESIDE.has(spot.list);
	if (isPiece && !take(spot, walk)) return undefined;
	const kept = keepMembers(object, { ...spot, isWhole: spot.isWhole || isRow }, walk, (name) => EXTRAS.has(name));
	if (!kept.isComplete) return undefined;
	return holds && walk.kept === before && !BESIDE.has(spot.list) ? undefined : kept.members;
}

interface Members {
	readonly members: JsonObject;
	/** False where something is too large that the object cannot do without. */
	readonly isComplete: boolean;
}

function keepMembers(object: JsonObject, spot: Spot, walk: Walk, canGo: (name: string) => boolean): Members {
	let own = 0;
	let isComplete = true;
	const members = Object.entries(object).flatMap(([name, member]): Array<[string, unknown]> => {
		const path = below(spot.path, name);
		if (Array.isArray(member) && LISTS.has(name)) return [[name, keepList(member, name, { ...spot, path }, walk)]];
		if (isPlainObject(member) && NESTED_CARDS.has(name) && spot.depth <= DEPTH_MAX) return [[name, keepMembers(member, { ...spot, list: 'card', path, depth: spot.depth + 1 }, walk, (inside) => !ESSENTIALS.has(inside)).members]];
		const kind = typeof member === 'string' ? textKind(object, name, spot.list) : undefined;
		if (typeof member === 'string' && kind !== undefined) return [[name, cut(member, kind, path, walk)]];
		const weight = weigh(member);
		if (weight > walk.limits.whole && canGo(name)) {
			lose('left-out', path, walk);
			return [];
		}
		own += ESSENTIALS.has(name) ? 0 : weight;
		isComplete &&= own <= walk.limits.whole;
		return [[name, member]];
	});
	return { members: Object.fromEntries(members), isComplete };
}

function keepList(entries: readonly unknown[], list: string, { path, depth, isWhole }: Spot, walk: Walk): readonly unknown[] {
	const spotAt = (index: number): Spot => ({ list, index, path: `${path}[${index}]`, depth: depth + 1, isWhole });
	return keepEntries(entries, list, walk, (entry, index) => keepEntry(entry, spotAt(index), walk), (index) => spotAt(index).path, isWhole);
}

/** Whether there is room for one piece more. The buttons that Teams shows in one set do not count. */
function take({ list, index, isWhole }: Spot, walk: Walk): boolean {
	const isFree = isWhole || (BUTTONS.has(list) && index < BUTTONS_PER_SET);
	if (!isFree && walk.taken >= walk.limits.pieces) return false;
	if (!isFree) walk.taken += 1;
	walk.kept += 1;
	return true;
}

function hasTexts(object: JsonObject): boolean {
	return ['text', 'title', 'activityTitle', 'activityText'].some((name) => typeof object[name] === 'string' && object[name].trim() !== '');
}

function cut(text: string, kind: 'text' | 'label' | 'notice' | 'summary', path: string, walk: Walk): string {
	const short = cutText(text, walk.limits[kind]);
	if (short !== text) lose('cut', path, walk);
	return short;
}

function lose(kind: Loss['kind'], path: string, walk: Walk): void {
	walk.losses.push({ kind, path: path === '' ? '$' : path });
}

function pathOf(value: unknown, path: string, walk: Walk): string {
	return (typeof value === 'object' && value !== null ? walk.origins?.get(value) : undefined) ?? path;
}
