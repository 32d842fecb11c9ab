/** What came of a call: its value, or what it threw. */
export type Attempt<Value> =
	| { readonly ok: true; readonly value: Value }
	| { readonly ok: false; readonly error: unknown };

/** Calls `read` and gives what came of it as a value, for callers that go on either way. */
export function attempt<Value>(read: () => Value): Attempt<Value> {
	try {
		return { ok: true, value: read() };
	} catch (error) {
		return { ok: false, error };
	}
}

/** The value of an attempt. Throws what the call threw. */
export function valueOf<Value>(attempted: Attempt<Value>): Value {
	if (attempted.ok) return attempted.value;
	throw attempted.error;
}
