import type { JsonObject } from '../json';

import { isPlainObject } from '../json';

/** A member name, or an index of a list. */
type Step = string | number;

/**
 * What a tool has posted, read without trust: a member that is missing, inherited or of another type is empty, so that
 * no reader fails on a payload it does not expect.
 */
export interface Payload {
	/** The object itself; empty if there was none. */
	readonly raw: JsonObject;
	/** Whether a member is there and not null. */
	has(...path: readonly Step[]): boolean;
	/** A text, number or boolean as trimmed text; `''` for everything else. */
	text(...path: readonly Step[]): string;
	/** The first of these members that has a text. */
	first(...names: readonly string[]): string;
	/** A nested object; empty if it is missing. */
	in(...path: readonly Step[]): Payload;
	/** The objects of a list; other entries are left out. */
	list(...path: readonly Step[]): readonly Payload[];
	/** The texts of a list of plain values. */
	texts(...path: readonly Step[]): readonly string[];
	/** The members with plain values, as texts; empty ones are left out. */
	entries(...path: readonly Step[]): ReadonlyArray<readonly [string, string]>;
}

/** Reads any value; what is not an object has no members. */
export function payloadOf(value: unknown): Payload {
	const raw = isPlainObject(value) ? value : {};
	const text = (...path: readonly Step[]) => plainText(valueAt(raw, path));
	const listAt = (path: readonly Step[]): readonly unknown[] => {
		const found = valueAt(raw, path);
		return Array.isArray(found) ? found : [];
	};
	return {
		raw,
		has: (...path) => (valueAt(raw, path) ?? null) !== null,
		text,
		first: (...names) => names.map((name) => text(name)).find((found) => found !== '') ?? '',
		in: (...path) => payloadOf(valueAt(raw, path)),
		list: (...path) => listAt(path).filter(isPlainObject).map(payloadOf),
		texts: (...path) =>
			listAt(path)
				.map(plainText)
				.filter((found) => found !== ''),
		entries: (...path) => {
			const found = valueAt(raw, path);
			return isPlainObject(found)
				? Object.entries(found)
						.map(([name, member]) => [name, plainText(member)] as const)
						.filter(([, member]) => member !== '')
				: [];
		},
	};
}

function valueAt(value: unknown, path: readonly Step[]): unknown {
	return path.reduce<unknown>((current, step) => {
		if (Array.isArray(current)) return typeof step === 'number' ? (current as readonly unknown[])[step] : undefined;
		return isPlainObject(current) && Object.hasOwn(current, step) ? current[step] : undefined;
	}, value);
}

function plainText(value: unknown): string {
	if (typeof value === 'string') return value.trim();
	return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}
