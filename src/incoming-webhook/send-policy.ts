import type { RetryPolicy } from './retry';

/** How one message is sent. Times are milliseconds. */
export interface SendPolicy extends RetryPolicy {
	/** One HTTP exchange, connecting included. */
	readonly timeoutMs: number;
	/** `off`: no limits apply, and messages may overtake one another. */
	readonly pace: 'limits' | 'off';
}
