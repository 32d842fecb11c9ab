import type { Now, Sleep } from '../ports';
import type { ReplyActivity } from './reply';

import { isPlainObject } from '../json';

/** The part of an Express response that n8n and this guard write to. */
export interface GuardedResponse {
	statusCode: number;
	readonly headersSent: boolean;
	json(body?: unknown): unknown;
	once(event: 'close', listener: () => void): unknown;
}

/** What the guard answers with, and how it tells the time. `Reply` is what the caller understands as an answer. */
interface ReplyGuardOptions<Reply = ReplyActivity> {
	readonly deadlineMs: number;
	readonly sleep: Sleep;
	/** Turns what n8n is about to send with a 2xx status into a reply; `undefined` if it is not an answer. */
	readonly toReply: (body: unknown) => Reply | undefined;
	readonly deadlineReply: Reply;
	readonly failureReply: Reply;
	/** How a reply is written; it may set headers of the response. Without it a reply is JSON with status 200. */
	readonly toAnswer?: (reply: Reply) => { readonly status: number; readonly body: unknown };
	/** Called once when an answer came after the deadline text had been sent, with the milliseconds between. */
	readonly onLate: (lateByMs: number) => void;
	readonly now: Now;
}

/**
 * Takes over `response` so that exactly one answer goes out: what the workflow says, `failureReply` when it fails or
 * ends without a reply, or `deadlineReply` at the deadline. Later writes are dropped. Call it once, just before the
 * workflow starts; it never throws. The technique (own `json` and `send`, then inert methods) is what n8n 2.41's
 * webhook answer path allows: that path writes through `json`, `send` and `end` only.
 */
export function guardReply<Reply = ReplyActivity>(response: GuardedResponse, options: ReplyGuardOptions<Reply>): void {
	const json = response.json.bind(response);
	const finished = new AbortController();
	let settled = false;
	/** When the deadline text was sent, until a late answer has been reported. */
	let deadlineAtMs: number | undefined;

	const settle = (reply: Reply) => {
		settled = true;
		if (response.headersSent) return;
		releaseMethods(response);
		const { status, body } = options.toAnswer?.(reply) ?? { status: 200, body: reply };
		response.statusCode = status;
		json(body);
		silenceMethods(response, onAfterwards);
		finished.abort();
	};
	const replyOf = (status: number, body: unknown) => (status < 300 ? options.toReply(body) : undefined);
	const intercept = (body?: unknown) => {
		if (settled) return response;
		const markedLate = response.statusCode < 300 && isPlainObject(body) && body.type === LATE_MARK.type;
		settle(markedLate ? options.deadlineReply : (replyOf(response.statusCode, body) ?? options.failureReply));
		return response;
	};
	const onAfterwards = (status: number, body: unknown) => {
		if (deadlineAtMs === undefined || replyOf(status, body) === undefined) return;
		const lateByMs = options.now() - deadlineAtMs;
		deadlineAtMs = undefined;
		options.onLate(lateByMs);
	};

	Object.assign(response, { json: intercept, send: intercept });
	response.once('close', () => {
		settled = true;
		finished.abort();
	});
	const atDeadline = () => {
		if (settled) return;
		deadlineAtMs = options.now();
		settle(options.deadlineReply);
	};
	// A rejected sleep is an aborted one: the answer has gone out, or the caller has hung up.
	void options.sleep(options.deadlineMs, finished.signal).then(atDeadline, () => undefined);
}

/**
 * What the Reply operation hands over instead of a reply that it has counted as late and will not send: the person is
 * told at once that it takes longer, and not that the workflow gave no answer.
 */
export const LATE_MARK = { type: 'teamsReplyLate' } as const;

/** Accepts a reply only from the Reply operation: n8n's own texts have no `type`. */
export function replyFromActivity(body: unknown): ReplyActivity | undefined {
	return isPlainObject(body) && body.type === 'message' ? (body as unknown as ReplyActivity) : undefined;
}

function releaseMethods(response: GuardedResponse): void {
	for (const name of ['json', 'send']) Reflect.deleteProperty(response, name);
}

/** After the answer, writing does nothing; what n8n would have written is shown to `onWrite` with its status. */
function silenceMethods(response: GuardedResponse, onWrite: (status: number, body: unknown) => void): void {
	let status = 200;
	const drop = () => response;
	const dropStatus = (code: number) => {
		status = code;
		return response;
	};
	const dropBody = (body?: unknown) => {
		onWrite(status, body);
		return response;
	};
	Object.assign(response, {
		status: dropStatus,
		setHeader: drop,
		setHeaders: drop,
		end: drop,
		json: dropBody,
		send: dropBody,
	});
}
