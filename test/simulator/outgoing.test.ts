import type { IncomingMessage, Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Simulator } from '../../simulator/simulator';

import { once } from 'node:events';
import { createServer } from 'node:http';

import { SORRY } from '../../simulator/rules/reply';
import { verifySignature } from './support';
import { callApi, fakeClock, startTestSimulator } from '../support/simulator';

/** A mention from the API to a callback URL and back, over real sockets (reference/teams.md A.1, A.2, A.6). */

interface Seen {
	readonly request: IncomingMessage;
	readonly body: Buffer;
	readonly socket: Socket;
}

const clock = fakeClock();
let simulator: Simulator;
let server: Server;
let seen: Seen[] = [];
let reply:
	| ((seen: Seen) => { status?: number; body?: string; headers?: Record<string, string> } | 'nothing')
	| undefined;
let securityToken = '';

beforeAll(async () => {
	simulator = await startTestSimulator({ clock });
	server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			const one = { request, body: Buffer.concat(chunks), socket: request.socket };
			seen.push(one);
			const answer = reply?.(one) ?? {};
			if (answer !== 'nothing')
				response.writeHead(answer.status ?? 200, answer.headers).end(answer.body ?? '{"type":"message","text":"done"}');
		});
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { json } = await callApi(simulator, 'POST', '/outgoing-webhooks', {
		team: 'Platform',
		name: 'Kestrel',
		callbackUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks/teams?id=ops`,
	});
	({ securityToken } = json as { securityToken: string });
});

beforeEach(() => {
	seen = [];
	reply = undefined;
});

afterAll(async () => {
	server.closeAllConnections();
	server.close();
	await simulator.close();
});

const say = async (text: string, more = {}) =>
	(await callApi(simulator, 'POST', '/messages', { channel: 'Platform/General', text, wait: true, ...more })).json as {
		message: { id: string };
		replies: Array<{ text: string; rootId: string; answer: { state: string; reason: string } }>;
	};

it('A.2, A.3: posts signed bytes to the callback URL with its query, and shows the answer in the thread', async () => {
	const { message, replies } = await say('@Kestrel deploy web');
	expect(replies).toMatchObject([{ text: 'done', rootId: message.id, answer: { state: 'shown' } }]);
	const [{ request, body } = { request: undefined, body: Buffer.alloc(0) }] = seen;
	expect([request?.method, request?.url]).toEqual(['POST', '/hooks/teams?id=ops']);
	expect(request?.rawHeaders.filter((_value, index) => index % 2 === 0)).toEqual([
		'Host',
		'Accept',
		'Authorization',
		'Content-Type',
		'x-ms-request-id',
		'x-ms-session-id',
		'Content-Length',
		'Connection',
	]);
	expect(verifySignature(body, request?.headers.authorization, securityToken)).toBe(true);
	expect(JSON.parse(body.toString())).toMatchObject({ id: message.id, text: '<at>Kestrel</at>&nbsp;deploy web\n' });
});

it('A.1: posts nothing without a mention', async () => {
	const { replies } = await say('Kestrel deploy');
	expect([seen, replies]).toEqual([[], []]);
});

it.each(['private', 'shared'])('A.1: posts nothing from a %s channel', async (kind) => {
	const { teams } = simulator.store.state().setup;
	await callApi(simulator, 'POST', `/teams/${teams[0]?.id ?? ''}/channels`, { name: kind, kind });
	const { message } = await say('@Kestrel x', { channel: `Platform/${kind}` });
	expect(seen).toEqual([]);
	expect(message).toMatchObject({ notes: ['Nothing was posted: outgoing webhooks work in standard channels only.'] });
});

it('A.1: works in every standard channel of its team', async () => {
	for (const channel of ['Platform/General', 'Platform/ops', 'Platform/support'])
		expect((await say('@Kestrel x', { channel })).replies).toMatchObject([{ text: 'done' }]);
	expect(
		new Set(
			seen.map(
				({ body }) =>
					(JSON.parse(body.toString()) as { channelData: { channel: { id: string } } }).channelData.channel.id,
			),
		).size,
	).toBe(3);
});

it('A.1: is created without a request to its address, and has a token that no other webhook has', async () => {
	const create = async (name: string) =>
		(
			await callApi(simulator, 'POST', '/outgoing-webhooks', {
				team: 'Platform',
				name,
				callbackUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/new`,
			})
		).json as { securityToken: string };
	const tokens = [securityToken, (await create('New')).securityToken, (await create('Newer')).securityToken];
	expect([new Set(tokens).size, seen]).toEqual([3, []]);
});

it('A.6: shows an answer that says nothing of its type', async () => {
	const { replies } = await say('@Kestrel x');
	expect(replies).toMatchObject([{ text: 'done', answer: { state: 'shown' } }]);
	reply = () => ({ headers: { 'content-type': 'text/html' }, body: '{"text":"all the same"}' });
	expect((await say('@Kestrel x')).replies).toMatchObject([{ text: 'all the same' }]);
});

it('A.1: posts nothing from another team', async () => {
	await callApi(simulator, 'POST', '/teams', { name: 'Other' });
	await say('@Kestrel x', { channel: 'Other/General' });
	expect(seen).toEqual([]);
});

it('A.4: a reply in a thread carries the id of the thread root', async () => {
	const { message: root } = await say('@Kestrel one');
	const { message, replies } = await say('@Kestrel two', { thread: root.id, author: 'Bo Example' });
	expect(JSON.parse(seen[1]?.body.toString() ?? '')).toMatchObject({
		id: message.id,
		from: { name: 'Bo Example' },
		conversation: { id: expect.stringContaining(`;messageid=${root.id}`) as string },
	});
	expect(replies[0]?.rootId).toBe(root.id);
});

it('A.6: cuts the connection at five seconds, not before, and shows the error text', async () => {
	reply = () => 'nothing';
	const answered = say('@Kestrel slow');
	while (seen.length === 0) await new Promise((resolve) => setImmediate(resolve));
	const socket = seen[0]?.socket;
	clock.advance(4_999);
	await new Promise((resolve) => setImmediate(resolve));
	expect(socket?.destroyed).toBe(false);
	const closed = once(socket as Socket, 'close');
	clock.advance(1);
	const { replies } = await answered;
	await closed;
	expect(replies).toMatchObject([{ text: SORRY, answer: { state: 'sorry', tookMs: 5_000 } }]);
});

it('A.6: does not try again, follows no redirect, and shows the error text for a bad status', async () => {
	reply = () => ({ status: 302, headers: { location: '/elsewhere' } });
	expect((await say('@Kestrel x')).replies).toMatchObject([
		{ text: SORRY, answer: { reason: expect.stringContaining('302') as string } },
	]);
	expect(seen).toHaveLength(1);
});

it('shows the error text where nobody listens', async () => {
	await callApi(simulator, 'POST', '/outgoing-webhooks', {
		team: 'Platform',
		name: 'Nobody',
		callbackUrl: 'http://127.0.0.1:9/x',
	});
	expect((await say('@Nobody x')).replies).toMatchObject([
		{ text: SORRY, answer: { reason: expect.stringContaining('ECONNREFUSED') as string } },
	]);
});

it('posts once to each of two webhooks that are mentioned, and once for two mentions of one', async () => {
	await callApi(simulator, 'POST', '/outgoing-webhooks', {
		team: 'Platform',
		name: 'Merlin',
		callbackUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/merlin`,
	});
	await say('@Kestrel and @Merlin and @kestrel');
	expect(seen.map(({ request }) => request.url).sort()).toEqual(['/hooks/teams?id=ops', '/merlin']);
});

it('keeps neither token nor MAC where they can be read', async () => {
	await say('@Kestrel x');
	const [{ request } = { request: undefined }] = seen;
	const shown = JSON.stringify((await callApi(simulator, 'GET', '/state')).json);
	expect(shown).toContain('HMAC •••');
	for (const secret of [securityToken, request?.headers.authorization?.slice(5) ?? 'missing'])
		expect(shown).not.toContain(secret);
});
