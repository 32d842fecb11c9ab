import type { PostAnswer, PostFailure } from '../../src/ports';

import { collectBody, flatHeaders } from '../../src/delivery/http/response-body';

/** "Proxy Authentication Required" (RFC 9110): only a proxy says so, and then the request has not gone on. */
const PROXY_AUTHENTICATION_REQUIRED = 407;

/**
 * Reads what n8n's helper gave back. n8n hands on the answer of a proxy that refused CONNECT as if the host had given
 * it: a 407 is recognised, other refusals look like answers of the host.
 */
export async function readHelperAnswer(answer: unknown): Promise<PostAnswer | PostFailure> {
	const parts = Object(answer) as { readonly statusCode?: unknown; readonly headers?: unknown; readonly body?: unknown };
	const status = Number(parts.statusCode);
	const body = await textOf(parts.body);
	if (status === PROXY_AUTHENTICATION_REQUIRED) return { kind: 'failure', sent: 'no', reason: 'proxy-refused', cause: `proxy answered ${status}` };
	return { kind: 'answer', status, headers: flatHeaders({ ...(Object(parts.headers) as Record<string, unknown>) }), body };
}

async function textOf(body: unknown): Promise<string> {
	if (isStream(body)) return await readStream(body);
	if (typeof body === 'string') return body;
	return body === undefined || body === null ? '' : JSON.stringify(body);
}

async function readStream(stream: AsyncIterable<Uint8Array>): Promise<string> {
	const collector = collectBody();
	for await (const chunk of stream) {
		if (!collector.add(chunk)) break;
	}
	return collector.text();
}

function isStream(body: unknown): body is AsyncIterable<Uint8Array> {
	return typeof body === 'object' && body !== null && Symbol.asyncIterator in body;
}
