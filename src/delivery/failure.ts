import type { PostFailure } from '../ports';

/** Error codes after which no byte of the request can have left: name, connection and TLS set-up failures of Node and undici. */
const BEFORE_SENDING =
	/^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|UND_ERR_CONNECT_TIMEOUT|ERR_TLS_CERT_ALTNAME_INVALID|CERT_[A-Z_]+|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_[A-Z_]+|ERR_SSL_[A-Z0-9_]+)$/;

/** How deep causes are followed; real chains have two or three links. */
const MAX_CAUSES = 5;

/** Turns whatever an HTTP engine threw into a failure. Only the error code is kept: messages can hold the URL. */
export function toFailure(error: unknown): PostFailure {
	const code = errorCode(error);
	if (code === undefined) return { kind: 'failure', sent: 'unknown', cause: timedOut(error) ? 'timeout' : 'no error code' };
	return { kind: 'failure', sent: BEFORE_SENDING.test(code) ? 'no' : 'unknown', cause: code };
}

function errorCode(error: unknown): string | undefined {
	let current = error;
	for (let depth = 0; depth < MAX_CAUSES && typeof current === 'object' && current !== null; depth += 1) {
		const code: unknown = Reflect.get(current, 'code');
		if (typeof code === 'string' && /^[A-Z][A-Z0-9_]{2,60}$/.test(code)) return code;
		current = Reflect.get(current, 'cause');
	}
	return undefined;
}

function timedOut(error: unknown): boolean {
	const name: unknown = Reflect.get(Object(error), 'name');
	return name === 'TimeoutError' || name === 'AbortError';
}
