/** The result of a call: its value, or what it threw. */
export type Caught<Value> =
	| { readonly ok: true; readonly value: Value }
	| { readonly ok: false; readonly error: unknown };

/** Calls `read` and returns its result as a value, for callers that go on either way. */
export function caught<Value>(read: () => Value): Caught<Value> {
	try {
		return { ok: true, value: read() };
	} catch (error) {
		return { ok: false, error };
	}
}

/** Waits for `work` and returns its result as a value. Never rejects. */
export async function caughtLater<Value>(work: Promise<Value>): Promise<Caught<Value>> {
	return await work.then(
		(value) => ({ ok: true as const, value }),
		(error: unknown) => ({ ok: false as const, error }),
	);
}

/** The value of a successful call. Throws what the call threw. */
export function valueOrThrow<Value>(end: Caught<Value>): Value {
	if (end.ok) return end.value;
	throw end.error;
}
