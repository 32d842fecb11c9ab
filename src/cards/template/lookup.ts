import type { TemplateBudget } from './budget';

import { spendSteps } from './budget';
import { propertyOf } from './json-value';
import { NAMES_PER_STEP } from './template-limits';

/** What an expression can name: the whole data, the data at this place, and the position in a repeated list. */
export interface Scope {
	readonly $root: unknown;
	readonly $data: unknown;
	readonly $index: number | undefined;
}

/** A name that `select` and similar functions give to each entry; inner ones hide outer ones. */
export interface Local {
	readonly name: string;
	readonly value: unknown;
	readonly outer: Local | undefined;
}

/** Where names are looked up. */
export interface Surroundings {
	readonly scope: Scope;
	readonly locals: Local | undefined;
	readonly budget: TemplateBudget;
}

/** The value of a name: names with `$` are looked up in the scope, all others in the locals and then in `$data`. */
export function lookUp(keys: readonly (string | number)[], { scope, locals, budget }: Surroundings): unknown {
	const [first, ...rest] = keys;
	if (typeof first !== 'string' || first.startsWith('$')) return walkInto(scope, keys, budget);
	const lower = first.toLowerCase();
	for (let local = locals; local !== undefined; local = local.outer) {
		spendSteps(budget, 1 / NAMES_PER_STEP);
		const found = local.name.toLowerCase() === lower ? walkInto(local.value, rest, budget) : undefined;
		if (found !== undefined) return found;
	}
	return walkInto(scope.$data, keys, budget);
}

/** Follows keys through lists and objects, own properties only. `undefined` if one is missing. */
export function walkInto(start: unknown, keys: readonly (string | number)[], budget: TemplateBudget): unknown {
	let value = start;
	spendSteps(budget, keys.length);
	for (const key of keys)
		value = Array.isArray(value) ? (value[indexOf(key)] as unknown) : propertyOf(value, String(key), budget);
	return value;
}

/** The keys of a path like `a.b[0]['c']`. */
export function keysOf(path: string): readonly string[] {
	return path
		.split(/[.[\]]+/)
		.filter((key) => key !== '')
		.map((key) => /^(['"])(.*)\1$/.exec(key)?.[2] ?? key);
}

/** Turns anything that is not an index into one that lists never have. */
function indexOf(key: string | number): number {
	const index = Number(key);
	return Number.isInteger(index) && index >= 0 ? index : -1;
}
