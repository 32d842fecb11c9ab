import type { KeyObject } from 'crypto';
import type { TokenKey } from './security-token';

import { createHmac, timingSafeEqual } from 'crypto';

/** Scheme, one space, then the Base64 of 32 bytes: 43 characters and one "=" (teams.md A.3). */
const AUTHORIZATION_SHAPE = /^HMAC [A-Za-z0-9+/]{43}=$/;

const SCHEME = 'HMAC ';

/** Why a request was refused; the sender does not learn it. */
type SignatureRefusal = 'signature-missing' | 'signature-malformed' | 'signature-no-match' | 'no-token';

/** The outcome of a signature check; `token` is the configured token that matched. */
type SignatureVerdict =
	| { readonly ok: true; readonly token: TokenKey }
	| { readonly ok: false; readonly reason: SignatureRefusal };

/** Says whether a header could be a signature at all, before a credential is read or a MAC computed. Never throws. */
export function signatureShape(authorization: unknown): 'ok' | 'signature-missing' | 'signature-malformed' {
	if (authorization === undefined || authorization === '') return 'signature-missing';
	return typeof authorization === 'string' && AUTHORIZATION_SHAPE.test(authorization) ? 'ok' : 'signature-malformed';
}

/**
 * Verifies `Authorization: HMAC <base64>` over the exact request bytes (HMAC-SHA256, teams.md A.3).
 * Every key is tried, each compared in constant time, and no key at all refuses. Never throws.
 */
export function verifySignature(rawBody: Buffer, authorization: unknown, keys: readonly TokenKey[]): SignatureVerdict {
	if (keys.length === 0) return { ok: false, reason: 'no-token' };
	const judged = signatureShape(authorization);
	if (judged !== 'ok') return { ok: false, reason: judged };
	const received = decodeMac(String(authorization).slice(SCHEME.length));
	if (received === undefined) return { ok: false, reason: 'signature-malformed' };

	let match: TokenKey | undefined;
	for (const key of keys) {
		const equal = timingSafeEqual(computeMac(rawBody, key.key), received);
		if (equal && match === undefined) match = key;
	}
	if (match === undefined) return { ok: false, reason: 'signature-no-match' };
	return { ok: true, token: match };
}

function computeMac(rawBody: Buffer, key: KeyObject): Buffer {
	return createHmac('sha256', key).update(rawBody).digest();
}

/** The 32 bytes of 43 characters and "=". Refuses Base64 whose unused bits are set: one MAC must have only one text. */
function decodeMac(text: string): Buffer | undefined {
	const mac = Buffer.from(text, 'base64');
	return mac.toString('base64') === text ? mac : undefined;
}
