import type { MentionFacts, QuestionFacts } from './counts';
import type { Happened } from './report';

import {
	allTaken,
	countList,
	countMentions,
	countQuestions,
	CRASH_KINDS,
	fateOf,
	fateOfQuestion,
	mostDuplicates,
	sum,
} from './counts';
import { FAULTS } from './faults';
import { isTold } from './mentions';
import { executionsOf } from './executions';
import { seeded } from './random';
import { report } from './report';
import { tableLines } from './table';
import { listWorkflow, VARIANTS } from './variants';

const variant = (hasKey: boolean, isPaced = false) => {
	const found = VARIANTS.find((each) => each.hasKey === hasKey && each.isPaced === isPaced);
	if (found === undefined) throw new Error('no such variant');
	return found;
};

const arrived = { arrivals: 1, outcomes: ['accepted'] };

const LATE: MentionFacts = {
	name: 'm',
	isLate: true,
	status: 200,
	shown: '',
	isTold: false,
	arrivals: 0,
	execution: 'success',
	isAfter: false,
	isCut: false,
	isDropLogged: false,
};

const FOLLOWED: QuestionFacts = {
	name: 'q',
	isStarted: true,
	isAnswered: true,
	status: 200,
	asked: 1,
	followed: 1,
	execution: 'success',
	isCut: false,
};

const calm = (
	lists = VARIANTS.map((each) => ({ variant: each, cards: [arrived], isComplete: true })),
	mentions: readonly MentionFacts[] = [{ ...LATE, arrivals: 1 }],
	questions: readonly QuestionFacts[] = [FOLLOWED],
): Happened => ({ crash: 'nothing', facts: { lists, mentions, questions, tookMs: {}, isCut: false, ends: '' } });

describe('the counts of a list', () => {
	it('calls a card lost that did not arrive although the list was sent until all were taken', () => {
		const facts = {
			variant: variant(true),
			isComplete: true,
			cards: [arrived, { arrivals: 0, outcomes: ['skipped'] }],
		};
		expect(countList(facts)).toMatchObject({ cards: 2, lost: 1, misreported: 1, duplicates: 0 });
		expect(countList({ ...facts, isComplete: false })).toMatchObject({ lost: 0, misreported: 1, incomplete: 1 });
	});

	it('calls a card without a key unsent unless an execution said that it was taken', () => {
		const cards = [
			{ arrivals: 0, outcomes: [] },
			{ arrivals: 0, outcomes: ['notSent'] },
			{ arrivals: 0, outcomes: ['accepted'] },
		];
		expect(countList({ variant: variant(false), isComplete: false, cards })).toMatchObject({
			lost: 0,
			unsent: 2,
			misreported: 1,
			incomplete: 0,
		});
	});

	it('counts every arrival beyond the first', () => {
		expect(
			countList({
				variant: variant(true),
				isComplete: true,
				cards: [arrived, { ...arrived, arrivals: 2 }, { ...arrived, arrivals: 4 }],
			}).duplicates,
		).toBe(4);
	});

	it('takes a list for complete when every card has an outcome that says taken', () => {
		expect(
			allTaken(
				new Map([
					[0, 'accepted'],
					[1, 'skipped'],
				]),
				2,
			),
		).toBe(true);
		expect(allTaken(new Map([[0, 'accepted']]), 2)).toBe(false);
		expect(
			allTaken(
				new Map([
					[0, 'accepted'],
					[1, 'notSent'],
				]),
				2,
			),
		).toBe(false);
	});

	it('allows duplicates only with a key, and only where the worker ended', () => {
		const inFlight = { paced: 5, unpaced: 64 };
		const allowed = (isCut: boolean) =>
			[variant(true), variant(true, true), variant(false), variant(false, true)].map((each) =>
				mostDuplicates({ isCut, losesAnswers: false }, each, inFlight),
			);
		expect([allowed(true), allowed(false)]).toEqual([
			[64, 5, 0, 0],
			[0, 0, 0, 0],
		]);
	});

	it('allows them too where the answers of Teams were lost', () => {
		const lost = { isCut: false, losesAnswers: true };
		const inFlight = { paced: 5, unpaced: 64 };
		expect(
			[variant(true), variant(true, true), variant(false)].map((each) => mostDuplicates(lost, each, inFlight)),
		).toEqual([64, 5, 0]);
	});
});

describe('the fate of a late reply', () => {
	it.each<[string, Partial<MentionFacts>]>([
		['arrived', { arrivals: 1, execution: 'error' }],
		['silent', {}],
		['dropped', { isDropLogged: true }],
		['failed', { execution: 'error' }],
		['queueLost', { execution: 'new' }],
		['cutOff', { execution: 'running', isCut: true }],
		['silent', { execution: 'running', isCut: false }],
		['refused', { execution: 'none', status: 503 }],
		['refused', { execution: 'none', isTold: true }],
		['silent', { execution: 'none' }],
	])('is "%s" for %j', (fate, facts) => {
		expect(fateOf({ ...LATE, ...facts })).toBe(fate);
	});

	it('is counted for late ones only; every answer is', () => {
		const mentions = [
			{ ...LATE },
			{ ...LATE, isLate: false },
			{ ...LATE, status: 401 },
			{ ...LATE, status: 404 },
			{ ...LATE, status: 503, isAfter: true },
			{ ...LATE, status: null },
		];
		expect(countMentions(mentions)).toMatchObject({
			sent: 6,
			answered: 2,
			unauthorized: 1,
			otherRefused: 1,
			serverError: 1,
			noAnswer: 1,
			afterwards: 1,
			late: 5,
			silent: 5,
		});
	});
});

describe('the fate of a question', () => {
	it.each<[string, Partial<QuestionFacts>]>([
		['followed', { execution: 'crashed' }],
		['open', { followed: 0, execution: 'waiting', status: null }],
		['silent', { followed: 0, execution: 'waiting' }],
		['queueLost', { followed: 0, execution: 'new' }],
		['cutOff', { followed: 0, execution: 'running', isCut: true }],
		['silent', { followed: 0, execution: 'running' }],
		['failed', { followed: 0, execution: 'error' }],
		['silent', { followed: 0 }],
		['silent', { followed: 0, asked: 0, execution: 'none' }],
		['notAsked', { followed: 0, asked: 0, execution: 'none', isStarted: false, status: undefined }],
	])('is "%s" for %j', (fate, facts) => {
		expect(fateOfQuestion({ ...FOLLOWED, ...facts })).toBe(fate);
	});

	it('is counted beside what its person saw', () => {
		const open = { ...FOLLOWED, followed: 0, execution: 'waiting' };
		expect(
			countQuestions([
				FOLLOWED,
				{ ...open, status: null },
				{ ...open, isAnswered: false, status: undefined },
				{ ...FOLLOWED, asked: 2, followed: 2, isAnswered: false },
			]),
		).toMatchObject({
			questions: 4,
			asked: 4,
			askedTwice: 1,
			pressed: 2,
			taken: 2,
			followedTwice: 1,
			unbidden: 1,
			open: 2,
		});
	});
});

describe('faults', () => {
	it('each have a row of their own in the tables', () => {
		expect(Object.keys(FAULTS)).toEqual(CRASH_KINDS.filter((kind) => kind !== 'nothing'));
	});

	it('that say that a clock is wrong, or that Teams could not read the answer, have told the sender', () => {
		expect(
			[
				'The workflow failed.',
				"This message is too old, or this server's clock is off by 600 s.",
				"This message comes from the future, or this server's clock is off by 600 s.",
				'Sorry, there was a problem encountered with your request',
				'This is taking longer than Teams allows.',
			].map(isTold),
		).toEqual([true, true, true, true, false]);
	});
});

describe('the report', () => {
	it('has no problem where all is well, and a row for each list and crash', () => {
		const { lists, tables, problems } = report([calm()], 64);
		expect(problems).toEqual([]);
		expect(lists.rows.map((row) => row.slice(0, 4))).toEqual(VARIANTS.map(({ name }) => ['nothing', name, '1', '1']));
		expect(tables.map(({ name, rows }) => [name, rows.map((row) => row.slice(0, 4))])).toEqual([
			[
				'crash-lists',
				[
					['nothing', 'with a key', '1', '4'],
					['nothing', 'without', '1', '4'],
				],
			],
			['crash-mentions', [['nothing', '1', '1', '0']]],
			['crash-questions', [['nothing', '1', '1', '0']]],
		]);
		for (const { head, rows } of [lists, ...tables]) expect(rows.every((row) => row.length === head.length)).toBe(true);
	});

	it('names each promise that did not hold', () => {
		const broken = VARIANTS.map((each) => ({
			variant: each,
			cards: [
				{ arrivals: 0, outcomes: ['accepted'] },
				{ arrivals: 2, outcomes: ['accepted'] },
			],
			isComplete: true,
		}));
		const { problems } = report(
			[
				calm(
					broken,
					[LATE, { ...LATE, status: 401 }, { ...LATE, arrivals: 2 }, { ...LATE, execution: 'error' }],
					[
						{ ...FOLLOWED, isAnswered: false },
						{ ...FOLLOWED, asked: 2, followed: 2 },
						{ ...FOLLOWED, followed: 0, execution: 'waiting' },
						{ ...FOLLOWED, followed: 0, execution: 'error' },
					],
				),
			],
			64,
		);
		expect(problems).toEqual(
			expect.arrayContaining([
				'nothing, key-off-once: 1 messages lost for ever',
				'nothing, plain-off-once: 1 losses reported as sent',
				'nothing, plain-off-once: in 1 moments more messages arrived twice than were under way, 1 in one of them',
				'nothing: 1 signed mentions were answered 401',
				'nothing: 2 late replies lost without an error',
				'nothing: 1 late replies posted twice',
				'nothing: 1 late replies failed instead of being posted',
				'nothing: 1 workflows went on without an answer',
				'nothing: 1 questions asked twice',
				'nothing: 1 answers acted on twice',
				'nothing: 1 questions or answers lost without an error',
				'nothing: 1 answers without what follows them',
			]),
		);
	});

	it('adds up counts member by member, and refuses to add up nothing', () => {
		expect(
			sum([
				{ a: 1, b: 2 },
				{ a: 3, b: 4 },
			]),
		).toEqual({ a: 4, b: 6 });
		expect(() => sum([])).toThrow('nothing to add up');
	});

	it('has columns as wide as their widest cell', () => {
		expect(tableLines(['a', 'long'], [['wide', 1]])).toEqual(['| a    | long |', '|------|------|', '| wide | 1    |']);
	});
});

it('has a list for every combination of key, pace and Retry On Fail', () => {
	expect(VARIANTS.map(({ name }) => name)).toEqual([
		'key-paced-retry',
		'key-paced-once',
		'key-off-retry',
		'key-off-once',
		'plain-paced-retry',
		'plain-paced-once',
		'plain-off-retry',
		'plain-off-once',
	]);
	expect(new Set(VARIANTS.map((each) => JSON.stringify(listWorkflow(each, 'p').nodes.at(-1)))).size).toBe(8);
});

it('kills at the same moments for the same seed, at others for another', () => {
	const draws = (seed: number) => Array.from({ length: 1_000 }, seeded(seed));
	expect(draws(7)).toEqual(draws(7));
	expect(draws(8)).not.toEqual(draws(7));
	expect(draws(7).every((number) => number >= 0 && number < 1)).toBe(true);
	expect(draws(7).reduce((total, number) => total + number, 0) / 1_000).toBeCloseTo(0.5, 1);
});

describe('executionsOf', () => {
	const made = (id: string, text: string, atMs: number, workflowId = 'w') => ({
		id,
		workflowId,
		status: 'success',
		createdAt: new Date(atMs).toISOString(),
		text,
	});
	const sent = (name: string, sentAtMs: number) => ({ name, sentAtMs, workflowId: 'w' });
	const idsOf = (...[started, candidates]: Parameters<typeof executionsOf>) =>
		[...executionsOf(started, candidates)].map(([name, { id }]) => `${name}=${id}`);

	it('finds what holds the name, and not a longer one', () => {
		expect(idsOf([sent('m/1', 0), sent('m/10', 0)], [made('a', '"m/10"', 5), made('b', '"m/1"', 5)])).toEqual([
			'm/1=b',
			'm/10=a',
		]);
	});

	it('finds what holds no name by its moment and workflow, each once', () => {
		expect(
			idsOf(
				[sent('m/1', 0), sent('m/2', 100), sent('m/3', 9_000)],
				[made('a', '', 5, 'v'), made('b', '', 110), made('c', '', 120), made('d', '', 500)],
			),
		).toEqual(['m/1=b', 'm/2=c']);
	});
});
