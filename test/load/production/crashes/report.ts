import type { CrashKind, ListCounts, MentionCounts, QuestionCounts } from './counts';
import type { MomentFacts } from './moment';
import type { Variant } from './variants';

import { countList, countMentions, countQuestions, CRASH_KINDS, mostDuplicates, sum } from './counts';
import { FAULTS } from './faults';
import { FLOWS_PER_LIST } from './lists';
import { VARIANTS } from './variants';

/** One moment, and what came of it. */
export interface Happened {
	readonly crash: CrashKind;
	readonly facts: MomentFacts;
}

interface CrashRow extends ListCounts {
	readonly crash: CrashKind;
	readonly variant: Variant;
	readonly moments: number;
	/** The most duplicates in one moment, the most allowed in one, and how many moments had more than they allowed. */
	readonly most: number;
	readonly allowed: number;
	readonly beyond: number;
}

/** The columns of a table: a heading, and the count below it. */
type Columns<Counts> = ReadonlyArray<readonly [heading: string, count: keyof Counts & string]>;

const LIST_COLUMNS: Columns<
	ListCounts & { readonly moments: number; readonly most: number; readonly allowed: number }
> = [
	['moments', 'moments'],
	['cards', 'cards'],
	['lost for ever', 'lost'],
	['lost, reported as sent', 'misreported'],
	['duplicates', 'duplicates'],
	['most in a moment', 'most'],
	['allowed', 'allowed'],
	['unsent, nobody said sent', 'unsent'],
	['not completed', 'incomplete'],
];

const MENTION_COLUMNS: Columns<MentionCounts> = [
	['mentions', 'sent'],
	['200', 'answered'],
	['401', 'unauthorized'],
	['other 4xx', 'otherRefused'],
	['5xx', 'serverError'],
	['no answer', 'noAnswer'],
	['late', 'late'],
	['arrived', 'arrived'],
	['twice', 'lateTwice'],
	['refused', 'refused'],
	['lost with the queue', 'queueLost'],
	['cut off with the worker', 'cutOff'],
	['failed with an error', 'failed'],
	['dropped, as the log says', 'dropped'],
	['lost in silence', 'silent'],
];

const QUESTION_COLUMNS: Columns<QuestionCounts> = [
	['questions', 'questions'],
	['asked', 'asked'],
	['twice', 'askedTwice'],
	['not asked, as its sender knows', 'notAsked'],
	['people who answered', 'pressed'],
	['answers taken', 'taken'],
	['went on', 'followed'],
	['twice', 'followedTwice'],
	['without an answer', 'unbidden'],
	['still open', 'open'],
	['lost with the queue', 'queueLost'],
	['cut off with the worker', 'cutOff'],
	['failed with an error', 'failed'],
	['lost in silence', 'silent'],
];

/** A table of a run: its name in docs/performance.md, and its cells. */
interface Table {
	readonly name: string;
	readonly head: readonly string[];
	readonly rows: ReadonlyArray<readonly string[]>;
}

/** What a run has shown. */
interface Report {
	/** A row for each list and fault. */
	readonly lists: Table;
	/** A row for each fault, and two where lists with and without a key differ. */
	readonly tables: readonly Table[];
	/** Every promise that did not hold. */
	readonly problems: readonly string[];
}

/** The tables of a run, and every promise that did not hold. */
export function report(happened: readonly Happened[], inFlight: number): Report {
	const crashes = CRASH_KINDS.filter((crash) => happened.some((each) => each.crash === crash));
	const rows = crashes.flatMap((crash) => VARIANTS.map((variant) => rowOf(happened, { crash, variant, inFlight })));
	const mentions = crashes.map((crash) => ({
		crash,
		counts: sum(of(happened, crash).map(({ facts }) => countMentions(facts.mentions))),
	}));
	const questions = crashes.map((crash) => ({
		crash,
		counts: sum(of(happened, crash).map(({ facts }) => countQuestions(facts.questions))),
	}));
	return {
		lists: tableOf(
			'crash-variants',
			['fault', 'list'],
			LIST_COLUMNS,
			rows.map((row) => [[row.crash, row.variant.name], row]),
		),
		tables: [
			tableOf('crash-lists', ['fault', 'lists'], LIST_COLUMNS, byKey(crashes, rows)),
			tableOf(
				'crash-mentions',
				['fault'],
				MENTION_COLUMNS,
				mentions.map(({ crash, counts }) => [[crash], counts]),
			),
			tableOf(
				'crash-questions',
				['fault'],
				QUESTION_COLUMNS,
				questions.map(({ crash, counts }) => [[crash], counts]),
			),
		],
		problems: [
			...rows.flatMap(problemsOfList),
			...mentions.flatMap(({ crash, counts }) => problemsOfMentions(crash, counts)),
			...questions.flatMap(({ crash, counts }) => problemsOfQuestions(crash, counts)),
		],
	};
}

function tableOf<Counts>(
	name: string,
	first: readonly string[],
	columns: Columns<Counts>,
	rows: ReadonlyArray<readonly [names: readonly string[], counts: Counts]>,
): Table {
	return {
		name,
		head: [...first, ...columns.map(([heading]) => heading)],
		rows: rows.map(([names, counts]) => [...names, ...columns.map(([, count]) => String(counts[count]))]),
	};
}

/** The rows of lists with a key added up for each fault, and those without. */
function byKey(crashes: readonly CrashKind[], rows: readonly CrashRow[]): ReadonlyArray<readonly [string[], CrashRow]> {
	return crashes.flatMap((crash) =>
		[true, false].flatMap((hasKey) => {
			const own = rows.filter((row) => row.crash === crash && row.variant.hasKey === hasKey);
			const [first] = own;
			if (first === undefined) return [];
			const counts = sum(
				own.map(({ cards, lost, misreported, duplicates, unsent, incomplete }) => ({
					cards,
					lost,
					misreported,
					duplicates,
					unsent,
					incomplete,
				})),
			);
			const [most, allowed] = [Math.max(...own.map((row) => row.most)), Math.max(...own.map((row) => row.allowed))];
			const row = { ...first, ...counts, moments: first.moments, most, allowed };
			return [[[crash, hasKey ? 'with a key' : 'without'], row] as const];
		}),
	);
}

function of(happened: readonly Happened[], crash: CrashKind): readonly Happened[] {
	return happened.filter((each) => each.crash === crash);
}

function rowOf(
	happened: readonly Happened[],
	{ crash, variant, inFlight }: { readonly crash: CrashKind; readonly variant: Variant; readonly inFlight: number },
): CrashRow {
	const moments = of(happened, crash).flatMap(({ facts }) => {
		const losesAnswers = crash !== 'nothing' && FAULTS[crash].losesAnswers === true;
		const allowed = mostDuplicates({ isCut: facts.isCut, losesAnswers }, variant, {
			paced: FLOWS_PER_LIST,
			unpaced: inFlight,
		});
		return facts.lists
			.filter((list) => list.variant.name === variant.name)
			.map((list) => ({ allowed, counts: countList(list) }));
	});
	return {
		crash,
		variant,
		moments: moments.length,
		...sum(moments.map(({ counts }) => counts)),
		most: Math.max(...moments.map(({ counts }) => counts.duplicates)),
		allowed: Math.max(...moments.map(({ allowed }) => allowed)),
		beyond: moments.filter(({ allowed, counts }) => counts.duplicates > allowed).length,
	};
}

function problemsOfList({ crash, variant, most, beyond, ...counts }: CrashRow): string[] {
	const where = `${crash}, ${variant.name}`;
	return [
		...(counts.lost > 0 ? [`${where}: ${counts.lost} messages lost for ever`] : []),
		...(counts.misreported > 0 ? [`${where}: ${counts.misreported} losses reported as sent`] : []),
		...(beyond > 0
			? [`${where}: in ${beyond} moments more messages arrived twice than were under way, ${most} in one of them`]
			: []),
		...(counts.incomplete > 0 ? [`${where}: ${counts.incomplete} lists could not be completed`] : []),
		...(crash === 'nothing' && counts.unsent > 0 ? [`${where}: ${counts.unsent} messages were not sent`] : []),
	];
}

function problemsOfMentions(crash: CrashKind, counts: MentionCounts): string[] {
	const where = crash;
	return [
		...(counts.unauthorized > 0 ? [`${where}: ${counts.unauthorized} signed mentions were answered 401`] : []),
		...(counts.silent > 0 ? [`${where}: ${counts.silent} late replies lost without an error`] : []),
		...(counts.lateTwice > 0 ? [`${where}: ${counts.lateTwice} late replies posted twice`] : []),
		...(counts.afterwards > 0
			? [`${where}: ${counts.afterwards} mentions not answered although everything was running again`]
			: []),
		...((crash === 'nothing' || crash === 'redis') && counts.failed > 0
			? [`${where}: ${counts.failed} late replies failed instead of being posted`]
			: []),
	];
}

function problemsOfQuestions(crash: CrashKind, counts: QuestionCounts): string[] {
	return [
		...(counts.unbidden > 0 ? [`${crash}: ${counts.unbidden} workflows went on without an answer`] : []),
		...(counts.askedTwice > 0 ? [`${crash}: ${counts.askedTwice} questions asked twice`] : []),
		...(counts.followedTwice > 0 ? [`${crash}: ${counts.followedTwice} answers acted on twice`] : []),
		...(counts.silent > 0 ? [`${crash}: ${counts.silent} questions or answers lost without an error`] : []),
		...(crash === 'nothing' && counts.followed < counts.pressed
			? [`${crash}: ${counts.pressed - counts.followed} answers without what follows them`]
			: []),
	];
}
