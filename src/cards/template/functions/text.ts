import type { TemplateBudget } from '../budget';
import type { TemplateFunction } from './define';

import { spendMade, spendSearch } from '../budget';
import { Failure, tooLarge } from '../failure';
import { isNumber, jsonText, templateText } from '../json-value';
import { formatNumber } from '../number-format';
import { LIST_MAX_VALUES, TEXT_MAX_CHARACTERS } from '../template-limits';
import { joined, joinTexts } from './collection';
import { define, defineMany } from './define';

/** Texts are split into letters in portions: all letters of a long one at once would take ten times its memory. */
const PORTION = /[\s\S]{1,1000}/gu;

/** Functions that make or read texts. */
export const TEXT_FUNCTIONS: Readonly<Record<string, TemplateFunction>> = {
	addOrdinal: define(['integer'], ([number]) => `${number}${ordinalOf(number)}`),
	concat: defineMany('any', 1, concat),
	countWord: define(['text'], ([text]) => text.trim().split(/\s+/).length),
	endsWith: define(['text', 'text'], ([text, end]) => text.endsWith(end)),
	length: define(['text'], ([text]) => text.length),
	replace: define(['text', 'text', 'text'], ([text, old, fresh], budget) =>
		replaceAll({ text, old, fresh }, text, budget),
	),
	replaceIgnoreCase: define(['text', 'text', 'text'], ([text, old, fresh], budget) =>
		replaceAll({ text, old: lowered(old), fresh }, lowered(text), budget),
	),
	sentenceCase: define(['text', 'string?'], ([text, locale]) => inLocale(locale, (known) => capitalized(text, known))),
	split: define(['text', 'text?'], ([text, separator], budget) => split(text, separator ?? '', budget)),
	startsWith: define(['text', 'text'], ([text, start]) => text.startsWith(start)),
	string: define(['any', 'string?'], ([value, locale], budget) => stringOf(value, locale, budget)),
	substring: define(['text', 'integer', 'integer?'], ([text, start, length]) => substring(text, start, length)),
	titleCase: define(['text', 'string?'], ([text, locale]) =>
		inLocale(locale, (known) => text.replace(/\w\S*/g, (word) => capitalized(word, known))),
	),
	toLower: define(['text', 'string?'], ([text, locale]) => inLocale(locale, (known) => text.toLocaleLowerCase(known))),
	toUpper: define(['text', 'string?'], ([text, locale]) => inLocale(locale, (known) => text.toLocaleUpperCase(known))),
	trim: define(['text'], ([text]) => text.trim()),
};

/** Lists are joined to a list; everything else to a text. */
function concat(values: readonly unknown[], budget: TemplateBudget): unknown {
	const present = values.filter((value) => value !== null && value !== undefined);
	if (present.length > 0 && present.every((value) => Array.isArray(value))) return joined(present, budget);
	return joinTexts(
		present.map((value) => templateText(value, budget)),
		'',
	);
}

function ordinalOf(number: number): string {
	if (number <= 0) return '';
	const teens = number % 100 >= 11 && number % 100 <= 13;
	return teens ? 'th' : (['th', 'st', 'nd', 'rd'][number % 10] ?? 'th');
}

/** Replaces each `old` that is found in `searched`, whose characters have the same positions as in the text. */
function replaceAll(
	{ text, old, fresh }: { readonly text: string; readonly old: string; readonly fresh: string },
	searched: string,
	budget: TemplateBudget,
): string | Failure {
	if (old === '') return new Failure('value 2 must not be empty');
	spendSearch(budget, searched, old);
	if (budget.exceeded !== undefined) return tooLarge(budget.exceeded);
	const length = text.length + countOf(searched, old) * (fresh.length - old.length);
	if (length > TEXT_MAX_CHARACTERS && length > text.length)
		return tooLarge(`a string would have more than ${TEXT_MAX_CHARACTERS} characters`);
	const pieces: string[] = [];
	let from = 0;
	for (let at = searched.indexOf(old); at !== -1; at = searched.indexOf(old, from)) {
		pieces.push(text.slice(from, at));
		from = at + old.length;
	}
	pieces.push(text.slice(from));
	return pieces.join(fresh);
}

function countOf(text: string, part: string): number {
	let count = 0;
	for (let at = text.indexOf(part); at !== -1; at = text.indexOf(part, at + part.length)) count += 1;
	return count;
}

/** In lower case where that keeps the length, so that positions stay the same. */
function lowered(text: string): string {
	return (text.match(PORTION) ?? [])
		.map((portion) => [...portion].map((character) => sameLengthLower(character)).join(''))
		.join('');
}

/** At most as many pieces as a list may have; their characters are paid for here, the pieces like every result. */
function split(text: string, separator: string, budget: TemplateBudget): readonly string[] | Failure {
	spendSearch(budget, text, separator);
	spendMade(budget, { entries: 0, characters: text.length });
	if (budget.exceeded !== undefined) return tooLarge(budget.exceeded);
	const pieces = text.split(separator, LIST_MAX_VALUES + 1);
	return pieces.length > LIST_MAX_VALUES ? tooLarge(`a list would have more than ${LIST_MAX_VALUES} values`) : pieces;
}

function sameLengthLower(character: string): string {
	const lower = character.toLowerCase();
	return lower.length === character.length ? lower : character;
}

function substring(text: string, start: number, length = text.length - start): string | Failure {
	const inside = start >= 0 && start <= text.length && length >= 0 && start + length <= text.length;
	return inside ? text.slice(start, start + length) : new Failure('the start or the length is outside the text');
}

function capitalized(text: string, locale: string): string {
	return text.slice(0, 1).toUpperCase() + text.slice(1).toLocaleLowerCase(locale);
}

/** Numbers get thousands separators, as in the official engine; `concat` and plain bindings write them without. */
function stringOf(value: unknown, locale: string | undefined, budget: TemplateBudget): unknown {
	if (isNumber(value))
		return formatNumber(value, { decimals: String(value).split('.')[1]?.length ?? 0, locale }, budget);
	return typeof value === 'object' && value !== null && !(value instanceof Date)
		? jsonText(value, budget)
		: templateText(value, budget);
}

function inLocale(locale: string | undefined, run: (known: string) => string): string | Failure {
	try {
		return run(locale ?? 'en-US');
	} catch {
		// Not a language tag, the only thing that the locale functions refuse.
		return new Failure('the locale is not valid; write it like nb-NO');
	}
}
