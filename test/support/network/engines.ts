import type { DispatcherOptions } from '../../../src/incoming-webhook/http/undici-dispatchers';
import type { PostRequest, Reader, Transport } from '../../../src/ports';

import { lookup } from 'node:dns';

import { createHelperTransport } from '../../../nodes/shared/helper-transport';
import { createDispatchers } from '../../../src/incoming-webhook/http/undici-dispatchers';
import { loadUndici } from '../../../src/incoming-webhook/http/undici-module';
import { createUndiciTransport } from '../../../src/incoming-webhook/http/undici-transport';
import { createExecuteContext } from './execute-context';

/** Our HTTP engines, in this process: undici with connections of its own, and n8n-core's real helper. */
export interface Engines {
	readonly undici: Reader & Transport;
	readonly n8n: Reader & Transport;
	close(): Promise<void>;
}

/** Creates both. The options are those of undici; without them, Node resolves names as usual. */
export function createEngines(options: DispatcherOptions = {}): Engines {
	const undici = loadUndici();
	if (undici === undefined) throw new Error('undici is a development dependency and must load here');
	const dispatchers = createDispatchers(undici, { lookup, ...options });
	return {
		undici: createUndiciTransport({ dispatchers: () => dispatchers }),
		n8n: createHelperTransport(createExecuteContext()),
		close: async () => void (await Promise.all([dispatchers.listed.destroy(), dispatchers.unlisted.destroy()])),
	};
}

/** A request as Send makes it, to a host that the user has named; every part can be replaced. */
export function requestTo(url: string, more: Partial<PostRequest> = {}): PostRequest {
	return {
		url,
		headers: { 'content-type': 'application/json; charset=utf-8', 'x-key': 'k' },
		body: '{"text":"é"}',
		timeoutMs: 10_000,
		isHostListed: true,
		...more,
	};
}
