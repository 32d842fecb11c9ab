import type { KeyStore } from '../../../../src/incoming-webhook/once/key-store';
import type { OnceMemory, OnceResult } from '../../../../src/incoming-webhook/once/send-once';
import type { Process, SharedList, World } from '../../../support/world';

import { valuesOf } from '../../../../src/incoming-webhook/once/key-state';
import { createOnceMemory } from '../../../../src/incoming-webhook/once/send-once';
import { createWorld, seeded, storeOf } from '../../../support/world';

/** One process that sends messages with keys, and what Teams has received, by key. */
class Sender {
	readonly memory: OnceMemory = createOnceMemory();

	readonly process: Process;

	/** What the calls said, by key. */
	readonly said = new Map<string, string>();

	/** Keys of messages that were under way, or taken but not yet reported. */
	readonly open = new Set<string>();

	constructor(
		private readonly world: World,
		private readonly list: SharedList,
		private readonly taken: Map<string, number>,
		private readonly fails: () => boolean = () => false,
	) {
		this.process = world.start();
	}

	async send(
		key: string,
		{
			answer = 'taken',
			maxWaitMs = 60_000,
			signal,
		}: { readonly answer?: string; readonly maxWaitMs?: number; readonly signal?: AbortSignal } = {},
	): Promise<void> {
		this.open.add(key);
		const post = async (): Promise<string> => {
			await this.process.take(5, 40);
			if (answer === 'throws') throw new Error('card-invalid');
			if (answer === 'taken') this.taken.set(key, (this.taken.get(key) ?? 0) + 1);
			await this.process.take(5, 400);
			return answer;
		};
		const ports = {
			store: storeOf(this.list, this.process, this.fails),
			now: this.world.now,
			sleep: async (ms: number) => await this.process.wait(ms),
		};
		const once = this.memory.sendOnce(
			{ row: 'w/n', key, maxWaitMs, signal },
			{ send: post, isTaken: (result) => result === 'taken' },
			ports,
		);
		const say = (result: OnceResult<string>): string =>
			result.kind === 'skipped'
				? 'skipped'
				: `${result.result}${result.isRecorded || result.result !== 'taken' ? '' : ', not recorded'}`;
		this.said.set(key, await once.then(say, (error: unknown) => String(Reflect.get(Object(error), 'code') ?? error)));
		this.open.delete(key);
	}
}

const keysOf = (count: number) => Array.from({ length: count }, (_, index) => `k${index}`);

function setUp(seed = 1) {
	const world = createWorld(seeded(seed));
	const list: SharedList = { values: [] };
	const taken = new Map<string, number>();
	return { world, list, taken, start: (fails?: () => boolean) => new Sender(world, list, taken, fails) };
}

async function runAll(world: World, sender: Sender, keys: readonly string[], width: number): Promise<void> {
	const waiting = [...keys];
	const work = async (): Promise<void> => {
		for (let key = waiting.shift(); key !== undefined; key = waiting.shift()) await sender.send(key);
	};
	for (let index = 0; index < width; index += 1) void work();
	await world.settle();
}

describe('a process that is gone at any of its waits', () => {
	it.each([
		['one message at a time', 1],
		['three at once', 3],
	])('loses nothing, and sends again at most what was under way: %s', async (_, width) => {
		const keys = keysOf(5);
		const whole = setUp();
		const first = whole.start();
		await runAll(whole.world, first, keys, width);
		expect(first.process.waits).toBeGreaterThan(40);
		for (let end = 1; end <= first.process.waits; end += 1) {
			const { world, taken, start } = setUp();
			const crashed = start();
			crashed.process.endAt(end);
			await runAll(world, crashed, keys, width);
			const [openThen, takenThen] = [crashed.open.size, new Map(taken)];
			const again = start();
			await runAll(world, again, keys, width);
			const twice = keys.filter((key) => (taken.get(key) ?? 0) > 1);
			expect([end, keys.filter((key) => !taken.has(key)), twice.length <= openThen, openThen <= width]).toEqual([
				end,
				[],
				true,
				true,
			]);
			// Only what is there may be reported as taken or skipped.
			for (const [key, said] of [...crashed.said, ...again.said])
				expect([end, key, said, taken.has(key)]).toEqual([
					end,
					key,
					expect.stringMatching(/^(?:taken|skipped)$/),
					true,
				]);
			for (const [key, said] of again.said)
				expect([end, key, said === 'skipped' && !takenThen.has(key)]).toEqual([end, key, false]);
			const third = start();
			await runAll(world, third, keys, width);
			expect([end, [...third.said.values()]]).toEqual([end, keys.map(() => 'skipped')]);
		}
	});

	it('leaves at most one message that was taken long ago to be sent again', async () => {
		const keys = keysOf(6);
		for (let end = 1; end <= 80; end += 1) {
			const { world, taken, start } = setUp();
			await runAll(world, start(), keys, 1);
			const crashed = start();
			crashed.process.endAt(end);
			await runAll(world, crashed, keys, 6);
			await runAll(world, start(), keys, 6);
			expect([end, keys.filter((key) => taken.get(key) !== 1).length <= 1]).toEqual([end, true]);
		}
	});

	it('may be gone twice in the same message', async () => {
		for (let end = 1; end <= 60; end += 1) {
			const { world, taken, start } = setUp(end);
			for (const at of [1 + (end % 13), 1 + (end % 17), end]) {
				const crashed = start();
				crashed.process.endAt(at);
				await runAll(world, crashed, ['k'], 1);
				if (crashed.said.has('k')) expect(taken.has('k')).toBe(true);
			}
			const last = start();
			await runAll(world, last, ['k'], 1);
			expect([end, taken.has('k')]).toEqual([end, true]);
		}
	});
});

describe('a database that fails', () => {
	it.each(['taken', 'refused', 'throws'])('at any one call is asked again, and nobody notices: %s', async (answer) => {
		for (let failing = 1; failing <= 16; failing += 1) {
			let calls = 0;
			const { world, taken, start } = setUp();
			const sender = start(() => (calls += 1) === failing);
			void sender.send('k', { answer });
			await world.settle();
			expect([failing, sender.said.get('k'), taken.get('k')]).toEqual([
				failing,
				answer === 'throws' ? 'Error: card-invalid' : answer,
				answer === 'taken' ? 1 : undefined,
			]);
			const later = start();
			void later.send('k');
			await world.settle();
			expect([failing, later.said.get('k'), taken.get('k')]).toEqual([
				failing,
				answer === 'taken' ? 'skipped' : 'taken',
				1,
			]);
		}
	});

	it('for 1.5 seconds fails no message', async () => {
		const { world, taken, start } = setUp();
		const backMs = world.now() + 1_500;
		const sender = start(() => world.now() < backMs);
		await runAll(world, sender, keysOf(200), 200);
		expect([new Set(sender.said.values()), taken.size, Math.max(...taken.values())]).toEqual([
			new Set(['taken']),
			200,
			1,
		]);
	});

	it('for longer than Max Wait fails the message, names the store, and nothing was sent', async () => {
		const { world, taken, start } = setUp();
		const sender = start(() => true);
		const startMs = world.now();
		void sender.send('k', { maxWaitMs: 5_000 });
		await world.settle();
		expect([sender.said.get('k'), taken.size, world.now() - startMs > 4_900, world.now() - startMs < 6_000]).toEqual([
			'send-once-unavailable',
			0,
			true,
			true,
		]);
	});

	it.each([
		[8_000, [0, 101, 302, 703, 1_504, 3_105, 5_106, 7_107, 8_000]],
		[1, [0]],
	])(
		'is asked again after pauses that double up to 2 s, and no later than Max Wait: %d ms',
		async (maxWaitMs, expected) => {
			const { world } = setUp();
			const [process, startMs] = [world.start(), world.now()];
			const calls: number[] = [];
			const add = async (): Promise<never> => {
				calls.push(world.now() - startMs);
				await process.wait(1);
				throw new Error('Connection terminated unexpectedly');
			};
			const once = createOnceMemory().sendOnce(
				{ row: 'r', key: 'k', maxWaitMs, signal: undefined },
				{ send: async () => 'taken', isTaken: () => true },
				{ store: { add, remove: add }, now: world.now, sleep: async (ms) => await process.wait(ms) },
			);
			const code = once.catch((error: unknown) => Reflect.get(Object(error), 'code') as unknown);
			await world.settle();
			expect([await code, calls]).toEqual(['send-once-unavailable', expected]);
		},
	);

	it('once the message was taken is asked for Max Wait, then given up; this process still knows it', async () => {
		const { world, taken, start } = setUp();
		let isGone = false;
		const sender = start(() => (isGone ||= taken.size > 0));
		void sender.send('k', { maxWaitMs: 5_000 });
		await world.settle();
		expect(sender.said.get('k')).toBe('taken, not recorded');
		void sender.send('k');
		await world.settle();
		expect([sender.said.get('k'), taken.get('k')]).toEqual(['skipped', 1]);
	});

	it.each([
		[{ code: 'ERR_ASSERTION' }],
		[{ message: 'Deduplication Failed: incompatible' }],
		[{ driverError: {}, code: '23503' }],
	])('for good is not asked again: %j', async (fault) => {
		const { world } = setUp();
		const process = world.start();
		let calls = 0;
		const add = async (): Promise<never> => {
			calls += 1;
			throw Object.assign(new Error('x'), fault);
		};
		const memory = createOnceMemory();
		const once = memory.sendOnce(
			{ row: 'r', key: 'k', maxWaitMs: 60_000, signal: undefined },
			{ send: async () => 'taken', isTaken: () => true },
			{ store: { add, remove: add }, now: world.now, sleep: async (ms) => await process.wait(ms) },
		);
		await expect(once).rejects.toMatchObject({ code: 'send-once-unavailable' });
		expect(calls).toBe(1);
	});
});

describe('recordings', () => {
	it('never wait for a look: they are the next call, all that wait in one', async () => {
		const { world, list, taken } = setUp();
		const sender = new Sender(world, list, taken);
		const calls: string[] = [];
		const store = storeOf(list, sender.process);
		const log: KeyStore = {
			async add(values, most) {
				calls.push(most === undefined ? 'look' : `record ${values.length}`);
				return await store.add(values, most);
			},
			remove: async (values) => await store.remove(values),
		};
		const ports = { store: log, now: world.now, sleep: async (ms: number) => await sender.process.wait(ms) };
		const post = async (): Promise<string> => {
			await sender.process.wait(7);
			return 'taken';
		};
		for (const key of keysOf(100))
			void sender.memory.sendOnce(
				{ row: 'r', key, maxWaitMs: 60_000, signal: undefined },
				{ send: post, isTaken: () => true },
				ports,
			);
		await world.settle();
		const looksBeforeTenth = calls
			.slice(
				0,
				calls.findIndex((_, index) => calls.slice(0, index).filter((call) => call.startsWith('record')).length === 10),
			)
			.filter((call) => call === 'look').length;
		expect(calls.filter((call) => call === 'look')).toHaveLength(100);
		// Without precedence all hundred looks come first.
		expect(looksBeforeTenth).toBeLessThan(40);
	});
});

describe('a key that another process has begun with', () => {
	it('is waited for: what that process sends meanwhile is not sent again', async () => {
		const { world, taken, start } = setUp();
		const [one, other] = [start(), start()];
		void one.send('k');
		void other.process.wait(20).then(async () => await other.send('k'));
		await world.settle();
		expect([one.said.get('k'), other.said.get('k'), taken.get('k')]).toEqual(['taken', 'skipped', 1]);
	});

	it('ends that wait at once where the execution is cancelled', async () => {
		const { world, taken, start } = setUp();
		const crashed = start();
		crashed.process.endAt(4);
		void crashed.send('k');
		await world.settle();
		const [controller, other] = [new AbortController(), start()];
		void other.send('k', { signal: controller.signal });
		void other.process.wait(100).then(() => controller.abort());
		await world.settle();
		expect([other.said.get('k'), taken.size]).toEqual(['cancelled', 0]);
	});

	it('does not wait beyond Max Wait', async () => {
		const { world, taken, start } = setUp();
		const crashed = start();
		crashed.process.endAt(4);
		void crashed.send('k');
		await world.settle();
		const [other, startMs] = [start(), world.now()];
		void other.send('k', { maxWaitMs: 0 });
		await world.settle();
		expect([other.said.get('k'), taken.get('k'), world.now() - startMs < 600]).toEqual(['taken', 1, true]);
	});
});

describe('the oldest keys', () => {
	const full = Array.from({ length: 9_999 }, (_, index) => `old${index}`);

	it('are dropped where a message was taken, and never by a look', async () => {
		const { world, list, start } = setUp();
		list.values = ['oldest', ...full];
		const sender = start();
		void sender.send('refused', { answer: 'refused' });
		await world.settle();
		expect(list.values).toEqual(['oldest', ...full]);
		void sender.send('k');
		await world.settle();
		// The value that makes it open counts as long as it is there.
		expect(list.values).toEqual([...full.slice(1), 'k']);
	});

	it.each([0, 1, 2])(
		'leave no key that seems to be taken where a process was gone: %d values dropped',
		async (dropped) => {
			for (let end = 1; end <= 30; end += 1) {
				const { world, list, taken, start } = setUp();
				list.values = [...valuesOf('k').slice(dropped), ...full];
				const crashed = start();
				crashed.process.endAt(end);
				void crashed.send('k');
				await world.settle();
				const sender = start();
				void sender.send('k');
				await world.settle();
				expect([dropped, end, taken.has('k')]).toEqual([dropped, end, true]);
			}
		},
	);
});

describe('two processes', () => {
	/** Both begin within 30 ms; the answer that the first one gets is drawn at random too. */
	async function race(
		seed: number,
		before: boolean,
	): Promise<{
		readonly taken: number;
		readonly said: readonly (string | undefined)[];
		readonly next: string | undefined;
	}> {
		const random = seeded(seed);
		const { world, taken, start } = setUp(seed);
		if (before) await runAll(world, start(), ['k', 'other'], 1);
		const [one, other, noise] = [start(), start(), start()];
		const answer = random() < 0.3 && !before ? 'refused' : 'taken';
		void one.process.wait(Math.floor(random() * 30)).then(async () => await one.send('k', { answer }));
		void other.process.wait(Math.floor(random() * 30)).then(async () => await other.send('k', { answer }));
		for (const index of [0, 1])
			void noise.process.wait(Math.floor(random() * 500)).then(async () => await noise.send(`noise${index}`));
		await world.settle();
		const sent = taken.get('k') ?? 0;
		const last = start();
		void last.send('k');
		await world.settle();
		return { taken: sent, said: [one.said.get('k'), other.said.get('k')], next: last.said.get('k') };
	}

	it.each([
		[1_000, 'anew', false],
		[300, 'that was taken before', true],
	])('never skip what was not taken, in %d races for a key %s', async (races, _, before) => {
		const counts = { none: 0, once: 0, twice: 0, forgotten: 0 };
		for (let seed = 1; seed <= races; seed += 1) {
			const { taken, said, next } = await race(seed, before);
			if (taken === 0) expect([seed, said]).toEqual([seed, ['refused', 'refused']]);
			counts[taken === 0 ? 'none' : taken === 1 ? 'once' : 'twice'] += 1;
			if (taken > 0 && next !== 'skipped') counts.forgotten += 1;
			expect([seed, taken <= 2 + Number(before)]).toEqual([seed, true]);
		}
		expect(counts.forgotten).toBeLessThan(races / 100);
		expect(counts.once).toBeGreaterThan(before ? 0.98 * races : 0.4 * races);
	});
});
