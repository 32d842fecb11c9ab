import { parseDestination } from '../src/incoming-webhook/destination/destination';
import { createFlowTally } from '../src/incoming-webhook/pace/flow-tally';
import { createPacer } from '../src/incoming-webhook/pace/schedule';
import { createRefusalLog } from '../src/outgoing-webhook/refusal-log';
import { createSeenMessages } from '../src/outgoing-webhook/seen-messages';
import {
	FLOW_GROUPS_MAX,
	KEY_SETS_MAX,
	PACE_GROUPS_MAX,
	PACE_PER_FLOW_WINDOW,
	REFUSAL_REASONS_MAX,
	SEEN_MESSAGES_MAX,
} from '../src/limits';
import { createKeySets } from '../src/actionable-message/key-set';
import { readIncoming } from '../nodes/shared/incoming-credential';
import { createFakeClock } from './support/fake-clock';

const FINGERPRINT_CHARACTERS = 43;

/** Creates a memory, and tells afterwards what its maps hold. */
function watched<Memory>(create: () => Memory) {
	const maps: Array<Map<unknown, unknown>> = [];
	const RealMap = Map;
	class WatchedMap<Key, Value> extends RealMap<Key, Value> {
		constructor(entries?: Iterable<readonly [Key, Value]> | null) {
			super(entries);
			maps.push(this);
		}
	}
	globalThis.Map = WatchedMap;
	try {
		const memory = create();
		return { memory, maps };
	} finally {
		globalThis.Map = RealMap;
	}
}

const keysOf = (maps: ReadonlyArray<Map<unknown, unknown>>): readonly string[] =>
	maps.flatMap((map) => [...map.keys()].map(String));

it('of message ids only fingerprints are kept, however long ids are', () => {
	const { memory, maps } = watched(() => createSeenMessages(() => 0));
	const long = 'x'.repeat(240_000);
	for (let index = 0; index < 20; index += 1) memory.note(`${long}${index}`, 1_000);
	expect(keysOf(maps).map(({ length }) => length)).toEqual(Array.from({ length: 20 }, () => FINGERPRINT_CHARACTERS));
	expect(maps.flatMap((map) => [...map.values()]).every((value) => typeof value === 'number')).toBe(true);
	expect([memory.has(`${long}7`), memory.has(`${long}20`), memory.note(`${long}7`, 1_000)]).toEqual([
		true,
		false,
		true,
	]);
});

it.each([
	[
		'ids of messages',
		SEEN_MESSAGES_MAX,
		() => createSeenMessages(() => 0),
		(memory: ReturnType<typeof createSeenMessages>, name: string) => void memory.note(name, 1_000),
	],
	[
		'reasons of refusals',
		REFUSAL_REASONS_MAX,
		() => createRefusalLog(() => 0),
		(memory: ReturnType<typeof createRefusalLog>, name: string) => void memory.note(name),
	],
	[
		'groups of flows',
		FLOW_GROUPS_MAX,
		() => createFlowTally(() => 0),
		(memory: ReturnType<typeof createFlowTally>, name: string) => void memory.isCrowded(name),
	],
	[
		'lanes that are held back',
		PACE_GROUPS_MAX,
		() =>
			createPacer(
				() => 0,
				async () => await Promise.resolve(),
			),
		(memory: ReturnType<typeof createPacer>, name: string) => memory.hold(name, 1_000),
	],
	[
		'windows',
		PACE_GROUPS_MAX,
		() =>
			createPacer(
				() => 0,
				async () => await Promise.resolve(),
			),
		(memory: ReturnType<typeof createPacer>, name: string) =>
			void memory.takeSlot({ lane: name, windows: [{ group: name, limit: 1, windowMs: 1_000 }], maxWaitMs: 0 }),
	],
] as const)('%s are kept up to the most, the newest of them', (_title, most, create, note) => {
	// Each row has its own memory and its own way to fill it; the type of the table cannot say that they match.
	const { memory, maps } = watched(create as () => unknown);
	for (let index = 0; index <= most; index += 1)
		(note as (memory: unknown, name: string) => void)(memory, `name ${index}`);
	const sizes = maps.map(({ size }) => size).filter((size) => size > 0);
	expect(sizes).toEqual([most]);
});

it('a window in use is not the one that is forgotten', async () => {
	const { memory, maps } = watched(() =>
		createPacer(
			() => 5_000,
			async () => await Promise.resolve(),
		),
	);
	const take = async (group: string) =>
		await memory.takeSlot({ lane: group, windows: [{ group, limit: 2, windowMs: 1_000 }], maxWaitMs: 0 });
	await take('busy');
	for (let index = 0; index < PACE_GROUPS_MAX - 1; index += 1) await take(`other ${index}`);
	await take('busy');
	await take('one more');
	expect(await take('busy')).toMatchObject({ ok: false, reason: 'window-full' });
	expect(Math.max(...maps.map(({ size }) => size))).toBe(PACE_GROUPS_MAX);
});

it('a lane that somebody waits for is not forgotten, however many lanes are held back', async () => {
	const clock = createFakeClock();
	const pacer = createPacer(clock.now, clock.sleep);
	pacer.hold('a', clock.now() + 5_000);
	const waiting = pacer.takeSlot({ lane: 'a', windows: [], maxWaitMs: 60_000 });
	for (let index = 0; index <= PACE_GROUPS_MAX; index += 1) pacer.hold(`other ${index}`, clock.now() + 3_600_000);
	expect(await pacer.takeSlot({ lane: 'a', windows: [], maxWaitMs: 4_999 })).toMatchObject({
		ok: false,
		reason: 'window-full',
	});
	await clock.advance(5_000);
	expect(await waiting).toMatchObject({ ok: true, waitedMs: 5_000 });
});

it('of a group of flows the last times are kept, as many as are needed', () => {
	const { memory, maps } = watched(() => createFlowTally(() => 0));
	for (let count = 0; count < 1_000; count += 1) memory.isCrowded('a');
	expect([...(maps[0]?.values() ?? [])]).toEqual([Array.from({ length: PACE_PER_FLOW_WINDOW + 1 }, () => 0)]);
});

it('key sets are kept up to the most', async () => {
	const { memory, maps } = watched(() => createKeySets({ now: () => 0 }));
	const reader = {
		get: async () => await Promise.resolve({ kind: 'answer' as const, status: 200, headers: {}, body: '{"keys":[]}' }),
	};
	for (let index = 0; index <= KEY_SETS_MAX; index += 1)
		await memory.find(
			{ url: `https://keys.example/${index}`, isHostListed: true, follow: () => undefined },
			'x',
			reader,
		);
	expect(maps[0]?.size).toBe(KEY_SETS_MAX);
});

it('lanes and pace groups of destinations are short, however long a URL or a name is', () => {
	const webhookUrl = `https://gw.example.com/${'a'.repeat(16_000)}`;
	expect(parseDestination(webhookUrl, 'gw.example.com').lane).toHaveLength(FINGERPRINT_CHARACTERS);
	const group = (paceGroup: string) =>
		readIncoming({ webhookUrl, allowedHosts: 'gw.example.com', paceGroup }).pace.group;
	expect([group('').length, group('Ada'.repeat(10_000)).length]).toEqual([
		FINGERPRINT_CHARACTERS,
		FINGERPRINT_CHARACTERS,
	]);
	expect([group('Ada') === group(' Ada '), group('Ada') === group('Bo')]).toEqual([true, false]);
});
