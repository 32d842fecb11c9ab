import type { RunningN8n } from '../../../../scripts/lib/n8n-process';
import type { Field } from './field';
import type { Card, ListWorkflow } from './lists';

import { isTaken } from './counts';
import { newestExecution, settled } from './executions';
import { makeList } from './lists';
import { outcomesOf } from './outcomes';
import { tableLines } from './table';

/** Keys that two executions send in the same order at the same moment. */
const KEYS_PER_PAIR = 50;

/** By this long after they were handed over, a worker has taken up both executions. */
const TAKEN_UP_MS = 1_500;

/** Chosen: n8n sometimes gives both to one worker; up to this many pairs are started for each pair that is needed. */
const PAIRS_FACTOR = 4;

/** What became of the keys that two executions sent at the same moment. */
interface RaceCounts {
	keys: number;
	once: number;
	twice: number;
	/** Did not arrive, and an execution said that it was taken. */
	lost: number;
	/** Did not arrive, and both executions said so. */
	failed: number;
	/** Sent again by a third execution afterwards, although the message was there: its key had been forgotten. */
	again: number;
}

/** Starts a second worker, and lets both send the same keys at once, 50 at a time, until there were `races` races. */
export async function raceKeys(
	field: Field,
	races: number,
): Promise<{ readonly lines: readonly string[]; readonly problems: readonly string[] }> {
	const other = await field.production.another('worker');
	const workers = [field.production.processes.worker, other];
	const list = field.lists.find(({ variant }) => variant.hasKey && !variant.isPaced && !variant.retries);
	if (list === undefined) throw new Error('no list has a key and no pace');
	const counts = { two: empty(), one: empty() };
	for (let pair = 0; counts.two.keys < races; pair += 1) {
		if (pair > (PAIRS_FACTOR * races) / KEYS_PER_PAIR)
			throw new Error(`only ${counts.two.keys} races came about: n8n gives both executions to one worker`);
		const cards = makeList(list.variant, `race-${pair}`, KEYS_PER_PAIR);
		const { areTwo, outcomes } = await sendTogether(field, { list, cards, workers });
		add(areTwo ? counts.two : counts.one, await countRace(field, { list, cards, outcomes }));
	}
	const rows = Object.entries(counts).map(([name, { keys, once, twice, lost, failed, again }]) => [
		name === 'two' ? 'two processes' : 'one process',
		keys,
		once,
		twice,
		lost,
		failed,
		again,
	]);
	const lost = counts.two.lost + counts.one.lost;
	return {
		lines: tableLines(
			[
				'executions in',
				'races',
				'arrived once',
				'twice',
				'never, said taken',
				'never, said failed',
				'sent again by a third',
			],
			rows,
		),
		problems: [
			...(lost > 0 ? [`races: ${lost} messages called taken that never arrived`] : []),
			...(counts.one.twice + counts.one.again > 0 ? ['races: two executions of one process sent a message twice'] : []),
		],
	};
}

interface Together {
	/** The two executions ran in different processes. */
	readonly areTwo: boolean;
	/** What each of them said became of each card. */
	readonly outcomes: ReadonlyArray<ReadonlyMap<number, string>>;
}

async function sendTogether(
	{ client, services, receiver }: Field,
	{
		list,
		cards,
		workers,
	}: { readonly list: ListWorkflow; readonly cards: readonly Card[]; readonly workers: readonly RunningN8n[] },
): Promise<Together> {
	const after = await newestExecution(services);
	const beginAtMs = Date.now() + TAKEN_UP_MS;
	await Promise.all([list.start(cards, beginAtMs), list.start(cards, beginAtMs)]);
	const executions = await settled(services, { after, least: 2, total: () => receiver.total() });
	const places = executions.map(({ id }) =>
		workers.findIndex((worker) => new RegExp(`started execution ${id} `).test(worker.log())),
	);
	return {
		areTwo: new Set(places).size > 1,
		outcomes: await Promise.all(executions.map(async ({ id }) => await outcomesOf(client, id))),
	};
}

/** Sends the cards once more, and counts what this and the two earlier executions led to. */
async function countRace(
	{ services, receiver }: Field,
	{
		list,
		cards,
		outcomes,
	}: Pick<Together, 'outcomes'> & { readonly list: ListWorkflow; readonly cards: readonly Card[] },
): Promise<RaceCounts> {
	const arrivals = cards.map(({ name }) => receiver.arrivals(name));
	const after = await newestExecution(services);
	await list.start(cards);
	await settled(services, { after, least: 1, total: () => receiver.total() });
	const count = (holds: (before: number, index: number) => boolean) => arrivals.filter(holds).length;
	const wasTaken = (index: number) => outcomes.some((said) => isTaken(said.get(index) ?? ''));
	return {
		keys: cards.length,
		once: count((before) => before === 1),
		twice: count((before) => before > 1),
		lost: count((before, index) => before === 0 && wasTaken(index)),
		failed: count((before, index) => before === 0 && !wasTaken(index)),
		again: count((before, index) => before > 0 && receiver.arrivals(cards[index]?.name ?? '') > before),
	};
}

function empty(): RaceCounts {
	return { keys: 0, once: 0, twice: 0, lost: 0, failed: 0, again: 0 };
}

function add(total: RaceCounts, more: RaceCounts): void {
	for (const name of Object.keys(total) as Array<keyof RaceCounts>) total[name] += more[name];
}
