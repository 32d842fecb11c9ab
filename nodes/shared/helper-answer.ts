import type { PostAnswer, PostFailure } from '../../src/ports';

import { collectBody, flatHeaders } from '../../src/incoming-webhook/http/response-body';

/** "Proxy Authentication Required" (RFC 9110): only a proxy says so, and then it has not passed the request on. */
const PROXY_AUTHENTICATION_REQUIRED = 407;

/** Reads what n8n's helper gave back. */
export async function readHelperAnswer(answer: unknown): Promise<PostAnswer | PostFailure> {
	return await toAnswer({
		status: fieldOf(answer, 'statusCode'),
		headers: fieldOf(answer, 'headers'),
		body: fieldOf(answer, 'body'),
	});
}

/**
 * Reads the answer that n8n's helper threw because of its status; `undefined` if the error holds none. If a proxy
 * refuses CONNECT, n8n's proxy agent replays that answer as if it came from the host, on a socket of its own. The host
 * itself can only have answered over TLS, so without TLS the answer is the proxy's, and nothing was sent.
 */
export async function readThrownAnswer(error: unknown, url: string): Promise<PostAnswer | PostFailure | undefined> {
	const response = fieldOf(error, 'response');
	if (typeof response !== 'object' || response === null) return undefined;
	const status = fieldOf(response, 'status');
	const socket = fieldOf(fieldOf(error, 'request'), 'socket');
	if (
		typeof socket === 'object' &&
		socket !== null &&
		url.startsWith('https:') &&
		fieldOf(socket, 'encrypted') !== true
	)
		return proxyRefusal(Number(status));
	return await toAnswer({ status, headers: fieldOf(response, 'headers'), body: fieldOf(response, 'data') });
}

async function toAnswer(parts: {
	readonly status: unknown;
	readonly headers: unknown;
	readonly body: unknown;
}): Promise<PostAnswer | PostFailure> {
	const status = Number(parts.status);
	const body = await bodyText(parts.body);
	if (status === PROXY_AUTHENTICATION_REQUIRED) return proxyRefusal(status);
	return {
		kind: 'answer',
		status,
		headers: flatHeaders({ ...(Object(parts.headers) as Record<string, unknown>) }),
		body,
	};
}

function proxyRefusal(status: number): PostFailure {
	return { kind: 'failure', sent: 'no', reason: 'proxy-refused', cause: `proxy answered ${status}` };
}

function fieldOf(value: unknown, name: string): unknown {
	return Reflect.get(Object(value), name);
}

async function bodyText(body: unknown): Promise<string> {
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
