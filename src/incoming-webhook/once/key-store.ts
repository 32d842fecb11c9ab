/**
 * The list of values that n8n keeps in its database for one node: read and written as a whole, without a lock. There is
 * no way to look without adding, so what an added value means is chosen in `key-state.ts`. Rejects where the database
 * cannot be asked.
 */
export interface KeyStore {
	/** Adds the values that are not there yet, at the end and in this order, and says which ones were there. With `keepAtMost` the oldest values beyond it are dropped. */
	add(values: readonly string[], keepAtMost?: number): Promise<ReadonlySet<string>>;
	remove(values: readonly string[]): Promise<void>;
}
