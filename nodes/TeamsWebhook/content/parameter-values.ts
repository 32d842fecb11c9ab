import { isPlainObject } from '../../../src/json';

/** A parameter as text: numbers and other plain values from an expression become text; objects become JSON. */
export function parameterText(value: unknown): string {
	if (typeof value === 'string') return value;
	if (value === null || value === undefined) return '';
	return JSON.stringify(value) ?? '';
}

/** The rows of a fixedCollection whose group is called `values`; none for everything else. */
export function collectionRows(collection: unknown): ReadonlyArray<Readonly<Record<string, unknown>>> {
	const values: unknown = isPlainObject(collection) ? collection.values : undefined;
	return Array.isArray(values) ? values.filter(isPlainObject) : [];
}
