import type { IDataObject, IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';
import type { AddressInfo } from 'node:net';
import type { PostRequest, Transport } from '../../../src/ports';

import { readFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { join } from 'node:path';

import { createOAuthTransport, usesSignIn } from '../../../nodes/shared/oauth-transport';
import { runWithOAuth } from '../../support/oauth';
import { SCOPE, useSignIn } from '../../support/sign-in';
import { ROOT } from '../../support/root';

const FLOW_URL =
	'https://x.4f.environment.api.powerplatform.com/powerautomate/automations/direct/workflows/1/triggers/manual/paths/invoke?api-version=1';

const { side, startFlow, granted } = useSignIn();
const servers: Server[] = [];

afterAll(() => {
	for (const server of servers) server.close().closeAllConnections();
});

async function serve(handle: RequestListener): Promise<string> {
	const server = createServer(handle);
	servers.push(server);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}/token`;
}

/** The credential of a person, or of the app, that has signed in before. */
function credential(parts: IDataObject = {}): IDataObject {
	return {
		clientId: side().clientId,
		clientSecret: side().clientSecret,
		tenantId: side().tenantId,
		tokenUrl: side().tokenUrl,
		allowedHosts: '127.0.0.1',
		...parts,
	};
}

const person = (options?: { isExpired: boolean }): IDataObject => ({
	oauthTokenData: { ...side().signedIn('person', `${SCOPE} offline_access`, options) },
});
const app = (options?: { isExpired: boolean }): IDataObject => ({
	grantType: 'clientCredentials',
	oauthTokenData: { ...side().signedIn('app', SCOPE, options) },
});

interface SignedInPost extends Partial<PostRequest> {
	readonly url: string;
	readonly inner?: Transport;
	readonly isFiltered?: boolean;
}

/** Posts once in a run of n8n-core; no secret may be left in the result or in the record of the run. */
async function post(stored: IDataObject, { inner, isFiltered = false, ...request }: SignedInPost) {
	// Every token of the sign-in begins with the last of these.
	const secrets = [side().clientSecret, ...tokensOf(stored), 'eyJ0eXAi'];
	const { exchange, record } = await runWithOAuth({
		stored,
		isFiltered,
		act: async (context) =>
			await createOAuthTransport(context, inner).post({
				headers: { 'content-type': 'application/json; charset=utf-8' },
				body: '{"text":"hé"}',
				timeoutMs: 10_000,
				isHostListed: true,
				...request,
			}),
	});
	for (const secret of [...secrets, ...tokensOf(stored)])
		expect(`${JSON.stringify(exchange)}${record}`).not.toContain(secret);
	return exchange;
}

function tokensOf({ oauthTokenData }: IDataObject): string[] {
	const { access_token: access, refresh_token: refresh } = (oauthTokenData ?? {}) as IDataObject;
	return [access, refresh].filter((token): token is string => typeof token === 'string' && token !== '');
}

/** A transport that takes everything, and keeps what it was given. */
function recorder() {
	const requests: PostRequest[] = [];
	const inner: Transport = {
		engine: 'undici',
		post: async (request) => (requests.push(request), { kind: 'answer', status: 202, headers: {}, body: '' }),
	};
	return { requests, inner };
}

const PAGE = readFileSync(join(ROOT, 'docs', 'sign-in.md'), 'utf8');

/** The failure with this cause, whose first word docs/sign-in.md explains. */
function failed(cause: string) {
	expect(PAGE).toMatch(new RegExp(`^\\| \`${cause.split(' ')[0] ?? ''}\``, 'm'));
	return { kind: 'failure', sent: 'no', reason: 'sign-in-failed', cause };
}

describe('which URLs a token is sent to', () => {
	it.each([
		[FLOW_URL, true],
		[`${FLOW_URL}&sig=`, true],
		[`${FLOW_URL}&signature=x`, true],
		[`${FLOW_URL}&sig=abc`, false],
		[`${FLOW_URL}&SIG=abc`, false],
		['no URL', false],
	])('%s: %s', (url, expected) => expect(usesSignIn(url)).toBe(expected));

	it('gives no token to a URL with a key of its own', async () => {
		const { requests, inner } = recorder();
		await post(credential(person()), { url: `${FLOW_URL}&sig=abc`, inner });
		expect(Object.keys(requests[0]?.headers ?? {})).toEqual(['content-type']);
	});

	it('gives a token to flows of the credential’s cloud', async () => {
		const { requests, inner } = recorder();
		expect(await post(credential(person()), { url: FLOW_URL, isHostListed: false, inner })).toMatchObject({
			status: 202,
		});
		expect(requests[0]?.headers).toEqual({
			'content-type': 'application/json; charset=utf-8',
			authorization: expect.stringMatching(/^Bearer ey/) as unknown,
		});
	});

	it.each([
		['a flow of another cloud', FLOW_URL, { cloud: 'gcc' }],
		[
			'a Logic App, which can be anybody’s',
			'https://prod-1.westus.logic.azure.com/workflows/1/triggers/manual/paths/invoke',
			{},
		],
		['an API gateway, which can be anybody’s', 'https://x.azure-api.net/manual/paths/invoke', {}],
	])('gives none to %s', async (_what, url, parts) => {
		const { requests, inner } = recorder();
		expect(await post(credential({ ...person(), ...parts }), { url, isHostListed: false, inner })).toEqual(
			failed('host-of-another-cloud'),
		);
		expect(requests).toEqual([]);
	});
});

describe('with a token', () => {
	it('sends the message once, byte for byte, and asks for no other token', async () => {
		const flow = await startFlow();
		expect(await post(credential(person()), flow)).toMatchObject({
			kind: 'answer',
			status: 202,
			headers: { 'x-ms-workflow-run-id': expect.stringMatching(/^085/) as unknown },
		});
		expect([flow.accepted(), granted()]).toEqual([[{ objectId: side().objectIds.person, body: '{"text":"hé"}' }], []]);
	});

	it.each([
		['a person', 'person', 'refresh_token', person],
		['an app', 'app', 'client_credentials', app],
	] as const)('renews an expired token of %s once, and the message arrives once', async (_who, caller, grant, data) => {
		const flow = await startFlow();
		const stored = credential(data({ isExpired: true }));
		expect(await post(stored, flow)).toMatchObject({ kind: 'answer', status: 202 });
		expect([flow.accepted().map(({ objectId }) => objectId), granted(), flow.refused()]).toEqual([
			[side().objectIds[caller]],
			[grant],
			['401 ExpiredAuthenticationToken'],
		]);
		expect(await post(stored, flow)).toMatchObject({ kind: 'answer', status: 202 });
		expect(granted()).toEqual([grant]);
	});

	it('gets the first token of an app by itself', async () => {
		const flow = await startFlow();
		expect(await post(credential({ grantType: 'clientCredentials' }), flow)).toMatchObject({
			kind: 'answer',
			status: 202,
		});
		expect([flow.accepted().length, granted()]).toEqual([1, ['client_credentials']]);
	});

	it('gives back a 401 that stays one, with its body, after a single renewal', async () => {
		const flow = await startFlow({ audience: 'https://elsewhere/' });
		expect(await post(credential(person()), flow)).toMatchObject({
			kind: 'answer',
			status: 401,
			body: expect.stringContaining('MisMatchingOAuthClaims') as unknown,
		});
		expect([flow.refused().length, granted()]).toEqual([2, ['refresh_token']]);
	});

	it('gives back the refusal of an app where only people may, without renewing', async () => {
		const flow = await startFlow({ isDelegatedOnly: true });
		expect(await post(credential(app()), flow)).toMatchObject({
			kind: 'answer',
			status: 403,
			body: expect.stringContaining('MisMatchingOAuthClaims') as unknown,
		});
		expect([flow.refused().length, granted()]).toEqual([1, []]);
	});

	it('leaves the second sending only the time that the first has left over', async () => {
		const times: number[] = [];
		const realNow = Date.now;
		const inner: Transport = {
			engine: 'n8n',
			post: async ({ timeoutMs }) => {
				times.push(timeoutMs);
				jest.spyOn(Date, 'now').mockImplementation(() => realNow() + 4_000);
				return { kind: 'answer', status: times.length === 1 ? 401 : 202, headers: {}, body: '' };
			},
		};
		await post(credential(person()), { url: FLOW_URL, inner });
		jest.restoreAllMocks();
		expect([times.length, (times[1] ?? 0) <= 6_000]).toEqual([2, true]);
	});

	it('does not follow a redirect', async () => {
		const url = await serve((_request, response) => response.writeHead(307, { location: '/elsewhere' }).end());
		expect(await post(credential(person()), { url })).toMatchObject({ kind: 'answer', status: 307 });
	});

	it('knows that a refused connection sent nothing, and that a broken one may have', async () => {
		expect(await post(credential(person()), { url: 'http://127.0.0.1:9/flow' })).toMatchObject({
			kind: 'failure',
			sent: 'no',
			cause: 'ECONNREFUSED',
		});
		const url = await serve((request) => request.on('data', () => request.socket.destroy()));
		expect(await post(credential(person()), { url })).toMatchObject({ kind: 'failure', sent: 'unknown' });
	});

	it('knows that the flow may have taken what it never answered', async () => {
		const url = await serve(() => undefined);
		expect(await post(credential(person()), { url, timeoutMs: 200 })).toMatchObject({
			kind: 'failure',
			sent: 'unknown',
		});
	});
});

describe('without a token', () => {
	it.each<[string, () => IDataObject, string]>([
		['nobody has signed in', () => ({}), 'not-connected'],
		['the sign-in was not finished', () => ({ oauthTokenData: {} }), 'not-connected'],
		['the tenant is not named', () => ({ ...person(), tokenUrl: '', tenantId: ' ' }), 'tenant-missing'],
		[
			'Allowed Hosts does not name the token endpoint',
			() => ({ ...person(), allowedHosts: 'elsewhere.example' }),
			'token-url-not-allowed',
		],
		[
			'the sign-in is revoked',
			() => ({
				oauthTokenData: { ...(person({ isExpired: true }).oauthTokenData as IDataObject), refresh_token: 'revoked' },
			}),
			'needs-reconnect',
		],
		[
			'there is no refresh token',
			() => ({ oauthTokenData: { ...side().signedIn('person', SCOPE, { isExpired: true }) } }),
			'needs-reconnect',
		],
		[
			'the secret of the app is wrong',
			() => ({ grantType: 'clientCredentials', clientSecret: 'wrong' }),
			'invalid_client AADSTS7000215',
		],
		[
			'the secret is wrong when the token is renewed',
			() => ({ ...person({ isExpired: true }), clientSecret: 'wrong' }),
			'invalid_client AADSTS7000215',
		],
		[
			'nothing listens at the token endpoint',
			() => ({ grantType: 'clientCredentials', tokenUrl: 'http://127.0.0.1:9/token' }),
			'token-endpoint ECONNREFUSED',
		],
		['n8n cannot keep the new token', () => Object.freeze(credential({ grantType: 'clientCredentials' })), 'unknown'],
		[
			'the token is of a kind that goes into the URL',
			() => ({ oauthTokenData: { ...(person().oauthTokenData as IDataObject), token_type: 'mac' } }),
			'token-not-bearer',
		],
	])('sends nothing where %s', async (_why, parts, cause) => {
		const flow = await startFlow();
		const stored = parts();
		expect(await post(Object.isFrozen(stored) ? stored : credential(stored), flow)).toEqual(failed(cause));
		expect(flow.accepted()).toEqual([]);
	});

	it('keeps to itself what n8n says of a credential that cannot be read', async () => {
		const context = {
			getCredentials: async () => await Promise.reject(new Error(`no ${side().clientSecret}`)),
		} as unknown as IExecuteFunctions;
		const inner: Transport = {
			engine: 'n8n',
			post: async () => await Promise.reject(new Error('nothing is to be sent')),
		};
		expect(
			await createOAuthTransport(context, inner).post({
				url: FLOW_URL,
				headers: {},
				body: '{}',
				timeoutMs: 1_000,
				isHostListed: false,
			}),
		).toEqual(failed('credential-unreadable'));
	});

	it.each<[string, RequestListener, string]>([
		['is out of order', (_request, response) => response.writeHead(503).end('<html>'), 'token-endpoint HTTP 503'],
		[
			'answers with a page',
			(_request, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<html>'),
			'token-endpoint HTTP 200',
		],
		[
			'refuses with nothing that could be read',
			(_request, response) => response.writeHead(403).end('{}'),
			'token-endpoint HTTP 403',
		],
	])('sends nothing where the token endpoint %s', async (_what, handle, cause) => {
		const flow = await startFlow();
		const tokenUrl = await serve(handle);
		expect(await post(credential({ grantType: 'clientCredentials', tokenUrl }), flow)).toEqual(failed(cause));
		expect(flow.accepted()).toEqual([]);
	});

	it.each([
		['for the first time', () => ({ grantType: 'clientCredentials' })],
		['again', () => person({ isExpired: true })],
	])('sends nothing where n8n lets nobody ask for a token %s', async (_when, parts) => {
		const flow = await startFlow();
		expect(await post(credential(parts()), { ...flow, isFiltered: true })).toEqual(
			failed('token-endpoint egress-refused'),
		);
		expect([flow.accepted(), granted()]).toEqual([[], []]);
	});

	it.each([
		['cancelled', 10_000, { kind: 'failure', sent: 'no', reason: 'cancelled', cause: 'cancelled' }],
		['given up', 200, { kind: 'failure', sent: 'no', reason: 'sign-in-failed', cause: 'token-endpoint timeout' }],
	])('sends nothing after it was %s while n8n waited for a token', async (what, timeoutMs, expected) => {
		const cancel = new AbortController();
		let release = () => {};
		const tokenUrl = await serve((_request, response) => {
			release = () => void response.end(JSON.stringify(side().signedIn('app', SCOPE)));
			if (what === 'cancelled') cancel.abort();
		});
		const { requests, inner } = recorder();
		const stored = credential({ grantType: 'clientCredentials', tokenUrl });
		expect(await post(stored, { url: FLOW_URL, inner, timeoutMs, signal: cancel.signal })).toEqual(expected);
		release();
		while (stored.oauthTokenData === undefined) await new Promise((resolve) => setImmediate(resolve));
		for (let turn = 0; turn < 10; turn += 1) await new Promise((resolve) => setImmediate(resolve));
		expect(requests).toEqual([]);
	});
});

describe('n8n 2.33, which keeps the message of an error and not the error', () => {
	/** Renews after a 401 as every n8n does; on an error that still says 401, this version sends again by itself. */
	function oldHost(past: unknown[]): IExecuteFunctions {
		const signed = (options: IHttpRequestOptions, token: string) => ({
			...options,
			headers: { ...options.headers, Authorization: `Bearer ${token}` },
		});
		const statusOf = (error: unknown) => (error as { response?: { status: number } }).response?.status;
		async function httpRequestWithAuthentication(
			this: IExecuteFunctions,
			_type: string,
			options: IHttpRequestOptions,
		): Promise<unknown> {
			try {
				return await this.helpers.httpRequest(signed(options, 'one')).catch(async (error: unknown) => {
					if (statusOf(error) !== 401) throw error;
					return await (this.helpers.httpRequest(signed(options, 'two')) as Promise<unknown>);
				});
			} catch (error) {
				if (statusOf(error) === 401) past.push(options.body);
				throw new Error(error instanceof Error ? error.message : '');
			}
		}
		return {
			getCredentials: async () =>
				await Promise.resolve({
					tokenUrl: 'https://sign-in.example.com/token',
					accessTokenUrl: 'https://sign-in.example.com/token',
					grantType: 'clientCredentials',
				}),
			helpers: { httpRequestWithAuthentication },
		} as unknown as IExecuteFunctions;
	}

	it('gives back a 401 that stays one, and lets n8n send nothing past it', async () => {
		const past: unknown[] = [];
		const tokens: unknown[] = [];
		const inner: Transport = {
			engine: 'n8n',
			post: async ({ headers }) => (
				tokens.push(headers.authorization),
				await Promise.resolve({ kind: 'answer', status: 401, headers: {}, body: 'MisMatchingOAuthClaims' })
			),
		};
		const exchange = await createOAuthTransport(oldHost(past), inner).post({
			url: FLOW_URL,
			headers: {},
			body: '{}',
			timeoutMs: 10_000,
			isHostListed: true,
		});
		expect([exchange, tokens, past]).toEqual([
			{ kind: 'answer', status: 401, headers: {}, body: 'MisMatchingOAuthClaims' },
			['Bearer one', 'Bearer two'],
			[],
		]);
	});
});
