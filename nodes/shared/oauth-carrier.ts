import type { IHttpRequestOptions } from 'n8n-workflow';
import type { MayShow } from '../../src/incoming-webhook/answer/echo';
import type { PostAnswer, PostFailure, PostRequest, Transport } from '../../src/ports';

import { checkFor, withoutEchoes } from '../../src/incoming-webhook/answer/echo';
import { Unanswered } from './oauth-failure';

/** Takes one message to its flow, each time n8n has a token for it. */
export interface Carrier {
	/**
	 * Sends the message with the token of `options`. Throws `Unanswered` for a 401 and if no answer came; only for the
	 * first 401 does the error carry the status.
	 */
	readonly send: (options: IHttpRequestOptions) => Promise<PostAnswer>;
	/** Sends nothing from now on, and returns the last exchange when it is over; `undefined` if nothing was sent. */
	close(): Promise<PostAnswer | PostFailure | undefined>;
}

/** Returns an answer in a form that may be shown to people who do not know this `Authorization` header. */
export type HideSecret = (answer: PostAnswer, authorization: string) => PostAnswer;

/**
 * The carrier of one request; `timeoutMs` of the request bounds everything that is sent, and the waits for a token in
 * between.
 */
export function createCarrier(inner: Transport, request: PostRequest, hide: HideSecret): Carrier {
	const endMs = Date.now() + request.timeoutMs;
	let exchange: Promise<PostAnswer | PostFailure> | undefined;
	let isClosed = false;
	return {
		async send(options) {
			const authorization = bearerOf(options);
			if (isClosed || authorization === undefined) throw new Unanswered();
			const isFirst = exchange === undefined;
			exchange = inner
				.post({
					...request,
					headers: { ...request.headers, authorization },
					timeoutMs: Math.max(1, endMs - Date.now()),
				})
				.then((end) => (end.kind === 'answer' ? hide(end, authorization) : end));
			const end = await exchange;
			if (end.kind === 'answer' && end.status !== 401) return end;
			// After a second 401, n8n 2.33 sends the message once more, bypassing this carrier, which does not see that exchange.
			throw new Unanswered(isFirst && end.kind === 'answer' ? end.status : undefined);
		},
		async close() {
			isClosed = true;
			return await exchange;
		},
	};
}

/** The other side has seen the token and could repeat it. The search for it is kept for the next message, because a run uses one token. */
export function createHideSecret(): HideSecret {
	let last: { readonly authorization: string; readonly mayShow: MayShow } | undefined;
	return (answer, authorization) => {
		if (last?.authorization !== authorization) last = { authorization, mayShow: checkFor([authorization]) };
		return withoutEchoes(answer, last.mayShow);
	};
}

/** n8n puts other kinds of token into the URL; those are not sent. */
function bearerOf({ headers }: IHttpRequestOptions): string | undefined {
	const value: unknown = Reflect.get(Object(headers) as object, 'Authorization');
	return typeof value === 'string' ? value : undefined;
}
