import type { HeaderList, IncomingWebhook, Settings, SignatureCheck } from '../model/types';
import type { SimulatorPlugin } from '../plugin';
import type { HttpAnswer } from '../rules/answer';
import type { Posting } from '../rules/posting';
import type { RateCounter } from '../rules/rates';

import { randomUUID } from 'node:crypto';

import { newContextId, newRunId } from '../model/ids';
import { deliveryFailed, flowError } from '../rules/answer';
import { runConnector } from '../rules/connector';
import { runFlow } from '../rules/flow-run';
import { triggerRefusal } from '../rules/flow-trigger';
import { parseJson } from '../rules/json';
import { FLOW_BOT_WINDOW, windowsFor } from '../rules/rates';

/** One call of an incoming webhook's URL. */
export interface IncomingCall {
	readonly webhook: IncomingWebhook;
	/** Path and query as they were called. */
	readonly url: string;
	readonly headers: HeaderList;
	readonly body: Buffer;
}

/** What Teams makes of a call. */
export interface Judged {
	readonly answer: HttpAnswer;
	readonly postings: readonly Posting[];
	/** Why the call was refused, or why not everything was posted; empty when all is well. */
	readonly reasons: readonly string[];
	/** Set where there is a run: the caller got its id. */
	readonly runId: string | undefined;
	/** What the size rule counted. */
	readonly countedBytes?: number;
}

/** A call and its context. */
interface CallToJudge {
	readonly call: IncomingCall;
	readonly signature: SignatureCheck;
	readonly settings: Settings;
	readonly nowMs: number;
	readonly rates: RateCounter;
	readonly plugins: readonly SimulatorPlugin[];
}

/** Judges a call of a connector or of a flow. Rates are counted for calls that are let in. */
export function judgeCall(given: CallToJudge): Judged {
	return given.call.webhook.kind === 'connector' ? judgeConnector(given) : judgeFlow(given);
}

function judgeConnector({ call, settings, nowMs, rates }: CallToJudge): Judged {
	const contextId = newContextId();
	const taken = rates.take(call.webhook.id, windowsFor('connector', settings), nowMs);
	if (!taken.ok)
		return refused(
			deliveryFailed(429, contextId),
			`Too many messages: the next one is taken in ${inSeconds(taken.waitMs)} s.`,
		);
	const { answer, posting, reason } = runConnector({ body: parseJson(call.body), bytes: call.body.length, contextId });
	return {
		answer,
		postings: posting === undefined ? [] : [posting],
		reasons: reason === undefined ? [] : [reason],
		runId: undefined,
		countedBytes: call.body.length,
	};
}

function judgeFlow(given: CallToJudge): Judged {
	const { call, settings, nowMs, rates } = given;
	const body = parseJson(call.body);
	const refusal = triggerRefusal({
		...secretsOf(given),
		access: call.webhook.access,
		schema: call.webhook.schema,
		body,
	});
	if (refusal !== undefined) return refused(refusal, reasonOf(refusal));
	const taken = rates.take(call.webhook.id, windowsFor('workflows', settings), nowMs);
	if (!taken.ok)
		return refused(
			flowError(429, 'TooManyRequests', 'Rate limit is exceeded. Try again later.', {
				'retry-after': String(inSeconds(taken.waitMs)),
			}),
			`Too many requests: the next one is taken in ${inSeconds(taken.waitMs)} s.`,
		);
	return runTemplate(given, body.ok ? body.value : undefined);
}

/** A flow answers before the card is posted, unless it has a Response action of its own. */
function runTemplate({ call: { webhook }, settings, nowMs, rates }: CallToJudge, body: unknown): Judged {
	const { postings, failures, countedBytes } = runFlow(body);
	const allowed = postings.filter(() => !settings.flowBotRate || rates.take('flow-bot', [FLOW_BOT_WINDOW], nowMs).ok);
	const throttled = postings.length - allowed.length;
	const reasons =
		throttled === 0 ? failures : [...failures, `${throttled} not posted: the flow bot posts 25 messages in 300 s.`];
	const runId = newRunId();
	const headers = { 'x-ms-workflow-run-id': runId, 'x-ms-correlation-id': randomUUID() };
	return {
		answer: webhook.confirms ? confirmation(reasons, headers) : { status: 202, contentType: '', body: '', headers },
		postings: allowed,
		reasons,
		runId,
		countedBytes,
	};
}

/** A flow whose action before the Response fails never reaches it: the caller gets the 502 of teams.md C.3 (inferred). */
function confirmation(reasons: readonly string[], headers: Readonly<Record<string, string>>): HttpAnswer {
	if (reasons.length > 0)
		return {
			...flowError(502, 'NoResponse', 'The server did not receive a response from an upstream server.'),
			headers,
		};
	return {
		status: 200,
		contentType: 'application/json; charset=utf-8',
		body: JSON.stringify({ outcome: 'delivered', messageId: MESSAGE_ID }),
		headers,
	};
}

/** Stands for the id of the message until it has been posted. */
export const MESSAGE_ID = '{message-id}';

function secretsOf({ call, signature, plugins }: CallToJudge): {
	sig: string | undefined;
	sigIsRight: boolean;
	authorization: string | undefined;
	signInRefusal?: HttpAnswer | 'admitted';
} {
	const headers = Object.fromEntries(call.headers.map(([name, value]) => [name.toLowerCase(), value]));
	const { authorization } = headers;
	const sig = signature === 'missing' || signature === 'none' ? undefined : 'given';
	const secrets = { sig, sigIsRight: signature === 'valid', authorization };
	if (authorization === undefined) return secrets;
	const verdict = plugins
		.map((plugin) => plugin.admits?.({ headers, body: call.body }, call.webhook))
		.find((found) => found !== undefined);
	return verdict === undefined ? secrets : { ...secrets, signInRefusal: verdict };
}

function refused(answer: HttpAnswer, reason: string): Judged {
	return { answer, postings: [], reasons: [reason], runId: undefined };
}

function reasonOf({ status, body }: HttpAnswer): string {
	const { error } = JSON.parse(body) as { error?: { code?: string; message?: string } };
	return `${status} ${error?.code ?? ''}: ${error?.message ?? ''}`;
}

function inSeconds(ms: number): number {
	return Math.max(1, Math.ceil(ms / 1_000));
}
