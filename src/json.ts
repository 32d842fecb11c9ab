/** A JSON object: what stands between curly brackets. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** True for JSON objects; false for arrays, `null` and everything else. */
export function isPlainObject(value: unknown): value is JsonObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
