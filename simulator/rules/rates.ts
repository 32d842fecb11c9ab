import type { Settings } from '../model/types';

/** A number of calls in a number of milliseconds. */
export interface RateWindow {
	readonly windowMs: number;
	readonly max: number;
}

/** Documented, per connector and channel (teams.md B.3). */
export const CONNECTOR_WINDOWS: readonly RateWindow[] = [
	{ windowMs: 1_000, max: 4 },
	{ windowMs: 30_000, max: 60 },
	{ windowMs: 3_600_000, max: 100 },
	{ windowMs: 7_200_000, max: 150 },
	{ windowMs: 86_400_000, max: 1_800 },
];

/** Documented: four requests a second for Workflows, too, and 4,500 calls in 5 minutes (teams.md C.4). */
export const FLOW_WINDOWS: readonly RateWindow[] = [
	{ windowMs: 1_000, max: 4 },
	{ windowMs: 300_000, max: 4_500 },
];

/** Quoted from Microsoft's connector page: posts as flow bot, per connection of the flow's owner (teams.md C.4). */
export const FLOW_BOT_WINDOW: RateWindow = { windowMs: 300_000, max: 25 };

/** Counts calls per name in sliding windows. Refused calls do not count: nothing says that they do. */
export interface RateCounter {
	/** Takes a call, or says in how many milliseconds it would be taken. */
	take(
		name: string,
		windows: readonly RateWindow[],
		nowMs: number,
	): { readonly ok: true } | { readonly ok: false; readonly waitMs: number };
	clear(): void;
}

/** Starts at zero: counts from before a restart are forgotten. */
export function createRateCounter(): RateCounter {
	const calls = new Map<string, number[]>();
	return {
		take(name, windows, nowMs) {
			const longest = Math.max(0, ...windows.map(({ windowMs }) => windowMs));
			const times = (calls.get(name) ?? []).filter((atMs) => atMs > nowMs - longest);
			calls.set(name, times);
			const waitMs = Math.max(0, ...windows.map((window) => waitFor(window, times, nowMs)));
			if (waitMs > 0) return { ok: false, waitMs };
			times.push(nowMs);
			return { ok: true };
		},
		clear: () => calls.clear(),
	};
}

/** The windows for a kind of webhook. */
export function windowsFor(kind: 'workflows' | 'connector', { rates }: Settings): readonly RateWindow[] {
	if (!rates) return [];
	return kind === 'connector' ? CONNECTOR_WINDOWS : FLOW_WINDOWS;
}

function waitFor({ windowMs, max }: RateWindow, times: readonly number[], nowMs: number): number {
	const inside = times.filter((atMs) => atMs > nowMs - windowMs);
	if (inside.length < max) return 0;
	return (inside[inside.length - max] ?? nowMs) + windowMs - nowMs;
}
