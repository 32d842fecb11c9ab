import type { Dispatcher } from 'undici';
import type { GetRequest, PostAnswer, PostFailure, PostRequest } from '../../ports';

import { toFailure } from './failure';
import { requestTarget } from './request-target';
import { collectBody, flatHeaders } from './response-body';
import { endError } from '../../time-limit';

/**
 * Posts once over `dispatcher` (or GETs if the request has no body), until `end` is aborted. undici calls
 * `onRequestStart` when it writes to a connection: a request that fails before was not sent, and one that is aborted
 * before is never written. Throws only before all that.
 */
export async function exchange(
	dispatcher: Dispatcher,
	request: GetRequest | PostRequest,
	end: AbortSignal,
): Promise<PostAnswer | PostFailure> {
	const { origin, path } = requestTarget(request.url);
	end.throwIfAborted();
	return await new Promise((resolve) => {
		const handler = new ExchangeHandler(resolve, end);
		// undici adds a host header to the object it gets.
		dispatcher.dispatch(
			{
				origin,
				path,
				headers: { ...request.headers },
				...('body' in request ? { method: 'POST', body: request.body } : { method: 'GET' }),
			},
			handler,
		);
	});
}

class ExchangeHandler implements Dispatcher.DispatchHandler {
	private controller: Dispatcher.DispatchController | undefined;

	private isSettled = false;

	private status = 0;

	private headers: Record<string, string> = {};

	private readonly body = collectBody();

	private readonly leave = (): void => this.giveUp();

	constructor(
		private readonly resolve: (result: PostAnswer | PostFailure) => void,
		private readonly end: AbortSignal,
	) {
		end.addEventListener('abort', this.leave);
	}

	onRequestStart(controller: Dispatcher.DispatchController): void {
		if (this.isSettled) controller.abort(endError(this.end));
		else this.controller = controller;
	}

	onResponseStart(
		_controller: Dispatcher.DispatchController,
		status: number,
		headers: Readonly<Record<string, unknown>>,
	): void {
		this.status = status;
		this.headers = flatHeaders(headers);
	}

	onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
		if (this.isSettled || this.body.add(chunk)) return;
		this.answer();
		controller.abort(endError(this.end));
	}

	onResponseEnd(): void {
		this.answer();
	}

	onResponseError(_controller: Dispatcher.DispatchController | undefined, error: unknown): void {
		this.settle(toFailure(error, this.controller !== undefined));
	}

	private answer(): void {
		this.settle({ kind: 'answer', status: this.status, headers: this.headers, body: this.body.text() });
	}

	private giveUp(): void {
		const error = endError(this.end);
		this.settle(toFailure(error, this.controller !== undefined));
		this.controller?.abort(error);
	}

	private settle(result: PostAnswer | PostFailure): void {
		if (this.isSettled) return;
		this.isSettled = true;
		this.end.removeEventListener('abort', this.leave);
		this.resolve(result);
	}
}
