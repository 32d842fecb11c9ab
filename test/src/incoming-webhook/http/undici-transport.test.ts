import type { Lookup } from '../../../../src/incoming-webhook/http/undici-module';
import type { Transport } from '../../../../src/ports';

import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';

import { createDispatchers, type Dispatchers } from '../../../../src/incoming-webhook/http/undici-dispatchers';
import { loadUndici } from '../../../../src/incoming-webhook/http/undici-module';
import { createUndiciTransport, type UrlCheck } from '../../../../src/incoming-webhook/http/undici-transport';
import { createEngines, requestTo } from '../../../support/network/engines';
import { startFaultServer } from '../../../support/network/fault-server';
import { resolveToLoopback } from '../../../support/network/names';
import { startProxyProcess } from '../../../support/network/proxy-process';

const undici = loadUndici();

/** What a test has opened; closed after it, the last first, even if it fails. */
const opened: Array<() => Promise<unknown>> = [];

afterEach(async () => {
	for (const close of opened.splice(0).reverse()) await close();
});

function opening<Resource extends { readonly close: () => Promise<unknown> }>(resource: Resource): Resource {
	opened.push(async () => await resource.close());
	return resource;
}

describe('the module', () => {
	it.each([
		[
			'is not there',
			() => {
				throw new Error('Cannot find module');
			},
		],
		['has another major version', (id: string) => (id.endsWith('package.json') ? { version: '8.0.0' } : undici)],
		['has no version', (id: string) => (id.endsWith('package.json') ? {} : undici)],
		[
			'has no proxy agent',
			(id: string) => (id.endsWith('package.json') ? { version: '7.30.0' } : { Pool: () => undefined }),
		],
		[
			'has no pool',
			(id: string) => (id.endsWith('package.json') ? { version: '7.30.0' } : { EnvHttpProxyAgent: () => undefined }),
		],
	])('is not used when undici %s', (_title, load) => {
		expect(loadUndici(load)).toBeUndefined();
	});
});

describe('connections', () => {
	it('are closed once they have been idle, without a timer of ours', async () => {
		const server = opening(await startFaultServer());
		const engines = opening(createEngines({ idleMs: 50 }));
		await engines.undici.post(requestTo(server.origin));
		expect(server.connections()).toBe(1);
		// The server itself never ends an idle connection.
		await server.idle();
		expect(await engines.undici.post(requestTo(server.origin))).toMatchObject({ status: 202 });
		expect(server.connections()).toBe(2);
	});

	it('that come about after the request was given up are not written to', async () => {
		const tcp = createServer().listen(0, '127.0.0.1');
		await once(tcp, 'listening');
		opened.push(async () => await new Promise((resolve) => tcp.close(resolve)));
		const controller = new AbortController();
		let release = (): void => undefined;
		const lookup: Lookup = (_hostname, _options, done) => {
			release = () => done(null, [{ address: '127.0.0.1', family: 4 }]);
			controller.abort();
		};
		const engines = opening(createEngines({ lookup }));
		expect(
			await engines.undici.post(
				requestTo(`http://flow.test:${(tcp.address() as AddressInfo).port}/`, { signal: controller.signal }),
			),
		).toMatchObject({ sent: 'no', reason: 'cancelled' });
		release();
		const [socket] = (await once(tcp, 'connection')) as [Socket];
		const received: Buffer[] = [];
		socket.on('data', (chunk) => received.push(chunk));
		await once(socket, 'close');
		expect(received).toEqual([]);
	});

	it('through a proxy that says nothing fail in the time of a connection', async () => {
		const proxy = await startProxyProcess({ connect: 'hang' });
		opened.push(async () => await proxy.stop());
		const before = process.env.HTTPS_PROXY;
		process.env.HTTPS_PROXY = `http://${proxy.address}`;
		const engines = opening(createEngines({ connectTimeoutMs: 200 }));
		if (before === undefined) delete process.env.HTTPS_PROXY;
		else process.env.HTTPS_PROXY = before;
		expect(await engines.undici.post(requestTo('https://flow.invalid/'))).toEqual({
			kind: 'failure',
			sent: 'no',
			reason: 'connection-failed',
			cause: 'UND_ERR_HEADERS_TIMEOUT',
		});
		expect(await proxy.asked()).toEqual(['flow.invalid:443']);
	}, 30_000);
});

describe('addresses', () => {
	const resolvingTo =
		(...addresses: readonly string[]): Lookup =>
		(_hostname, options, done) => {
			const entries = addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
			if (options.all === true) done(null, entries);
			else done(null, addresses[0] ?? '', entries[0]?.family);
		};

	it.each([
		['this machine', ['127.0.0.1']],
		['a private network', ['10.1.2.3']],
		['a private network and a public address', ['52.112.0.1', '192.168.0.1']],
		['a mapped address', ['::ffff:127.0.0.1']],
		['a metadata service', ['169.254.169.254', 'fd00:ec2::254']],
	])('of a host that is not listed may not be %s', async (_title, addresses) => {
		const engines = opening(createEngines({ lookup: resolvingTo(...addresses) }));
		expect(await engines.undici.post(requestTo('http://flow.test:9/', { isHostListed: false }))).toEqual({
			kind: 'failure',
			sent: 'no',
			reason: 'address-refused',
			cause: 'PRIVATE_ADDRESS',
		});
	});

	it('that have been checked are the ones connected to: the name is resolved once', async () => {
		const server = opening(await startFaultServer());
		const lookup = jest.fn(resolvingTo('127.0.0.1'));
		const engines = opening(createEngines({ lookup }));
		expect(await engines.undici.post(requestTo(`http://flow.test:${server.port}/`))).toMatchObject({ status: 202 });
		expect(
			await engines.undici.post(requestTo(`http://flow.test:${server.port}/`, { isHostListed: false })),
		).toMatchObject({ reason: 'address-refused' });
		expect(lookup).toHaveBeenCalledTimes(2);
	});

	it('are not checked where the host gives no lookup, but those in URLs are', async () => {
		if (undici === undefined) throw new Error('undici must load here');
		const server = opening(await startFaultServer());
		const dispatchers = createDispatchers(undici, {});
		const transport = createUndiciTransport({ dispatchers: () => dispatchers });
		const restore = resolveToLoopback();
		const answer = await transport.post(requestTo(`http://flow.test:${server.port}/`, { isHostListed: false }));
		restore();
		expect(answer).toMatchObject({ status: 202 });
		for (const origin of [server.origin, `http://localhost:${server.port}`])
			expect(await transport.post(requestTo(origin, { isHostListed: false }))).toMatchObject({
				reason: 'address-refused',
			});
		await Promise.all([dispatchers.listed.destroy(), dispatchers.unlisted.destroy()]);
	});

	it('that n8n’s filter refuses while it connects are its refusal', async () => {
		const lookup: Lookup = (_hostname, _options, done) =>
			done(Object.assign(new Error('10.0.0.1'), { name: 'SsrfBlockedIpError' }), []);
		const engines = opening(createEngines({ lookup }));
		for (const isHostListed of [true, false])
			expect(await engines.undici.post(requestTo('http://flow.test/', { isHostListed }))).toEqual({
				kind: 'failure',
				sent: 'no',
				reason: 'egress-refused',
				cause: 'SsrfBlockedIpError',
			});
	});
});

describe('the check of URLs', () => {
	const unused = (): Dispatchers => {
		throw new Error('must not be reached');
	};
	const checking = (validateUrl: UrlCheck['validateUrl']): Transport =>
		createUndiciTransport({ dispatchers: unused, urlCheck: { validateUrl } });

	it.each([
		[
			'refuses',
			async () => ({ ok: false, error: Object.assign(new Error('10.0.0.1'), { name: 'SsrfBlockedHostnameError' }) }),
			'egress-refused',
			'SsrfBlockedHostnameError',
		],
		['refuses without a reason', async () => ({ ok: false }), 'egress-refused', 'no error code'],
		[
			'cannot resolve the name',
			async () => {
				throw Object.assign(new Error('flow.test'), { code: 'ENOTFOUND' });
			},
			'name-not-found',
			'ENOTFOUND',
		],
		[
			'says that the name does not resolve',
			async () => ({ ok: false, error: Object.assign(new Error('flow.test'), { code: 'EAI_AGAIN' }) }),
			'name-not-found',
			'EAI_AGAIN',
		],
	])('comes first, and %s', async (_title, validateUrl, reason, cause) => {
		expect(await checking(validateUrl).post(requestTo('https://flow.test/SECRET'))).toEqual({
			kind: 'failure',
			sent: 'no',
			reason,
			cause,
		});
	});

	it('is not waited for after the time is up, or after the request is cancelled', async () => {
		const transport = checking(async () => await new Promise(() => undefined));
		expect(await transport.post(requestTo('https://flow.test/', { timeoutMs: 20 }))).toMatchObject({
			sent: 'no',
			reason: 'timeout',
		});
		const controller = new AbortController();
		const waiting = transport.post(requestTo('https://flow.test/', { signal: controller.signal }));
		controller.abort();
		expect(await waiting).toMatchObject({ sent: 'no', reason: 'cancelled' });
	});

	it('is asked about the very URL', async () => {
		const validateUrl = jest.fn(async () => ({ ok: false }));
		await checking(validateUrl).post(requestTo('https://flow.test/a/../b?sig=~'));
		expect(validateUrl).toHaveBeenCalledWith('https://flow.test/a/../b?sig=~');
	});
});

it('sends every character of the target as it stands', async () => {
	const server = opening(await startFaultServer());
	const engines = opening(createEngines());
	const target = '/a/./../b?sig=\'"<>^`{|}~%7e%27\\';
	await engines.undici.post(requestTo(`${server.origin}${target}`));
	expect(server.requestLines()).toEqual([`POST ${target}`]);
});

it('reports a failure for a header that HTTP cannot carry', async () => {
	const engines = opening(createEngines());
	expect(
		await engines.undici.post(requestTo('http://127.0.0.1:9/', { headers: { 'x-key': 'SECRET\r\nx: y' } })),
	).toEqual({ kind: 'failure', sent: 'no', reason: 'connection-failed', cause: 'UND_ERR_INVALID_ARG' });
});
