import type { KeyObject } from 'node:crypto';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { createPublicKey, generateKeyPairSync, randomBytes, randomUUID, sign, verify } from 'node:crypto';
import { createServer } from 'node:http';

import express from 'express';

/** How long tokens are valid, in seconds (Microsoft: 60 to 90 minutes). */
const TOKEN_LIFE_S = 3_600;

/** What a flow reads of a token (reference/teams.md C.5). `scp` is there for a person, `idtyp` for an app. */
export interface TokenClaims {
	readonly aud: string;
	readonly tid: string;
	readonly oid: string;
	/** Seconds since 1970. */
	readonly exp: number;
	readonly scp?: string;
	readonly idtyp?: 'app';
}

/** What n8n keeps of a sign-in, as `oauthTokenData` of a credential. */
export interface TokenData {
	readonly token_type: 'Bearer';
	readonly access_token: string;
	readonly expires_in: number;
	readonly scope: string;
	/** Only for a person, and only where `offline_access` was asked for. */
	readonly refresh_token?: string;
}

/** Who a token is for: a person, or the app itself. */
export type Caller = 'person' | 'app';

/** The sign-in of Microsoft: a token endpoint on loopback for one tenant, one person and one app. */
export interface SignInSide {
	readonly host: string;
	readonly tokenUrl: string;
	readonly tenantId: string;
	readonly clientId: string;
	readonly clientSecret: string;
	/** Object ids, as flows list them in "Specific users in my tenant". */
	readonly objectIds: Readonly<Record<Caller, string>>;
	/** Flows check tokens with it. */
	readonly publicKey: KeyObject;
	/** A sign-in that has happened before: n8n stores it. An expired one has to be renewed. */
	signedIn(caller: Caller, scope: string, options?: { readonly isExpired?: boolean }): TokenData;
	/** Refuses every refresh token given out so far with invalid_grant, as after a changed password. */
	revoke(): void;
	/** Grant types that were answered with a token, oldest first. */
	granted(): readonly string[];
	/** Errors that were answered, oldest first. */
	refused(): readonly string[];
	close(): Promise<void>;
}

interface Refusal {
	readonly status: number;
	readonly error: string;
	readonly code: number;
	readonly text: string;
}

type Form = Readonly<Record<string, unknown>>;

/** Who may sign in, and what has been given out. */
interface Desk {
	readonly clientId: string;
	readonly clientSecret: string;
	/** The scope of each refresh token that is still good. */
	readonly refreshScopes: Map<string, string>;
	issue(caller: Caller, scope: string, lifeS?: number): TokenData;
}

/** Starts the sign-in on a free port. Keys, ids and secret are made anew each time. */
export async function startSignInSide(): Promise<SignInSide> {
	const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
	const tenantId = randomUUID();
	const objectIds = { person: randomUUID(), app: randomUUID() };
	const desk = openDesk((caller, scope, lifeS) => {
		const kind = caller === 'app' ? ({ idtyp: 'app' } as const) : { scp: 'User' };
		return signToken({ aud: audienceOf(scope), tid: tenantId, oid: objectIds[caller], exp: Math.floor(Date.now() / 1_000) + lifeS, ...kind }, privateKey);
	});
	const granted: string[] = [];
	const refused: string[] = [];
	const path = `/${tenantId}/oauth2/v2.0/token`;
	const server = createServer(
		tokenEndpoint(path, (form) => {
			const end = answer(form, desk);
			if ('error' in end) refused.push(end.error);
			else granted.push(String(form.grant_type));
			return end;
		}),
	);
	const host = `127.0.0.1:${await listen(server)}`;
	return {
		host,
		tokenUrl: `http://${host}${path}`,
		tenantId,
		clientId: desk.clientId,
		clientSecret: desk.clientSecret,
		objectIds,
		publicKey: createPublicKey(privateKey),
		signedIn: (caller, scope, options) => desk.issue(caller, scope, options?.isExpired === true ? -1 : TOKEN_LIFE_S),
		revoke: () => desk.refreshScopes.clear(),
		granted: () => granted,
		refused: () => refused,
		close: async () => await close(server),
	};
}

function openDesk(newToken: (caller: Caller, scope: string, lifeS: number) => string): Desk {
	const refreshScopes = new Map<string, string>();
	return {
		clientId: randomUUID(),
		clientSecret: randomBytes(24).toString('base64url'),
		refreshScopes,
		issue(caller, scope, lifeS = TOKEN_LIFE_S) {
			const token: TokenData = { token_type: 'Bearer', access_token: newToken(caller, scope, lifeS), expires_in: TOKEN_LIFE_S, scope };
			if (!scope.split(' ').includes('offline_access')) return token;
			const refresh = randomBytes(32).toString('base64url');
			refreshScopes.set(refresh, scope);
			return { ...token, refresh_token: refresh };
		},
	};
}

/** Reads a token that this sign-in has signed and that has not expired; `expired` and `invalid` for all others. */
export function readToken(token: string, publicKey: KeyObject, nowMs: number): TokenClaims | 'expired' | 'invalid' {
	const [header = '', payload = '', signature = ''] = token.split('.');
	const isSigned = verify('RSA-SHA256', Buffer.from(`${header}.${payload}`), publicKey, Buffer.from(signature, 'base64url'));
	if (!isSigned) return 'invalid';
	const claims = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as TokenClaims;
	return claims.exp * 1_000 <= nowMs ? 'expired' : claims;
}

function signToken(claims: TokenClaims, privateKey: KeyObject): string {
	const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
	const signed = `${encode({ typ: 'JWT', alg: 'RS256' })}.${encode({ ...claims, iss: `https://sts.windows.net/${claims.tid}/` })}`;
	return `${signed}.${sign('RSA-SHA256', Buffer.from(signed), privateKey).toString('base64url')}`;
}

/** What stands before `/.default` is the audience, slash or no slash (reference/teams.md C.5). */
function audienceOf(scope: string): string {
	return /(\S+)\/\.default(?:\s|$)/.exec(scope)?.[1] ?? '';
}

function answer(form: Form, desk: Desk): TokenData | Refusal {
	if (form.client_id !== desk.clientId) return { status: 400, error: 'unauthorized_client', code: 700_016, text: 'Application was not found in the directory.' };
	if (form.client_secret !== desk.clientSecret) return { status: 401, error: 'invalid_client', code: 7_000_215, text: 'Invalid client secret provided.' };
	if (form.grant_type === 'refresh_token') {
		const scope = desk.refreshScopes.get(String(form.refresh_token));
		return scope === undefined ? { status: 400, error: 'invalid_grant', code: 50_173, text: 'The provided grant has expired due to it being revoked.' } : desk.issue('person', scope);
	}
	if (form.grant_type !== 'client_credentials') return { status: 400, error: 'unsupported_grant_type', code: 70_003, text: 'The app requested an unsupported grant type.' };
	const scope = String(form.scope);
	return /^\S+\/\.default$/.test(scope) ? desk.issue('app', scope) : { status: 400, error: 'invalid_scope', code: 70_011, text: 'The provided value for the input parameter scope is not valid.' };
}

function tokenEndpoint(path: string, reply: (form: Form) => TokenData | Refusal): express.Express {
	const app = express();
	app.use(express.urlencoded({ extended: false }));
	app.post(path, (request, response) => {
		const end = reply(Object(request.body) as Form);
		if ('error' in end) response.status(end.status).json({ error: end.error, error_description: `AADSTS${end.code}: ${end.text} Trace ID: ${randomUUID()}`, error_codes: [end.code] });
		else response.json(end);
	});
	app.use((_request, response) => {
		response.status(400).json({ error: 'invalid_request', error_description: 'AADSTS90002: Tenant was not found.', error_codes: [90_002] });
	});
	return app;
}

async function listen(server: Server): Promise<number> {
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(0, '127.0.0.1', resolve);
	});
	return (server.address() as AddressInfo).port;
}

async function close(server: Server): Promise<void> {
	server.closeAllConnections();
	await new Promise<void>((resolve) => server.close(() => resolve()));
}
