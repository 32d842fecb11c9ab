/** At most `limit` messages in any `windowMs` milliseconds. */
export interface Window {
	readonly limit: number;
	readonly windowMs: number;
}

/**
 * The first time from `fromMs` at which one more message keeps every window, given the times of the others in order,
 * which can be before and after it.
 */
export function firstFreeMs(
	taken: ReadonlyArray<{ readonly timesMs: readonly number[]; readonly window: Window }>,
	fromMs: number,
): number {
	let atMs = fromMs;
	for (;;) {
		const nextMs = Math.max(...taken.map(({ timesMs, window }) => pushedBack(timesMs, window, atMs)), atMs);
		if (nextMs === atMs) return atMs;
		atMs = nextMs;
	}
}

/** The time to which a message at `atMs` must move to keep one window: after the first message of a full one. */
function pushedBack(timesMs: readonly number[], { limit, windowMs }: Window, atMs: number): number {
	const before = timesMs.filter((timeMs) => timeMs <= atMs && timeMs > atMs - windowMs);
	const after = timesMs.filter((timeMs) => timeMs > atMs && timeMs < atMs + windowMs);
	// With this message, a window that starts at an earlier one may contain too many later ones.
	for (let index = 0; index < before.length; index += 1) {
		const startMs = before[index] ?? atMs;
		const inWindow = before.length - index + 1 + after.filter((timeMs) => timeMs < startMs + windowMs).length;
		if (inWindow > limit) return startMs + windowMs;
	}
	return after.length >= limit ? (after[0] ?? atMs) + windowMs : atMs;
}
