import type { Origin, Origins } from './reduce';

import { greatest } from './budget';
import { divideText } from './cut-text';
import { memberBelow } from './located';
import { isPlainObject } from '../../json';

type Element = Readonly<Record<string, unknown>>;

/** Lists that can be divided between two entries if the element alone is larger than a message. */
const DIVISIBLE: Readonly<Record<string, string>> = {
	FactSet: 'facts',
	Container: 'items',
	ImageSet: 'images',
	ActionSet: 'actions',
	Table: 'rows',
	RichTextBlock: 'inlines',
};

/** Elements whose text can be divided. */
const TEXTS: ReadonlySet<string> = new Set(['TextBlock', 'TextRun']);

/**
 * Divides a large element into two: each gets half of the entries, a single entry is itself divided, and a text is cut at
 * the greatest length that `fits`. `undefined` if it cannot be divided.
 */
export function divideElement(
	element: unknown,
	fits: (piece: unknown) => boolean,
	origins: Origins,
): readonly unknown[] | undefined {
	if (!isPlainObject(element)) return undefined;
	const type = String(element.type);
	return TEXTS.has(type)
		? divideTextOf(element, fits, origins)
		: divideEntries(element, DIVISIBLE[type] ?? '', fits, origins);
}

/**
 * The paths that are missing from a card whose elements were divided. If every entry of an element is missing, the element
 * itself is named: no part of it was sent.
 */
export function nameEmptied(card: unknown, path: string, missing: readonly string[]): readonly string[] {
	const named = new Set(missing);
	visit(card, path, named);
	return [...named];
}

function visit(value: unknown, path: string, named: Set<string>): boolean {
	if (typeof value !== 'object' || value === null || named.has(path)) return named.has(path);
	if (Array.isArray(value))
		return value
			.map((entry: unknown, index) => visit(entry, `${path}[${index}]`, named))
			.every((isMissing) => isMissing);
	const list = isPlainObject(value) ? DIVISIBLE[String(value.type)] : undefined;
	for (const [name, member] of Object.entries(value)) {
		const place = memberBelow(path, name);
		if (!visit(member, place, named) || name !== list || !Array.isArray(member) || member.length === 0) continue;
		for (const index of member.keys()) named.delete(`${place}[${index}]`);
		named.add(path);
		return true;
	}
	return false;
}

function divideTextOf(
	element: Element,
	fits: (piece: unknown) => boolean,
	origins: Origins,
): readonly Element[] | undefined {
	const { text } = element;
	if (typeof text !== 'string') return undefined;
	const most = greatest(0, text.length, (length) => length === 0 || fits({ ...element, text: text.slice(0, length) }));
	return divideText(text, most)?.map((piece) => withOrigin({ ...element, text: piece }, origins.get(element), origins));
}

function divideEntries(
	element: Element,
	list: string,
	fits: (piece: unknown) => boolean,
	origins: Origins,
): readonly Element[] | undefined {
	const given: unknown = element[list];
	const origin = origins.get(element);
	if (!Array.isArray(given) || given.length === 0 || origin === undefined) return undefined;
	const entries = given.map((entry: unknown, index) =>
		typeof entry === 'string' ? toTextRun(entry, `${origin.path}.${list}[${index}]`, origins) : entry,
	);
	const withEntries = (some: readonly unknown[], more: object): Element =>
		withOrigin(
			{ ...element, ...more, [list]: some },
			{ path: origin.path, pieces: some.flatMap((entry) => piecesOf(entry, origin, origins)) },
			origins,
		);
	const middle = Math.ceil(entries.length / 2);
	const halves: ReadonlyArray<readonly unknown[]> | undefined =
		entries.length > 1
			? [entries.slice(0, middle), entries.slice(middle)]
			: divideElement(entries[0], (piece) => fits({ ...element, [list]: [piece] }), origins)?.map((piece) => [piece]);
	// Only the first rows of a table have its headings above them.
	return halves?.map((half, index) =>
		withEntries(half, element.type === 'Table' && index > 0 ? { firstRowAsHeaders: false } : {}),
	);
}

/** A text among the inlines of a rich text, as an element with its own path. */
function toTextRun(text: string, path: string, origins: Origins): Element {
	return withOrigin({ type: 'TextRun', text }, { path, pieces: [path], text: path }, origins);
}

function piecesOf(entry: unknown, holder: Origin, origins: Origins): readonly string[] {
	return (isPlainObject(entry) ? origins.get(entry)?.pieces : undefined) ?? holder.pieces;
}

function withOrigin(element: Element, origin: Origin | undefined, origins: Origins): Element {
	if (origin !== undefined) origins.set(element, origin);
	return element;
}
