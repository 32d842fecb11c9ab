/** A JSON object, written in curly brackets. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** True for JSON objects; false for arrays, `null` and everything else. */
export function isPlainObject(value: unknown): value is JsonObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A text, number or boolean as text; `''` for everything else. */
export function scalarText(value: unknown): string {
	return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

/** The value if it is a text; `''` for everything else. */
export function stringOrEmpty(value: unknown): string {
	return typeof value === 'string' ? value : '';
}

/** True if a value nests objects and lists deeper than `levels`. It does not recurse, so any depth is fine. */
export function isDeeperThan(value: unknown, levels: number): boolean {
	let layer: readonly unknown[] = [value];
	for (let level = 0; level <= levels; level += 1) {
		const next: unknown[] = [];
		for (const entry of layer)
			if (typeof entry === 'object' && entry !== null)
				for (const member of Object.values(entry)) if (typeof member === 'object' && member !== null) next.push(member);
		if (next.length === 0) return false;
		layer = next;
	}
	return true;
}
