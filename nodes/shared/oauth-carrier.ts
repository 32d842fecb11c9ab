import type { IHttpRequestOptions } from 'n8n-workflow';
import type { PostAnswer, PostFailure, PostRequest, Transport } from '../../src/ports';

import { Unanswered } from './oauth-failure';

/** Takes one message to its flow, each time n8n has a token for it. */
export interface Carrier {
	/** Sends the message with the token of `options`. Throws `Unanswered` for a 401 and where no answer came; only the first 401 is named. */
	readonly send: (options: IHttpRequestOptions) => Promise<PostAnswer>;
	/** Sends nothing from now on, and gives the last exchange once it is over; `undefined` where nothing was sent. */
	close(): Promise<PostAnswer | PostFailure | undefined>;
}

/** The carrier of one request; `timeoutMs` of the request bounds everything that is sent, and the waits for a token between. */
export function createCarrier(inner: Transport, request: PostRequest): Carrier {
	const endMs = Date.now() + request.timeoutMs;
	let exchange: Promise<PostAnswer | PostFailure> | undefined;
	let isClosed = false;
	return {
		async send(options) {
			const authorization = bearerOf(options);
			if (isClosed || authorization === undefined) throw new Unanswered();
			const isFirst = exchange === undefined;
			exchange = inner.post({ ...request, headers: { ...request.headers, authorization }, timeoutMs: Math.max(1, endMs - Date.now()) });
			const end = await exchange;
			if (end.kind === 'answer' && end.status !== 401) return end;
			// To a second 401, n8n 2.33 sends the message once more, by itself and past this carrier: it is not told of that one.
			throw new Unanswered(isFirst && end.kind === 'answer' ? end.status : undefined);
		},
		async close() {
			isClosed = true;
			return await exchange;
		},
	};
}

/** n8n puts other kinds of token into the URL; those are not sent. */
function bearerOf({ headers }: IHttpRequestOptions): string | undefined {
	const value: unknown = Reflect.get(Object(headers) as object, 'Authorization');
	return typeof value === 'string' ? value : undefined;
}
