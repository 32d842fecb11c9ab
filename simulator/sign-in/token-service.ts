import type { Caller, SignInIdentity } from './identity';

import { createPrivateKey, randomBytes } from 'node:crypto';

import { createRefreshTokens } from './refresh-tokens';
import { signToken } from './tokens';

/** How long tokens are valid, in seconds (Microsoft: 60 to 90 minutes). */
const TOKEN_LIFE_S = 3_600;

/** Chosen: the most people who can be signing in at the same time. */
const CODES_MAX = 100;

/** What n8n keeps of a sign-in, as `oauthTokenData` of a credential. */
export interface TokenData {
	readonly token_type: 'Bearer';
	readonly access_token: string;
	readonly expires_in: number;
	readonly scope: string;
	/** Only for a person, and only where `offline_access` was asked for. */
	readonly refresh_token?: string;
}

/** Why no token is given: what the endpoint answers, and the number after `AADSTS`. */
export interface TokenError {
	readonly status: number;
	readonly error: string;
	readonly code: number;
	readonly text: string;
}

/** The form of a request for a token. */
export type TokenForm = Readonly<Record<string, unknown>>;

/** Issues tokens. */
export interface TokenService {
	answer(form: TokenForm): TokenData | TokenError;
	/** A token without a request; one that `isExpired` has to be renewed. */
	issue(caller: Caller, scope: string, isExpired?: boolean): TokenData;
	/** A code for a token, valid once: a person who has signed in is sent back with it. */
	code(scope: string, redirectUri: string): string;
	/** Refuses every refresh token given out so far. */
	revoke(): void;
}

/** The sign-in behind a code. */
interface SignedInPerson {
	readonly scope: string;
	readonly redirectUri: string;
}

/** The token service of a tenant. */
export function createTokenService(identity: SignInIdentity): TokenService {
	const codes = new Map<string, SignedInPerson>();
	const refreshTokens = createRefreshTokens(identity.clientSecret);
	const issue = (caller: Caller, scope: string, isExpired = false): TokenData => {
		const token: TokenData = {
			token_type: 'Bearer',
			access_token: accessToken(identity, { caller, scope, lifeS: isExpired ? -1 : TOKEN_LIFE_S }),
			expires_in: TOKEN_LIFE_S,
			scope,
		};
		return scope.split(' ').includes('offline_access') ? { ...token, refresh_token: refreshTokens.make(scope) } : token;
	};
	const redeem = (code: string, redirectUri: string): TokenData | TokenError => {
		const person = codes.get(code);
		codes.delete(code);
		return person?.redirectUri === redirectUri ? issue('person', person.scope) : CODE_REFUSED;
	};
	const renew = (refreshToken: string): TokenData | TokenError => {
		const scope = refreshTokens.scopeOf(refreshToken);
		return scope === undefined ? GRANT_REVOKED : issue('person', scope);
	};
	return {
		issue,
		revoke: () => refreshTokens.revoke(),
		code(scope, redirectUri) {
			const code = randomBytes(32).toString('base64url');
			for (const oldest of [...codes.keys()].slice(0, Math.max(0, codes.size + 1 - CODES_MAX))) codes.delete(oldest);
			codes.set(code, { scope, redirectUri });
			return code;
		},
		answer(form) {
			if (form.client_id !== identity.clientId) return UNKNOWN_APP;
			if (form.client_secret !== identity.clientSecret) return WRONG_SECRET;
			if (form.grant_type === 'authorization_code') return redeem(String(form.code), String(form.redirect_uri));
			if (form.grant_type === 'refresh_token') return renew(String(form.refresh_token));
			if (form.grant_type !== 'client_credentials') return UNKNOWN_GRANT;
			const scope = String(form.scope);
			return /^\S+\/\.default$/.test(scope) ? issue('app', scope) : WRONG_SCOPE;
		},
	};
}

const CODE_REFUSED: TokenError = {
	status: 400,
	error: 'invalid_grant',
	code: 70_008,
	text: 'The provided authorization code has expired, was used before, or is for another address.',
};

const GRANT_REVOKED: TokenError = {
	status: 400,
	error: 'invalid_grant',
	code: 50_173,
	text: 'The provided grant has expired due to it being revoked.',
};

const WRONG_SECRET: TokenError = {
	status: 401,
	error: 'invalid_client',
	code: 7_000_215,
	text: 'Invalid client secret provided.',
};

const UNKNOWN_GRANT: TokenError = {
	status: 400,
	error: 'unsupported_grant_type',
	code: 70_003,
	text: 'The app requested an unsupported grant type.',
};

const WRONG_SCOPE: TokenError = {
	status: 400,
	error: 'invalid_scope',
	code: 70_011,
	text: 'The provided value for the input parameter scope is not valid.',
};

/** Said to an app that is not registered. */
export const UNKNOWN_APP: TokenError = {
	status: 400,
	error: 'unauthorized_client',
	code: 700_016,
	text: 'Application was not found in the directory.',
};

function accessToken(
	{ tenantId, objectIds, privateKey }: SignInIdentity,
	{ caller, scope, lifeS }: { readonly caller: Caller; readonly scope: string; readonly lifeS: number },
): string {
	const kind = caller === 'app' ? ({ idtyp: 'app' } as const) : { scp: 'User' };
	const exp = Math.floor(Date.now() / 1_000) + lifeS;
	return signToken(
		{ aud: audienceOf(scope), tid: tenantId, oid: objectIds[caller], exp, ...kind },
		createPrivateKey(privateKey),
	);
}

/** The text before `/.default` is the audience, with or without its slash (teams.md C.5). */
function audienceOf(scope: string): string {
	return /(\S+)\/\.default(?:\s|$)/.exec(scope)?.[1] ?? '';
}
