import type { Now } from '../ports';

import { forgetOldest } from '../forget-oldest';
import { REFUSAL_LOG_WINDOW_MS, REFUSAL_REASONS_MAX } from '../limits';

/** Counts refusals and says when one is due in the log. */
interface RefusalLog {
	/** Notes one refusal. Returns how many to report now, or 0 while this reason was reported less than a minute ago. */
	note(reason: string): number;
}

/**
 * Creates a log throttle: at most one report per reason and minute, with the count since the last one. It remembers
 * {@link REFUSAL_REASONS_MAX} reasons; the one that was reported first is forgotten first.
 */
export function createRefusalLog(now: Now): RefusalLog {
	const reasons = new Map<string, { reportedAtMs: number; pending: number }>();
	return {
		note(reason) {
			const nowMs = now();
			const entry = reasons.get(reason);
			if (entry !== undefined && nowMs - entry.reportedAtMs < REFUSAL_LOG_WINDOW_MS) {
				entry.pending += 1;
				return 0;
			}
			reasons.delete(reason);
			reasons.set(reason, { reportedAtMs: nowMs, pending: 0 });
			forgetOldest(reasons, REFUSAL_REASONS_MAX);
			return (entry?.pending ?? 0) + 1;
		},
	};
}
