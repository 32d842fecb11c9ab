/** A JSON object: what stands between curly brackets. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** True for JSON objects; false for arrays, `null` and everything else. */
export function isPlainObject(value: unknown): value is JsonObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A text, number or boolean as text; `''` for everything else. */
export function scalarText(value: unknown): string {
	return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

/** The value where it is a text; `''` for everything else. */
export function stringOrEmpty(value: unknown): string {
	return typeof value === 'string' ? value : '';
}
