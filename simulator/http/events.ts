import type { RequestHandler } from 'express';
import type { Store } from '../model/store';

/** Chosen: a comment now and then, so that a connection that has died is noticed. */
const HEARTBEAT_MS = 15_000;

/** Chosen: how long a browser waits before it connects again. */
const RETRY_MS = 1_000;

/** Server-sent events: one JSON text per change, from now on. Another call returns the state until now. */
export function streamChanges(store: Store): RequestHandler {
	return (request, response) => {
		response.status(200).set({ 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
		response.write(`retry: ${RETRY_MS}\n\n`);
		const unsubscribe = store.subscribe((change) => response.write(`data: ${JSON.stringify(change)}\n\n`));
		const heartbeat = setInterval(() => response.write(': \n\n'), HEARTBEAT_MS);
		request.once('close', () => {
			clearInterval(heartbeat);
			unsubscribe();
		});
	};
}
