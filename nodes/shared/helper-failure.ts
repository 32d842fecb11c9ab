import type { PostFailure } from '../../src/ports';

import { toFailure } from '../../src/incoming-webhook/http/failure';
import { PROXY_URL_INVALID } from '../../src/incoming-webhook/http/proxy-failure';

/** What n8n's proxy agent throws, without a code, before it has written anything but CONNECT. */
const PROXY_FAULTS: ReadonlyArray<{ readonly message: RegExp; readonly cause: string }> = [
	{ message: /^Proxy connection ended before receiving CONNECT response/, cause: 'proxy hung up' },
	// The URL of the request has already been parsed, so this is the proxy's URL.
	{ message: /^(?:Invalid URL|URI malformed)/, cause: PROXY_URL_INVALID },
];

/** Reads what n8n's helper threw. A name that does not resolve and is not the host's is the proxy's. */
export function toHelperFailure(error: unknown, url: string): PostFailure {
	const message = String(Reflect.get(Object(error), 'message'));
	const fault = PROXY_FAULTS.find((row) => row.message.test(message));
	if (fault !== undefined) return { kind: 'failure', sent: 'no', reason: 'proxy-refused', cause: fault.cause };
	const failure = toFailure(error);
	return failure.reason === 'name-not-found' && isAboutProxy(error, url)
		? { ...failure, reason: 'connection-failed' }
		: failure;
}

function isAboutProxy(error: unknown, url: string): boolean {
	const cause: unknown = Reflect.get(Object(error), 'cause');
	const hostname: unknown = Reflect.get(Object(error), 'hostname') ?? Reflect.get(Object(cause), 'hostname');
	return typeof hostname === 'string' && hostname !== new URL(url).hostname;
}
