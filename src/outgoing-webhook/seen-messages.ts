import type { Now } from '../ports';

import { fingerprint } from '../fingerprint';
import { SEEN_MESSAGES_MAX } from '../limits';

/** Remembers message ids for a while, in this process only. */
export interface SeenMessages {
	/** Notes a key for `keepMs`; true when it was noted before and is still kept. */
	note(key: string, keepMs: number): boolean;
	/** Whether a key was noted and is still kept; it notes nothing. */
	has(key: string): boolean;
	readonly size: number;
}

/**
 * Creates a memory of message ids. It keeps only the fingerprint of an id, so the id's length does not matter. It holds
 * at most {@link SEEN_MESSAGES_MAX}; beyond that the oldest are forgotten first, and only the check of the message's
 * age is left for them.
 */
export function createSeenMessages(now: Now): SeenMessages {
	const untilMs = new Map<string, number>();
	const isKept = (key: string, nowMs: number): boolean => (untilMs.get(key) ?? 0) > nowMs;
	return {
		has: (key) => isKept(fingerprint(key), now()),
		note(id, keepMs) {
			const nowMs = now();
			const key = fingerprint(id);
			const seen = isKept(key, nowMs);
			untilMs.delete(key);
			untilMs.set(key, nowMs + keepMs);
			forget(untilMs, nowMs);
			return seen;
		},
		get size() {
			return untilMs.size;
		},
	};
}

/** Keys are in the order of their arrival, so outdated ones come first unless clocks changed. */
function forget(untilMs: Map<string, number>, nowMs: number): void {
	for (const [key, until] of untilMs) {
		if (until > nowMs && untilMs.size <= SEEN_MESSAGES_MAX) return;
		untilMs.delete(key);
	}
}
