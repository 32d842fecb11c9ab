import type { JsonObject } from '../../json';

import { isPlainObject, scalarText } from '../../json';

/** The first of these values that is a text with something in it. */
export function firstText(...values: readonly unknown[]): string {
	return values.map(scalarText).find((text) => text.trim() !== '') ?? '';
}

/** The entries of a list; nothing for everything else. */
export function listOf(value: unknown): readonly unknown[] {
	return Array.isArray(value) ? value : [];
}

/** The objects in a list. */
export function objectsOf(value: unknown): readonly JsonObject[] {
	return listOf(value).filter(isPlainObject);
}
