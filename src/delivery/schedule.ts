import type { Now, Sleep } from '../ports';

import { TeamsWebhookError } from '../errors';
import { PACE_MAX_WAIT_MS, PACE_WINDOW_MS } from '../limits';

/** Hands out places in a sliding window per group, so that one flow's connection is not asked for more than it takes. */
export interface Pacer {
	/**
	 * Waits for a free place among `perWindow` in 300 s; 0 means no limit. Throws `pace-window-full`, with the time of
	 * the next free place, when the wait would be longer than 60 s: nothing is sent then.
	 */
	takePlace(group: string, perWindow: number): Promise<void>;
}

/** Creates a pacer. Places are reserved in the order of the calls and remembered in this process only. */
export function createPacer(now: Now, sleep: Sleep): Pacer {
	const groups = new Map<string, number[]>();
	return {
		async takePlace(group, perWindow) {
			if (perWindow <= 0) return;
			const nowMs = now();
			const taken = (groups.get(group) ?? []).filter((atMs) => atMs > nowMs - PACE_WINDOW_MS);
			const placeMs = Math.max(nowMs, (taken.at(-perWindow) ?? -Infinity) + PACE_WINDOW_MS);
			if (placeMs - nowMs > PACE_MAX_WAIT_MS) throw windowFull(placeMs);
			groups.set(group, [...taken, placeMs]);
			if (placeMs > nowMs) await sleep(placeMs - nowMs);
		},
	};
}

function windowFull(placeMs: number): TeamsWebhookError {
	const at = new Date(placeMs).toISOString();
	return new TeamsWebhookError('pace-window-full', `The pace limit of the credential is used up; the next message can go at ${at}.`, 'Send again after that time, or raise "Messages per 300 Seconds" in the credential.');
}
