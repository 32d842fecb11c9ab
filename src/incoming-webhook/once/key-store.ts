/**
 * The list of values that n8n keeps in its database for one node: read and written as a whole, without a lock. It cannot
 * be read without adding, so `key-state.ts` decides what an added value means. Rejects if the database is not available.
 */
export interface KeyStore {
	/** Adds missing values at the end, in this order, and returns which ones existed. `keepAtMost` drops the oldest values beyond it. */
	add(values: readonly string[], keepAtMost?: number): Promise<ReadonlySet<string>>;
	remove(values: readonly string[]): Promise<void>;
}
