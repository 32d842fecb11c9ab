import type { PostRequest } from './ports';

import { ExchangeError } from './exchange-error';

/**
 * Runs one exchange with a signal that is aborted when the request's own signal is, or when its time is up; the reason
 * is then an {@link ExchangeError}. Its timer does not keep other objects or the process alive.
 */
export async function withinLimits<Result>(
	{ signal, timeoutMs }: Pick<PostRequest, 'signal' | 'timeoutMs'>,
	exchange: (end: AbortSignal) => Promise<Result>,
): Promise<Result> {
	const controller = new AbortController();
	const time = AbortSignal.timeout(timeoutMs);
	const expire = (): void => controller.abort(new ExchangeError('timeout', 'timeout'));
	const cancel = (): void => controller.abort(new ExchangeError('cancelled', 'cancelled'));
	time.addEventListener('abort', expire);
	signal?.addEventListener('abort', cancel);
	if (signal?.aborted === true) cancel();
	try {
		return await exchange(controller.signal);
	} finally {
		time.removeEventListener('abort', expire);
		signal?.removeEventListener('abort', cancel);
	}
}

/** Waits for `work` until `end` is aborted, and then rejects with its reason. */
export async function orEnded<Result>(end: AbortSignal, work: Promise<Result>): Promise<Result> {
	return await new Promise((resolve, reject) => {
		const leave = (): void => reject(endError(end));
		if (end.aborted) leave();
		end.addEventListener('abort', leave, { once: true });
		work.then(resolve, reject).finally(() => end.removeEventListener('abort', leave));
	});
}

/** Why the exchange was ended. */
export function endError(end: AbortSignal): ExchangeError {
	const reason: unknown = end.reason;
	return reason instanceof ExchangeError ? reason : new ExchangeError('cancelled', 'cancelled');
}
