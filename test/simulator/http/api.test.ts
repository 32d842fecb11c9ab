import type { Change } from '../../../simulator/model/types';
import type { Simulator } from '../../../simulator/simulator';

import {
	callApi,
	cardMessage,
	newIncoming,
	postTo,
	SIMULATOR_TOKEN,
	startTestSimulator,
} from '../../support/simulator';

let simulator: Simulator;
beforeEach(async () => (simulator = await startTestSimulator()));
afterEach(async () => await simulator.close());

const outgoing = { team: 'Platform', name: 'Kestrel', callbackUrl: 'http://127.0.0.1:9/x' };

it('shows the security token of an outgoing webhook once', async () => {
	const { status, json } = await callApi(simulator, 'POST', '/outgoing-webhooks', outgoing);
	const { securityToken, webhook } = json as { securityToken: string; webhook: { id: string } };
	expect([status, securityToken]).toEqual([201, expect.stringMatching(/^[A-Za-z0-9+/]{43}=$/)]);
	const changed = await callApi(simulator, 'PATCH', `/outgoing-webhooks/${webhook.id}`, {
		callbackUrl: 'https://example.com/y',
	});
	expect(changed.json).toMatchObject({ name: 'Kestrel', callbackUrl: 'https://example.com/y' });
	expect(JSON.stringify([changed.json, (await callApi(simulator, 'GET', '/state')).json])).not.toContain(securityToken);
});

it('gives the URL of an incoming webhook, which works, and forgets a deleted one', async () => {
	const { json } = await callApi(simulator, 'POST', '/incoming-webhooks', { channel: 'platform/general' });
	const { url, webhook } = json as { url: string; webhook: { id: string } };
	const path = url.slice(simulator.baseUrl.length);
	expect((await postTo(simulator, path, JSON.stringify(cardMessage()))).status).toBe(202);
	expect((await callApi(simulator, 'DELETE', `/incoming-webhooks/${webhook.id}`)).status).toBe(204);
	expect((await postTo(simulator, path, '{}')).status).toBe(404);
	expect((await callApi(simulator, 'DELETE', `/incoming-webhooks/${webhook.id}`)).status).toBe(404);
});

it('creates teams and channels; General has the id of its team', async () => {
	const { json: team } = await callApi(simulator, 'POST', '/teams', { name: ' Sales ' });
	const { id, name, channels } = team as { id: string; name: string; channels: Array<{ id: string }> };
	expect([name, channels[0]?.id, id]).toEqual(['Sales', id, expect.stringMatching(/^19:[0-9a-f]{32}@thread\.tacv2$/)]);
	expect(
		(await callApi(simulator, 'POST', `/teams/${id}/channels`, { name: 'leads', kind: 'private' })).json,
	).toMatchObject({ name: 'leads', kind: 'private' });
});

it('lists messages and threads of a channel', async () => {
	const say = async (text: string, more = {}) =>
		(
			(await callApi(simulator, 'POST', '/messages', { channel: 'Platform/General', text, ...more })).json as {
				message: { id: string };
			}
		).message.id;
	const root = await say('one');
	const reply = await say('two', { thread: root });
	await say('elsewhere', { channel: 'Platform/ops' });
	const list = async (path: string) => (await callApi(simulator, 'GET', path)).json as Array<{ id: string }>;
	expect((await list('/messages?channel=Platform/General')).map(({ id }) => id)).toEqual([root, reply]);
	expect(await list(`/threads?channel=Platform/General`)).toMatchObject([
		{ id: root, messages: [{ id: root }, { id: reply }] },
	]);
	expect(await list(`/messages?thread=${root}`)).toHaveLength(2);
	expect(await list('/messages')).toHaveLength(3);
});

it('lists runs and requests, with secrets masked', async () => {
	const { path } = newIncoming(simulator);
	await postTo(simulator, path, '{"text":"x"}', { authorization: 'Bearer abc', 'x-flow-key': 'k' });
	await postTo(simulator, path, '{"text":"x"}', { 'x-flow-key': 'k' });
	const connector = newIncoming(simulator, { kind: 'connector' });
	await postTo(simulator, connector.path, '{"text":"x"}');
	const runs = (await callApi(simulator, 'GET', '/runs')).json;
	expect(runs).toMatchObject([{ status: 'refused' }, { status: 'failed' }, { status: 'succeeded' }]);
	const requests = (await callApi(simulator, 'GET', '/requests')).json;
	expect(requests).toMatchObject([
		{ direction: 'in', status: 401 },
		{
			bytes: 12,
			signature: 'valid',
			status: 202,
			body: '{"text":"x"}',
			headers: expect.arrayContaining([['x-flow-key', 'k']]) as unknown,
		},
		{ countedBytes: 12 },
	]);
	const sig = new URL(simulator.baseUrl + path).searchParams.get('sig') ?? 'missing';
	for (const secret of [sig, 'Bearer abc', connector.path.split('/')[2] ?? 'missing'])
		expect(JSON.stringify(requests)).not.toContain(secret);
});

it('begins anew', async () => {
	newIncoming(simulator);
	expect((await callApi(simulator, 'POST', '/reset')).status).toBe(204);
	expect((await callApi(simulator, 'GET', '/state')).json).toMatchObject({
		incoming: [],
		messages: [],
		teams: [{ name: 'Platform' }],
	});
});

it('switches rates off and on, each by itself', async () => {
	expect((await callApi(simulator, 'PATCH', '/settings', { rates: false })).json).toEqual({
		rates: false,
		flowBotRate: false,
		previews: true,
	});
	expect((await callApi(simulator, 'PATCH', '/settings', { flowBotRate: true })).json).toEqual({
		rates: false,
		flowBotRate: true,
		previews: true,
	});
});

/** What is refused, with the code. */
const REFUSED: ReadonlyArray<readonly [string, string, unknown, number, string]> = [
	['a team without a name', '/teams', { name: ' ' }, 400, 'input-invalid'],
	['a second team of a name', '/teams', { name: 'PLATFORM' }, 409, 'name-taken'],
	['a name with @', '/teams', { name: 'a@b' }, 400, 'input-invalid'],
	['a name that is too long', '/teams', { name: 'x'.repeat(61) }, 400, 'input-invalid'],
	['a channel of no team', '/teams/x/channels', { name: 'x' }, 404, 'team-not-found'],
	['an outgoing webhook of no team', '/outgoing-webhooks', { ...outgoing, team: 'x' }, 404, 'team-not-found'],
	[
		'an outgoing webhook without an address',
		'/outgoing-webhooks',
		{ ...outgoing, callbackUrl: 'x' },
		400,
		'input-invalid',
	],
	[
		'an address of a file',
		'/outgoing-webhooks',
		{ ...outgoing, callbackUrl: 'file:///etc/passwd' },
		400,
		'input-invalid',
	],
	[
		'an address with a password',
		'/outgoing-webhooks',
		{ ...outgoing, callbackUrl: 'http://a:b@127.0.0.1/' },
		400,
		'input-invalid',
	],
	[
		'an outgoing webhook named like a person',
		'/outgoing-webhooks',
		{ ...outgoing, name: 'ada example' },
		409,
		'name-taken',
	],
	['an incoming webhook of no channel', '/incoming-webhooks', { channel: 'Platform/x' }, 404, 'channel-not-found'],
	[
		'a connector that wants a token',
		'/incoming-webhooks',
		{ channel: 'Platform/General', kind: 'connector', access: 'tenant' },
		400,
		'input-invalid',
	],
	['an unknown member', '/incoming-webhooks', { channel: 'Platform/General', url: 'x' }, 400, 'input-invalid'],
	['a blank message', '/messages', { channel: 'Platform/General', text: ' \n' }, 400, 'input-invalid'],
	[
		'a message of more than 28 KiB',
		'/messages',
		{ channel: 'Platform/General', text: '漢'.repeat(9_558) },
		400,
		'input-invalid',
	],
	[
		'a message by nobody',
		'/messages',
		{ channel: 'Platform/General', text: 'x', author: 'Nobody' },
		404,
		'person-not-found',
	],
	[
		'a reply to no thread',
		'/messages',
		{ channel: 'Platform/General', text: 'x', thread: '17' },
		404,
		'thread-not-found',
	],
	['an unknown call', '/x', {}, 404, 'not-found'],
];

it.each(REFUSED)('refuses %s', async (_what, path, body, status, code) => {
	expect(await callApi(simulator, 'POST', path, body)).toEqual({
		status,
		json: { error: { code, message: expect.stringMatching(/\.$/) as string } },
	});
});

it('refuses a second outgoing webhook of a name in a team, and takes it in another', async () => {
	await callApi(simulator, 'POST', '/outgoing-webhooks', outgoing);
	await callApi(simulator, 'POST', '/teams', { name: 'Other' });
	expect((await callApi(simulator, 'POST', '/outgoing-webhooks', { ...outgoing, name: 'KESTREL' })).status).toBe(409);
	expect((await callApi(simulator, 'POST', '/outgoing-webhooks', { ...outgoing, team: 'Other' })).status).toBe(201);
});

it.each([
	['what a form sends', 'application/x-www-form-urlencoded', 'name=x', 'not-json'],
	['what a form sends as text', 'text/plain', '{"name":"x"}', 'not-json'],
	['broken JSON', 'application/json', '{"name"', 'body-refused'],
])('refuses %s', async (_what, type, body, code) => {
	const response = await fetch(`${simulator.baseUrl}/api/teams`, {
		method: 'POST',
		headers: { 'x-simulator-token': SIMULATOR_TOKEN, 'content-type': type },
		body,
	});
	expect([response.status, await response.json()]).toEqual([
		400,
		{ error: expect.objectContaining({ code }) as unknown },
	]);
});

it('tells of changes as they happen', async () => {
	const over = new AbortController();
	const response = await fetch(`${simulator.baseUrl}/api/events`, {
		headers: { 'x-simulator-token': SIMULATOR_TOKEN },
		signal: over.signal,
	});
	expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/);
	const { path } = newIncoming(simulator);
	await postTo(simulator, path, JSON.stringify(cardMessage()));
	await callApi(simulator, 'POST', '/reset');
	const kinds: string[] = [];
	let text = '';
	for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
		text += new TextDecoder().decode(chunk);
		kinds.splice(
			0,
			kinds.length,
			...[...text.matchAll(/^data: (.*)$/gm)].map((match) => (JSON.parse(match[1] ?? '') as Change).kind),
		);
		if (kinds.includes('reset')) break;
	}
	over.abort();
	expect(kinds).toEqual(['setup', 'message', 'run', 'request', 'request', 'reset']);
});
