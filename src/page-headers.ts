import { randomBytes } from 'crypto';

/** Octets of a nonce; the standard wants at least 16 (CSP 3, 8.1). */
const NONCE_BYTES = 18;

/** A new nonce, as it stands in the policy and in the page. */
export function newNonce(): string {
	return randomBytes(NONCE_BYTES).toString('base64');
}

/** Headers of everything that is answered here: nothing is kept, guessed or told to others. */
export const PRIVATE_HEADERS: Readonly<Record<string, string>> = {
	'Cache-Control': 'no-store',
	'Referrer-Policy': 'no-referrer',
	'X-Content-Type-Options': 'nosniff',
};

/** Headers that n8n, or something before it, may have set and that would open or close the page to the wrong ones. */
export const REMOVED_HEADERS: readonly string[] = [
	'X-Frame-Options',
	'Access-Control-Allow-Origin',
	'Access-Control-Allow-Methods',
	'Access-Control-Allow-Headers',
	'Access-Control-Max-Age',
	'ETag',
];
