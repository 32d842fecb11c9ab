import { randomBytes } from 'crypto';

/** Bytes of a nonce; the standard requires at least 16 (CSP 3, 8.1). */
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

/** Where forms of a page may go, and who may show the page in a frame: sources of the Content-Security-Policy. */
interface PageReach {
	readonly formAction: string;
	readonly frameAncestors: string;
}

/**
 * The headers of a page. `nonce` admits exactly our script and style, and is new for every response. The page can talk
 * only to the n8n that sent it; it cannot load anything or turn texts into markup.
 */
export function pageHeaders(
	nonce: string,
	{ formAction, frameAncestors }: PageReach,
): Readonly<Record<string, string>> {
	const policy = [
		"default-src 'none'",
		`script-src 'nonce-${nonce}'`,
		`style-src 'nonce-${nonce}'`,
		"connect-src 'self'",
		"base-uri 'none'",
		`form-action ${formAction}`,
		"require-trusted-types-for 'script'",
		"trusted-types 'none'",
		`frame-ancestors ${frameAncestors}`,
	];
	return {
		'Content-Type': 'text/html; charset=utf-8',
		'Content-Security-Policy': policy.join('; '),
		...PRIVATE_HEADERS,
	};
}

/**
 * Headers that n8n, or something before it, may have set and that would let the wrong callers in or keep the right ones
 * out.
 */
export const REMOVED_HEADERS: readonly string[] = [
	'X-Frame-Options',
	'Access-Control-Allow-Origin',
	'Access-Control-Allow-Methods',
	'Access-Control-Allow-Headers',
	'Access-Control-Max-Age',
	'ETag',
];
