import type { Budget } from '../budget';
import type { TemplateFunction } from './define';

import { Failure, tooLarge } from '../failure';
import { isNumber, jsonText, textOf } from '../json-value';
import { formatNumber } from '../number-format';
import { TEXT_MAX_CHARACTERS } from '../template-limits';
import { define, defineMany } from './define';

/** Functions that make or look at texts. */
export const TEXT_FUNCTIONS: Readonly<Record<string, TemplateFunction>> = {
	addOrdinal: define(['integer'], ([number]) => `${number}${ordinalOf(number)}`),
	concat: defineMany('any', 1, concat),
	countWord: define(['text'], ([text]) => text.trim().split(/\s+/).length),
	endsWith: define(['text', 'text'], ([text, end]) => text.endsWith(end)),
	length: define(['text'], ([text]) => text.length),
	replace: define(['text', 'text', 'text'], ([text, old, fresh]) => replaceAll(text, { old, fresh }, text.split(old))),
	replaceIgnoreCase: define(['text', 'text', 'text'], ([text, old, fresh]) => replaceAll(text, { old, fresh }, splitIgnoringCase(text, old))),
	sentenceCase: define(['text', 'string?'], ([text, locale]) => inLocale(locale, (known) => capitalized(text, known))),
	split: define(['text', 'text?'], ([text, separator]) => text.split(separator ?? '')),
	startsWith: define(['text', 'text'], ([text, start]) => text.startsWith(start)),
	string: define(['any', 'string?'], ([value, locale], budget) => stringOf(value, locale, budget)),
	substring: define(['text', 'integer', 'integer?'], ([text, start, length]) => substring(text, start, length)),
	titleCase: define(['text', 'string?'], ([text, locale]) => inLocale(locale, (known) => text.replace(/\w\S*/g, (word) => capitalized(word, known)))),
	toLower: define(['text', 'string?'], ([text, locale]) => inLocale(locale, (known) => text.toLocaleLowerCase(known))),
	toUpper: define(['text', 'string?'], ([text, locale]) => inLocale(locale, (known) => text.toLocaleUpperCase(known))),
	trim: define(['text'], ([text]) => text.trim()),
};

/** Lists make a list; everything else makes a text. */
function concat(values: readonly unknown[], budget: Budget): unknown {
	const present = values.filter((value) => value !== null && value !== undefined);
	if (present.length > 0 && present.every((value) => Array.isArray(value))) return present.flat();
	return present.map((value) => textOf(value, budget)).join('');
}

function ordinalOf(number: number): string {
	if (number <= 0) return '';
	const teens = number % 100 >= 11 && number % 100 <= 13;
	return teens ? 'th' : (['th', 'st', 'nd', 'rd'][number % 10] ?? 'th');
}

function replaceAll(text: string, { old, fresh }: { readonly old: string; readonly fresh: string }, pieces: readonly string[]): string | Failure {
	if (old === '') return new Failure('value 2 must not be empty');
	const length = text.length + (pieces.length - 1) * (fresh.length - old.length);
	return length > TEXT_MAX_CHARACTERS ? tooLarge(`a text would have more than ${TEXT_MAX_CHARACTERS} characters`) : pieces.join(fresh);
}

/** Compares without regard to case as far as that keeps the length, so that positions stay true. */
function splitIgnoringCase(text: string, separator: string): readonly string[] {
	const lower = [...text].map((character) => sameLengthLower(character)).join('');
	const wanted = [...separator].map((character) => sameLengthLower(character)).join('');
	let from = 0;
	return lower.split(wanted).map((piece) => {
		const original = text.slice(from, from + piece.length);
		from += piece.length + wanted.length;
		return original;
	});
}

function sameLengthLower(character: string): string {
	const lower = character.toLowerCase();
	return lower.length === character.length ? lower : character;
}

function substring(text: string, start: number, length = text.length - start): string | Failure {
	const inside = start >= 0 && start <= text.length && length >= 0 && start + length <= text.length;
	return inside ? text.slice(start, start + length) : new Failure('the text is shorter than that');
}

function capitalized(text: string, locale: string): string {
	return text.slice(0, 1).toUpperCase() + text.slice(1).toLocaleLowerCase(locale);
}

/** Numbers get grouped thousands, as in the official engine; `concat` and plain bindings write them without. */
function stringOf(value: unknown, locale: string | undefined, budget: Budget): unknown {
	if (isNumber(value)) return formatNumber(value, String(value).split('.')[1]?.length ?? 0, locale);
	return typeof value === 'object' && value !== null && !(value instanceof Date) ? jsonText(value, budget) : textOf(value, budget);
}

function inLocale(locale: string | undefined, run: (known: string) => string): string | Failure {
	try {
		return run(locale ?? 'en-US');
	} catch {
		// Not a language tag: the one thing that the locale functions refuse.
		return new Failure('the locale is none; write it as nb-NO');
	}
}
