import type { Now, Sleep } from '../../src/ports';

/** A clock that moves only when it is told to, and then wakes whoever slept long enough, in order. */
export interface FakeClock {
	readonly now: Now;
	readonly sleep: Sleep;
	/** Moves on by `ms` milliseconds, stopping at each sleeper on the way. */
	advance(ms: number): Promise<void>;
	/** Moves on until nobody sleeps any more. */
	runOut(): Promise<void>;
	/** How many sleep now. */
	sleepers(): number;
}

interface Sleeper {
	readonly atMs: number;
	readonly wake: () => void;
}

/** Creates a clock that shows `startMs`. An aborted signal wakes its sleeper at once, by rejecting, as n8n's `sleep` does. */
export function createFakeClock(startMs = 1_000_000): FakeClock {
	let nowMs = startMs;
	let sleepers: Sleeper[] = [];
	const settle = async () => await new Promise<void>((resolve) => setImmediate(resolve));
	const next = (untilMs: number) => {
		let first: Sleeper | undefined;
		for (const sleeper of sleepers)
			if (sleeper.atMs <= untilMs && sleeper.atMs < (first?.atMs ?? Infinity)) first = sleeper;
		return first;
	};
	const runTo = async (untilMs: number) => {
		await settle();
		for (let sleeper = next(untilMs); sleeper !== undefined; sleeper = next(untilMs)) {
			nowMs = Math.max(nowMs, sleeper.atMs);
			sleepers = sleepers.filter((other) => other !== sleeper);
			sleeper.wake();
			await settle();
		}
	};
	return {
		now: () => nowMs,
		sleep: async (ms, signal) =>
			await new Promise((resolve, reject) => {
				const sleeper = { atMs: nowMs + ms, wake: resolve };
				sleepers.push(sleeper);
				signal?.addEventListener('abort', () => {
					sleepers = sleepers.filter((other) => other !== sleeper);
					reject(new Error('aborted'));
				});
			}),
		async advance(ms) {
			const untilMs = nowMs + ms;
			await runTo(untilMs);
			nowMs = untilMs;
		},
		runOut: async () => await runTo(Infinity),
		sleepers: () => sleepers.length,
	};
}
