import type { FailureReason, PostAnswer, PostFailure } from '../../../../src/ports';
import type { Engines } from '../../../support/network/engines';
import type { FaultServer } from '../../../support/network/fault-server';
import type { FaultName } from '../../../support/network/faults';

import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';

import { createAuthority, type Authority } from '../../../support/network/authority';
import { createEngines, requestTo } from '../../../support/network/engines';
import { startFaultServer } from '../../../support/network/fault-server';
import { FAULTS } from '../../../support/network/faults';

let server: FaultServer;
let engines: Engines;
let authority: Authority;

beforeAll(async () => {
	server = await startFaultServer();
	engines = createEngines({ connectTimeoutMs: 300 });
	authority = await createAuthority('Nobody knows me');
});

afterAll(async () => {
	await engines.close();
	await server.close();
});

/** Too large to arrive together with the head of the request. */
const BODY = JSON.stringify({ text: 'é'.repeat(60_000) });

type Expected = readonly [FailureReason, PostFailure['sent']] | number;

const LOST: Expected = ['connection-lost', 'unknown'];
const LATE: Expected = ['timeout', 'unknown'];

/** What each engine makes of a fault, and how many bodies the server has read to the end by then. */
const ROWS: ReadonlyArray<{
	readonly fault: FaultName;
	readonly timeoutMs?: number;
	readonly undici: Expected;
	readonly n8n?: Expected;
	readonly read: number;
}> = [
	{ fault: 'reset before the body', undici: LOST, read: 0 },
	{ fault: 'reset during the body', undici: LOST, read: 0 },
	{ fault: 'reset after the body', undici: LOST, read: 1 },
	{ fault: 'closed after the body', undici: LOST, read: 1 },
	{ fault: 'slow headers', timeoutMs: 300, undici: LATE, read: 1 },
	{ fault: 'slow body', timeoutMs: 300, undici: LATE, read: 1 },
	{ fault: 'truncated chunk', undici: LOST, read: 1 },
	{ fault: 'no HTTP', undici: LOST, read: 1 },
	{ fault: '103 before the answer', undici: 202, read: 1 },
	// undici treats an answer that nobody asked for as a broken one.
	{ fault: '100 before the answer', undici: LOST, n8n: 202, read: 1 },
	{ fault: 'endless body', undici: 200, read: 1 },
];

function expectResult(result: PostAnswer | PostFailure, expected: Expected): void {
	if (typeof expected === 'number') expect(result).toMatchObject({ kind: 'answer', status: expected });
	else expect(result).toMatchObject({ kind: 'failure', reason: expected[0], sent: expected[1] });
}

/** undici takes a connection back one turn of the event loop after the answer. */
const turn = async (): Promise<void> => await new Promise((resolve) => setImmediate(resolve));

/** A TCP server that only does what it is told with each connection. */
async function withTcpServer<Result>(
	onConnection: (socket: Socket) => void,
	use: (port: number) => Promise<Result>,
): Promise<Result> {
	const sockets = new Set<Socket>();
	const tcp: Server = createServer((socket) => {
		sockets.add(socket.on('error', () => undefined));
		onConnection(socket);
	}).listen(0, '127.0.0.1');
	await once(tcp, 'listening');
	return await use((tcp.address() as AddressInfo).port).finally(async () => {
		for (const socket of sockets) socket.destroy();
		await new Promise((resolve) => tcp.close(resolve));
	});
}

describe.each(['undici', 'n8n'] as const)('engine %s', (engine) => {
	const post: Engines['undici']['post'] = async (request) => await engines[engine].post(request);

	it.each(ROWS)('$fault', async ({ fault, timeoutMs = 10_000, undici, n8n = undici, read }) => {
		const before = server.bodies().length;
		server.script(FAULTS[fault]);
		expectResult(await post(requestTo(server.origin, { body: BODY, timeoutMs })), engine === 'undici' ? undici : n8n);
		await server.idle();
		expect(server.bodies().slice(before)).toEqual(Array.from({ length: read }, () => BODY));
	});

	it('a pooled connection that is reset as the next request is written', async () => {
		const before = server.bodies().length;
		server.script(FAULTS['reset of a pooled connection'], FAULTS['reset of a pooled connection']);
		expectResult(await post(requestTo(server.origin)), 202);
		await turn();
		expectResult(await post(requestTo(server.origin, { body: BODY })), engine === 'undici' ? LOST : 202);
		expect(server.bodies()).toHaveLength(before + (engine === 'undici' ? 1 : 2));
	});

	it('a pooled connection that has been closed: the message takes a new one', async () => {
		const before = server.bodies().length;
		expectResult(await post(requestTo(server.origin)), 202);
		server.hangUp();
		await server.idle();
		expectResult(await post(requestTo(server.origin, { body: BODY })), 202);
		expect(server.bodies().slice(before + 1)).toEqual([BODY]);
	});

	it('a pooled connection that is being closed: the message never arrives twice, and is not lost unsaid', async () => {
		for (let round = 0; round < 10; round += 1) {
			expectResult(await post(requestTo(server.origin)), 202);
			await turn();
			const before = server.bodies().length;
			server.hangUp();
			const result = await post(requestTo(server.origin, { body: BODY }));
			await server.idle();
			const arrived = server.bodies().length - before;
			if (result.kind === 'answer') expect(arrived).toBe(1);
			else expect([result.sent, arrived <= 1]).toEqual(['unknown', true]);
		}
	});

	it('a connection that is refused', async () => {
		const port = await withTcpServer(
			() => undefined,
			async (free) => free,
		);
		expect(await post(requestTo(`http://127.0.0.1:${port}/`))).toEqual({
			kind: 'failure',
			sent: 'no',
			reason: 'connection-failed',
			cause: 'ECONNREFUSED',
		});
	});

	it.each([true, false])('a name that does not resolve (listed: %s)', async (isHostListed) => {
		expectResult(await post(requestTo('https://flow.invalid/', { isHostListed })), ['name-not-found', 'no']);
	});

	it('a connection that does not come about in time', async () => {
		const result = await withTcpServer(
			() => undefined,
			async (port) => await post(requestTo(`https://127.0.0.1:${port}/`, { timeoutMs: 2_000 })),
		);
		expectResult(result, engine === 'undici' ? ['connection-failed', 'no'] : LATE);
	});

	it('a connection that is closed during the TLS handshake', async () => {
		const result = await withTcpServer(
			(socket) => void socket.once('data', () => socket.destroy()),
			async (port) => await post(requestTo(`https://127.0.0.1:${port}/`)),
		);
		expectResult(result, engine === 'undici' ? ['connection-failed', 'no'] : LOST);
	});

	it('TLS spoken to a server without', async () => {
		expectResult(await post(requestTo(server.origin.replace('http:', 'https:'))), ['tls-failed', 'no']);
	});

	it('a TLS version nobody else speaks', async () => {
		const old = await startFaultServer({
			...(await authority.issue()),
			minVersion: 'TLSv1',
			maxVersion: 'TLSv1.1',
			ciphers: 'DEFAULT:@SECLEVEL=0',
		});
		expectResult(await post(requestTo(old.origin)), ['tls-failed', 'no']);
		expect(old.requestLines()).toEqual([]);
		await old.close();
	});

	it.each(['TLSv1.2', 'TLSv1.3'] as const)('a certificate of an unknown authority, over %s', async (version) => {
		const tls = await startFaultServer({ ...(await authority.issue()), minVersion: version, maxVersion: version });
		expectResult(await post(requestTo(tls.origin, { body: BODY })), ['certificate-untrusted', 'no']);
		await tls.idle();
		expect([tls.requestLines(), tls.bodies()]).toEqual([[], []]);
		await tls.close();
	});
});
