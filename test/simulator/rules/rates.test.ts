import type { RateWindow } from '../../../simulator/rules/rates';
import type { Simulator } from '../../../simulator/simulator';
import type { FakeClock } from '../../support/simulator';

import {
	CONNECTOR_WINDOWS,
	createRateCounter,
	FLOW_BOT_WINDOW,
	FLOW_WINDOWS,
	windowsFor,
} from '../../../simulator/rules/rates';
import { cardMessage, fakeClock, newIncoming, postTo, startTestSimulator } from '../../support/simulator';

/** reference/teams.md B.3 and C.4. */

it('B.3: knows the documented windows of a connector', () => {
	expect(CONNECTOR_WINDOWS.map(({ windowMs, max }) => [windowMs / 1_000, max])).toEqual([
		[1, 4],
		[30, 60],
		[3_600, 100],
		[7_200, 150],
		[86_400, 1_800],
	]);
});

it('C.4: knows the windows of a flow', () => {
	expect([...FLOW_WINDOWS, FLOW_BOT_WINDOW].map(({ windowMs, max }) => [windowMs / 1_000, max])).toEqual([
		[1, 4],
		[300, 4_500],
		[300, 25],
	]);
});

it.each([...CONNECTOR_WINDOWS, ...FLOW_WINDOWS, FLOW_BOT_WINDOW])(
	'takes as many as the window $windowMs ms holds, and the next one when the first has left it',
	(window: RateWindow) => {
		const rates = createRateCounter();
		for (let count = 0; count < window.max; count += 1) expect(rates.take('a', [window], 1_000 + count).ok).toBe(true);
		expect(rates.take('a', [window], 1_000 + window.windowMs - 1)).toEqual({ ok: false, waitMs: 1 });
		expect(rates.take('a', [window], 1_000 + window.windowMs).ok).toBe(true);
		expect(rates.take('b', [window], 1_000).ok).toBe(true);
	},
);

it('does not count what it refuses', () => {
	const rates = createRateCounter();
	const window = { windowMs: 1_000, max: 1 };
	rates.take('a', [window], 0);
	for (let atMs = 1; atMs < 1_000; atMs += 100) rates.take('a', [window], atMs);
	expect(rates.take('a', [window], 1_000).ok).toBe(true);
});

it('has no windows where rates are switched off', () => {
	expect(windowsFor('connector', { rates: false, flowBotRate: true, previews: true })).toEqual([]);
});

describe('over HTTP', () => {
	let clock: FakeClock;
	let simulator: Simulator;
	beforeEach(async () => {
		clock = fakeClock();
		simulator = await startTestSimulator({ clock });
	});
	afterEach(async () => await simulator.close());

	it('B.3: a connector says so inside a 200, and takes the next one a second later', async () => {
		const { path } = newIncoming(simulator, { kind: 'connector' });
		const texts: string[] = [];
		for (let count = 0; count < 5; count += 1) texts.push((await postTo(simulator, path, '{"text":"x"}')).text);
		expect(texts).toEqual(['1', '1', '1', '1', expect.stringMatching(/HTTP error 429 with ContextId/)]);
		clock.advance(1_000);
		expect((await postTo(simulator, path, '{"text":"x"}')).text).toBe('1');
	});

	it('C.3, C.4: a flow answers 429 with Retry-After', async () => {
		const { path } = newIncoming(simulator);
		for (let count = 0; count < 4; count += 1)
			expect((await postTo(simulator, path, JSON.stringify(cardMessage()))).status).toBe(202);
		const { status, headers, run } = await postTo(simulator, path, JSON.stringify(cardMessage()));
		expect([status, headers.get('retry-after'), run?.status]).toEqual([429, '1', 'refused']);
	});

	it('C.4: the flow bot posts 25 in 300 s for all flows together, where that is switched on', async () => {
		simulator.store.setup({ settings: { rates: false, flowBotRate: true, previews: true } });
		const flows = [newIncoming(simulator), newIncoming(simulator)];
		for (let count = 0; count < 25; count += 1)
			await postTo(simulator, flows[count % 2]?.path ?? '', JSON.stringify(cardMessage()));
		const late = await postTo(simulator, flows[0]?.path ?? '', JSON.stringify(cardMessage()));
		expect([late.status, late.run?.status, late.messages]).toEqual([202, 'failed', []]);
		clock.advance(300_000);
		expect((await postTo(simulator, flows[0]?.path ?? '', JSON.stringify(cardMessage()))).run?.status).toBe(
			'succeeded',
		);
	});
});
