import type { TemplateFunction } from './define';

import { Failure, tooLarge } from '../failure';
import { isNumber } from '../json-value';
import { formatNumber, roundTo } from '../number-format';
import { LIST_MAX_VALUES } from '../template-limits';
import { joined } from './collection';
import { define, defineMany, wordFor } from './define';

/** `roundTo` is exact up to this. */
const ROUND_DECIMALS_MAX = 15;

/** Arithmetic. Operators are these functions too. */
export const MATH_FUNCTIONS: Readonly<Record<string, TemplateFunction>> = {
	abs: define(['number'], ([number]) => Math.abs(number)),
	add: defineMany('any', 2, (values) => folded(values, add)),
	average: define(['numbers'], ([numbers]) => ofSome(numbers, () => total(numbers) / numbers.length)),
	ceiling: define(['number'], ([number]) => Math.ceil(number)),
	div: defineMany('number', 2, (numbers) => folded(numbers, divide)),
	exp: defineMany('number', 2, (numbers) => numbers.reduce((left, right) => left ** right)),
	floor: define(['number'], ([number]) => Math.floor(number)),
	formatNumber: define(['number', 'integer', 'string?'], ([number, decimals, locale], budget) =>
		formatNumber(roundTo(number, decimals), { decimals, locale }, budget),
	),
	max: defineMany('any', 1, (values, budget) =>
		extreme(joined(values, budget), (left, right) => Math.max(left, right)),
	),
	min: defineMany('any', 1, (values, budget) =>
		extreme(joined(values, budget), (left, right) => Math.min(left, right)),
	),
	mod: define(['integer', 'integer'], ([left, right]) =>
		right === 0 ? new Failure('the divisor must not be 0') : left % right,
	),
	mul: defineMany('number', 2, (numbers) => numbers.reduce((left, right) => left * right)),
	range: define(['integer', 'integer'], ([start, count]) => range(start, count)),
	round: define(['number', 'integer?'], ([number, decimals]) => round(number, decimals ?? 0)),
	sqrt: define(['number'], ([number]) =>
		number < 0 ? new Failure('the square root needs a number of 0 or more') : Math.sqrt(number),
	),
	sub: defineMany('number', 2, (numbers) => numbers.reduce((left, right) => left - right)),
	sum: define(['numbers'], ([numbers]) => ofSome(numbers, () => total(numbers))),
};

function folded<T>(values: readonly T[], step: (left: unknown, right: T) => unknown): unknown {
	const [first, ...rest] = values;
	return rest.reduce<unknown>((left, right) => (left instanceof Failure ? left : step(left, right)), first);
}

/** Numbers are added; texts are joined, also with numbers. A missing value is an empty text beside a text, and fails beside a number. */
function add(left: unknown, right: unknown): unknown {
	if (isNumber(left) && isNumber(right)) return left + right;
	const other = isNumber(left) ? right : left;
	const addable = [left, right].every((value) => isAddable(value ?? ''));
	if (addable && (typeof other === 'string' || (!isNumber(left) && !isNumber(right))))
		return `${textOrNumber(left)}${textOrNumber(right)}`;
	return new Failure(`numbers and strings can be added, not ${wordFor(isAddable(left) ? right : left)}`);
}

function isAddable(value: unknown): boolean {
	return isNumber(value) || typeof value === 'string';
}

function textOrNumber(value: unknown): string {
	return isAddable(value) ? String(value) : '';
}

/** Two whole numbers divide to a whole number, rounded down, as in the official engine. */
function divide(left: unknown, right: number): unknown {
	if (!isNumber(left)) return left;
	if (right === 0) return new Failure('the divisor must not be 0');
	return Number.isInteger(left) && Number.isInteger(right) ? Math.floor(left / right) : left / right;
}

function total(numbers: readonly number[]): number {
	return numbers.reduce((left, right) => left + right, 0);
}

function ofSome(numbers: readonly number[], compute: () => number): number | Failure {
	return numbers.length === 0 ? new Failure('the list is empty') : compute();
}

function extreme(all: readonly unknown[] | Failure, choose: (left: number, right: number) => number): unknown {
	if (all instanceof Failure) return all;
	const numbers = all.filter(isNumber);
	if (numbers.length < all.length) return new Failure('values must be numbers, or lists of numbers');
	return ofSome(numbers, () => numbers.reduce(choose));
}

function range(start: number, count: number): unknown {
	if (count <= 0) return new Failure('value 2 must be greater than 0');
	if (count > LIST_MAX_VALUES) return tooLarge(`a list would have more than ${LIST_MAX_VALUES} values`);
	return Array.from({ length: count }, (_value, index) => start + index);
}

function round(number: number, decimals: number): number | Failure {
	return decimals < 0 || decimals > ROUND_DECIMALS_MAX
		? new Failure(`decimals must be between 0 and ${ROUND_DECIMALS_MAX}`)
		: roundTo(number, decimals);
}
