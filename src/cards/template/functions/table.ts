import type { Expression, ExpressionProblem } from '../expression';
import type { TemplateFunction } from './define';

import { COLLECTION_FUNCTIONS } from './collection';
import { CONVERSION_FUNCTIONS } from './convert';
import { DATE_FUNCTIONS } from './date';
import { LOGIC_FUNCTIONS } from './logic';
import { MATH_FUNCTIONS } from './math';
import { nearestName } from './nearest';
import { OBJECT_FUNCTIONS } from './object';
import { TEXT_FUNCTIONS } from './text';

/** Names that only operators use. */
const OPERATOR_ONLY: ReadonlySet<string> = new Set(['notEquals']);

/** Functions of the official engine that are left out on purpose, and what to do instead. */
const LEFT_OUT: ReadonlyMap<string, string> = new Map([
	['utcNow', 'Put the time into the data, for example with {{ $now.toUTC().toISO() }}.'],
	['getFutureTime', 'Put the time into the data, for example with {{ $now.plus({ days: 1 }).toUTC().toISO() }}.'],
	['getPastTime', 'Put the time into the data, for example with {{ $now.minus({ days: 1 }).toUTC().toISO() }}.'],
	['newGuid', 'Put the value into the data; with the same data, a template always gives the same card.'],
	['rand', 'Put the value into the data; with the same data, a template always gives the same card.'],
	['isMatch', 'Use contains, startsWith or endsWith, or put the result into the data; patterns can run for minutes.'],
]);

const FUNCTIONS: ReadonlyMap<string, TemplateFunction> = new Map(
	Object.entries({
		...LOGIC_FUNCTIONS,
		...TEXT_FUNCTIONS,
		...MATH_FUNCTIONS,
		...COLLECTION_FUNCTIONS,
		...OBJECT_FUNCTIONS,
		...DATE_FUNCTIONS,
		...CONVERSION_FUNCTIONS,
	}),
);

/** Every function name of templates, in alphabetical order. */
export const FUNCTION_NAMES: readonly string[] = [...FUNCTIONS.keys()]
	.filter((name) => !OPERATOR_ONLY.has(name))
	.sort();

/** The function of this name; inherited names of objects are not found. */
export function functionOf(name: string): TemplateFunction | undefined {
	return FUNCTIONS.get(name);
}

/** What is wrong with a call whatever its values are: an unknown function, a wrong number of values, or a missing name. */
export function problemOfCall(name: string, args: readonly Expression[]): ExpressionProblem | undefined {
	const known = functionOf(name);
	if (known === undefined) return unknownFunction(name);
	if (args.length < known.min || args.length > known.max) {
		return syntax(
			`${name} takes ${countOf(known)}, but got ${args.length}.`,
			'Give it the values listed in docs/templates.md.',
		);
	}
	const [, second] = args;
	if (known.kind === 'lazy' && known.named && !(second?.kind === 'member' && second.of === undefined)) {
		return syntax(
			`The second value of ${name} must be a name that stands for each entry in turn.`,
			`Write it like ${name}(items, item, item.name).`,
		);
	}
	return undefined;
}

function unknownFunction(name: string): ExpressionProblem {
	const nearest = nearestName(name, FUNCTION_NAMES);
	return {
		code: 'template-unknown-function',
		message: `Templates do not have a function ${name.slice(0, 60)}.`,
		fix:
			LEFT_OUT.get(name) ??
			(nearest === undefined
				? 'Use one of the functions in docs/templates.md, or compute the value in the workflow.'
				: `Did you mean ${nearest}?`),
	};
}

function syntax(message: string, fix: string): ExpressionProblem {
	return { code: 'template-syntax', message, fix };
}

function countOf({ min, max }: { readonly min: number; readonly max: number }): string {
	const most = max === Infinity ? ' or more' : max > min ? ` to ${max}` : '';
	return `${min}${most} ${min === 1 && most === '' ? 'value' : 'values'}`;
}
