import type { Random } from '../ports';
import type { Interpretation } from './answer/interpret';

import { BACKOFF_BASE_MS, BACKOFF_MAX_MS } from '../limits';

/** What may be repeated, and for how long. Times are milliseconds. */
export interface RetryPolicy {
	/** Attempts per message; 1 means one attempt. */
	readonly maxAttempts: number;
	/** Queue and back-off together. */
	readonly maxWaitMs: number;
	/** Whether a message that may have been posted is sent again, at the risk of posting it twice. */
	readonly retryUnclear: boolean;
}

/** A finished attempt, and the policy. */
interface RetryQuestion {
	readonly reading: Pick<Interpretation, 'retry'>;
	readonly attempt: number;
	/** The wait that the other side asked for. */
	readonly retryAfterMs: number | undefined;
	/** Waited so far. */
	readonly waitedMs: number;
	readonly policy: RetryPolicy;
}

/** What follows: another attempt after `ms`, or none. */
type NextStep = { readonly kind: 'wait'; readonly ms: number } | { readonly kind: 'stop' };

/**
 * Decides what follows an attempt: exponential back-off with full jitter, never shorter than the other side asked for,
 * and no attempt that would wait beyond `maxWaitMs`. Pure.
 */
export function nextStep(
	{ reading, attempt, retryAfterMs, waitedMs, policy }: RetryQuestion,
	random: Random,
): NextStep {
	const isAllowed = reading.retry === 'safe' || (reading.retry === 'unclear' && policy.retryUnclear);
	if (!isAllowed || attempt >= policy.maxAttempts) return { kind: 'stop' };
	const ceilingMs = Math.min(BACKOFF_BASE_MS * 2 ** (attempt - 1), BACKOFF_MAX_MS);
	const ms = Math.max(Math.floor(random() * ceilingMs), retryAfterMs ?? 0);
	return waitedMs + ms > policy.maxWaitMs ? { kind: 'stop' } : { kind: 'wait', ms };
}
