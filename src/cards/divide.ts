import type { Origins } from './reduce';

import { greatest } from './budget';
import { divideText } from './cut-text';
import { isPlainObject } from './message';

type Element = Readonly<Record<string, unknown>>;

/** Lists that can be divided between two entries where the element alone is larger than a message. */
const DIVISIBLE: Readonly<Record<string, string>> = { FactSet: 'facts', Container: 'items', ImageSet: 'images', ActionSet: 'actions', Table: 'rows', RichTextBlock: 'inlines' };

/** Elements whose text can be divided. */
const TEXTS: ReadonlySet<string> = new Set(['TextBlock', 'TextRun']);

/**
 * Two elements that together say what a large one does: with half of the entries each, a single entry is divided
 * itself, and a text at the greatest length that `fits`. `undefined` where there is nowhere to divide it.
 */
export function divideElement(element: unknown, fits: (piece: unknown) => boolean, origins: Origins): readonly unknown[] | undefined {
	if (!isPlainObject(element)) return undefined;
	const type = String(element.type);
	const pieces = TEXTS.has(type) ? divideTextOf(element, fits) : divideEntries(element, DIVISIBLE[type] ?? '', fits, origins);
	const origin = origins.get(element);
	if (origin !== undefined) for (const piece of pieces ?? []) origins.set(piece, origin);
	return pieces;
}

function divideTextOf(element: Element, fits: (piece: unknown) => boolean): readonly Element[] | undefined {
	const { text } = element;
	if (typeof text !== 'string') return undefined;
	const most = greatest(0, text.length, (length) => length === 0 || fits({ ...element, text: text.slice(0, length) }));
	return divideText(text, most)?.map((piece) => ({ ...element, text: piece }));
}

function divideEntries(element: Element, list: string, fits: (piece: unknown) => boolean, origins: Origins): readonly Element[] | undefined {
	const entries: unknown = element[list];
	if (!Array.isArray(entries) || entries.length === 0) return undefined;
	const withEntries = (some: readonly unknown[]) => ({ ...element, [list]: some });
	const middle = Math.ceil(entries.length / 2);
	const halves: ReadonlyArray<readonly unknown[]> | undefined = entries.length > 1 ? [entries.slice(0, middle), entries.slice(middle)] : divideElement(entries[0], (piece) => fits(withEntries([piece])), origins)?.map((piece) => [piece]);
	// Only the first rows of a table have its headings above them.
	return halves?.map((half, index) => (index > 0 && element.type === 'Table' ? { ...withEntries(half), firstRowAsHeaders: false } : withEntries(half)));
}
