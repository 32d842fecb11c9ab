import type { PaceSlotRequest } from '../../../../src/incoming-webhook/pace/schedule';

import fc from 'fast-check';

import { paceWindows } from '../../../../src/incoming-webhook/pace/pace-rules';
import { createPacer } from '../../../../src/incoming-webhook/pace/schedule';
import { firstFreeMs } from '../../../../src/incoming-webhook/pace/time-slots';
import { createFakeClock } from '../../../support/fake-clock';

const START = 1_000_000;

const create = () => {
	const clock = createFakeClock(START);
	const pacer = createPacer(clock.now, clock.sleep);
	/** Takes a place and notes when the message could go, or why it could not. */
	const times: Array<[name: string, at: number | string]> = [];
	const take = async (name: string, request: Partial<PaceSlotRequest> = {}) => {
		const place = await pacer.takeSlot({
			lane: 'a',
			windows: [{ group: 'a', limit: 2, windowMs: 1_000 }],
			maxWaitMs: 60_000,
			...request,
		});
		times.push([name, place.ok ? clock.now() - START : place.reason]);
		return place;
	};
	return { clock, pacer, take, times };
};

describe('places', () => {
	it('are given out at once until a window is full, then as it slides, first come first served', async () => {
		const { clock, take, times } = create();
		const all = ['1', '2', '3', '4', '5'].map(async (name) => await take(name));
		await clock.runOut();
		await Promise.all(all);
		expect(times).toEqual([
			['1', 0],
			['2', 0],
			['3', 1_000],
			['4', 1_000],
			['5', 2_000],
		]);
		expect(clock.sleepers()).toBe(0);
	});

	it('are refused at once when the wait would be too long, with the time of the next one', async () => {
		const { take } = create();
		await take('1', { windows: [{ group: 'g', limit: 1, windowMs: 1_000 }] });
		expect(await take('2', { windows: [{ group: 'g', limit: 1, windowMs: 1_000 }], maxWaitMs: 999 })).toEqual({
			ok: false,
			reason: 'window-full',
			freeAtMs: START + 1_000,
		});
	});

	it('are not used up by a message that was refused', async () => {
		const { clock, take, times } = create();
		await take('1');
		await take('2');
		await take('3', { maxWaitMs: 0 });
		const last = take('4');
		await clock.runOut();
		await last;
		expect(times.at(-1)).toEqual(['4', 1_000]);
	});

	it('are refused when a thousand wait already', async () => {
		const { clock, take, pacer } = create();
		const windows = [{ group: 'a', limit: 1, windowMs: 1 }];
		const all = Array.from({ length: 1_001 }, async () => await take('x', { windows }));
		expect(await pacer.takeSlot({ lane: 'a', windows, maxWaitMs: 60_000 })).toMatchObject({
			ok: false,
			reason: 'queue-full',
		});
		await clock.runOut();
		expect((await Promise.all(all)).every(({ ok }) => ok)).toBe(true);
		await clock.advance(1);
		expect(await pacer.takeSlot({ lane: 'a', windows, maxWaitMs: 60_000 })).toMatchObject({ ok: true });
	});

	it('of a shared group are refused without a search when a thousand wait in it', async () => {
		const { clock, pacer } = create();
		// All places after the first thousand fall at the same time, so that each is found in one step.
		const windows = (lane: string) => [
			{ group: lane, limit: 4, windowMs: 1_000 },
			{ group: 'shared', limit: 1_000, windowMs: 10_000 },
		];
		const all = Array.from(
			{ length: 2_000 },
			async (_, index) => await pacer.takeSlot({ lane: `${index}`, windows: windows(`${index}`), maxWaitMs: 1e9 }),
		);
		await clock.advance(0);
		expect(await pacer.takeSlot({ lane: 'late', windows: windows('late'), maxWaitMs: 1e9 })).toMatchObject({
			reason: 'queue-full',
			freeAtMs: START + 10_000,
		});
		await clock.runOut();
		expect((await Promise.all(all)).every(({ ok }) => ok)).toBe(true);
	});

	it('never wait for another destination', async () => {
		const { clock, take, times } = create();
		const waiting = ['1', '2', '3'].map(async (name) => await take(name));
		await take('other', { lane: 'b', windows: [{ group: 'b', limit: 2, windowMs: 1_000 }] });
		expect(times.at(-1)).toEqual(['other', 0]);
		await clock.runOut();
		await Promise.all(waiting);
	});

	it('of a shared group are filled by whoever can go, also before those who wait for something else', async () => {
		const { clock, take, times } = create();
		const shared = { group: 'owner', limit: 10, windowMs: 300_000 };
		const slow = ['1', '2', '3'].map(
			async (name) => await take(name, { windows: [{ group: 'a', limit: 1, windowMs: 10_000 }, shared] }),
		);
		await take('other', { lane: 'b', windows: [{ group: 'b', limit: 1, windowMs: 1_000 }, shared] });
		expect(times.at(-1)).toEqual(['other', 0]);
		await clock.runOut();
		await Promise.all(slow);
	});

	it('are free again at once when a message that waits is cancelled', async () => {
		const { clock, take, times } = create();
		const controller = new AbortController();
		await take('1');
		await take('2');
		const cancelled = take('3', { signal: controller.signal });
		await clock.advance(0);
		controller.abort();
		expect(await cancelled).toMatchObject({ ok: false, reason: 'cancelled' });
		expect(clock.sleepers()).toBe(0);
		const next = ['4', '5'].map(async (name) => await take(name));
		await clock.runOut();
		await Promise.all(next);
		expect(times.slice(3)).toEqual([
			['4', 1_000],
			['5', 1_000],
		]);
		expect(await take('6', { signal: controller.signal })).toMatchObject({ reason: 'cancelled' });
	});

	it('end their wait when cancelled also where sleep ignores signals', async () => {
		const pacer = createPacer(
			() => 0,
			async () => await new Promise(() => undefined),
		);
		const controller = new AbortController();
		const request = {
			lane: 'a',
			windows: [{ group: 'a', limit: 1, windowMs: 1_000 }],
			maxWaitMs: 60_000,
			signal: controller.signal,
		};
		await pacer.takeSlot(request);
		const waiting = pacer.takeSlot(request);
		controller.abort();
		expect(await waiting).toMatchObject({ reason: 'cancelled' });
	});

	it('are held back as long as the other side has asked, for its lane only', async () => {
		const { clock, pacer, take, times } = create();
		pacer.hold('a', START + 5_000);
		pacer.hold('a', START + 3_000);
		await take('other', { lane: 'b', windows: [] });
		const held = take('1');
		await clock.runOut();
		await held;
		expect(times).toEqual([
			['other', 0],
			['1', 5_000],
		]);
		const waiting = ['2', '3', '4'].map(
			async (name) => await take(name, { windows: [{ group: 'w', limit: 1, windowMs: 1_000 }] }),
		);
		await clock.advance(0);
		pacer.hold('a', clock.now() + 10_000);
		await clock.runOut();
		await Promise.all(waiting);
		expect(times.slice(2)).toEqual([
			['2', 5_000],
			['3', 15_000],
			['4', 16_000],
		]);
		pacer.hold('a', clock.now() + 86_400_000);
		expect(await take('an hour at the most', { maxWaitMs: 3_599_999 })).toMatchObject({
			reason: 'window-full',
			freeAtMs: clock.now() + 3_600_000,
		});
		expect(await take('5')).toMatchObject({ ok: false, reason: 'window-full' });
	});
});

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
		[
			'connector',
			0,
			[
				[4, 1_200],
				[60, 30_600],
			],
		],
		['workflows', 0, [[4, 1_200]]],
		[
			'workflows',
			25,
			[
				[4, 1_200],
				[25, 306_000],
			],
		],
		['other', 0, []],
		['other', 25, [[25, 306_000]]],
	] as const)('of a %s with %i per 300 s are %j', (kind, per300s, expected) => {
		const windows = paceWindows({ kind, lane: 'x' }, { group: 'g', per300s });
		expect(windows.map(({ limit, windowMs }) => [limit, windowMs])).toEqual(expected);
		expect(new Set(windows.map(({ group }) => group)).size).toBeLessThanOrEqual(2);
	});
});
