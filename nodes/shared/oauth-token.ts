import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import type { Now } from '../../src/ports';

import { isGuid } from '../../src/guid';
import { checkFor } from '../../src/incoming-webhook/answer/echo';
import { cloudName, CLOUDS } from '../../src/incoming-webhook/destination/cloud';

/**
 * What the stored token of `teamsWorkflowsOAuth2Api` says about itself. Nobody has checked it; it is for display only.
 */
interface TokenFacts {
	readonly aud: string | null;
	readonly tid: string | null;
	readonly oid: string | null;
	/** ISO 8601. */
	readonly expiresAt: string | null;
	/** False if flows refuse such a token: wrong audience or tenant. n8n replaces a missing or expired one. */
	readonly fits: boolean;
	/** What is wrong with it, in short sentences. They contain only the audience of the token. */
	readonly findings: readonly string[];
}

type ShownClaims = Omit<TokenFacts, 'findings' | 'fits'>;

const NOTHING: ShownClaims = { aud: null, tid: null, oid: null, expiresAt: null };

/** An id, or the address of a service. */
const SHOWABLE = /^[\x21-\x7e]{1,200}$/;

/** Reads audience, tenant, object id and expiry of the stored token, and what is wrong with them. The token itself and other claims are not returned. */
export function readTokenClaims(data: ICredentialDataDecryptedObject, now: Now = Date.now): TokenFacts {
	const token = memberOf(data.oauthTokenData, 'access_token');
	if (token === null) return { ...NOTHING, fits: true, findings: [noToken(data)] };
	const claims = shown(decode(token), data);
	if (claims === undefined)
		return { ...NOTHING, fits: false, findings: ['The token is not a JSON Web Token, so it cannot be read.'] };
	const misfits = [audienceFinding(claims, data), tenantFinding(claims, data)];
	const findings = [...misfits, expiryFinding(claims, now()), renewalFinding(data)];
	return {
		...claims,
		fits: misfits.every((finding) => finding === undefined),
		findings: findings.filter((finding) => finding !== undefined),
	};
}

function noToken({ grantType }: ICredentialDataDecryptedObject): string {
	return grantType === 'clientCredentials'
		? 'n8n does not have a token yet; it will get one for the first message.'
		: 'n8n does not have a token yet: open the credential and connect it.';
}

function audienceFinding({ aud }: ShownClaims, { cloud }: ICredentialDataDecryptedObject): string | undefined {
	const expected = CLOUDS[cloudName(cloud)].audience;
	if (aud === expected) return undefined;
	if (aud === null) return `The token does not have a readable audience; flows require ${expected}.`;
	return `${aud}/` === expected
		? `The audience lacks its trailing slash; flows require exactly ${expected}.`
		: `The token is for ${aud}; flows in this cloud require ${expected}.`;
}

function expiryFinding({ expiresAt }: ShownClaims, nowMs: number): string | undefined {
	if (expiresAt === null) return 'The token does not say when it expires.';
	return Date.parse(expiresAt) <= nowMs ? 'The token has expired; n8n renews it with the next message.' : undefined;
}

/** A tenant may also be given as a domain, which no token repeats. */
function tenantFinding({ tid }: ShownClaims, { tenantId }: ICredentialDataDecryptedObject): string | undefined {
	const expected = typeof tenantId === 'string' ? tenantId.trim() : '';
	return isGuid(expected) && tid?.toLowerCase() !== expected.toLowerCase()
		? 'The token belongs to a different tenant than the one in the credential.'
		: undefined;
}

function renewalFinding({ grantType, oauthTokenData }: ICredentialDataDecryptedObject): string | undefined {
	if (grantType === 'clientCredentials' || memberOf(oauthTokenData, 'refresh_token') !== null) return undefined;
	return 'n8n does not have a refresh token: when the token expires, the credential must be connected again.';
}

/** Whoever issued the token has seen the client secret, and may have put it where Entra puts an audience or an id. */
function shown(
	claims: ShownClaims | undefined,
	{ clientSecret }: ICredentialDataDecryptedObject,
): ShownClaims | undefined {
	if (claims === undefined) return undefined;
	const mayShow = checkFor(typeof clientSecret === 'string' ? [clientSecret] : []);
	const only = (text: string | null) => (text !== null && SHOWABLE.test(text) && mayShow(text) ? text : null);
	return { ...claims, aud: only(claims.aud), tid: only(claims.tid), oid: only(claims.oid) };
}

function decode(token: string): ShownClaims | undefined {
	const [, payload, signature, ...others] = token.split('.');
	if (payload === undefined || signature === undefined || others.length > 0) return undefined;
	const claims = parse(Buffer.from(payload, 'base64url').toString('utf8'));
	if (typeof claims !== 'object' || claims === null) return undefined;
	return {
		aud: memberOf(claims, 'aud'),
		tid: memberOf(claims, 'tid'),
		oid: memberOf(claims, 'oid'),
		expiresAt: dateOf(Reflect.get(claims, 'exp')),
	};
}

/** Seconds since 1970 (RFC 7519, 4.1.4), up to the last date that JavaScript can represent. */
function dateOf(seconds: unknown): string | null {
	const date = new Date(typeof seconds === 'number' ? seconds * 1_000 : Number.NaN);
	return Number.isNaN(date.getTime()) ? null : date.toISOString();
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		// An encrypted or foreign token: nothing can be read.
		return undefined;
	}
}

function memberOf(value: unknown, name: string): string | null {
	const text: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
	return typeof text === 'string' && text !== '' ? text : null;
}
