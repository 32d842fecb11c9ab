import type { Now, Sleep } from '../ports';

import { caughtLater } from '../caught';
import { DATABASE_RETRY_MAX_MS, DATABASE_RETRY_MS } from '../limits';
import { pause } from './pace/pause';

/** How long to retry a call of n8n's database, and what that needs from outside. */
interface AskAgain {
	/** Until when, in milliseconds since 1970; asked only after a failure that may go away. */
	readonly untilMs: () => number;
	readonly now: Now;
	readonly sleep: Sleep;
	readonly signal: AbortSignal | undefined;
	/** Whether an error would stay if the call were repeated. */
	readonly isFinal: (error: unknown) => boolean;
}

/** Calls until it succeeds, the time is up, or the signal is aborted; rejects with the last error. Calls at least once. */
export async function askAgain<Result>(
	call: () => Promise<Result>,
	{ untilMs, now, sleep, signal, isFinal }: AskAgain,
): Promise<Result> {
	for (let pauseMs = DATABASE_RETRY_MS; ; pauseMs = Math.min(2 * pauseMs, DATABASE_RETRY_MAX_MS)) {
		const answer = await caughtLater(call());
		if (answer.ok) return answer.value;
		if (isFinal(answer.error)) throw answer.error;
		const leftMs = untilMs() - now();
		if (leftMs <= 0 || !(await pause(sleep, Math.min(pauseMs, leftMs), signal))) throw answer.error;
	}
}
