import type { N8nClient, WorkflowFile } from '../../../../scripts/lib/n8n-client';
import type { Receiver } from './receiver';

import { setTimeout as delay } from 'node:timers/promises';

import { ACTION_TYPE } from '../../../../scripts/lib/demo';
import { named } from './receiver';
import { chain } from './variants';

/** The flow that questions, and what follows their answers, are posted through. */
export const QUESTION_FLOW = 'questions';

/** Chosen: questions of one moment. */
export const QUESTIONS = 6;

/** Every third question is answered by nobody, so nothing may follow it. */
const UNANSWERED_EVERY = 3;

/** A person who got no answer presses the button again after so long. */
const AGAIN_MS = 1_000;

/** Chosen: how often, and how many times after everything runs again, somebody looks for the card. */
const ARRIVAL_POLL_MS = 100;
const ARRIVAL_POLLS = 50;

/** Chosen: tries after everything runs again. */
const LAST_TRIES = 5;

const PATH = 'questions';

/** What the node answers to the script of its page once it has recorded an answer. */
const RECORDED = JSON.stringify({ ok: true });

/** n8n shows a page of its own, with 200, for a run that has ended: counted as "gone". */
const OVER = 410;

/** When a question of a moment is asked, and how long its person takes. */
export interface QuestionPlan {
	readonly askAtMs: number;
	readonly answerAfterMs: number;
}

/** One question, and what its person saw. */
export interface SentQuestion {
	readonly name: string;
	readonly sentAtMs: number;
	/** n8n has taken the request that asks. */
	readonly isStarted: boolean;
	readonly isAnswered: boolean;
	/** What came of the last press of the button; `undefined` if nobody could press one, `null` if no answer came. */
	readonly status: number | null | undefined;
}

/** The published workflow that asks. */
export interface QuestionWorkflow {
	readonly id: string;
	/** Asks as planned, and answers as people would, until some tries after `until`. */
	ask(prefix: string, plans: readonly QuestionPlan[], until: AbortSignal): Promise<readonly SentQuestion[]>;
}

/** The name of the card that follows the answer to a question. */
export function followUpOf(name: string): string {
	return `${name}/done`;
}

/** Publishes it; `webhookUrl` is that of the webhook processor, `flowUrl` the flow as the worker is to call it. */
export async function publishQuestions(
	client: N8nClient,
	{
		webhookUrl,
		flowUrl,
		allowedHosts,
		receiver,
	}: {
		readonly webhookUrl: string;
		readonly flowUrl: string;
		readonly allowedHosts: string;
		readonly receiver: Receiver;
	},
): Promise<QuestionWorkflow> {
	const credential = await client.createCredential('questions', 'teamsIncomingWebhookApi', {
		webhookUrl: flowUrl,
		allowedHosts,
	});
	const { id, status, detail } = await client.publish(workflow(), {
		[ACTION_TYPE]: { teamsIncomingWebhookApi: credential },
	});
	if (status !== 'published') throw new Error(`the workflow of questions was not published: ${detail}`);
	const askOne = async (name: string, { askAtMs, answerAfterMs }: QuestionPlan, by: Asking): Promise<SentQuestion> => {
		await delay(askAtMs);
		const sentAtMs = Date.now();
		const started = await post(`${webhookUrl}/webhook/${PATH}`, { json: { question: named(name) } });
		const { isAnswered } = by;
		const sent = { name, sentAtMs, isStarted: started === 200, isAnswered };
		const link = isAnswered ? await linkOf(receiver, name, by.until) : undefined;
		if (link === undefined) return { ...sent, status: undefined };
		await delay(answerAfterMs);
		return { ...sent, status: await press(`${webhookUrl}${link}`, followUpOf(name), by.until) };
	};
	return {
		id,
		ask: async (prefix, plans, until) =>
			await Promise.all(
				plans.map(
					async (plan, index) =>
						await askOne(`${prefix}/question/${index}`, plan, {
							isAnswered: index % UNANSWERED_EVERY !== 0,
							until,
						}),
				),
			),
	};
}

interface Asking {
	readonly isAnswered: boolean;
	readonly until: AbortSignal;
}

/** The path of the page that the button of a card opens, once the card has arrived. */
async function linkOf(receiver: Receiver, name: string, until: AbortSignal): Promise<string | undefined> {
	for (let last = 0; receiver.arrivals(name) === 0 && last < ARRIVAL_POLLS; last += until.aborted ? 1 : 0)
		await delay(ARRIVAL_POLL_MS);
	return receiver.linkOf(name);
}

/** Presses "Approve" until n8n takes the answer or says that it takes no other. */
async function press(url: string, comment: string, until: AbortSignal): Promise<number | null> {
	let status: number | null = null;
	for (let last = 0; last < LAST_TRIES; last += until.aborted ? 1 : 0) {
		status = await post(url, { form: { decision: 'approve', comment: named(comment) } });
		// A 409 in the moment before n8n has stored the run looks like one after the end: it is tried again.
		if (status === 200 || status === OVER) return status;
		await delay(AGAIN_MS);
	}
	return status;
}

async function post(
	url: string,
	{ json, form }: { readonly json?: unknown; readonly form?: Readonly<Record<string, string>> },
): Promise<number | null> {
	const body = new FormData();
	for (const [name, value] of Object.entries(form ?? {})) body.set(name, value);
	try {
		const response = await fetch(url, {
			method: 'POST',
			...(json === undefined
				? { body, headers: { 'x-answer-by': 'script' } }
				: { body: JSON.stringify(json), headers: { 'content-type': 'application/json' } }),
			signal: AbortSignal.timeout(10_000),
		});
		const text = await response.text();
		return form !== undefined && response.status === 200 && text !== RECORDED ? OVER : response.status;
	} catch {
		// The process is down, or its stores are: the person sees an error of the browser.
		return null;
	}
}

/** Webhook, Send and Wait, and a card with the comment of the answer. */
function workflow(): WorkflowFile {
	return chain('questions', {
		Webhook: {
			type: 'n8n-nodes-base.webhook',
			typeVersion: 2,
			webhookId: PATH,
			parameters: { httpMethod: 'POST', path: PATH, responseMode: 'onReceived', options: {} },
		},
		Question: {
			type: ACTION_TYPE,
			typeVersion: 1,
			webhookId: 'question',
			parameters: { operation: 'sendAndWait', message: '={{ $json.body.question }}' },
		},
		'Follow up': {
			type: ACTION_TYPE,
			typeVersion: 1,
			parameters: { text: '={{ $json.data.comment }}', options: { pace: 'off' } },
		},
	});
}
