import type { KeyStore } from '../../src/incoming-webhook/once/key-store';

/** The most promises that follow one another in the code under test; a turn of the event loop would take far longer. */
const CHAIN = 40;

/** What never comes: a process that is gone answers nobody. */
const never = new Promise<never>(() => undefined);

/** Time, a database and processes, none of them real: what happens next is the earliest that was asked for. */
export interface World {
	readonly now: () => number;
	/** A process of its own; one that is gone never comes back from a wait, and what it was about to do does not happen. */
	start(): Process;
	/** Runs until nothing is left to happen. */
	settle(): Promise<void>;
}

/** One process of a world. */
export interface Process {
	/** Waits, as `sleep` does. */
	wait(ms: number): Promise<void>;
	/** Waits as long as something of that kind takes: at least `fromMs`, less than `toMs`. */
	take(fromMs: number, toMs: number): Promise<void>;
	/** Ends it at the n-th of its waits from now. */
	endAt(wait: number): void;
	readonly waits: number;
	readonly isOver: boolean;
}

/** Creates a world; with the same `random` everything happens in the same order. */
export function createWorld(random: () => number): World {
	let nowMs = 1_000_000;
	const events: Array<{ readonly atMs: number; readonly resolve: () => void }> = [];
	const after = async (ms: number): Promise<void> =>
		await new Promise((resolve) => events.push({ atMs: nowMs + ms, resolve }));
	return {
		now: () => nowMs,
		start() {
			let waits = 0;
			let endsAt = Number.POSITIVE_INFINITY;
			let isOver = false;
			const wait = async (ms: number): Promise<void> => {
				waits += 1;
				isOver ||= waits >= endsAt;
				if (!isOver) await after(ms);
				// It may have ended while this was waiting.
				if (isOver) await never;
			};
			return {
				wait,
				take: async (fromMs, toMs) => await wait(fromMs + Math.floor(random() * (toMs - fromMs))),
				endAt: (count) => void (endsAt = waits + count),
				get waits() {
					return waits;
				},
				get isOver() {
					return isOver;
				},
			};
		},
		async settle() {
			for (;;) {
				for (let link = 0; link < CHAIN; link += 1) await Promise.resolve();
				const next = events.reduce<number>(
					(best, event, index) => (event.atMs < (events[best]?.atMs ?? Infinity) ? index : best),
					0,
				);
				const [event] = events.splice(next, 1);
				if (event === undefined) return;
				nowMs = Math.max(nowMs, event.atMs);
				event.resolve();
			}
		},
	};
}

/** What n8n's database holds for one node, as n8n reads and writes it: the whole list, without a lock. */
export interface SharedList {
	values: readonly string[];
}

/** How a process reaches the list; `fails` may say that a call does not succeed. */
export function storeOf(
	list: SharedList,
	process: Pick<Process, 'take'>,
	fails: () => boolean = () => false,
): KeyStore {
	const change = async <Result>(
		work: (values: readonly string[]) => { readonly values: readonly string[]; readonly result: Result },
	): Promise<Result> => {
		await process.take(1, 4);
		if (fails()) throw new Error('Connection terminated unexpectedly');
		const { values, result } = work(list.values);
		await process.take(1, 4);
		if (fails()) throw new Error('Connection terminated unexpectedly');
		list.values = values;
		await process.take(1, 2);
		return result;
	};
	return {
		add: async (added, keepAtMost = Infinity) =>
			await change((values) => {
				const all = [...values, ...added.filter((value) => !values.includes(value))];
				return {
					values: all.slice(Math.max(0, all.length - keepAtMost)),
					result: new Set(added.filter((value) => values.includes(value))),
				};
			}),
		remove: async (removed) =>
			await change((values) => ({ values: values.filter((value) => !removed.includes(value)), result: undefined })),
	};
}

/** Numbers from 0 up to 1, the same for the same seed. */
export function seeded(seed: number): () => number {
	let state = (seed * 2_654_435_761 + 1) >>> 0;
	return () => {
		state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 0x9e3779b9) >>> 0;
		const mixed = Math.imul(state ^ (state >>> 13), 3_266_489_917) >>> 0;
		return ((mixed ^ (mixed >>> 16)) >>> 0) / 4_294_967_296;
	};
}
