import type { TemplateBudget } from './budget';

import { isPlainObject } from '../../json';
import { spendFor, spendOutput, spendSteps } from './budget';
import { NAMES_PER_STEP, NESTING_MAX_LEVELS } from './template-limits';

/** Assigning to this key would change the prototype of an object instead of its content. */
export const PROTOTYPE_KEY = '__proto__';

/** True for numbers other than NaN. */
export function isNumber(value: unknown): value is number {
	return typeof value === 'number' && !Number.isNaN(value);
}

/** True for what JSON calls an object, which dates are not. */
export function isNonDateObject(value: unknown): value is Readonly<Record<string, unknown>> {
	return isPlainObject(value) && !(value instanceof Date);
}

/**
 * The own property of an object with exactly this name, else with this name in another case, as the official engine does.
 * Inherited members are never found.
 */
export function propertyOf(value: unknown, name: string, budget: TemplateBudget): unknown {
	if (!isNonDateObject(value)) return undefined;
	spendFor(budget, name);
	if (budget.exceeded !== undefined) return undefined;
	if (Object.hasOwn(value, name)) return value[name];
	const keys = Object.keys(value);
	spendSteps(budget, keys.length / NAMES_PER_STEP);
	const lower = name.toLowerCase();
	const key = keys.find((other) => other.toLowerCase() === lower);
	return key === undefined ? undefined : value[key];
}

/** A copy of the object with one property set. */
export function withProperty(
	object: Readonly<Record<string, unknown>>,
	name: string,
	value: unknown,
): Readonly<Record<string, unknown>> {
	return objectOf([...Object.entries(object), [name, value]]);
}

/** An object of these entries; later ones replace earlier ones, and no entry reaches the prototype. */
export function objectOf(entries: Iterable<readonly [string, unknown]>): Readonly<Record<string, unknown>> {
	return Object.fromEntries([...entries].filter(([key]) => key !== PROTOTYPE_KEY));
}

/**
 * A copy with only what JSON allows, paid for from the budget. Dates become ISO texts; functions, symbols and missing
 * values are left out of objects and become `null` in lists. A value that nests too deep or contains itself exceeds the budget.
 */
export function copyJson(value: unknown, budget: TemplateBudget, level = 0): unknown {
	spendOutput(budget, value);
	if (level > NESTING_MAX_LEVELS) budget.exceeded ??= `values nest deeper than ${NESTING_MAX_LEVELS} levels`;
	if (budget.exceeded !== undefined || value === null) return null;
	if (Array.isArray(value)) return copyList(value, budget, level);
	if (isNonDateObject(value)) return copyObject(value, budget, level);
	return copyPlain(value);
}

/** A value as text inside other text: plain values as they are, `null` and missing ones empty, lists with commas, objects as JSON. */
export function templateText(value: unknown, budget: TemplateBudget): string {
	spendFor(budget, value);
	if (Array.isArray(value) && value.every((entry) => !isPlainObject(entry) && !Array.isArray(entry))) {
		return value.map((entry) => plainText(entry)).join(',');
	}
	return Array.isArray(value) || isNonDateObject(value) ? jsonText(value, budget) : plainText(value);
}

/** JSON text of a value, paid for as if it were part of the card. */
export function jsonText(value: unknown, budget: TemplateBudget): string {
	return JSON.stringify(copyJson(value, budget));
}

/** Equality of JSON values; `null` and missing values are equal. */
export function isEqual(left: unknown, right: unknown, budget: TemplateBudget, level = 0): boolean {
	spendSteps(budget, 1);
	if (typeof left === 'string') spendFor(budget, left);
	if (level > NESTING_MAX_LEVELS || budget.exceeded !== undefined) return false;
	const equal = (one: unknown, other: unknown): boolean => isEqual(one, other, budget, level + 1);
	if (Array.isArray(left) && Array.isArray(right))
		return left.length === right.length && left.every((entry, index) => equal(entry, right[index]));
	if (isNonDateObject(left) && isNonDateObject(right)) return areMembersEqual(left, right, budget, equal);
	if (isNumber(left) && isNumber(right)) return left === right || Math.abs(left - right) < Number.EPSILON;
	return (left ?? null) === (right ?? null);
}

function areMembersEqual(
	left: Readonly<Record<string, unknown>>,
	right: Readonly<Record<string, unknown>>,
	budget: TemplateBudget,
	equal: (one: unknown, other: unknown) => boolean,
): boolean {
	const keys = Object.keys(left);
	spendSteps(budget, keys.length / NAMES_PER_STEP);
	spendFor(budget, right);
	if (keys.length !== Object.keys(right).length) return false;
	return keys.every((key) => Object.hasOwn(right, key) && equal(left[key], right[key]));
}

function copyList(list: readonly unknown[], budget: TemplateBudget, level: number): readonly unknown[] {
	const copies: unknown[] = [];
	for (const entry of list) {
		if (budget.exceeded !== undefined) break;
		copies.push(copyJson(entry, budget, level + 1) ?? null);
	}
	return copies;
}

function copyObject(
	object: Readonly<Record<string, unknown>>,
	budget: TemplateBudget,
	level: number,
): Readonly<Record<string, unknown>> {
	const copies: [string, unknown][] = [];
	for (const key of Object.keys(object)) {
		if (budget.exceeded !== undefined) break;
		const copy = copyJson(object[key], budget, level + 1);
		if (copy !== undefined) copies.push([key, copy]);
		spendOutput(budget, key);
	}
	return objectOf(copies);
}

function copyPlain(value: unknown): unknown {
	if (typeof value === 'string' || typeof value === 'boolean') return value;
	if (typeof value === 'number') return Number.isFinite(value) ? value : null;
	return typeof value === 'bigint' || value instanceof Date ? plainText(value) : undefined;
}

function plainText(value: unknown): string {
	if (typeof value === 'string') return value;
	if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint') return String(value);
	return value instanceof Date && !Number.isNaN(value.getTime()) ? value.toISOString() : '';
}
