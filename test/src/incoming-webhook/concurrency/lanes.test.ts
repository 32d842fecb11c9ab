import fc from 'fast-check';

import { createLanes } from '../../../../src/incoming-webhook/concurrency/lanes';
import { LANE_LOOK_MS } from '../../../../src/limits';
import { propertyRuns } from '../../../support/property-runs';

const FIRST = 4;
const MOST = 64;

const after = async (ms: number) => await new Promise<void>((resolve) => setTimeout(resolve, ms));

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

/** Runs tasks of the given durations in one lane, on its own clock. Returns order of starts, most at once, and time. */
async function runTasks(tookMs: readonly number[], { most = MOST, first = FIRST } = {}) {
	const lanes = createLanes(first, { most, sleep: after });
	const begun: number[] = [];
	const [startMs, facts] = [Date.now(), { running: 0, most: 0, endMs: 0 }];
	const all = Promise.all(
		tookMs.map(
			async (ms, index) =>
				await lanes.run('', async () => {
					begun.push(index);
					facts.running += 1;
					facts.most = Math.max(facts.most, facts.running);
					await after(ms);
					facts.running -= 1;
					facts.endMs = Date.now() - startMs;
				}),
		),
	);
	await jest.runAllTimersAsync();
	await all;
	return { begun, most: facts.most, endMs: facts.endMs };
}

const times = (count: number, ms: number) => Array.from({ length: count }, () => ms);

describe('a lane that may grow', () => {
	it('stays as it began while tasks end quickly', async () => {
		expect((await runTasks(times(500, 2))).most).toBe(FIRST);
	});

	it('grows while tasks are slow, and loses little against one that began with all', async () => {
		const { most, endMs } = await runTasks(times(1_000, 50));
		expect(most).toBe(MOST);
		expect(endMs / Math.ceil(1_000 / MOST) / 50).toBeLessThan(1.2);
	});

	it('has grown as far as it may before the first of very slow tasks has ended', async () => {
		const { most, endMs } = await runTasks(times(MOST, 10_000));
		expect([most, endMs]).toEqual([MOST, 10_000 + 4 * LANE_LOOK_MS]);
	});

	it('does not grow for tasks that nobody waits behind', async () => {
		expect((await runTasks(times(FIRST, 10_000))).most).toBe(FIRST);
	});

	it('runs everything in order, and never more at once than it may', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.array(fc.nat({ max: 200 }), { maxLength: 120 }),
				fc.integer({ min: 1, max: 8 }),
				fc.nat({ max: 40 }),
				async (tookMs, first, more) => {
					const { begun, most } = await runTasks(tookMs, { first, most: first + more });
					expect(begun).toEqual(tookMs.map((_ms, index) => index));
					expect(most).toBeLessThanOrEqual(first + more);
				},
			),
			{ numRuns: propertyRuns(100) },
		);
	});

	it('does not call a task that has given up', async () => {
		const lanes = createLanes(1, { most: 2, sleep: after });
		await lanes.enter('');
		const end = new AbortController();
		const gaveUp = expect(lanes.enter('', end.signal)).rejects.toThrow('cancelled');
		const called = jest.fn();
		void lanes.enter('').then(called);
		end.abort();
		await gaveUp;
		await jest.advanceTimersByTimeAsync(LANE_LOOK_MS);
		expect(called).toHaveBeenCalledTimes(1);
	});
});

it('a lane without growth keeps its width, however slow its tasks are', async () => {
	const lanes = createLanes(1);
	const leave = await lanes.enter('a');
	const called = jest.fn();
	void lanes.enter('a').then(called);
	await jest.advanceTimersByTimeAsync(60_000);
	expect(called).not.toHaveBeenCalled();
	leave();
	await jest.advanceTimersByTimeAsync(0);
	expect(called).toHaveBeenCalledTimes(1);
});

it('lanes do not wait for each other', async () => {
	const lanes = createLanes(1);
	await lanes.enter('a');
	await expect(lanes.enter('b')).resolves.toBeInstanceOf(Function);
});
