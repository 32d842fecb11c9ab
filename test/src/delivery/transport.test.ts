import type { AddressInfo } from 'node:net';
import type { Transport } from '../../../src/ports';

import { createServer, type RequestListener, type Server } from 'node:http';

import { createDispatcher, createUndiciTransport, loadUndici } from '../../../src/delivery/undici-transport';

let server: Server;
let url = '';
let handle: RequestListener = () => undefined;
let connections = 0;

beforeAll(async () => {
	server = createServer((request, response) => handle(request, response));
	server.on('connection', () => (connections += 1));
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/secret`;
});

afterAll(() => {
	server.closeAllConnections();
	server.close();
});

const undici = loadUndici();
if (undici === undefined) throw new Error('undici is a development dependency and must load here');
const dispatcher = createDispatcher(undici, undefined);
afterAll(async () => await dispatcher.close());

const transport = (allows?: (target: string) => Promise<boolean>): Transport => createUndiciTransport(undici, dispatcher, allows === undefined ? undefined : { allows });
const post = async (on: Transport, target = url, timeoutMs = 5_000) => await on.post({ url: target, headers: { 'x-key': 'k' }, body: 'é', timeoutMs });

it('sends bytes and headers, and reads status, headers and body', async () => {
	handle = (request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => response.writeHead(202, { 'X-Run': '1' }).end(`${request.method ?? ''} ${String(request.headers['x-key'])} ${Buffer.concat(chunks).toString()}`));
	};
	expect(await post(transport())).toEqual({ kind: 'answer', status: 202, headers: expect.objectContaining({ 'x-run': '1' }) as unknown, body: 'POST k é' });
});

it('keeps the connection for the next message', async () => {
	handle = (_request, response) => response.end('1');
	await post(transport());
	const before = connections;
	await post(transport());
	await post(transport());
	expect(connections).toBe(before);
});

it('does not follow a redirect', async () => {
	handle = (_request, response) => response.writeHead(302, { location: '/other' }).end();
	expect(await post(transport())).toMatchObject({ status: 302 });
});

it('reads no more than 64 KB', async () => {
	handle = (_request, response) => response.end('x'.repeat(200_000));
	const answer = await post(transport());
	expect(answer.kind === 'answer' && answer.body.length).toBe(65_536);
});

it('gives up at the timeout, and does not claim that nothing was sent', async () => {
	handle = () => undefined;
	expect(await post(transport(), url, 100)).toEqual({ kind: 'failure', sent: 'unknown', cause: 'timeout' });
});

it('knows that a refused connection sent nothing', async () => {
	expect(await post(transport(), 'http://127.0.0.1:9/secret')).toEqual({ kind: 'failure', sent: 'no', cause: 'ECONNREFUSED' });
});

it('calls a connection that breaks after the request unknown', async () => {
	handle = (request) => request.socket.destroy();
	expect(await post(transport())).toMatchObject({ kind: 'failure', sent: 'unknown' });
});

it('asks the egress policy first, and connects to nothing it refuses', async () => {
	const before = connections;
	expect(await post(transport(async () => false))).toEqual({ kind: 'failure', sent: 'no', cause: 'refused by the egress policy of n8n' });
	expect(connections).toBe(before);
	handle = (_request, response) => response.end('1');
	expect(await post(transport(async (target) => target === url))).toMatchObject({ status: 200 });
});

it.each([
	['is not there', () => { throw new Error('Cannot find module'); }],
	['has another major version', (id: string) => (id.endsWith('package.json') ? { version: '8.0.0' } : undici)],
	['has no proxy agent', (id: string) => (id.endsWith('package.json') ? { version: '7.30.0' } : { request: () => undefined })],
])('is not used when undici %s', (_title, load) => {
	expect(loadUndici(load)).toBeUndefined();
});
