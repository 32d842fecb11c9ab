import type { Expression } from '../expression';
import type { TemplateFunction } from './define';

import { Failure } from '../failure';
import { isEqual, isNumber, isNonDateObject } from '../json-value';
import { define, defineLazy, defineQuiet, passing, wordFor } from './define';

/** Everything but `false`, `null` and absent counts as true, including 0 and the empty text. */
export function isTrue(value: unknown): boolean {
	return value !== false && value !== null && value !== undefined && !(value instanceof Failure);
}

/** Conditions, comparisons and tests of values. */
export const LOGIC_FUNCTIONS: Readonly<Record<string, TemplateFunction>> = {
	if: passing(
		defineLazy({ min: 3, max: 3 }, (args, { quiet, value }) => {
			const [condition, yes, no] = args;
			const chosen = condition !== undefined && isTrue(quiet(condition)) ? yes : no;
			return chosen === undefined ? undefined : value(chosen);
		}),
	),
	and: defineLazy({ min: 1, max: Infinity }, (args, { quiet }) => args.every((arg) => isTrue(quiet(arg)))),
	or: defineLazy({ min: 1, max: Infinity }, (args, { quiet }) => args.some((arg) => isTrue(quiet(arg)))),
	not: defineLazy({ min: 1, max: 1 }, ([arg], { quiet }) => arg !== undefined && !isTrue(quiet(arg))),
	coalesce: passing(defineLazy({ min: 1, max: Infinity }, (args, { quiet }) => firstPresent(args, quiet))),

	equals: defineQuiet(2, ([left, right], budget) => isEqual(left, right, budget)),
	notEquals: defineQuiet(2, ([left, right], budget) => !isEqual(left, right, budget)),
	less: defineQuiet(2, ([left, right]) => compared(left, right, (order) => order < 0)),
	lessOrEquals: defineQuiet(2, ([left, right]) => compared(left, right, (order) => order <= 0)),
	greater: defineQuiet(2, ([left, right]) => compared(left, right, (order) => order > 0)),
	greaterOrEquals: defineQuiet(2, ([left, right]) => compared(left, right, (order) => order >= 0)),
	exists: defineQuiet(1, ([value]) => isPresent(value)),
	empty: defineQuiet(1, ([value]) => isEmpty(value)),
	bool: defineQuiet(1, ([value]) =>
		isNumber(value) ? value !== 0 : isTrue(value) && !(typeof value === 'string' && /false/i.test(value)),
	),

	isArray: define(['any'], ([value]) => Array.isArray(value)),
	isBoolean: define(['any'], ([value]) => typeof value === 'boolean'),
	isFloat: define(['any'], ([value]) => isNumber(value) && !Number.isInteger(value)),
	isInteger: define(['any'], ([value]) => Number.isInteger(value)),
	isObject: define(['any'], ([value]) => typeof value === 'object'),
	isString: define(['any'], ([value]) => typeof value === 'string'),
};

function isPresent(value: unknown): boolean {
	return value !== null && value !== undefined;
}

function isEmpty(value: unknown): boolean {
	if (value === '' || !isPresent(value)) return true;
	if (Array.isArray(value)) return value.length === 0;
	return isNonDateObject(value) && Object.keys(value).length === 0;
}

/** The last failure is reported only if no later value exists. */
function firstPresent(args: readonly Expression[], quiet: (arg: Expression) => unknown): unknown {
	let failure: Failure | undefined;
	for (const arg of args) {
		const value = quiet(arg);
		if (value instanceof Failure) failure = value;
		else if (isPresent(value)) return value;
	}
	return failure;
}

/** Texts are compared by their characters, not as any language sorts them. A missing value is neither less nor greater. */
function compared(left: unknown, right: unknown, decide: (order: number) => boolean): boolean | Failure {
	if (!isPresent(left) || !isPresent(right)) return false;
	const comparable = (isNumber(left) && isNumber(right)) || (typeof left === 'string' && typeof right === 'string');
	if (!comparable)
		return new Failure(
			`${wordFor(left)} and ${wordFor(right)} cannot be compared; use int() or float() for numbers in strings`,
		);
	return decide(left < right ? -1 : left > right ? 1 : 0);
}
