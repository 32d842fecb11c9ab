import type { RestrictedFlow, RestrictedFlowRules } from '../../../simulator/sign-in/restricted-flow';

import { CLOUDS } from '../../../src/incoming-webhook/destination/cloud';
import { SCOPE, useSignIn } from '../../support/sign-in';

const AUDIENCE = CLOUDS.public.audience;

const { side, startFlow } = useSignIn();

async function ask(form: Record<string, string>): Promise<{ status: number; body: Record<string, unknown> }> {
	const body = new URLSearchParams({ client_id: side().clientId, client_secret: side().clientSecret, ...form });
	const response = await fetch(side().tokenUrl, { method: 'POST', body });
	return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

async function call(flow: RestrictedFlow, token?: string): Promise<{ status: number; code: unknown }> {
	const response = await fetch(flow.url, {
		method: 'POST',
		headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
		body: '{"n":1}',
	});
	const text = await response.text();
	return {
		status: response.status,
		code: text === '' ? null : (JSON.parse(text) as { error: { code: unknown } }).error.code,
	};
}

describe('the token endpoint', () => {
	it('gives an app a token, and a person one with a refresh token', async () => {
		const app = await ask({ grant_type: 'client_credentials', scope: SCOPE });
		expect(app.body).toMatchObject({ token_type: 'Bearer', scope: SCOPE });
		expect(app.body.refresh_token).toBeUndefined();
		const stored = side().signedIn('person', `${SCOPE} offline_access`);
		expect((await ask({ grant_type: 'refresh_token', refresh_token: stored.refresh_token ?? '' })).body).toMatchObject({
			refresh_token: expect.any(String) as unknown,
		});
	});

	it.each([
		['another app', { client_id: 'x' }, 400, 'unauthorized_client'],
		['a wrong secret', { client_secret: 'x' }, 401, 'invalid_client'],
		['offline_access for an app', { scope: `${SCOPE} offline_access` }, 400, 'invalid_scope'],
		['an unknown refresh token', { grant_type: 'refresh_token', refresh_token: 'x' }, 400, 'invalid_grant'],
		['another grant', { grant_type: 'password' }, 400, 'unsupported_grant_type'],
	])('refuses %s', async (_what, form, status, error) => {
		const end = await ask({ grant_type: 'client_credentials', scope: SCOPE, ...form });
		expect([end.status, end.body.error, end.body.error_description]).toEqual([
			status,
			error,
			expect.stringMatching(/^AADSTS\d+: /),
		]);
	});

	it('refuses every refresh token once they are revoked', async () => {
		const stored = side().signedIn('person', `${SCOPE} offline_access`);
		side().revoke();
		expect((await ask({ grant_type: 'refresh_token', refresh_token: stored.refresh_token ?? '' })).body.error).toBe(
			'invalid_grant',
		);
	});
});

describe('the page at which people sign in', () => {
	const CALLBACK = 'http://127.0.0.1:5678/rest/oauth2-credential/callback';
	const query = (change: Record<string, string> = {}) =>
		new URLSearchParams({
			client_id: side().clientId,
			response_type: 'code',
			redirect_uri: CALLBACK,
			scope: `${SCOPE} offline_access`,
			state: 'a&"b',
			...change,
		}).toString();
	const open = async (text: string, tenant = side().tenantId) => {
		const response = await fetch(
			side().tokenUrl.replace(/[^/]+\/oauth2\/v2\.0\/token$/, `${tenant}/oauth2/v2.0/authorize?${text}`),
		);
		return {
			status: response.status,
			policy: response.headers.get('content-security-policy'),
			html: await response.text(),
		};
	};
	const linkIn = (html: string) =>
		new URL((/href="([^"]+)"/.exec(html)?.[1] ?? '').replaceAll('&quot;', '"').replaceAll('&amp;', '&'));
	const redeem = async (code: string, redirectUri = CALLBACK) =>
		await ask({ grant_type: 'authorization_code', code, redirect_uri: redirectUri });

	it('leads back with a code for a token of the person, good once, and the state it was given', async () => {
		const { status, policy, html } = await open(query());
		const link = linkIn(html);
		expect([status, policy, link.origin + link.pathname, link.searchParams.get('state')]).toEqual([
			200,
			"default-src 'none'; frame-ancestors 'none'",
			CALLBACK,
			'a&"b',
		]);
		const code = link.searchParams.get('code') ?? '';
		const { body } = await redeem(code);
		expect(body).toMatchObject({ token_type: 'Bearer', refresh_token: expect.any(String) as unknown });
		expect((await call(await startFlow({ isDelegatedOnly: true }), String(body.access_token))).status).toBe(202);
		expect((await redeem(code)).body.error).toBe('invalid_grant');
	});

	it('forgets the oldest of more than a hundred codes', async () => {
		const codes: string[] = [];
		for (let count = 0; count < 101; count += 1)
			codes.push(linkIn((await open(query())).html).searchParams.get('code') ?? '');
		expect([(await redeem(codes[0] ?? '')).status, (await redeem(codes[1] ?? '')).status]).toEqual([400, 200]);
	});

	it('gives no token to another address than the one it has led back to', async () => {
		const code = linkIn((await open(query())).html).searchParams.get('code') ?? '';
		expect((await redeem(code, 'http://evil.example/')).body.error).toBe('invalid_grant');
	});

	it.each([
		['another app', { client_id: 'x' }, '700016'],
		['another answer than a code', { response_type: 'token' }, '700051'],
		['an address that is none of the web', { redirect_uri: 'javascript:alert(1)' }, '50011'],
		['a scope for no flow', { scope: 'openid' }, '70011'],
	])('refuses %s, and leads nowhere', async (_what, change, code) => {
		const { status, html } = await open(query(change));
		expect([status, html.includes(`AADSTS${code}:`), html.includes('href')]).toEqual([400, true, false]);
	});

	it('knows no other tenant', async () => {
		expect((await open(query(), 'common')).html).toContain('AADSTS90002');
	});
});

describe('a flow with sign-in', () => {
	it('takes a token of its tenant, and keeps what was sent', async () => {
		const flow = await startFlow();
		expect(await call(flow, side().signedIn('person', SCOPE).access_token)).toEqual({ status: 202, code: null });
		expect(flow.accepted()).toEqual([{ objectId: side().objectIds.person, body: '{"n":1}' }]);
	});

	it('wants the audience with its slash, which only a scope with two slashes gives', async () => {
		const flow = await startFlow();
		const oneSlash = `${AUDIENCE}.default`;
		expect(await call(flow, side().signedIn('person', oneSlash).access_token)).toEqual({
			status: 401,
			code: 'MisMatchingOAuthClaims',
		});
	});

	it.each<[string, Partial<RestrictedFlowRules>, () => string | undefined, number, string]>([
		['no token', {}, () => undefined, 401, 'DirectApiAuthorizationRequired'],
		[
			'an expired token',
			{},
			() => side().signedIn('person', SCOPE, { isExpired: true }).access_token,
			401,
			'ExpiredAuthenticationToken',
		],
		[
			'a token with other claims than were signed',
			{},
			() =>
				side()
					.signedIn('person', SCOPE)
					.access_token.replace(/\.[^.]+\./, `.${Buffer.from('{"exp":9999999999}').toString('base64url')}.`),
			401,
			'InvalidAuthenticationToken',
		],
		['no JSON Web Token', {}, () => 'x', 401, 'InvalidAuthenticationToken'],
		[
			'a token of another tenant',
			{ tenantId: 'other' },
			() => side().signedIn('person', SCOPE).access_token,
			401,
			'MisMatchingOAuthClaims',
		],
		[
			'somebody who is not listed',
			{ allowedObjectIds: ['other'] },
			() => side().signedIn('person', SCOPE).access_token,
			403,
			'MisMatchingOAuthClaims',
		],
		[
			'an app where only people may',
			{ isDelegatedOnly: true },
			() => side().signedIn('app', SCOPE).access_token,
			403,
			'MisMatchingOAuthClaims',
		],
	])('refuses %s', async (_what, rules, token, status, code) => {
		const flow = await startFlow(rules);
		expect(await call(flow, token())).toEqual({ status, code });
		expect([flow.accepted(), flow.refused()]).toEqual([[], [`${status} ${code}`]]);
	});

	it('takes people where it refuses apps', async () => {
		const flow = await startFlow({ isDelegatedOnly: true });
		expect((await call(flow, side().signedIn('person', SCOPE).access_token)).status).toBe(202);
	});

	it('takes everybody in the tenant where the list is empty', async () => {
		const flow = await startFlow({ allowedObjectIds: [] });
		for (const caller of ['app', 'person'] as const)
			expect((await call(flow, side().signedIn(caller, SCOPE).access_token)).status).toBe(202);
	});

	it('takes an app and a person that are listed', async () => {
		const flow = await startFlow({ allowedObjectIds: Object.values(side().objectIds) });
		for (const caller of ['app', 'person'] as const)
			expect((await call(flow, side().signedIn(caller, SCOPE).access_token)).status).toBe(202);
	});
});
