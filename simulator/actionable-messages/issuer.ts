import type { KeyObject } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

import { generateKeyPairSync, randomUUID, sign } from 'node:crypto';

import { listen } from '../listening';

/** The app of Microsoft's service, to which the tokens are issued (teams.md F.4). */
export const ACTIONS_APP_ID = '48af08dc-f6d2-435f-b2a7-069abd99c086';

/** How fetching the keys can fail. */
export type KeysFault = 'down' | 'slow' | 'huge' | 'redirect' | 'no-json' | 'empty';

/** A token's claims; `undefined` leaves one out. */
export type TokenClaims = Readonly<Record<string, unknown>>;

/** What a token can be made of besides its claims. */
interface TokenOptions {
	/** Overrides members of the header that this issuer writes; `undefined` leaves a member out. */
	readonly header?: Readonly<Record<string, unknown>>;
	readonly signWith?: KeyObject;
}

/** Microsoft Entra for one tenant: keys, a discovery document that points to them, and tokens for the actions app. */
export interface Issuer {
	readonly host: string;
	readonly tenantId: string;
	/** The keys, with `{tenant}` for the tenant, as the credential takes it. */
	readonly keysUrl: string;
	readonly discoveryUrl: string;
	/** The Application ID URI and the client id of the receiving app: audiences of version 1 and version 2. */
	readonly audience: Readonly<Record<'v1' | 'v2', string>>;
	/** The claims of a token as Microsoft makes it now. */
	claims(version?: 'v1' | 'v2'): TokenClaims;
	/** Signs claims; without any, those of a version 2 token. */
	token(claims?: TokenClaims, options?: TokenOptions): string;
	publicKey(): KeyObject;
	/** Signs with a new key from now on. Until `publish`, only the older keys are published. */
	rotate(options?: { readonly publish?: boolean }): void;
	publish(): void;
	/** What requests for keys meet from now on. */
	fail(fault: KeysFault | undefined): void;
	/** Paths that were asked for, oldest first. */
	requests(): readonly string[];
	close(): Promise<void>;
}

interface Key {
	readonly kid: string;
	readonly privateKey: KeyObject;
	readonly publicKey: KeyObject;
	isPublished: boolean;
}

/** The size of the answer "huge". */
const HUGE_BYTES = 4 * 1024 * 1024;

/**
 * Starts the issuer on a free port. Ids are new each time, and open issuers never share a key. `now` returns
 * milliseconds since 1970.
 */
export async function startIssuer(now: () => number = Date.now): Promise<Issuer> {
	const tenantId = randomUUID();
	const clientId = randomUUID();
	const audience = { v1: `api://auth-am-${randomUUID()}/${clientId}`, v2: clientId };
	const keys: Key[] = [newKey(true)];
	const requests: string[] = [];
	let fault: KeysFault | undefined;
	const server = await listen((request, response) => {
		requests.push(request.url ?? '');
		answer({ request, response, host: server.host, tenantId, keys, fault });
	});
	const newest = (): Key => {
		const key = keys.at(-1);
		if (key === undefined) throw new Error('an issuer has a key');
		return key;
	};
	const claims = (version: 'v1' | 'v2' = 'v2') => claimsOf(version, { tenantId, audience, nowMs: now() });
	return {
		host: server.host,
		tenantId,
		keysUrl: `http://${server.host}/{tenant}/discovery/v2.0/keys`,
		discoveryUrl: `http://${server.host}/{tenant}/v2.0/.well-known/openid-configuration`,
		audience,
		claims,
		token: (given = claims(), options = {}) =>
			signToken(given, {
				header: { typ: 'JWT', alg: 'RS256', kid: newest().kid, ...options.header },
				key: options.signWith ?? newest().privateKey,
			}),
		publicKey: () => newest().publicKey,
		rotate: ({ publish = true } = {}) => void keys.push(newKey(publish)),
		publish: () => keys.forEach((key) => (key.isPublished = true)),
		fail: (next) => void (fault = next),
		requests: () => [...requests],
		close: async () => {
			spare.push(...keys.map(({ privateKey, publicKey }) => ({ privateKey, publicKey })));
			await server.close();
		},
	};
}

interface ClaimsOf extends Pick<Issuer, 'tenantId' | 'audience'> {
	readonly nowMs: number;
}

/** What a good token says, in the two forms that Entra writes. */
function claimsOf(version: 'v1' | 'v2', { tenantId, audience, nowMs }: ClaimsOf): TokenClaims {
	const nowS = Math.floor(nowMs / 1_000);
	const person = {
		oid: '0f0e0d0c-1111-4222-8333-444455556666',
		tid: tenantId,
		sub: randomUUID(),
		name: 'Ada Example',
		iat: nowS,
		nbf: nowS,
		exp: nowS + 3_600,
	};
	return version === 'v2'
		? {
				...person,
				ver: '2.0',
				iss: `https://login.microsoftonline.com/${tenantId}/v2.0`,
				aud: audience.v2,
				azp: ACTIONS_APP_ID,
				preferred_username: 'ada@example.com',
			}
		: {
				...person,
				ver: '1.0',
				iss: `https://sts.windows.net/${tenantId}/`,
				aud: audience.v1,
				appid: ACTIONS_APP_ID,
				upn: 'ada@example.com',
			};
}

/** Signs a token with RS256, whatever its header says. */
export function signToken(
	claims: TokenClaims,
	{ header, key }: { readonly header: Readonly<Record<string, unknown>>; readonly key: KeyObject },
): string {
	const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
	const signed = `${encode(header)}.${encode(claims)}`;
	return `${signed}.${sign('RSA-SHA256', Buffer.from(signed), key).toString('base64url')}`;
}

/** Key pairs of issuers that were closed: making one takes a good part of a second, and the name of a key is always new. */
const spare: Array<Pick<Key, 'privateKey' | 'publicKey'>> = [];

function newKey(isPublished: boolean): Key {
	return { kid: randomUUID(), isPublished, ...(spare.pop() ?? generateKeyPairSync('rsa', { modulusLength: 2_048 })) };
}

interface Exchange {
	readonly request: IncomingMessage;
	readonly response: ServerResponse;
	readonly host: string;
	readonly tenantId: string;
	readonly keys: readonly Key[];
	readonly fault: KeysFault | undefined;
}

function answer({ request, response, host, tenantId, keys, fault }: Exchange): void {
	const json = (status: number, value: unknown) =>
		void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
	const keysPath = `/${tenantId}/discovery/v2.0/keys`;
	if (fault !== undefined) return misbehave(response, { fault, elsewhere: `http://${host}/elsewhere${keysPath}` });
	if (request.url === `/${tenantId}/v2.0/.well-known/openid-configuration`)
		return json(200, {
			issuer: `https://login.microsoftonline.com/${tenantId}/v2.0`,
			jwks_uri: `http://${host}${keysPath}`,
		});
	if (request.url !== keysPath) return json(404, { error: 'invalid_tenant' });
	const published = keys.filter(({ isPublished }) => isPublished);
	return json(200, {
		keys: published.map(({ kid, publicKey }) => ({
			...publicKey.export({ format: 'jwk' }),
			kid,
			use: 'sig',
			x5t: kid,
			issuer: 'https://login.microsoftonline.com/{tenantid}/v2.0',
		})),
	});
}

function misbehave(
	response: ServerResponse,
	{ fault, elsewhere }: { readonly fault: KeysFault; readonly elsewhere: string },
): void {
	switch (fault) {
		case 'down':
			return void response.writeHead(503).end();
		case 'slow':
			return;
		case 'huge':
			return void response
				.writeHead(200, { 'content-type': 'application/json' })
				.end(`{"keys":[${' '.repeat(HUGE_BYTES)}]}`);
		case 'redirect':
			return void response.writeHead(302, { location: elsewhere }).end();
		case 'no-json':
			return void response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Sign in</html>');
		case 'empty':
			return void response.writeHead(200, { 'content-type': 'application/json' }).end('{"keys":[]}');
	}
}
