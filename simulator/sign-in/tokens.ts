import type { KeyObject } from 'node:crypto';

import { sign, verify } from 'node:crypto';

/** What a flow reads of a token (teams.md C.5). `scp` is there for a person, `idtyp` for an app. */
export interface TokenClaims {
	readonly aud: string;
	readonly tid: string;
	readonly oid: string;
	/** Seconds since 1970. */
	readonly exp: number;
	readonly scp?: string;
	readonly idtyp?: 'app';
}

/** Reads a token that this sign-in has signed and that has not expired; `expired` and `invalid` for all others. */
export function readToken(token: string, publicKey: KeyObject, nowMs: number): TokenClaims | 'expired' | 'invalid' {
	const [header = '', payload = '', signature = ''] = token.split('.');
	const isSigned = verify(
		'RSA-SHA256',
		Buffer.from(`${header}.${payload}`),
		publicKey,
		Buffer.from(signature, 'base64url'),
	);
	if (!isSigned) return 'invalid';
	const claims = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as TokenClaims;
	return claims.exp * 1_000 <= nowMs ? 'expired' : claims;
}

/** A token with these claims and the issuer of their tenant. */
export function signToken(claims: TokenClaims, privateKey: KeyObject): string {
	const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
	const signed = `${encode({ typ: 'JWT', alg: 'RS256' })}.${encode({ ...claims, iss: `https://sts.windows.net/${claims.tid}/` })}`;
	return `${signed}.${sign('RSA-SHA256', Buffer.from(signed), privateKey).toString('base64url')}`;
}
