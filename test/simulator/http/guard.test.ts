import type { GuardQuestion } from '../../../simulator/http/guard';
import type { Simulator } from '../../../simulator/simulator';

import { request } from 'node:http';

import { judgeRequest, sessionOf } from '../../../simulator/http/guard';
import { PAGE_POLICY } from '../../../simulator/http/page-routes';
import { cardMessage, newIncoming, postTo, SIMULATOR_TOKEN, startTestSimulator } from '../../support/simulator';

const knowledge = {
	token: 'right',
	session: 'kept',
	cookieName: 'sim',
	hosts: new Set(['127.0.0.1:5690', 'localhost:5690']),
};
const good: GuardQuestion = {
	method: 'POST',
	host: '127.0.0.1:5690',
	origin: undefined,
	fetchSite: undefined,
	fetchMode: undefined,
	headerToken: 'right',
	cookie: undefined,
};

it('lets a script with the token in', () => {
	expect(judgeRequest(good, knowledge)).toEqual({ ok: true });
});

const page: GuardQuestion = {
	...good,
	headerToken: undefined,
	cookie: 'a=b; sim=kept',
	fetchSite: 'same-origin',
	fetchMode: 'cors',
};

it.each<readonly [string, Partial<GuardQuestion>]>([
	['a call of the page', { origin: 'http://localhost:5690' }],
	['one that changes nothing, for which browsers name no Origin', { method: 'GET' }],
	['its script', { method: 'GET', fetchMode: 'no-cors' }],
	['an address that somebody opens', { method: 'GET', fetchSite: 'none', fetchMode: 'navigate' }],
	['a link on another page of this machine', { method: 'GET', fetchSite: 'same-site', fetchMode: 'navigate' }],
	[
		'a browser that says only the Origin',
		{ origin: 'http://localhost:5690', fetchSite: undefined, fetchMode: undefined },
	],
])('lets %s in by the cookie', (_what, change) => {
	expect(judgeRequest({ ...page, ...change }, knowledge)).toEqual({ ok: true });
});

it.each<readonly [string, Partial<GuardQuestion>, string]>([
	['a server on another port that has been sent it', { fetchSite: undefined, fetchMode: undefined }, 'foreign-origin'],
	[
		'the same, without changing anything',
		{ method: 'GET', fetchSite: undefined, fetchMode: undefined },
		'foreign-origin',
	],
	['a page on another port', { method: 'GET', fetchSite: 'same-site', fetchMode: 'no-cors' }, 'foreign-origin'],
	[
		'a page on another port that names itself',
		{ origin: 'http://127.0.0.1:8000', fetchSite: 'same-site' },
		'foreign-origin',
	],
	[
		'a form of a page on another port',
		{ origin: 'http://127.0.0.1:8000', fetchSite: 'same-site', fetchMode: 'navigate' },
		'foreign-origin',
	],
	['what no page has asked for', { method: 'GET', fetchSite: 'none', fetchMode: 'no-cors' }, 'foreign-origin'],
	['another site', { method: 'GET', fetchSite: 'cross-site', fetchMode: 'no-cors' }, 'foreign-origin'],
	['whoever takes it for the token', { headerToken: 'kept' }, 'token-wrong'],
	['a cookie that holds the token', { cookie: 'sim=right' }, 'token-wrong'],
])('does not let %s in by the cookie', (_what, change, code) => {
	expect(judgeRequest({ ...page, ...change }, knowledge)).toMatchObject({ ok: false, code });
});

it('takes the cookie by itself where no browser would say more: on plain http to another machine', () => {
	const elsewhere = { ...knowledge, hosts: new Set(['172.17.0.1:5690']) };
	const bare = { ...page, host: '172.17.0.1:5690', fetchSite: undefined, fetchMode: undefined };
	expect([
		judgeRequest(bare, elsewhere).ok,
		judgeRequest(bare, { ...elsewhere, scheme: 'https' as const }).ok,
		judgeRequest({ ...bare, origin: 'http://172.17.0.1:1' }, elsewhere).ok,
	]).toEqual([true, false, false]);
});

it('the cookie stays the same for a token, and the token is not in it', () => {
	expect([sessionOf('a'), sessionOf('a') === sessionOf('b')]).toEqual([sessionOf('a'), false]);
	expect(sessionOf('token-of-the-tests')).toMatch(/^[\w-]{43}$/);
});

/** One thing is wrong each time. */
const REFUSED: ReadonlyArray<readonly [string, Partial<GuardQuestion>, string]> = [
	['no token', { headerToken: undefined }, 'token-missing'],
	['an empty token', { headerToken: '' }, 'token-wrong'],
	['a wrong token', { headerToken: 'wrong' }, 'token-wrong'],
	['a token that begins like the right one', { headerToken: 'righ' }, 'token-wrong'],
	['a cookie of another simulator', { headerToken: undefined, cookie: 'sim2=right' }, 'token-missing'],
	['a wrong cookie', { headerToken: undefined, cookie: 'sim=wrong' }, 'token-wrong'],
	['no Host', { host: undefined }, 'unknown-host'],
	['a name that was rebound to loopback', { host: 'evil.example:5690' }, 'unknown-host'],
	['another port', { host: '127.0.0.1:80' }, 'unknown-host'],
	['a foreign Origin', { origin: 'http://evil.example' }, 'foreign-origin'],
	['a page on another port of this machine', { origin: 'http://localhost:3000' }, 'foreign-origin'],
	['an Origin of https', { origin: 'https://localhost:5690' }, 'foreign-origin'],
	['an Origin that only begins like ours', { origin: 'http://localhost:5690.evil.example' }, 'foreign-origin'],
	['the Origin of a sandboxed page', { origin: 'null' }, 'foreign-origin'],
	['a script tag of another site', { method: 'GET', fetchSite: 'cross-site', fetchMode: 'no-cors' }, 'foreign-origin'],
	['a page of the same site', { method: 'GET', fetchSite: 'same-site', fetchMode: 'no-cors' }, 'foreign-origin'],
	['a form of another site', { fetchSite: 'cross-site', fetchMode: 'navigate' }, 'foreign-origin'],
];

it.each(REFUSED)('refuses %s', (_what, change, code) => {
	expect(judgeRequest({ ...good, ...change }, knowledge)).toMatchObject({ ok: false, code });
});

describe('over HTTP', () => {
	let simulator: Simulator;
	beforeAll(async () => (simulator = await startTestSimulator()));
	afterAll(async () => await simulator.close());

	const status = async (method: string, path: string, headers: Record<string, string> = {}) =>
		await new Promise<number>((resolve, reject) => {
			const [hostname = '', port = ''] = simulator.host.split(':');
			const sent = request({ hostname, port, method, path, headers }, (response) => {
				response.resume();
				resolve(response.statusCode ?? 0);
			});
			sent.once('error', reject);
			sent.end();
		});

	/** Every call of the API, the page's files, and a path that is not there. */
	const CALLS = [
		'GET /api/state',
		'GET /api/events',
		'GET /api/messages',
		'GET /api/threads',
		'GET /api/runs',
		'GET /api/requests',
		'POST /api/teams',
		'POST /api/teams/x/channels',
		'POST /api/outgoing-webhooks',
		'PATCH /api/outgoing-webhooks/x',
		'DELETE /api/outgoing-webhooks/x',
		'POST /api/incoming-webhooks',
		'DELETE /api/incoming-webhooks/x',
		'POST /api/messages',
		'POST /api/faults',
		'DELETE /api/faults',
		'DELETE /api/faults/x',
		'PATCH /api/settings',
		'POST /api/reset',
		'GET /page.js',
		'GET /page.css',
		'GET /',
		'GET /nothing',
	];

	it.each(CALLS)('%s needs the token, a known Host and no foreign Origin', async (call) => {
		const [method = '', path = ''] = call.split(' ');
		const token = { 'x-simulator-token': SIMULATOR_TOKEN };
		expect(await status(method, path)).toBe(401);
		expect(await status(method, path, { ...token, host: 'evil.example' })).toBe(421);
		if (path !== '/') expect(await status(method, path, { ...token, origin: 'http://evil.example' })).toBe(403);
	});

	it('the URL of an incoming webhook needs nothing but its secret', async () => {
		const { path } = newIncoming(simulator);
		expect(
			(await postTo(simulator, path, JSON.stringify(cardMessage()), { origin: 'http://evil.example' })).status,
		).toBe(202);
		expect(await status('POST', path, { host: 'host.docker.internal:5690' })).toBe(400);
	});

	it('the address with the token leaves a cookie that scripts and other sites cannot use, and takes the token out of the address', async () => {
		const response = await fetch(simulator.pageUrl, { redirect: 'manual' });
		expect([response.status, response.headers.get('location')]).toEqual([303, '/']);
		expect(response.headers.get('set-cookie')).toMatch(
			/^teams-simulator-\d+=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/,
		);
		expect(response.headers.get('set-cookie')).not.toContain(SIMULATOR_TOKEN);
		const page = await fetch(simulator.baseUrl, {
			headers: { cookie: (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '' },
		});
		expect([
			page.status,
			page.headers.get('content-security-policy'),
			page.headers.get('x-content-type-options'),
		]).toEqual([200, PAGE_POLICY, 'nosniff']);
	});

	it('the cookie opens nothing for whoever was sent it, neither as the token nor by itself', async () => {
		const { headers } = await fetch(simulator.pageUrl, { redirect: 'manual' });
		const cookie = (headers.get('set-cookie') ?? '').split(';')[0] ?? '';
		const ownPage = { cookie, 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'cors' };
		expect(await status('GET', '/api/state', ownPage)).toBe(200);
		expect(await status('GET', '/api/state', { cookie })).toBe(403);
		expect(await status('POST', '/api/reset', { cookie })).toBe(403);
		expect(await status('GET', '/api/state', { 'x-simulator-token': cookie.split('=')[1] ?? '' })).toBe(401);
		expect(await status('GET', `/?token=${cookie.split('=')[1] ?? ''}`)).toBe(401);
		expect(
			await status('GET', '/api/state', { ...ownPage, cookie: cookie.replace(/=.*/, `=${SIMULATOR_TOKEN}`) }),
		).toBe(401);
	});

	it('a wrong token leaves none', async () => {
		const response = await fetch(`${simulator.baseUrl}/?token=wrong`, { redirect: 'manual' });
		expect([response.status, response.headers.get('set-cookie')]).toEqual([401, null]);
	});

	it('a rebound name gets no cookie', async () => {
		expect(await status('GET', `/?token=${SIMULATOR_TOKEN}`, { host: 'evil.example' })).toBe(421);
	});

	it('lets the page load nothing from outside', () => {
		expect(PAGE_POLICY).toContain("default-src 'none'");
		expect(PAGE_POLICY).not.toMatch(/https?:|\*|unsafe/);
	});
});
