import type { IExecuteFunctions, NodeEgressFilter } from 'n8n-workflow';
import type { EgressPolicy, UndiciModule } from '../../src/delivery/undici-transport';
import type { Transport } from '../../src/ports';

import { createDispatcher, createUndiciTransport, loadUndici } from '../../src/delivery/undici-transport';
import { createHelperTransport } from './helper-transport';

/** Connections outlive an execution, so that the next card needs no new TLS handshake. Lost on reload, made again on use. */
let shared: { undici: UndiciModule; dispatcher: ReturnType<typeof createDispatcher> } | undefined;

/** The HTTP engine for one execution: undici where the host has a known one, otherwise n8n's own helper. */
export function createTransport(context: IExecuteFunctions): Transport {
	const undici = shared?.undici ?? loadUndici();
	if (undici === undefined) return createHelperTransport(context);
	const policy = egressPolicy(context);
	shared ??= { undici, dispatcher: createDispatcher(undici, policy?.lookup) };
	return createUndiciTransport(undici, shared.dispatcher, policy);
}

/** n8n's egress filter; older versions have none, and then every address may be called, as with their own helper. */
function egressPolicy(context: IExecuteFunctions): EgressPolicy | undefined {
	const helpers: { getSecureEgressFilter?: () => NodeEgressFilter } = context.helpers;
	const filter = helpers.getSecureEgressFilter?.();
	if (filter === undefined) return undefined;
	return { allows: async (url) => (await filter.validateUrl(url)).ok, lookup: filter.createSecureLookup() };
}
