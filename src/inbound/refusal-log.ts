import type { Now } from '../ports';

import { REFUSAL_LOG_WINDOW_MS } from '../limits';

/** Counts refusals and says when one is due in the log. */
export interface RefusalLog {
	/** Notes one refusal. Returns how many to report now, or 0 while this reason was reported less than a minute ago. */
	note(reason: string): number;
}

/** Creates a log throttle: at most one report per reason and minute, with the count since the last one. */
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
			reasons.set(reason, { reportedAtMs: nowMs, pending: 0 });
			return (entry?.pending ?? 0) + 1;
		},
	};
}
