import { isPlainObject } from '../../../src/json';

/** The rows of a fixedCollection whose group is called `values`; everything else has none. */
export function rowsOf(collection: unknown): ReadonlyArray<Readonly<Record<string, unknown>>> {
	const values: unknown = isPlainObject(collection) ? collection.values : undefined;
	return Array.isArray(values) ? values.filter(isPlainObject) : [];
}
