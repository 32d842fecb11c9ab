import type { CrashKind, ListCounts, MentionCounts, QuestionCounts } from './counts';
import type { MomentFacts } from './moment';
import type { Variant } from './variants';

import { countList, countMentions, countQuestions, CRASH_KINDS, mostDuplicates, sum } from './counts';
import { FAULTS } from './faults';
import { FLOWS_PER_LIST } from './lists';
import { tableLines } from './table';
import { VARIANTS } from './variants';

/** One moment, and what came of it. */
export interface Happened {
	readonly crash: CrashKind;
	readonly facts: MomentFacts;
}

interface CrashRow extends ListCounts {
	readonly crash: CrashKind;
	readonly variant: Variant;
	/** The most duplicates in one moment, the most allowed in one, and how many moments had more than they allowed. */
	readonly most: number;
	readonly allowed: number;
	readonly beyond: number;
}

const LIST_HEAD = [
	'fault',
	'list',
	'moments',
	'cards',
	'lost for ever',
	'lost, reported as sent',
	'duplicates',
	'most in a moment',
	'allowed',
	'unsent, nobody said sent',
	'not completed',
];

const MENTION_HEAD = [
	'fault',
	'mentions',
	'200',
	'401',
	'other 4xx',
	'5xx',
	'no answer',
	'late',
	'arrived',
	'twice',
	'refused',
	'lost with the queue',
	'cut off with the worker',
	'failed with an error',
	'lost in silence',
];

const QUESTION_HEAD = [
	'fault',
	'questions',
	'asked',
	'twice',
	'not asked, as its sender knows',
	'answers',
	'taken',
	'went on',
	'twice',
	'without an answer',
	'still open',
	'lost with the queue',
	'cut off with the worker',
	'failed with an error',
	'lost in silence',
];

/** The tables of a run, and every promise that did not hold. */
export function report(
	happened: readonly Happened[],
	inFlight: number,
): { readonly lines: readonly string[]; readonly problems: readonly string[] } {
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
	const lists = rows.map((row) => [
		row.crash,
		row.variant.name,
		of(happened, row.crash).length,
		row.cards,
		row.lost,
		row.misreported,
		row.duplicates,
		row.most,
		row.allowed,
		row.unsent,
		row.incomplete,
	]);
	const answers = mentions.map(({ crash, counts }) => [
		crash,
		counts.sent,
		counts.answered,
		counts.unauthorized,
		counts.otherRefused,
		counts.serverError,
		counts.noAnswer,
		counts.late,
		counts.arrived,
		counts.lateTwice,
		counts.refused,
		counts.queueLost,
		counts.cutOff,
		counts.failed,
		counts.silent,
	]);
	return {
		lines: [
			...tableLines(LIST_HEAD, lists),
			'',
			...tableLines(MENTION_HEAD, answers),
			'',
			...tableLines(
				QUESTION_HEAD,
				questions.map(({ crash, counts }) => [crash, ...questionCells(counts)]),
			),
		],
		problems: [
			...rows.flatMap(problemsOfList),
			...mentions.flatMap(({ crash, counts }) => problemsOfMentions(crash, counts)),
			...questions.flatMap(({ crash, counts }) => problemsOfQuestions(crash, counts)),
		],
	};
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

function questionCells(counts: QuestionCounts): readonly number[] {
	return [
		counts.questions,
		counts.asked,
		counts.askedTwice,
		counts.notAsked,
		counts.pressed,
		counts.taken,
		counts.followed,
		counts.followedTwice,
		counts.unbidden,
		counts.open,
		counts.queueLost,
		counts.cutOff,
		counts.failed,
		counts.silent,
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
