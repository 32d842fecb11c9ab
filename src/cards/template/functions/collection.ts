import type { TemplateBudget } from '../budget';
import type { TemplateFunction } from './define';

import { release, sizeOf, spendForEach, spendMade, spendSearch, spendSteps } from '../budget';
import { Failure, tooLarge } from '../failure';
import { isEqual, isNonDateObject, objectOf, propertyOf, templateText } from '../json-value';
import { ENTRIES_PER_STEP, LIST_MAX_VALUES, NESTING_MAX_LEVELS, TEXT_MAX_CHARACTERS } from '../template-limits';
import { define, defineMany, defineNamed, pairsOf, passing, wordFor } from './define';
import { isTrue } from './logic';

/** Functions of lists, some also of texts and objects. They never change data: each makes a new list. */
export const COLLECTION_FUNCTIONS: Readonly<Record<string, TemplateFunction>> = {
	all: defineNamed((entries, each) => entries.every((entry) => isTrue(each(entry)))),
	any: defineNamed((entries, each) => entries.some((entry) => isTrue(each(entry)))),
	contains: define(['any', 'any'], ([whole, part], budget) => contains(whole, part, budget)),
	count: define(['any'], ([whole]) => count(whole)),
	createArray: defineMany('any', 0, (values) => values),
	first: passing(define(['any'], ([whole]) => (isSequence(whole) ? whole[0] : undefined))),
	flatten: define(['list', 'number?'], ([list, levels], budget) => flatten(list, levels ?? NESTING_MAX_LEVELS, budget)),
	foreach: defineNamed(selected),
	indexOf: define(['any', 'any'], ([whole, part], budget) => positionOf(whole, part, { method: 'indexOf', budget })),
	indicesAndValues: define(['any'], ([whole], budget) => indexed(whole, budget)),
	intersection: defineMany('list', 1, (lists, budget) => intersection(lists, budget)),
	join: define(['list', 'text', 'text?'], ([list, separator, last], budget) =>
		join(list, { separator, last: last ?? separator }, budget),
	),
	last: passing(define(['any'], ([whole]) => (isSequence(whole) ? whole[whole.length - 1] : undefined))),
	lastIndexOf: define(['any', 'any'], ([whole, part], budget) =>
		positionOf(whole, part, { method: 'lastIndexOf', budget }),
	),
	reverse: define(['any'], ([whole]) => (isSequence(whole) ? reversed(whole) : notA('a list or text', whole))),
	select: defineNamed(selected),
	skip: define(['list', 'integer'], ([list, many]) => list.slice(Math.max(many, 0))),
	sortBy: define(['list', 'text?'], ([list, name], budget) => sorted(list, name ?? '', budget)),
	sortByDescending: define(['list', 'text?'], ([list, name], budget) => sorted(list, name ?? '', budget, -1)),
	subArray: define(['list', 'integer', 'integer?'], ([list, start, end]) => subArray(list, start, end ?? list.length)),
	take: define(['any', 'integer'], ([whole, many]) =>
		isSequence(whole) ? whole.slice(0, Math.max(many, 0)) : notA('a list or text', whole),
	),
	union: defineMany('list', 1, (lists, budget) => union(lists, budget)),
	unique: define(['list'], ([list], budget) => union([list], budget)),
	where: defineNamed(filtered),
};

function isSequence(value: unknown): value is string | readonly unknown[] {
	return typeof value === 'string' || Array.isArray(value);
}

function notA(wanted: string, value: unknown): Failure {
	return new Failure(`value 1 must be ${wanted}, not ${wordFor(value)}`);
}

function selected(entries: readonly unknown[], each: (entry: unknown) => unknown): unknown {
	const results: unknown[] = [];
	for (const entry of entries) {
		const result = each(entry);
		if (result instanceof Failure) return result;
		results.push(result);
	}
	return results;
}

function filtered(entries: readonly unknown[], each: (entry: unknown) => unknown, whole: unknown): unknown {
	const kept = entries.filter((entry) => isTrue(each(entry)));
	if (Array.isArray(whole)) return kept;
	return objectOf(kept.flatMap((entry) => (isNonDateObject(entry) ? [[String(entry.key), entry.value] as const] : [])));
}

function reversed(whole: string | readonly unknown[]): unknown {
	return typeof whole === 'string' ? [...whole].reverse().join('') : [...whole].reverse();
}

function contains(whole: unknown, part: unknown, budget: TemplateBudget): boolean {
	if (typeof whole === 'string')
		return typeof part === 'string' && positionOf(whole, part, { method: 'indexOf', budget }) !== -1;
	if (Array.isArray(whole)) return whole.some((entry) => isEqual(entry, part, budget));
	return typeof part === 'string' && propertyOf(whole, part, budget) !== undefined;
}

function count(whole: unknown): unknown {
	if (isSequence(whole)) return whole.length;
	return isNonDateObject(whole) ? Object.keys(whole).length : notA('a list, text or an object', whole);
}

/** All values of these lists in one list; anything else counts as a single value. First checks whether there is room. */
export function joined(lists: readonly unknown[], budget: TemplateBudget): readonly unknown[] | Failure {
	const mark = budget.made;
	spendMade(budget, {
		entries: lists.reduce<number>((sum, list) => sum + (Array.isArray(list) ? list.length : 1), 0),
		characters: 0,
	});
	release(budget, mark);
	return budget.exceeded === undefined ? lists.flat() : tooLarge(budget.exceeded);
}

/** These texts as one, unless the result would be too long. */
export function joinTexts(texts: readonly string[], separator: string, last = separator): string | Failure {
	const length = texts.reduce((sum, text) => sum + text.length + separator.length, last.length);
	if (length > TEXT_MAX_CHARACTERS && texts.every((text) => text.length < length - last.length - separator.length))
		return tooLarge(`a string would have more than ${TEXT_MAX_CHARACTERS} characters`);
	const end = texts.at(-1);
	return texts.length < 2 || end === undefined
		? texts.join(separator)
		: texts.slice(0, -1).join(separator) + last + end;
}

/**
 * The default sorts by characters, as the official engine does: 10 comes before 9. By property, numbers sort as numbers.
 * Equal values keep their order, which is reversed if the whole order is.
 */
function sorted(list: readonly unknown[], name: string, budget: TemplateBudget, direction: 1 | -1 = 1): unknown {
	const mark = budget.made;
	spendMade(budget, pairsOf(list.length));
	if (budget.exceeded !== undefined) return tooLarge(budget.exceeded);
	const keyed = list.map((entry) => ({
		entry,
		key: name === '' ? templateText(entry, budget) : propertyOf(entry, name, budget),
	}));
	spendForEach(
		budget,
		keyed.map(({ key }) => key),
		Math.ceil(Math.log2(list.length + 1)),
	);
	if (budget.exceeded !== undefined) return tooLarge(budget.exceeded);
	release(budget, mark);
	const entries = keyed.sort((left, right) => order(left.key, right.key)).map(({ entry }) => entry);
	return direction === 1 ? entries : entries.reverse();
}

function intersection([first = [], ...others]: readonly (readonly unknown[])[], budget: TemplateBudget): unknown {
	const kept = union([first], budget);
	if (kept instanceof Failure) return kept;
	return others.reduce<readonly unknown[]>((left, other) => {
		const right = union([other], budget);
		return right instanceof Failure ? [] : within(left, new Set(right));
	}, kept);
}

/** Each value once; comparing equal texts reads them to the end. */
function union(lists: readonly (readonly unknown[])[], budget: TemplateBudget): readonly unknown[] | Failure {
	for (const list of lists) spendForEach(budget, list);
	const all = joined(lists, budget);
	return all instanceof Failure ? all : [...new Set(all)];
}

function order(left: unknown, right: unknown): number {
	const comparable =
		(typeof left === 'number' && typeof right === 'number') || (typeof left === 'string' && typeof right === 'string');
	if (!comparable) return 0;
	return left < right ? -1 : left > right ? 1 : 0;
}

function flatten(list: readonly unknown[], levels: number, budget: TemplateBudget): unknown {
	let flat = list;
	for (let level = 0; level < Math.max(levels, 1) && flat.some((entry) => Array.isArray(entry)); level += 1) {
		const length = flat.reduce<number>((sum, entry) => sum + (Array.isArray(entry) ? entry.length : 1), 0);
		spendSteps(budget, length / ENTRIES_PER_STEP);
		if (length > LIST_MAX_VALUES) return tooLarge(`a list would have more than ${LIST_MAX_VALUES} values`);
		flat = flat.flat();
	}
	return flat;
}

function positionOf(
	whole: unknown,
	part: unknown,
	{ method, budget }: { readonly method: 'indexOf' | 'lastIndexOf'; readonly budget: TemplateBudget },
): unknown {
	if (Array.isArray(whole)) {
		if (typeof part === 'string') spendForEach(budget, whole);
		return whole[method](part);
	}
	const text = whole ?? '';
	const wanted = part ?? '';
	if (typeof text !== 'string' || typeof wanted !== 'string')
		return new Failure('it takes a list and a value, or two strings');
	spendSearch(budget, text, wanted);
	return budget.exceeded === undefined ? text[method](wanted) : tooLarge(budget.exceeded);
}

function indexed(whole: unknown, budget: TemplateBudget): unknown {
	spendMade(budget, Array.isArray(whole) ? pairsOf(whole.length) : sizeOf(whole));
	if (budget.exceeded !== undefined) return tooLarge(budget.exceeded);
	if (Array.isArray(whole)) return whole.map((value: unknown, index) => ({ index, value }));
	return isNonDateObject(whole)
		? Object.entries(whole).map(([index, value]) => ({ index, value }))
		: notA('a list or an object', whole);
}

function within(list: readonly unknown[], allowed: ReadonlySet<unknown>): readonly unknown[] {
	return list.filter((entry) => allowed.has(entry));
}

function join(
	list: readonly unknown[],
	{ separator, last }: { readonly separator: string; readonly last: string },
	budget: TemplateBudget,
): string | Failure {
	const texts: string[] = [];
	for (const entry of list) {
		if (budget.exceeded !== undefined) return tooLarge(budget.exceeded);
		texts.push(templateText(entry, budget));
	}
	return joinTexts(texts, separator, last);
}

function subArray(list: readonly unknown[], start: number, end: number): unknown {
	const inside = start >= 0 && start <= list.length && end >= 0 && end <= list.length;
	return inside ? list.slice(start, end) : new Failure('the start or the end is outside the list');
}
