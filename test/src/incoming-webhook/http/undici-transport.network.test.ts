import type { FailureReason, PostAnswer, PostFailure } from '../../../../src/ports';
import type { EngineProcess } from '../../../support/network/engine-process';
import type { FaultServer } from '../../../support/network/fault-server';
import type { ProxyProcess } from '../../../support/network/proxy-process';

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { createAuthority, type Authority } from '../../../support/network/authority';
import { startEngineProcess } from '../../../support/network/engine-process';
import { requestTo } from '../../../support/network/engines';
import { startFaultServer } from '../../../support/network/fault-server';
import { startProxyProcess } from '../../../support/network/proxy-process';

// The first request of an engine's process waits until the whole of n8n-core is loaded there.
jest.setTimeout(30_000);

/** Names that only a proxy can resolve. */
const HOST = 'flow.invalid';

const NAMES = ['localhost', HOST];

/** User and password as they stand in a variable, and as the proxy gets them. */
const ENCODED = 'us%20er:p%40ss%3Aw%2FSECRET';

const CREDENTIALS = { user: 'us er', password: 'p@ss:w/SECRET' };

const folder = mkdtempSync(join(tmpdir(), 'teams-webhooks-network-'));

/** Authorities of the flow and of a proxy that inspects TLS. `trusting` is a Node that knows both, `bare` one that knows neither. */
let authority: Authority;
let inspector: Authority;
let flow: FaultServer;
let bare: EngineProcess;
let trusting: EngineProcess;
const proxies: Record<'open' | 'guarded' | 'silent' | 'closing' | 'failing' | 'mistaken' | 'inspecting', ProxyProcess> =
	{} as never;

beforeAll(async () => {
	[authority, inspector] = await Promise.all([createAuthority('Flow authority'), createAuthority('Proxy authority')]);
	const file = join(folder, 'authorities.pem');
	writeFileSync(file, authority.cert + inspector.cert);
	bare = startEngineProcess();
	trusting = startEngineProcess({ NODE_EXTRA_CA_CERTS: file });
	flow = await startFaultServer(await authority.issue({ names: NAMES }));
	const inspect = { identity: await inspector.issue({ names: NAMES }), upstreamCa: authority.cert };
	const manners = {
		open: {},
		guarded: { credentials: CREDENTIALS },
		silent: { connect: 'hang' },
		closing: { connect: 'hang up' },
		failing: { connect: 502 },
		mistaken: { connect: 204 },
		inspecting: { inspect },
	} as const;
	await Promise.all(
		(Object.keys(manners) as Array<keyof typeof manners>).map(
			async (name) => (proxies[name] = await startProxyProcess(manners[name])),
		),
	);
}, 60_000);

afterAll(async () => {
	await Promise.all([...Object.values(proxies), bare, trusting].map(async (child) => await child.stop()));
	await flow.close();
	rmSync(folder, { recursive: true });
});

type Result = PostAnswer | PostFailure;

const accepted = { kind: 'answer', status: 202 };
const failed = (reason: FailureReason, sent: PostFailure['sent'], cause?: string) => ({
	kind: 'failure',
	reason,
	sent,
	...(cause === undefined ? {} : { cause }),
});

/** Does something and says what it led to: the result, the messages that arrived, and what the proxy was asked for. */
async function watch(
	proxy: ProxyProcess,
	act: () => Promise<Result>,
): Promise<{ result: Result; arrived: number; asked: readonly string[] }> {
	const [bodies, asked] = [flow.bodies().length, (await proxy.asked()).length];
	const result = await act();
	return { result, arrived: flow.bodies().length - bodies, asked: (await proxy.asked()).slice(asked) };
}

describe.each(['undici', 'n8n'] as const)('engine %s', (engine) => {
	/** A message to the flow through proxies; the flow's name is unknown here, and the host is not listed. */
	const throughProxy = async (
		env: Readonly<Record<string, string>>,
		url = `https://${HOST}:${flow.port}/`,
		more = {},
	) => await trusting.post(engine, requestTo(url, { isHostListed: false, ...more }), env);

	describe('TLS', () => {
		it('trusts an authority of NODE_EXTRA_CA_CERTS, and no other', async () => {
			expect(await trusting.post(engine, requestTo(flow.origin), {})).toMatchObject(accepted);
			expect(await bare.post(engine, requestTo(flow.origin), {})).toMatchObject(
				failed('certificate-untrusted', 'no', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'),
			);
		});

		it.each([
			['has expired', { names: NAMES, expired: true }, '127.0.0.1', 'CERT_HAS_EXPIRED'],
			['is for another name', { names: ['other.example'] }, 'localhost', 'ERR_TLS_CERT_ALTNAME_INVALID'],
		])('refuses a certificate that %s', async (_title, options, host, cause) => {
			const server = await startFaultServer(await authority.issue(options));
			expect(await trusting.post(engine, requestTo(`https://${host}:${server.port}/`), {})).toMatchObject(
				failed('certificate-untrusted', 'no', cause),
			);
			expect(server.requestLines()).toEqual([]);
			await server.close();
		});

		it(`makes ${engine === 'undici' ? 'as few connections as it can' : 'a connection per message'}, across executions`, async () => {
			await trusting.post(engine, requestTo(flow.origin), {});
			const before = flow.connections();
			for (let count = 0; count < 5; count += 1)
				expect(await trusting.post(engine, requestTo(flow.origin))).toMatchObject(accepted);
			expect(flow.connections() - before).toBe(engine === 'undici' ? 0 : 5);
		});
	});

	describe('proxies', () => {
		it.each(['HTTPS_PROXY', 'https_proxy'])(
			'goes through the proxy of %s, to a host that only the proxy can resolve',
			async (variable) => {
				const { result, arrived, asked } = await watch(
					proxies.open,
					async () => await throughProxy({ [variable]: `http://${proxies.open.address}` }),
				);
				expect([result, arrived, asked]).toEqual([expect.objectContaining(accepted), 1, [`${HOST}:${flow.port}`]]);
			},
		);

		it.each(['HTTP_PROXY', 'http_proxy'])('goes through the proxy of %s to a plain server', async (variable) => {
			const plain = await startFaultServer();
			const { result, asked } = await watch(
				proxies.guarded,
				async () =>
					await throughProxy(
						{ [variable]: `http://${ENCODED}@${proxies.guarded.address}` },
						`http://${HOST}:${plain.port}/a`,
					),
			);
			expect([result, plain.bodies().length, asked]).toEqual([
				expect.objectContaining(accepted),
				1,
				[engine === 'undici' ? `${HOST}:${plain.port}` : `http://${HOST}:${plain.port}/a`],
			]);
			await plain.close();
		});

		it('signs in to the proxy, and does not tell the flow', async () => {
			let headers: string[] = [];
			flow.script(async ({ request, response, readBody }) => {
				headers = request.rawHeaders;
				await readBody();
				response.writeHead(202).end();
			});
			expect(await throughProxy({ HTTPS_PROXY: `http://${ENCODED}@${proxies.guarded.address}` })).toMatchObject(
				accepted,
			);
			expect(headers.join()).not.toMatch(/proxy|basic/i);
		});

		it.each(['', 'us%20er:SECRET@'])(
			'says that the proxy refused, where it wants other credentials than %j',
			async (credentials) => {
				const { result, arrived } = await watch(
					proxies.guarded,
					async () => await throughProxy({ HTTPS_PROXY: `http://${credentials}${proxies.guarded.address}` }),
				);
				expect([result, arrived]).toEqual([failed('proxy-refused', 'no', 'proxy answered 407'), 0]);
			},
		);

		// Bad gateway, and a success that opens no tunnel: neither is an answer of the flow.
		it.each([
			['failing', 502],
			['mistaken', 204],
		] as const)('says that nothing was sent, where the %s proxy answers CONNECT with %d', async (name, status) => {
			const { result, arrived, asked } = await watch(
				proxies[name],
				async () => await throughProxy({ HTTPS_PROXY: `http://${proxies[name].address}` }),
			);
			expect([result, arrived, asked.length]).toEqual([
				failed('proxy-refused', 'no', `proxy answered ${status}`),
				0,
				1,
			]);
		});

		it('takes what the flow refuses behind a proxy for its own answer', async () => {
			flow.script(async ({ response, readBody }) => {
				await readBody();
				response.writeHead(502).end('its own');
			});
			expect(await throughProxy({ HTTPS_PROXY: `http://${proxies.open.address}` })).toMatchObject({
				kind: 'answer',
				status: 502,
				body: 'its own',
			});
		});

		it('asks a proxy only once if it hangs up', async () => {
			const { result, arrived, asked } = await watch(
				proxies.closing,
				async () => await throughProxy({ HTTPS_PROXY: `http://${proxies.closing.address}` }),
			);
			expect([result, arrived, asked.length]).toEqual([
				failed('proxy-refused', 'no', engine === 'undici' ? 'UND_ERR_SOCKET' : 'proxy hung up'),
				0,
				1,
			]);
		});

		it('waits for a proxy that says nothing no longer than for anything else', async () => {
			const { result, arrived, asked } = await watch(
				proxies.silent,
				async () =>
					await throughProxy({ HTTPS_PROXY: `http://${proxies.silent.address}` }, undefined, { timeoutMs: 300 }),
			);
			expect([result, arrived, asked.length]).toEqual([
				failed('timeout', engine === 'undici' ? 'no' : 'unknown', 'timeout'),
				0,
				1,
			]);
		});

		it.each([
			['cannot be reached', '127.0.0.1:9', 'ECONNREFUSED'],
			['has no address', 'proxy.invalid:3128', 'ENOTFOUND'],
		])('says that there is no connection, where the proxy %s', async (_title, address, cause) => {
			expect(await throughProxy({ HTTPS_PROXY: `http://u:SECRET@${address}` })).toEqual(
				failed('connection-failed', 'no', cause),
			);
		});

		it.each(['http://u:SECRET@pro xy:1', 'http://u:SE%ZZCRET@ADDRESS'])(
			'reports a failure for the proxy variable %s, without showing it',
			async (value) => {
				expect(await throughProxy({ HTTPS_PROXY: value.replace('ADDRESS', proxies.open.address) })).toEqual(
					failed('proxy-refused', 'no', 'proxy URL invalid'),
				);
			},
		);

		it.each([
			['a suffix', '.invalid', failed('name-not-found', 'no')],
			['a suffix with a star', 'example.com,*.invalid', failed('name-not-found', 'no')],
			['the host and its port', 'HOST:PORT', failed('name-not-found', 'no')],
			['everything', '*', failed('name-not-found', 'no')],
			['another port', 'HOST:1', accepted],
			['another host', 'example.com', accepted],
		])('NO_PROXY names %s', async (_title, value, expected) => {
			const NO_PROXY = value.replace('HOST', HOST).replace('PORT', String(flow.port));
			const { result, asked } = await watch(
				proxies.open,
				async () => await throughProxy({ HTTPS_PROXY: `http://${proxies.open.address}`, NO_PROXY }),
			);
			expect([result, asked.length]).toEqual([expect.objectContaining(expected), expected === accepted ? 1 : 0]);
		});

		it.each<Readonly<Record<string, string>>>([
			{ HTTP_PROXY: ' ' },
			{ HTTPS_PROXY: '\t' },
			{ HTTP_PROXY: ' ', HTTPS_PROXY: '' },
			{ http_proxy: ' ', https_proxy: '  ' },
		])('takes a blank variable for none: %j', async (variables) => {
			// n8n's own client makes a URL of a blank HTTPS_PROXY for every node.
			const isRefused = engine === 'n8n' && (variables.HTTPS_PROXY ?? variables.https_proxy ?? '') !== '';
			expect(await trusting.post(engine, requestTo(flow.origin), variables)).toMatchObject(
				isRefused ? failed('proxy-refused', 'no', 'proxy URL invalid') : accepted,
			);
		});

		it.each([
			{ HTTP_PROXY: ' ', HTTPS_PROXY: 'ADDRESS' },
			...(engine === 'undici' ? [{ HTTP_PROXY: 'ADDRESS', HTTPS_PROXY: ' ' }] : []),
		])('still goes through the other proxy: %j', async (variables) => {
			const env = Object.fromEntries(
				Object.entries(variables).map(([name, value]) => [
					name,
					value.replace('ADDRESS', `http://${proxies.open.address}`),
				]),
			);
			const { result, asked } = await watch(proxies.open, async () => await throughProxy(env));
			expect([result, asked.length]).toEqual([expect.objectContaining(accepted), 1]);
		});

		it.each(['localhost', 'localhost.', 'a.LOCALHOST.', '127.0.0.1.', '[::1]'])(
			'refuses %s, which to the proxy is its own machine',
			async (host) => {
				const { result, asked } = await watch(
					proxies.open,
					async () =>
						await throughProxy({ HTTPS_PROXY: `http://${proxies.open.address}` }, `https://${host}:${flow.port}/`),
				);
				expect([result, asked]).toEqual([failed('address-refused', 'no', 'PRIVATE_ADDRESS'), []]);
			},
		);

		it('checks the address of a host that goes past the proxy', async () => {
			const { result, asked } = await watch(
				proxies.open,
				async () =>
					await throughProxy(
						{ HTTPS_PROXY: `http://${proxies.open.address}`, no_proxy: 'localhost' },
						`https://localhost:${flow.port}/`,
					),
			);
			expect([result, asked]).toEqual([failed('address-refused', 'no', 'PRIVATE_ADDRESS'), []]);
		});

		it('does not trust a proxy that inspects TLS, unless NODE_EXTRA_CA_CERTS names its authority', async () => {
			const env = { HTTPS_PROXY: `http://${proxies.inspecting.address}` };
			const unknown = await watch(
				proxies.inspecting,
				async () => await bare.post(engine, requestTo(`https://${HOST}:${flow.port}/`), env),
			);
			expect([unknown.result, unknown.arrived, unknown.asked.length]).toEqual([
				failed('certificate-untrusted', 'no', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'),
				0,
				1,
			]);
			const known = await watch(proxies.inspecting, async () => await throughProxy(env));
			expect([known.result, known.arrived, known.asked.length]).toEqual([expect.objectContaining(accepted), 1, 1]);
		});
	});
});

describe('n8n’s egress filter', () => {
	it.each(['undici', 'n8n'] as const)(
		'refuses what it blocks, listed or not, with the engine %s',
		async (engine) => {
			const filtered = startEngineProcess({ N8N_SSRF_PROTECTION_ENABLED: 'true' });
			const plain = await startFaultServer();
			for (const host of ['127.0.0.1', 'localhost'])
				expect(await filtered.post(engine, requestTo(`http://${host}:${plain.port}/`))).toEqual(
					failed('egress-refused', 'no', 'SsrfBlockedIpError'),
				);
			expect(await filtered.post(engine, requestTo(`https://${HOST}/`))).toMatchObject(failed('name-not-found', 'no'));
			expect(plain.connections()).toBe(0);
			await Promise.all([filtered.stop(), plain.close()]);
		},
		30_000,
	);

	it.each(['undici', 'n8n'] as const)(
		'lets through what it allows, but not for a host that is not listed, with the engine %s',
		async (engine) => {
			const filtered = startEngineProcess({
				N8N_SSRF_PROTECTION_ENABLED: 'true',
				N8N_SSRF_ALLOWED_IP_RANGES: '127.0.0.0/8,::1/128',
			});
			const plain = await startFaultServer();
			expect(await filtered.post(engine, requestTo(`http://localhost:${plain.port}/`))).toMatchObject(accepted);
			expect(
				await filtered.post(engine, requestTo(`http://localhost:${plain.port}/`, { isHostListed: false })),
			).toMatchObject(failed('address-refused', 'no'));
			expect(plain.bodies()).toHaveLength(1);
			await Promise.all([filtered.stop(), plain.close()]);
		},
		30_000,
	);
});
