import type { IExecuteFunctions, IWebhookFunctions } from 'n8n-workflow';
import type { Dispatchers } from '../../src/incoming-webhook/http/undici-dispatchers';
import type { UndiciModule } from '../../src/incoming-webhook/http/undici-module';
import type { Reader, Transport } from '../../src/ports';

import { createDispatchers } from '../../src/incoming-webhook/http/undici-dispatchers';
import { loadUndici } from '../../src/incoming-webhook/http/undici-module';
import { createUndiciTransport } from '../../src/incoming-webhook/http/undici-transport';
import { egressFilter } from './egress';
import { createHelperTransport } from './helper-transport';

/** What this process keeps: the undici it found (`null`: none), and its connections, so that the next card does not need a new TLS handshake. Lost on reload and made again on use. */
const shared: { undici?: UndiciModule | null; dispatchers?: Dispatchers } = {};

/**
 * The HTTP engine for one execution: undici where the host has a known one, otherwise n8n's own helper. undici resolves
 * names through n8n's egress filter; if this n8n has none, nobody checks what a name resolves to.
 */
export function createTransport(context: IExecuteFunctions | IWebhookFunctions): Reader & Transport {
	if (shared.undici === undefined) shared.undici = loadUndici() ?? null;
	const { undici } = shared;
	if (undici === null) return createHelperTransport(context);
	const filter = egressFilter(context);
	const dispatchers = (): Dispatchers =>
		(shared.dispatchers ??= createDispatchers(undici, { lookup: filter?.createSecureLookup() }));
	return createUndiciTransport({ dispatchers, urlCheck: filter });
}

/** The engine that would serve this execution; sends nothing. */
export function engineOf(context: IExecuteFunctions): Transport['engine'] {
	return createTransport(context).engine;
}
