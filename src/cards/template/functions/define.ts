import type { TemplateBudget, Size } from '../budget';
import type { Expression } from '../expression';

import { sizeOf, spendMade } from '../budget';
import { dateOf } from '../date-value';
import { Failure, tooLarge } from '../failure';
import { isNumber, isNonDateObject } from '../json-value';

/** What a function requires of a value, and the type that it gets. */
interface KindTypes {
	any: unknown;
	number: number;
	integer: number;
	/** `null` and absent values count as the empty text. */
	text: string;
	/** Only a text. */
	string: string;
	list: readonly unknown[];
	numbers: readonly number[];
	object: Readonly<Record<string, unknown>>;
	date: Date;
}

/** The name of what a function requires of a value. */
type ArgumentKind = keyof KindTypes;

/** A kind with `?` is optional. */
type Parameter = ArgumentKind | `${ArgumentKind}?`;
type ValueOf<P> = P extends ArgumentKind
	? KindTypes[P]
	: P extends `${infer K extends ArgumentKind}?`
		? KindTypes[K] | undefined
		: never;
type ValuesOf<P extends readonly Parameter[]> = { readonly [I in keyof P]: ValueOf<P[I]> };

/** How a lazy function gets its values: as they are, without the text for missing values, or with a name set. */
export interface Ask {
	readonly budget: TemplateBudget;
	readonly value: (expression: Expression) => unknown;
	readonly quiet: (expression: Expression) => unknown;
	readonly withName: (name: string, value: unknown, expression: Expression) => unknown;
	/** The value at a path like `a.b[0]`: inside `start`, or from the scope. */
	readonly lookUp: (path: string, start?: { readonly value: unknown }) => unknown;
}

interface Arity {
	readonly min: number;
	readonly max: number;
	/** True if the result existed before, so that it needs no room. */
	readonly passes?: true;
}

/** A function of templates: `plain` gets values; `quiet` too, and is `false` if one of them fails; `lazy` asks for them. */
export type TemplateFunction = Arity &
	(
		| { readonly kind: 'plain' | 'quiet'; run(values: readonly unknown[], budget: TemplateBudget): unknown }
		| { readonly kind: 'lazy'; readonly named: boolean; run(args: readonly Expression[], ask: Ask): unknown }
	);

interface KindRule {
	readonly words: string;
	readonly read: (value: unknown) => unknown;
}

/** `read` returns `undefined` for a value that does not fit. */
const KINDS: Readonly<Record<Exclude<ArgumentKind, 'any'>, KindRule>> = {
	number: { words: 'a number', read: (value) => (isNumber(value) ? value : undefined) },
	integer: { words: 'a whole number', read: (value) => (Number.isSafeInteger(value) ? value : undefined) },
	text: {
		words: 'text',
		read: (value) => (value === undefined || value === null ? '' : typeof value === 'string' ? value : undefined),
	},
	string: { words: 'text', read: (value) => (typeof value === 'string' ? value : undefined) },
	list: { words: 'a list', read: (value) => (Array.isArray(value) ? value : undefined) },
	numbers: {
		words: 'a list of numbers',
		read: (value) => (Array.isArray(value) && value.every(isNumber) ? value : undefined),
	},
	object: { words: 'an object', read: (value) => (isNonDateObject(value) ? value : undefined) },
	date: { words: 'a date like 2026-01-31 or 2026-01-31T12:00:00Z', read: dateOf },
};

/** A function of these values; they are checked before it runs. */
export function define<const P extends readonly Parameter[]>(
	parameters: P,
	run: (values: ValuesOf<P>, budget: TemplateBudget) => unknown,
): TemplateFunction {
	const min = parameters.filter((parameter) => !parameter.endsWith('?')).length;
	return {
		kind: 'plain',
		min,
		max: parameters.length,
		run: (values, budget) => runChecked(parameters, values, (checked) => run(checked as ValuesOf<P>, budget)),
	};
}

/** A function of any count of values of one kind. */
export function defineMany<const K extends ArgumentKind>(
	kind: K,
	min: number,
	run: (values: readonly KindTypes[K][], budget: TemplateBudget) => unknown,
): TemplateFunction {
	const perValue = (values: readonly unknown[]): readonly ArgumentKind[] => values.map(() => kind);
	return {
		kind: 'plain',
		min,
		max: Infinity,
		run: (values, budget) =>
			runChecked(perValue(values), values, (checked) => run(checked as readonly KindTypes[K][], budget)),
	};
}

/** A test that is `false` if a value fails. */
export function defineQuiet(
	count: number,
	run: (values: readonly unknown[], budget: TemplateBudget) => unknown,
): TemplateFunction {
	return { kind: 'quiet', min: count, max: count, run };
}

/** A function that decides itself which values it needs. */
export function defineLazy(arity: Arity, run: (args: readonly Expression[], ask: Ask) => unknown): TemplateFunction {
	return { kind: 'lazy', named: false, ...arity, run };
}

/** A function whose result is one of its values, or a part of one. */
export function passing(known: TemplateFunction): TemplateFunction {
	return { ...known, passes: true };
}

/** A function of a collection, a name, and an expression about each entry under that name. */
export function defineNamed(
	run: (collection: readonly unknown[], each: (entry: unknown) => unknown, whole: unknown) => unknown,
): TemplateFunction {
	return {
		kind: 'lazy',
		named: true,
		min: 3,
		max: 3,
		run: ([of, name, body], ask) => {
			if (of === undefined || body === undefined || name?.kind !== 'member')
				return new Failure('the second value must be a name');
			const whole = ask.value(of);
			if (whole instanceof Failure) return whole;
			if (!Array.isArray(whole)) spendMade(ask.budget, sizeOf(whole));
			if (ask.budget.exceeded !== undefined) return tooLarge(ask.budget.exceeded);
			const collection = entriesOf(whole);
			return collection === undefined
				? new Failure(`value 1 must be a list or an object, not ${wordFor(whole)}`)
				: run(collection, (entry) => ask.withName(name.name, entry, body), whole);
		},
	};
}

/** The size of this many objects with two properties each. */
export function pairsOf(many: number): Size {
	return { entries: 3 * many, characters: 0 };
}

/** The kind of a value in words, without the value: data stays out of findings. */
export function wordFor(value: unknown): string {
	if (value === null || value === undefined) return 'an empty value';
	if (Array.isArray(value)) return 'a list';
	if (typeof value === 'object') return 'an object';
	return typeof value === 'string' ? 'text' : `a ${typeof value}`;
}

/** The entries of a list, or those of an object with `key` and `value`. */
function entriesOf(value: unknown): readonly unknown[] | undefined {
	if (Array.isArray(value)) return value as readonly unknown[];
	return isNonDateObject(value) ? Object.entries(value).map(([key, entry]) => ({ key, value: entry })) : undefined;
}

function runChecked(
	parameters: readonly Parameter[],
	values: readonly unknown[],
	run: (checked: readonly unknown[]) => unknown,
): unknown {
	const checked: unknown[] = [];
	for (const [index, value] of values.entries()) {
		const read = readAs(parameters[index], value);
		if (read instanceof Failure) return new Failure(`value ${index + 1} ${read.why}`);
		checked.push(read);
	}
	return run(checked);
}

function readAs(parameter: Parameter | undefined, value: unknown): unknown {
	const kind = parameter?.replace('?', '');
	const rule = kind !== undefined && Object.hasOwn(KINDS, kind) ? KINDS[kind as keyof typeof KINDS] : undefined;
	if (rule === undefined) return value;
	return rule.read(value) ?? new Failure(`must be ${rule.words}, not ${wordFor(value)}`);
}
