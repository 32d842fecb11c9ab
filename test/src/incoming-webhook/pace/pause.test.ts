import { getEventListeners } from 'node:events';

import { pause } from '../../../../src/incoming-webhook/pace/pause';
import { createFakeClock } from '../../../support/fake-clock';

/** A sleep that counts how often it was asked, and ends when it is told to. */
function sleeper() {
	const asked: Array<{ readonly ms: number; readonly wake: () => void; readonly fail: (error: Error) => void }> = [];
	const sleep = async (ms: number): Promise<void> =>
		await new Promise((resolve, reject) => asked.push({ ms, wake: resolve, fail: reject }));
	return { asked, sleep };
}

it.each([
	['without a signal', undefined],
	['with one', new AbortController().signal],
])('waits the whole time %s', async (_title, signal) => {
	const clock = createFakeClock(0);
	let waited: boolean | undefined;
	const waiting = pause(clock.sleep, 1_000, signal).then((value) => (waited = value));
	await clock.advance(999);
	expect(waited).toBeUndefined();
	await clock.advance(1);
	expect(await waiting).toBe(true);
});

it('does not begin to wait where the signal is aborted already', async () => {
	const { asked, sleep } = sleeper();
	expect(await pause(sleep, 1_000, AbortSignal.abort())).toBe(false);
	expect(asked).toEqual([]);
});

it('ends at once when it is aborted, whether sleep takes the signal, ignores it, or rejects before it is told', async () => {
	const takes = createFakeClock(0);
	const ignores = sleeper();
	const sleeps = [takes.sleep, ignores.sleep].map((sleep) => {
		const controller = new AbortController();
		return { controller, waiting: pause(sleep, 1_000, controller.signal) };
	});
	for (const { controller } of sleeps) controller.abort();
	expect(await Promise.all(sleeps.map(async ({ waiting }) => await waiting))).toEqual([false, false]);

	const controller = new AbortController();
	// This listener is older than that of `pause`, so the sleep rejects first; an async function would reject later.
	const rejected = new Promise<void>((_resolve, reject) =>
		controller.signal.addEventListener('abort', () => reject(new Error('aborted'))),
	);
	const waiting = pause(
		jest.fn(() => rejected),
		1_000,
		controller.signal,
	);
	controller.abort();
	expect(await waiting).toBe(false);
});

it('leaves nothing at the signal, which lives as long as the execution', async () => {
	const { signal } = new AbortController();
	const { asked, sleep } = sleeper();
	const waiting = pause(sleep, 1, signal);
	expect(getEventListeners(signal, 'abort')).toHaveLength(1);
	asked[0]?.wake();
	expect(await waiting).toBe(true);
	expect(getEventListeners(signal, 'abort')).toEqual([]);
});

it('counts a time that was slept as slept, also where it is aborted afterwards', async () => {
	const controller = new AbortController();
	expect(await pause(async () => await Promise.resolve(), 1, controller.signal)).toBe(true);
	controller.abort();
	expect(controller.signal.aborted).toBe(true);
});
