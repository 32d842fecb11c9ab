import { TOKEN_MAX_CHARACTERS } from '../limits';

/** The token of a request, or the reason for not having one. */
type BearerRead =
	| { readonly ok: true; readonly token: string }
	| { readonly ok: false; readonly reason: 'token-missing' | 'token-duplicated' | 'token-malformed' };

/** In this order (teams.md F.2): the second is used if a card sets `Authorization` to an empty text. */
const HEADERS = ['authorization', 'action-authorization'] as const;

/** Scheme names ignore case (RFC 9110, 11.1); a signed token has three parts of Base64url (RFC 7515, 7.1). */
const BEARER = /^Bearer +([\w-]+\.[\w-]+\.[\w-]+)$/i;

/**
 * Reads the token from the raw header lines, names and values in turn. A header that came twice is refused: a gateway
 * may have looked at the other one.
 */
export function readBearer(rawHeaders: readonly string[]): BearerRead {
	const lines = HEADERS.map((name) => valuesOf(rawHeaders, name));
	if (lines.some((values) => values.length > 1)) return { ok: false, reason: 'token-duplicated' };
	const value = lines.flat().find((line) => line !== '');
	if (value === undefined) return { ok: false, reason: 'token-missing' };
	const token = value.length > TOKEN_MAX_CHARACTERS ? undefined : BEARER.exec(value)?.[1];
	return token === undefined ? { ok: false, reason: 'token-malformed' } : { ok: true, token };
}

function valuesOf(rawHeaders: readonly string[], name: string): readonly string[] {
	return rawHeaders.flatMap((header, index) =>
		index % 2 === 0 && header.toLowerCase() === name ? [(rawHeaders[index + 1] ?? '').trim()] : [],
	);
}
