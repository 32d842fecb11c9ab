import { setTimeout as delay } from 'node:timers/promises';

/** Time as the simulator sees it, so that tests can move it. */
export interface Clock {
	/** Milliseconds since 1970. */
	nowMs(): number;
	/** Waits for a number of milliseconds; ends early, without an error, when the signal is aborted. */
	wait(ms: number, signal: AbortSignal): Promise<void>;
}

/** The clock of this machine. */
export const systemClock: Clock = {
	nowMs: () => Date.now(),
	wait: async (ms, signal) => {
		// An aborted wait has ended, which is all that a caller wants to know.
		await delay(ms, undefined, { signal }).catch(() => undefined);
	},
};
