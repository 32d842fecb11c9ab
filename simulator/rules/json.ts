import type { JsonObject } from '../../src/json';

import { isPlainObject } from '../../src/json';

/** The content of a body. */
export type Parsed =
	| { readonly ok: true; readonly value: unknown }
	| { readonly ok: false; readonly reason: 'not-utf8' | 'not-json' };

const strictUtf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Reads a body as JSON. Broken UTF-8 is told apart from broken JSON, because Workflows answers it in its own way
 * (teams.md C.3).
 */
export function parseJson(body: Uint8Array): Parsed {
	let text: string;
	try {
		text = strictUtf8.decode(body);
	} catch {
		return { ok: false, reason: 'not-utf8' };
	}
	try {
		return { ok: true, value: JSON.parse(text) as unknown };
	} catch {
		return { ok: false, reason: 'not-json' };
	}
}

/** Says whether a member is a text that is not blank. */
export function hasText(value: unknown): value is string {
	return typeof value === 'string' && value.trim() !== '';
}

/** Every object inside a value, itself included, outermost first. */
export function* objectsIn(value: unknown): Generator<JsonObject> {
	const open: unknown[] = [value];
	for (let next = open.pop(); open.length > 0 || next !== undefined; next = open.pop()) {
		if (Array.isArray(next)) open.push(...(next as unknown[]).toReversed());
		else if (isPlainObject(next)) {
			yield next;
			open.push(
				...Object.values(next)
					.filter((member) => typeof member === 'object' && member !== null)
					.toReversed(),
			);
		}
	}
}
