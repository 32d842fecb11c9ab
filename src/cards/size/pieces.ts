import type { JsonObject } from '../../json';

import { isPlainObject } from '../../json';

/** Lists of a card whose entries can be left out one by one: of Adaptive Cards, MessageCards, hero and list cards. */
export const LISTS: ReadonlySet<string> = new Set([
	'body',
	'items',
	'facts',
	'rows',
	'cells',
	'images',
	'inlines',
	'columns',
	'choices',
	'pages',
	'sections',
	'actions',
	'potentialAction',
	'buttons',
]);

/** Entries of these are side by side, so they are not left out one by one. */
export const BESIDE: ReadonlySet<string> = new Set(['columns', 'cells']);

/** Lists of buttons. */
export const BUTTONS: ReadonlySet<string> = new Set(['actions', 'potentialAction', 'buttons']);

/** Cards inside actions. */
export const NESTED_CARDS: ReadonlySet<string> = new Set(['card']);

/** What an element can do without. */
export const EXTRAS: ReadonlySet<string> = new Set([
	'backgroundImage',
	'selectAction',
	'inlineAction',
	'tap',
	'iconUrl',
	'poster',
	'fallback',
	'themedUrls',
	'themedIconUrls',
	'menuActions',
	'valueChangedAction',
	'captionSources',
	'requires',
	'activityImage',
	'heroImage',
]);

/** What a card cannot do without: the entities of its mentions, and the members that make it a card. */
export const ESSENTIALS: ReadonlySet<string> = new Set(['type', 'version', '@type', '@context', 'msteams']);

/** Texts that people read, which can be cut. */
const TEXTS: ReadonlySet<string> = new Set([
	'text',
	'codeSnippet',
	'activityText',
	'activitySubtitle',
	'subtitle',
	'description',
]);

/** Titles and names, which are cut only if they are unusually long. */
const LABELS: ReadonlySet<string> = new Set([
	'title',
	'label',
	'altText',
	'placeholder',
	'errorMessage',
	'activityTitle',
	'tooltip',
]);

/** What a notification shows, or a client that does not show cards. */
const NOTICES: ReadonlySet<string> = new Set(['summary', 'fallbackText', 'speak']);

/** Chosen: a row of columns up to this size is kept or left out as a whole. */
const ROW_MAX_CHARACTERS = 2_000;

/** The kind of a text for cutting; `undefined` for addresses, ids and everything else that a cut would break. `list` is the list of its object. */
export function textKind(object: JsonObject, name: string, list: string): 'text' | 'label' | 'notice' | undefined {
	if (TEXTS.has(name)) return 'text';
	if (LABELS.has(name)) return 'label';
	if (NOTICES.has(name)) return 'notice';
	// The value of a choice or a date is data; people read that of a fact or a text input.
	if (name === 'value') return list === 'facts' || object.type === 'Input.Text' ? 'text' : undefined;
	return name === 'name' && (list === 'facts' || BUTTONS.has(list)) ? 'label' : undefined;
}

/** True if an object has entries that can be left out. */
export function hasLists(object: JsonObject): boolean {
	return Object.entries(object).some(([name, member]) => LISTS.has(name) && Array.isArray(member) && member.length > 0);
}

/** True for a row of columns or cells that is small enough to be kept or left out as a whole. */
export function isShortRow(object: JsonObject): boolean {
	return (object.type === 'ColumnSet' || object.type === 'TableRow') && weigh(object) <= ROW_MAX_CHARACTERS;
}

/** What tells entries of one list apart: elements by their type, actions and attachments by theirs. */
export function kindOf(entry: unknown): string {
	if (!isPlainObject(entry)) return typeof entry;
	return [entry.type, entry['@type'], entry.contentType].map(String).join(' ');
}

const weights = new WeakMap<object, number>();

/** UTF-16 units of a value as JSON. */
export function weigh(value: unknown): number {
	if (typeof value === 'string') return value.length + 2;
	if (typeof value !== 'object' || value === null) return String(value).length;
	const known = weights.get(value);
	if (known !== undefined) return known;
	const weight = (JSON.stringify(value) ?? '').length;
	weights.set(value, weight);
	return weight;
}
