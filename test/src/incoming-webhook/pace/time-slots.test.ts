import fc from 'fast-check';

import { firstFreeMs } from '../../../../src/incoming-webhook/pace/time-slots';

describe('windows', () => {
	it('hold at any time no more messages than their limit, and nobody waits without need', () => {
		const windows = [
			{ limit: 3, windowMs: 100 },
			{ limit: 5, windowMs: 400 },
		];
		fc.assert(
			fc.property(fc.array(fc.integer({ min: 0, max: 600 }), { minLength: 1, maxLength: 40 }), (asked) => {
				const timesMs: number[] = [];
				const keeps = (times: readonly number[]) =>
					windows.every(({ limit, windowMs }) =>
						times.every((fromMs) => times.filter((atMs) => atMs >= fromMs && atMs < fromMs + windowMs).length <= limit),
					);
				for (const fromMs of asked) {
					const atMs = firstFreeMs(
						windows.map((window) => ({ window, timesMs })),
						fromMs,
					);
					for (let earlierMs = fromMs; earlierMs < atMs; earlierMs += 1)
						if (keeps([...timesMs, earlierMs])) return false;
					timesMs.push(atMs);
					timesMs.sort((left, right) => left - right);
				}
				return keeps(timesMs);
			}),
		);
	});

	it.each([
		['of one message end as the next one goes', 1, [1_000], 0, 0],
		['of one message end before a message that comes too early', 1, [1_000], 1, 2_000],
		['that start at an earlier message end as a later one goes', 2, [0, 1_000], 500, 500],
		['that start at an earlier message do not let one in between', 2, [0, 999], 500, 1_000],
		['that start at the message itself end after the first of those that fill it', 2, [400, 900], 0, 1_400],
	])('%s', (_title, limit, timesMs, fromMs, expected) => {
		expect(firstFreeMs([{ timesMs, window: { limit, windowMs: 1_000 } }], fromMs)).toBe(expected);
	});
});
