import type { CrashKind, ListFacts, MentionFacts, QuestionFacts } from './counts';
import type { Candidate, Execution } from './executions';
import type { Field } from './field';
import type { Card, ListWorkflow } from './lists';
import type { SentMention } from './mentions';
import type { QuestionPlan, SentQuestion } from './questions';
import type { Random } from './random';

import { setTimeout as delay } from 'node:timers/promises';

import { allTaken } from './counts';
import { dataOf, executionsOf, newestExecution, settled } from './executions';
import { FAULTS } from './faults';
import { makeList } from './lists';
import { isTold } from './mentions';
import { outcomesOf } from './outcomes';
import { followUpOf, QUESTIONS } from './questions';
import { between } from './random';

/** Chosen: how long mentions arrive before the lists and the crash, and after everything runs again. */
const BEFORE_MS = 2_000;
const AFTER_MS = 5_000;

/** Chosen: the crash waits no longer than this for a list, even on a busy machine. */
const LEAD_MAX_MS = 30_000;

/** Mentions sent this long after everything runs again must be answered: n8n reads its webhooks again first. */
const RECOVERY_MS = 3_000;

/** Chosen: when questions are asked, from the beginning of a moment on, and how long people think about them. */
const ASK_MS = [0, 6_000] as const;
const THINK_MS = [0, 5_000] as const;

const NO_TIME = [0, 0] as const;

/** What the trigger logs of a late answer (`reply-late`); n8n prints no codes. */
const DROPPED = 'dropped a reply that came';

/** Chosen: how often at most a list is sent again until every card is taken. */
const REPEATS_MAX = 5;

/** How long the list of each variant takes where nothing is killed, by the name of the variant. */
export type Durations = Readonly<Record<string, number>>;

/** When the crash comes, and how far the sending of each list is at that time. */
interface Plan {
	readonly crash: CrashKind;
	readonly prefix: string;
	/** For each list, the milliseconds between its start and the crash. */
	readonly leadsMs: readonly number[];
	/** How long it lasts, where that is up to us. */
	readonly lastsMs: number;
	readonly questions: readonly QuestionPlan[];
}

/** What a moment has led to. */
export interface MomentFacts {
	readonly lists: readonly ListFacts[];
	readonly mentions: readonly MentionFacts[];
	readonly questions: readonly QuestionFacts[];
	readonly tookMs: Durations;
	/** The worker has ended, killed or by itself. */
	readonly isCut: boolean;
	/** How n8n's processes have ended by themselves, in words. */
	readonly ends: string;
}

/** A list that is sent in this moment. */
interface Sending {
	readonly workflow: ListWorkflow;
	readonly cards: readonly Card[];
	startedMs: number;
	isComplete: boolean;
}

/** Chooses at which point of sending each list the crash comes. */
export function planMoment(
	field: Field,
	crash: CrashKind,
	options: { readonly prefix: string; readonly random: Random; readonly durations: Durations },
): Plan {
	const { prefix, random, durations } = options;
	return {
		crash,
		prefix,
		leadsMs: field.lists.map(({ variant }) => random() * Math.min(LEAD_MAX_MS, durations[variant.name] ?? 0)),
		lastsMs: between(random, ...(crash === 'nothing' ? NO_TIME : (FAULTS[crash].lastsMs ?? NO_TIME))),
		questions: planQuestions(random),
	};
}

function planQuestions(random: Random): readonly QuestionPlan[] {
	return Array.from({ length: QUESTIONS }, () => ({
		askAtMs: between(random, ...ASK_MS),
		answerAfterMs: between(random, ...THINK_MS),
	}));
}

/** Sends lists, mentions and questions, lets the fault happen, waits until nothing happens any more, sends the lists with a key again, and looks at what arrived. */
export async function runMoment(field: Field, plan: Plan): Promise<MomentFacts> {
	const newest = await newestExecution(field.services);
	const before = await field.production.whole();
	const logBegins = field.production.processes.webhook.log().length;
	const crashAfterMs = BEFORE_MS + Math.max(...plan.leadsMs);
	const stop = new AbortController();
	let isAway = false;
	const asking = field.questions.ask(plan.prefix, plan.questions, stop.signal);
	const mentioning = field.mentions.send(plan.prefix, stop.signal, () => isAway);
	const sendings = field.lists.map((workflow): Sending => {
		const cards = makeList(workflow.variant, plan.prefix);
		return { workflow, cards, startedMs: 0, isComplete: false };
	});
	const starting = sendings.map(async (sending, index) => {
		await delay(crashAfterMs - (plan.leadsMs[index] ?? 0));
		sending.startedMs = Date.now();
		return await sending.workflow.start(sending.cards);
	});
	await delay(crashAfterMs);
	await strike(field, plan, (away) => (isAway = away));
	const accepted = (await Promise.all(starting)).filter((isAccepted) => isAccepted).length;
	const after = await field.production.whole();
	if (plan.crash !== 'nothing' && FAULTS[plan.crash].losesDatabase) await field.production.steady();
	const wholeAtMs = Date.now();
	await delay(AFTER_MS);
	stop.abort();
	const sent = await mentioning;
	const asked = await asking;
	const total = () => field.receiver.total();
	const executions = await settled(field.services, { after: newest, least: accepted, total });
	const tookMs = durations(field, sendings);
	const isCut = after.worker > before.worker;
	const dropsLogged = field.production.processes.webhook.log().slice(logBegins).split(DROPPED).length - 1;
	const recoveredAtMs = wholeAtMs + RECOVERY_MS;
	const mentions = await mentionFacts(field, sent, { executions, recoveredAtMs, isCut, dropsLogged });
	const questions = await questionFacts(field, asked, { executions, isCut });
	const repeats = await complete(
		field,
		sendings.filter(({ workflow }) => workflow.variant.hasKey),
	);
	const ends = Object.entries(after).flatMap(([role, count]) =>
		count > before[role as keyof typeof before]
			? [`${role} ended${plan.crash.startsWith(role) ? '' : ' by itself'}`]
			: [],
	);
	return {
		lists: await listFacts(field, sendings, [...executions, ...repeats]),
		mentions,
		questions,
		tookMs,
		isCut,
		ends: [...ends, `${executions.length} executions`].join(', '),
	};
}

function durations({ receiver }: Field, sendings: readonly Sending[]): Durations {
	return Object.fromEntries(
		sendings.map(({ workflow, cards, startedMs }) => [
			workflow.variant.name,
			Math.max(...cards.map(({ name }) => receiver.lastArrivalMs(name))) - startedMs,
		]),
	);
}

async function strike(field: Field, { crash, lastsMs }: Plan, tell: (isAway: boolean) => void): Promise<void> {
	if (crash === 'nothing') return;
	const fault = FAULTS[crash];
	await fault.strike(field);
	if (fault.mend === undefined) return;
	tell(true);
	await delay(lastsMs);
	await fault.mend(field);
	tell(false);
}

/** Sends lists with a key again, as their sender would, until every card is taken. */
async function complete(field: Field, sendings: readonly Sending[]): Promise<readonly Execution[]> {
	const repeats: Execution[] = [];
	for (let count = 0; count < REPEATS_MAX; count += 1) {
		const open = sendings.filter(({ isComplete }) => !isComplete);
		if (open.length === 0) break;
		const newest = await newestExecution(field.services);
		await Promise.all(open.map(async ({ workflow, cards }) => await workflow.start(cards)));
		const executions = await settled(field.services, {
			after: newest,
			least: open.length,
			total: () => field.receiver.total(),
		});
		repeats.push(...executions);
		for (const sending of open) {
			const last = executions.findLast(({ workflowId }) => workflowId === sending.workflow.id);
			sending.isComplete =
				last !== undefined && allTaken(await outcomesOf(field.client, last.id), sending.cards.length);
		}
	}
	return repeats;
}

async function listFacts(
	field: Field,
	sendings: readonly Sending[],
	executions: readonly Execution[],
): Promise<ListFacts[]> {
	const facts: ListFacts[] = [];
	for (const { workflow, cards, isComplete } of sendings) {
		const said: Array<Map<number, string>> = [];
		for (const { id, workflowId } of executions)
			if (workflowId === workflow.id) said.push(await outcomesOf(field.client, id));
		const outcomes = (index: number) => said.flatMap((each) => each.get(index) ?? []);
		facts.push({
			variant: workflow.variant,
			isComplete,
			cards: cards.map(({ name }, index) => ({ arrivals: field.receiver.arrivals(name), outcomes: outcomes(index) })),
		});
	}
	return facts;
}

async function mentionFacts(
	field: Field,
	sent: readonly SentMention[],
	known: {
		readonly executions: readonly Execution[];
		readonly recoveredAtMs: number;
		readonly isCut: boolean;
		/** Lines of the trigger about late replies that it dropped, one for each. */
		readonly dropsLogged: number;
	},
): Promise<MentionFacts[]> {
	const { ids } = field.mentions;
	const candidates = await candidatesOf(field, known.executions, Object.values(ids));
	const found = executionsOf(
		sent
			.filter(({ status }) => status === 200)
			.map(({ name, kind, sentAtMs }) => ({ name, sentAtMs, workflowId: ids[kind] })),
		candidates,
	);
	const facts = sent.map(({ name, kind, status, shown, sentAtMs }) => ({
		name,
		isLate: kind !== 'quick',
		status,
		shown,
		isTold: isTold(shown),
		arrivals: field.receiver.arrivals(name),
		execution: found.get(name)?.status ?? 'none',
		isAfter: sentAtMs > known.recoveredAtMs,
		isDropLogged: false,
		isCut: known.isCut,
	}));
	const unheard = facts.filter((each) => each.isLate && each.execution === 'success' && each.arrivals === 0);
	// A line does not name its message: it explains them only if there is one for each.
	return facts.map((each) => ({ ...each, isDropLogged: unheard.length <= known.dropsLogged }));
}

async function questionFacts(
	field: Field,
	sent: readonly SentQuestion[],
	known: { readonly executions: readonly Execution[]; readonly isCut: boolean },
): Promise<QuestionFacts[]> {
	const { id } = field.questions;
	const candidates = await candidatesOf(field, known.executions, [id]);
	const found = executionsOf(
		sent.filter(({ isStarted }) => isStarted).map(({ name, sentAtMs }) => ({ name, sentAtMs, workflowId: id })),
		candidates,
	);
	return sent.map(({ name, isStarted, isAnswered, status }) => ({
		name,
		isStarted,
		isAnswered,
		status,
		asked: field.receiver.arrivals(name),
		followed: field.receiver.arrivals(followUpOf(name)),
		execution: found.get(name)?.status ?? 'none',
		isCut: known.isCut,
	}));
}

async function candidatesOf(
	{ client }: Field,
	executions: readonly Execution[],
	workflowIds: readonly string[],
): Promise<Candidate[]> {
	const candidates: Candidate[] = [];
	for (const execution of executions)
		if (workflowIds.includes(execution.workflowId))
			candidates.push({ ...execution, text: await dataOf(client, execution.id) });
	return candidates;
}
