import type { AddressInfo, Socket } from 'node:net';
import type { Behaviour, FaultServer } from '../../../support/network/fault-server';
import type { Engines } from '../../../support/network/engines';
import type { GetRequest } from '../../../../src/ports';

import { once } from 'node:events';
import { createServer } from 'node:net';

import { createEngines, requestTo } from '../../../support/network/engines';
import { answer, startFaultServer } from '../../../support/network/fault-server';
import { FAULTS } from '../../../support/network/faults';

let server: FaultServer;
let engines: Engines;

beforeAll(async () => {
	server = await startFaultServer();
	engines = createEngines({ idleMs: 100 });
});

afterAll(async () => {
	await engines.close();
	await server.close();
});

/** Answers with what came in. */
const echo: Behaviour = async ({ request, response, readBody }) => {
	const body = await readBody();
	response.writeHead(200, { 'X-Run': '1', 'set-cookie': ['a', 'b'] }).end(
		JSON.stringify({
			method: request.method,
			key: request.headers['x-key'],
			encoding: request.headers['accept-encoding'] ?? 'identity',
			type: request.headers['content-type'],
			length: request.headers['content-length'],
			body,
		}),
	);
};

describe.each(['undici', 'n8n'] as const)('engine %s', (engine) => {
	const post: Engines['undici']['post'] = async (request) => await engines[engine].post(request);

	const get = async (url: string, more: Partial<GetRequest> = {}) =>
		await engines[engine].get({ url, headers: { 'x-key': 'k' }, timeoutMs: 10_000, isHostListed: true, ...more });

	it('sends bytes and headers, asks for nothing compressed, and reads status, headers and body', async () => {
		server.script(echo);
		const result = await post(requestTo(server.origin));
		expect(result).toMatchObject({ kind: 'answer', status: 200, headers: { 'x-run': '1', 'set-cookie': 'a, b' } });
		expect(result.kind === 'answer' && JSON.parse(result.body)).toEqual({
			method: 'POST',
			key: 'k',
			encoding: 'identity',
			type: 'application/json; charset=utf-8',
			length: '13',
			body: '{"text":"é"}',
		});
		expect(engines[engine].engine).toBe(engine);
	});

	it('gets, with no body, and reads status, headers and body', async () => {
		server.script(echo);
		const result = await get(`${server.origin}/keys?x=(1)`);
		expect(result).toMatchObject({ kind: 'answer', status: 200, headers: { 'x-run': '1' } });
		expect(result.kind === 'answer' && JSON.parse(result.body)).toEqual({
			method: 'GET',
			key: 'k',
			encoding: 'identity',
			body: '',
		});
		expect(server.requestLines().at(-1)).toBe('GET /keys?x=(1)');
	});

	it('gets as carefully as it posts: no redirect, no private address, 64 KB, and an end', async () => {
		const before = server.requestLines().length;
		server.script(
			answer(302, 'said', { location: `${server.origin}/elsewhere` }),
			answer(200, 'x'.repeat(70_000)),
			FAULTS['slow headers'],
		);
		expect(await get(server.origin)).toMatchObject({ status: 302, body: 'said' });
		expect(await get(server.origin)).toMatchObject({ body: 'x'.repeat(65_536) });
		expect(await get(server.origin, { timeoutMs: 50 })).toMatchObject({
			kind: 'failure',
			sent: 'unknown',
			reason: 'timeout',
		});
		expect(await get(server.origin, { isHostListed: false })).toEqual({
			kind: 'failure',
			sent: 'no',
			reason: 'address-refused',
			cause: 'PRIVATE_ADDRESS',
		});
		expect(server.requestLines()).toHaveLength(before + 3);
		await server.idle();
	});

	it.each([200, 204, 302, 307, 400, 401, 413, 429, 500, 503])(
		'gives back a %i as it is, and follows it nowhere',
		async (status) => {
			const before = server.requestLines().length;
			server.script(
				answer(status, status === 204 ? '' : 'said', { location: `${server.origin}/elsewhere`, 'retry-after': '7' }),
			);
			expect(await post(requestTo(server.origin))).toMatchObject({
				kind: 'answer',
				status,
				body: status === 204 ? '' : 'said',
				headers: { 'retry-after': '7' },
			});
			expect(server.requestLines()).toHaveLength(before + 1);
		},
	);

	it('sends the encoding of path and query as it stands', async () => {
		const target = '/a/../b%2Fc%2f%7E~//d;e=f?sig=%2F-_.~%c3%a9&sp=%2Ftriggers%2Fmanual%2Frun&x=(1)*!$,:@';
		await post(requestTo(`${server.origin}${target}#part`));
		expect(server.requestLines().at(-1)).toBe(`POST ${engine === 'undici' ? target : target.replace('/a/../', '/')}`);
	});

	it.each([65_535, 65_536, 65_537])('reads at most 64 KB of %i bytes', async (size) => {
		server.script(answer(200, 'x'.repeat(size)));
		expect(await post(requestTo(server.origin))).toMatchObject({ body: 'x'.repeat(Math.min(size, 65_536)) });
	});

	it('hangs up on a body that goes on', async () => {
		let written = (): number => 0;
		server.script((exchange) => {
			const { socket } = exchange.request;
			written = () => socket.bytesWritten;
			return FAULTS['endless body'](exchange);
		});
		expect(await post(requestTo(server.origin))).toMatchObject({
			kind: 'answer',
			status: 200,
			body: 'x'.repeat(65_536),
		});
		await server.idle();
		// What the buffers of both sides take is far less than the body.
		expect([written() >= 65_536, written() < 32 * 1024 * 1024]).toEqual([true, true]);
	});

	it('keeps answers apart that are waited for at once', async () => {
		server.script(...Array.from({ length: 20 }, () => echo));
		const results = await Promise.all(
			Array.from({ length: 20 }, async (_, index) => await post(requestTo(server.origin, { body: `{"n":${index}}` }))),
		);
		expect(
			results.map((result) => result.kind === 'answer' && (JSON.parse(result.body) as { body: string }).body),
		).toEqual(Array.from({ length: 20 }, (_, index) => `{"n":${index}}`));
	});

	it.each([
		'http://127.0.0.1',
		'http://[::1]',
		'http://[::ffff:127.0.0.1]',
		'http://2130706433',
		'http://127.1',
		'http://localhost',
		'http://user@localhost',
	])('does not connect to %s unless the host is listed', async (address) => {
		const before = server.connections();
		expect(await post(requestTo(`${address}:${server.port}/SECRET`, { isHostListed: false }))).toEqual({
			kind: 'failure',
			sent: 'no',
			reason: 'address-refused',
			cause: 'PRIVATE_ADDRESS',
		});
		expect(server.connections()).toBe(before);
	});

	it('connects to a listed host by its name', async () => {
		expect(await post(requestTo(`http://localhost:${server.port}/`))).toMatchObject({ status: 202 });
	});

	it('connects to nothing once it is cancelled', async () => {
		const before = server.connections();
		expect(await post(requestTo(server.origin, { signal: AbortSignal.abort() }))).toEqual({
			kind: 'failure',
			sent: 'no',
			reason: 'cancelled',
			cause: 'cancelled',
		});
		expect(server.connections()).toBe(before);
	});

	it('ends at once where it is cancelled while it waits for the answer', async () => {
		const controller = new AbortController();
		const before = server.bodies().length;
		server.script(async ({ readBody }) => {
			await readBody();
			controller.abort();
		});
		expect(await post(requestTo(server.origin, { signal: controller.signal }))).toEqual({
			kind: 'failure',
			sent: 'unknown',
			reason: 'cancelled',
			cause: 'cancelled',
		});
		await server.idle();
		expect(server.bodies()).toHaveLength(before + 1);
	});

	it('ends at once where it is cancelled while it reads the answer', async () => {
		const controller = new AbortController();
		server.script(async (exchange) => {
			await FAULTS['slow body'](exchange);
			controller.abort();
		});
		expect(await post(requestTo(server.origin, { signal: controller.signal }))).toMatchObject({
			sent: 'unknown',
			reason: 'cancelled',
		});
		await server.idle();
	});

	it('ends at once where it is cancelled while it connects', async () => {
		const controller = new AbortController();
		const sockets: Socket[] = [];
		// Takes the first bytes of a TLS handshake and says nothing.
		const silent = createServer((socket) => {
			sockets.push(socket.once('data', () => controller.abort()));
		}).listen(0, '127.0.0.1');
		await once(silent, 'listening');
		const { port } = silent.address() as AddressInfo;
		expect(await post(requestTo(`https://127.0.0.1:${port}/`, { signal: controller.signal }))).toMatchObject({
			sent: engine === 'undici' ? 'no' : 'unknown',
			reason: 'cancelled',
		});
		for (const socket of sockets) socket.destroy();
		await new Promise((resolve) => silent.close(resolve));
	});

	it('listens to the signal no longer than it needs', async () => {
		const { signal } = new AbortController();
		const added = jest.spyOn(signal, 'addEventListener');
		const removed = jest.spyOn(signal, 'removeEventListener');
		await post(requestTo(server.origin, { signal }));
		expect([added.mock.calls.length > 0, removed.mock.calls.length]).toEqual([true, added.mock.calls.length]);
	});

	it('reports a failure for what is not a URL, and throws nothing', async () => {
		const result = await post(requestTo('SECRET'));
		expect(result).toMatchObject({ kind: 'failure' });
		expect(JSON.stringify(result)).not.toContain('SECRET');
	});

	it('goes on after all that', async () => {
		expect(await post(requestTo(server.origin))).toMatchObject({ kind: 'answer', status: 202 });
	});
});
