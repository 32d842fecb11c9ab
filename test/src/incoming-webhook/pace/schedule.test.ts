import type { Pacer, PaceSlotRequest } from '../../../../src/incoming-webhook/pace/schedule';

import { createPacer } from '../../../../src/incoming-webhook/pace/schedule';
import { PACE_GROUPS_MAX, PACE_QUEUE_MAX } from '../../../../src/limits';
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
	it('are refused at once when as many messages as can wait are waiting, also without windows', async () => {
		const { clock, pacer, take } = create();
		pacer.hold('a', START + 10_000);
		const waiting = Array.from({ length: PACE_QUEUE_MAX }, async () => await take('waits', { windows: [] }));
		const more = take('one more', { windows: [] });
		await clock.runOut();
		expect(await more).toEqual({ ok: false, reason: 'queue-full', freeAtMs: START + 10_000 });
		expect((await Promise.all(waiting)).every(({ ok }) => ok)).toBe(true);
	});

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

	it('are given to a message that can wait exactly that long, or that cannot wait and need not', async () => {
		const { clock, take } = create();
		const windows = [{ group: 'g', limit: 1, windowMs: 1_000 }];
		expect(await take('1', { windows, maxWaitMs: 0 })).toEqual({ ok: true, waitedMs: 0 });
		const second = take('2', { windows, maxWaitMs: 1_000 });
		await clock.runOut();
		expect(await second).toEqual({ ok: true, waitedMs: 1_000 });
	});

	it('that are free go to a message that can be cancelled, but to none that is cancelled already', async () => {
		const { take } = create();
		const windows = [{ group: 'g', limit: 1, windowMs: 1_000 }];
		expect(await take('1', { windows, signal: AbortSignal.abort() })).toEqual({
			ok: false,
			reason: 'cancelled',
			freeAtMs: START,
		});
		expect(await take('2', { windows, signal: new AbortController().signal })).toEqual({ ok: true, waitedMs: 0 });
	});

	it('keep the order of a lane, also after one was refused', async () => {
		const { clock, take, times } = create();
		const first = ['1', '2', '3'].map(async (name) => await take(name));
		await take('4', { maxWaitMs: 0 });
		const last = take('5', { windows: [] });
		await clock.runOut();
		await Promise.all([...first, last]);
		expect(times).toEqual([
			['1', 0],
			['2', 0],
			['4', 'window-full'],
			['3', 1_000],
			['5', 1_000],
		]);
	});

	it('hold a window also for messages that came in another order than they go', async () => {
		const { clock, pacer, take, times } = create();
		pacer.hold('held', START + 500);
		const held = take('held', { lane: 'held' });
		await take('at once', { lane: 'b' });
		await clock.advance(600);
		const late = take('late', { lane: 'c' });
		await clock.runOut();
		await Promise.all([held, late]);
		expect(times).toEqual([
			['at once', 0],
			['held', 500],
			['late', 1_000],
		]);
	});

	it.each([
		['given', 10_000, { ok: true, waitedMs: 10_000 }],
		['refused', 10_001, { ok: false, reason: 'window-full', freeAtMs: START + 10_001 }],
	])('are %s for a wait of %i ms in two parts, where 10 s are allowed', async (_title, holdMs, expected) => {
		const { clock, pacer, take } = create();
		const windows = [{ group: 'g', limit: 1, windowMs: 1_000 }];
		await take('1', { windows });
		const waiting = take('2', { windows, maxWaitMs: 10_000 });
		await clock.advance(500);
		pacer.hold('a', START + holdMs);
		await clock.runOut();
		expect(await waiting).toEqual(expected);
	});

	it('that have been forgotten are not given back by a message that is cancelled', async () => {
		const windows = [{ group: 'g', limit: 1, windowMs: 1_000 }];
		const waitUntilForgotten = async () => {
			const { take } = create();
			const controller = new AbortController();
			await take('1', { windows });
			const waiting = take('2', { lane: 'b', windows, signal: controller.signal });
			for (let index = 0; index < PACE_GROUPS_MAX; index += 1)
				await take('x', { lane: 'x', windows: [{ group: `other ${index}`, limit: 1, windowMs: 1_000 }] });
			const cancel = async () => {
				controller.abort();
				return await waiting;
			};
			return { cancel, take };
		};
		const cancelled = { ok: false, reason: 'cancelled', freeAtMs: START + 1_000 };
		expect(await (await waitUntilForgotten()).cancel()).toEqual(cancelled);

		const { cancel, take } = await waitUntilForgotten();
		await take('3', { windows });
		expect(await cancel()).toEqual(cancelled);
		expect(await take('4', { windows, maxWaitMs: 0 })).toEqual({
			ok: false,
			reason: 'window-full',
			freeAtMs: START + 1_000,
		});
	});
});

describe('memory', () => {
	const HOUR_MS = 3_600_000;

	/** Whether a lane is held back now. */
	const isHeld = async (pacer: Pacer, lane: string) => !(await pacer.takeSlot({ lane, windows: [], maxWaitMs: 0 })).ok;

	it('of lanes that are held back is full at the most of them; the oldest is forgotten, unless somebody waits', async () => {
		const { clock, pacer, take } = create();
		pacer.hold('waiting', START + HOUR_MS);
		const waiting = take('1', { lane: 'waiting', windows: [], maxWaitMs: HOUR_MS });
		for (let index = 0; index < PACE_GROUPS_MAX; index += 1) pacer.hold(`lane ${index}`, START + HOUR_MS);
		const lanes = ['waiting', 'lane 0', 'lane 1', `lane ${PACE_GROUPS_MAX - 1}`];
		expect(await Promise.all(lanes.map(async (lane) => await isHeld(pacer, lane)))).toEqual([true, false, true, true]);
		await clock.runOut();
		expect(await waiting).toEqual({ ok: true, waitedMs: HOUR_MS });
	});

	it.each([
		['messages that went', async (pacer: Pacer, lane: string) => await isHeld(pacer, lane)],
		['holds that are over', async (pacer: Pacer, lane: string) => await Promise.resolve(pacer.hold(lane, START))],
	])('of a lane that is held back is not lost to %s', async (_title, use) => {
		const { pacer } = create();
		pacer.hold('held', START + HOUR_MS);
		for (let index = 0; index < PACE_GROUPS_MAX; index += 1) await use(pacer, `other ${index}`);
		pacer.hold('another', START + HOUR_MS);
		expect(await isHeld(pacer, 'held')).toBe(true);
	});

	it('of a lane that is held back is not lost to those that were, after the next message', async () => {
		const { clock, pacer } = create();
		pacer.hold('held', START + HOUR_MS);
		for (let index = 1; index < PACE_GROUPS_MAX; index += 1) pacer.hold(`other ${index}`, START + 1_000);
		await clock.advance(1_000);
		await isHeld(pacer, 'any');
		pacer.hold('another', START + HOUR_MS);
		expect(await isHeld(pacer, 'held')).toBe(true);
	});

	it('of a long window is not lost to short ones that have passed', async () => {
		const { clock, take } = create();
		const long = { windows: [{ group: 'long', limit: 1, windowMs: 300_000 }], maxWaitMs: 0 };
		await take('1', long);
		const short = async (name: string) => await take(name, { windows: [{ group: name, limit: 1, windowMs: 1_000 }] });
		for (let index = 1; index < PACE_GROUPS_MAX; index += 1) await short(`${index}`);
		await clock.advance(1_000);
		await short('another');
		expect(await take('2', long)).toEqual({ ok: false, reason: 'window-full', freeAtMs: START + 300_000 });
	});

	it('of messages that went does not fill the queue when the clock is set back', async () => {
		let nowMs = START;
		const pacer = createPacer(
			() => nowMs,
			async () => await Promise.resolve(),
		);
		const request = { lane: 'a', windows: [{ group: 'a', limit: 10, windowMs: 10 }], maxWaitMs: 0 };
		for (let count = 0; count < 2_000; count += 1) {
			nowMs += 2;
			await pacer.takeSlot(request);
		}
		nowMs = START;
		expect(await pacer.takeSlot(request)).toEqual({ ok: true, waitedMs: 0 });
	});

	it('is walked through once a second at the most, by the clock whichever way it moves', async () => {
		const LANES = 100;
		let nowMs = START;
		let reads = 0;
		const pacer = createPacer(
			() => {
				reads += 1;
				return nowMs;
			},
			async () => await Promise.resolve(),
		);
		for (let index = 0; index < LANES; index += 1) pacer.hold(`lane ${index}`, START + HOUR_MS);
		const walks: boolean[] = [];
		for (const atMs of [0, 0, 999, 1_000, 1_001, 2_000, 1_001, 1_000]) {
			nowMs = START + atMs;
			reads = 0;
			await isHeld(pacer, 'a');
			// Each lane that is walked past is asked whether its hold is over.
			walks.push(reads > LANES);
		}
		expect(walks).toEqual([true, false, false, true, false, true, false, true]);
	});
});
