import type { Variant } from './variants';

/** What goes wrong (`faults.ts`); `nothing` is the run without a fault, for comparison. */
export const CRASH_KINDS = [
	'nothing',
	'worker',
	'main',
	'webhook',
	'worker-stop',
	'main-stop',
	'webhook-stop',
	'redis',
	'postgres',
	'network-cut',
	'network-slow',
	'disk-full',
	'clock-forward',
	'clock-back',
] as const;

/** See {@link CRASH_KINDS}. */
export type CrashKind = (typeof CRASH_KINDS)[number];

/** Outcomes that say that Teams has the message. */
const TAKEN = ['accepted', 'delivered', 'skipped'];

/** What is known of one card: how often it arrived, and what executions said became of it. */
interface CardFacts {
	readonly arrivals: number;
	readonly outcomes: readonly string[];
}

/** One list of one moment. */
export interface ListFacts {
	readonly variant: Variant;
	readonly cards: readonly CardFacts[];
	/** The list was sent again until every card was taken; without a key nobody could do that. */
	readonly isComplete: boolean;
}

/** The counts of one list, or of several added up. */
export interface ListCounts {
	readonly cards: number;
	/** Cards that never arrived although the list was sent again until all were taken. */
	readonly lost: number;
	/** Cards that an execution called taken or skipped, and that never arrived. */
	readonly misreported: number;
	/** Arrivals beyond the first. */
	readonly duplicates: number;
	/** Cards of a list without a key that did not arrive, and that no execution called taken. */
	readonly unsent: number;
	readonly incomplete: number;
}

/** True for an outcome that says that Teams has the message. */
export function isTaken(outcome: string): boolean {
	return TAKEN.includes(outcome);
}

/** Counts a list. */
export function countList({ variant, cards, isComplete }: ListFacts): ListCounts {
	const missing = cards.filter(({ arrivals }) => arrivals === 0);
	const misreported = missing.filter(({ outcomes }) => outcomes.some(isTaken)).length;
	return {
		cards: cards.length,
		lost: variant.hasKey && isComplete ? missing.length : 0,
		misreported,
		duplicates: cards.reduce((sum, { arrivals }) => sum + Math.max(0, arrivals - 1), 0),
		unsent: variant.hasKey ? 0 : missing.length - misreported,
		incomplete: variant.hasKey && !isComplete ? 1 : 0,
	};
}

/** True if every card of a list is known to be with Teams. */
export function allTaken(outcomes: ReadonlyMap<number, string>, count: number): boolean {
	return outcomes.size === count && [...outcomes.values()].every(isTaken);
}

/** Messages that may have been under way when the worker ended, or the network, and so may arrive twice when the list is sent again. */
export function mostDuplicates(
	{ isCut, losesAnswers }: { readonly isCut: boolean; readonly losesAnswers: boolean },
	{ hasKey, isPaced }: Variant,
	inFlight: { readonly paced: number; readonly unpaced: number },
): number {
	// Without a key nothing is sent again; and a worker that lives on, and gets its answers, knows what it has sent.
	if (!hasKey || !(isCut || losesAnswers)) return 0;
	return isPaced ? inFlight.paced : inFlight.unpaced;
}

/** One mention: what its sender saw, and what n8n and Teams know of its reply. */
export interface MentionFacts {
	readonly name: string;
	readonly isLate: boolean;
	readonly status: number | null;
	/** What its sender read. */
	readonly shown: string;
	/** Its sender read that no reply will come. */
	readonly isTold: boolean;
	/** Cards of its late reply that have arrived. */
	readonly arrivals: number;
	/** What n8n says of its execution; `none` where there is no execution. */
	readonly execution: string;
	/** Sent after everything had been running again for a while. */
	readonly isAfter: boolean;
	/** The worker ended between the start and the end of this mention. */
	readonly isCut: boolean;
	/** The trigger has logged a line for every reply of the moment that it can have dropped. */
	readonly isDropLogged: boolean;
}

/** What became of a late reply. */
type LateFate = 'arrived' | 'refused' | 'queueLost' | 'cutOff' | 'failed' | 'dropped' | 'silent';

/** Says what became of a late reply: only `silent` leaves nobody anything to see. */
export function fateOf({ status, isTold, arrivals, execution, isCut, isDropLogged }: MentionFacts): LateFate {
	if (arrivals > 0) return 'arrived';
	if (execution === 'none') return status === 200 && !isTold ? 'silent' : 'refused';
	if (execution === 'new') return 'queueLost';
	if (['running', 'waiting', 'crashed'].includes(execution)) return isCut ? 'cutOff' : 'silent';
	if (execution === 'success') return isDropLogged ? 'dropped' : 'silent';
	return 'failed';
}

/** The counts of the mentions of one moment, or of several added up. */
export type MentionCounts = Readonly<
	Record<
		| 'sent'
		| 'answered'
		| 'unauthorized'
		| 'otherRefused'
		| 'serverError'
		| 'noAnswer'
		| 'afterwards'
		| 'late'
		| 'lateTwice'
		| LateFate,
		number
	>
>;

/** Counts mentions. */
export function countMentions(mentions: readonly MentionFacts[]): MentionCounts {
	const count = (holds: (facts: MentionFacts) => boolean) => mentions.filter(holds).length;
	const fate = (name: LateFate) => count((facts) => facts.isLate && fateOf(facts) === name);
	return {
		sent: mentions.length,
		answered: count(({ status }) => status === 200),
		unauthorized: count(({ status }) => status === 401),
		otherRefused: count(({ status }) => status !== null && status !== 401 && status !== 200 && status < 500),
		serverError: count(({ status }) => status !== null && status >= 500),
		noAnswer: count(({ status }) => status === null),
		afterwards: count(({ status, isAfter }) => isAfter && status !== 200),
		late: count(({ isLate }) => isLate),
		lateTwice: count(({ isLate, arrivals }) => isLate && arrivals > 1),
		arrived: fate('arrived'),
		refused: fate('refused'),
		queueLost: fate('queueLost'),
		cutOff: fate('cutOff'),
		failed: fate('failed'),
		dropped: fate('dropped'),
		silent: fate('silent'),
	};
}

/** One question: what its person saw, and what n8n and Teams know of it. */
export interface QuestionFacts {
	readonly name: string;
	/** n8n has taken the request that asks. */
	readonly isStarted: boolean;
	/** Somebody pressed a button, or tried to. */
	readonly isAnswered: boolean;
	/** The answer to the last press; `undefined` where there was no card to press on, `null` where none came. */
	readonly status: number | null | undefined;
	/** Cards with the question. */
	readonly asked: number;
	/** Cards that follow the answer. */
	readonly followed: number;
	/** What n8n says of its execution; `none` where there is none. */
	readonly execution: string;
	/** The worker has ended meanwhile. */
	readonly isCut: boolean;
}

/** What became of a question. */
type QuestionFate = 'followed' | 'open' | 'notAsked' | 'queueLost' | 'cutOff' | 'failed' | 'silent';

/** Says what became of a question: only `silent` leaves nobody anything to see. */
export function fateOfQuestion({ followed, isStarted, asked, status, execution, isCut }: QuestionFacts): QuestionFate {
	if (followed > 0) return 'followed';
	if (execution === 'new') return 'queueLost';
	if (['running', 'crashed'].includes(execution)) return isCut ? 'cutOff' : 'silent';
	if (['error', 'canceled'].includes(execution)) return 'failed';
	// A person whose answer was not taken still has the question, and can answer it later.
	if (execution === 'waiting') return status === 200 ? 'silent' : 'open';
	if (asked === 0) return isStarted ? 'silent' : 'notAsked';
	return 'silent';
}

/** The counts of the questions of one moment, or of several added up. */
export type QuestionCounts = Readonly<
	Record<
		'questions' | 'asked' | 'askedTwice' | 'pressed' | 'taken' | 'followedTwice' | 'unbidden' | QuestionFate,
		number
	>
>;

/** Counts questions. */
export function countQuestions(questions: readonly QuestionFacts[]): QuestionCounts {
	const count = (holds: (facts: QuestionFacts) => boolean) => questions.filter(holds).length;
	const fate = (name: QuestionFate) => count((facts) => fateOfQuestion(facts) === name);
	return {
		questions: questions.length,
		asked: count(({ asked }) => asked > 0),
		askedTwice: count(({ asked }) => asked > 1),
		pressed: count(({ isAnswered, status }) => isAnswered && status !== undefined),
		taken: count(({ status }) => status === 200),
		followedTwice: count(({ followed }) => followed > 1),
		unbidden: count(({ followed, isAnswered }) => followed > 0 && !isAnswered),
		followed: fate('followed'),
		open: fate('open'),
		notAsked: fate('notAsked'),
		queueLost: fate('queueLost'),
		cutOff: fate('cutOff'),
		failed: fate('failed'),
		silent: fate('silent'),
	};
}

/** Adds up counts, member by member. */
export function sum<Counts extends { readonly [name in keyof Counts]: number }>(all: readonly Counts[]): Counts {
	const [first, ...others] = all;
	if (first === undefined) throw new Error('nothing to add up');
	return others.reduce<Counts>(
		(total, each) =>
			Object.fromEntries(
				Object.entries<number>(total).map(([name, value]) => [name, value + (each[name as keyof Counts] as number)]),
			) as Counts,
		first,
	);
}
