import type { Now, Sleep } from '../../ports';

import { SEND_ONCE_RETRY_MAX_MS, SEND_ONCE_RETRY_MS } from '../../limits';
import { pause } from '../pace/pause';

/** How long a call of the store is tried again, and what it needs from outside. */
export interface AskAgain {
	/** Milliseconds since 1970. */
	readonly untilMs: number;
	readonly now: Now;
	readonly sleep: Sleep;
	readonly signal: AbortSignal | undefined;
}

/**
 * What says that the call can never succeed: checks of n8n's own code, a list that another node has made, and a workflow
 * that was not saved. Only names and codes are read.
 */
const FINAL: ReadonlyArray<{ readonly member: string; readonly form: RegExp }> = [
	{ member: 'code', form: /^(?:ERR_ASSERTION|23503|SQLITE_CONSTRAINT_FOREIGNKEY)$/ },
	{ member: 'message', form: /^Deduplication Failed: |FOREIGN KEY constraint/ },
];

/** Whether an error of the store stays where the call is made again. */
export function isFinal(error: unknown): boolean {
	return FINAL.some(({ member, form }) => form.test(String(Reflect.get(Object(error), member))));
}

/** Calls until it succeeds, the time is up, or the signal is aborted; rejects with the last error. A call is made once at least. */
export async function askAgain<Result>(call: () => Promise<Result>, { untilMs, now, sleep, signal }: AskAgain): Promise<Result> {
	for (let pauseMs = SEND_ONCE_RETRY_MS; ; pauseMs = Math.min(2 * pauseMs, SEND_ONCE_RETRY_MAX_MS)) {
		const answer = await call().then(
			(value) => ({ ok: true as const, value }),
			(error: unknown) => ({ ok: false as const, error }),
		);
		if (answer.ok) return answer.value;
		const leftMs = untilMs - now();
		if (isFinal(answer.error) || leftMs <= 0 || !(await pause(sleep, Math.min(pauseMs, leftMs), signal))) throw answer.error;
	}
}
