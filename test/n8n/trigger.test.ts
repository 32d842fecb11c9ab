import type { Bench } from './support';

import { setTimeout as delay } from 'node:timers/promises';
import { brotliCompressSync } from 'node:zlib';

import { readWorkflow, TRIGGER_TYPE } from '../../scripts/lib/demo';
import { mention, SORRY } from '../../simulator/outgoing';
import { BAD_REQUESTS, PING, sign, TOKEN, vectors } from '../support/signing';
import { action, chain, finished, IS_DEFAULT_N8N, post, set, startBench, trigger } from './support';

jest.setTimeout(300_000);

let bench: Bench;
let workflowId = '';
let url = '';

/** Mentions that the example workflow was given so far. */
let accepted = 0;

const say = async (to: string, text = 'ping') => await mention(to, TOKEN, { webhookName: 'n8n', text, atMs: Date.now() });
const hook = (path: string) => `${bench.n8n.baseUrl}/webhook/${path}`;
const executions = async (id = workflowId) => (await bench.client.executions(id)).length;

async function publishChain(name: string, nodes: Parameters<typeof chain>[1], data: Record<string, unknown> = { label: 'ops', securityToken: TOKEN }) {
	const credential = await bench.client.createCredential(name, 'teamsOutgoingWebhookApi', data);
	const published = await bench.client.publish(chain(name, nodes), { [TRIGGER_TYPE]: { teamsOutgoingWebhookApi: credential } });
	return { ...published, credential };
}

beforeAll(async () => {
	bench = await startBench();
	const credential = await bench.client.createCredential('example', 'teamsOutgoingWebhookApi', { label: 'ops', securityToken: TOKEN });
	const published = await bench.client.publish(await readWorkflow('examples/mention-reply.json'), { [TRIGGER_TYPE]: { teamsOutgoingWebhookApi: credential } });
	expect(published.status).toBe('published');
	workflowId = published.id;
	url = hook('teams-mention');
});

afterAll(async () => await bench?.stop());

it('answers a mention in the thread', async () => {
	const reply = await say(url, 'deploy api v2');
	accepted += 1;
	expect(reply).toMatchObject({ status: 200, shown: 'Hello Ada Example, you asked for **deploy** with: api v2', body: { type: 'message' } });
});

it.each(vectors<{ title: string; bodyBase64: string; authorization: string }>('signature'))('accepts the known answer: $title', async ({ bodyBase64, authorization }) => {
	const { status } = await post(url, Buffer.from(bodyBase64, 'base64'), { authorization });
	if (status === 200) accepted += 1;
	// n8n 2.33 answers a byte order mark itself with 422; the version we develop with hands it over.
	expect(IS_DEFAULT_N8N ? [200] : [200, 422]).toContain(status);
});

it('accepts 100 KB', async () => {
	const body = Buffer.from(JSON.stringify({ type: 'message', text: 'ü'.repeat(50_000) }));
	const { status, text } = await post(url, body, { authorization: sign(body) });
	accepted += 1;
	expect([status, JSON.parse(text)]).toEqual([200, expect.objectContaining({ type: 'message' })]);
});

it.each(BAD_REQUESTS)('answers $status to: $title', async ({ body, authorization, status }) => {
	const answer = await post(url, body, authorization === undefined ? {} : { authorization });
	expect(answer.status).toBe(status);
	expect(answer.text).toMatch(/^[^\n]+$/);
});

it.each([
	['invalid JSON', () => Buffer.from('{"type":'), {}, [422]],
	['Brotli', () => brotliCompressSync(PING), { 'content-encoding': 'br' }, [415, 422, 500]],
	['an unknown charset', () => PING, { 'content-type': 'application/json; charset=iso-8859-1' }, [415, 422, 500]],
	['17 MiB', () => Buffer.from(`{"type":"message","text":"${'a'.repeat(17 * 1024 * 1024)}"}`), {}, [413, 422, 500]],
])('leaves %s to n8n, which answers it itself', async (_title, make, headers, statuses) => {
	const body = make();
	const { status } = await post(url, body, { ...headers, authorization: sign(body) });
	expect(statuses).toContain(status);
});

it('accepts a signed body of a content type that n8n does not parse', async () => {
	expect((await post(url, PING, { authorization: sign(PING), 'content-type': 'application/octet-stream' })).status).toBe(200);
	accepted += 1;
});

it('has started one execution per accepted mention, and none for all that was refused', async () => {
	// n8n lists an execution a moment after it has answered; a later one would show within this second.
	await delay(1_000);
	expect(await executions()).toBe(accepted);
});

it('answers with the last node’s items, or at once', async () => {
	await publishChain('last', [trigger('last', { respond: 'lastNode' }), set({ output: 'from the last node' })]);
	await publishChain('now', [trigger('now', { respond: 'immediately', immediateText: 'On it' }), set({ x: 'y' })]);
	expect((await say(hook('last'))).body).toEqual({ type: 'message', text: 'from the last node' });
	expect((await say(hook('now'))).body).toEqual({ type: 'message', text: 'On it' });
});

it('shows a card that Reply sends', async () => {
	const card = { type: 'AdaptiveCard', version: '1.4', body: [{ type: 'TextBlock', text: 'hi' }] };
	await publishChain('card', [trigger('card'), action({ operation: 'reply', content: 'adaptiveCard', cardJson: JSON.stringify(card) })]);
	expect((await say(hook('card'))).body).toEqual({ type: 'message', attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: card }] });
});

it('says alreadyReplied the second time, and sends one answer', async () => {
	const { id } = await publishChain('twice', [trigger('twice'), action({ operation: 'reply', text: 'one' }), action({ operation: 'reply', text: 'two' })]);
	expect((await say(hook('twice'))).shown).toBe('one');
	const execution = await finished(bench, id);
	expect(execution.status).toBe('success');
	expect(execution.data).toContain('alreadyReplied');
});

it.each([
	['fails', [{ type: 'n8n-nodes-base.stopAndError', typeVersion: 1, parameters: { errorMessage: 'broken' } }]],
	['ends without a reply', [set({ x: 'y' })]],
])('answers with a text Teams can show when the workflow %s', async (title, nodes) => {
	await publishChain(title, [trigger(title.slice(0, 4)), ...nodes]);
	expect(await say(hook(title.slice(0, 4)))).toMatchObject({ status: 200, shown: 'The workflow ended without an answer.' });
});

it('answers at the deadline, and drops the late reply', async () => {
	const { id } = await publishChain('slow', [trigger('slow'), { type: 'n8n-nodes-base.wait', typeVersion: 1.1, parameters: { amount: 6 } }, action({ operation: 'reply', text: 'late' }, 'continueRegularOutput')]);
	const reply = await say(hook('slow'));
	expect(reply.shown).toBe('This takes longer than Teams waits. The workflow goes on.');
	expect((await finished(bench, id)).data).toContain('reply-late');
});

it('fails a Reply that no mention has started', async () => {
	const file = chain('nomention', [{ type: 'n8n-nodes-base.webhook', typeVersion: 2, parameters: { httpMethod: 'POST', path: 'nomention', responseMode: 'lastNode', options: {} } }, action({ operation: 'reply', text: 'x' })]);
	const { id } = await bench.client.publish(file, {});
	await post(hook('nomention'), '{}');
	const execution = await finished(bench, id);
	expect(execution.status).toBe('error');
	expect(execution.data).toContain('no-mention-to-answer');
});

it('does not publish with a bad security token, and says everything in the message', async () => {
	const cases = [
		['blank', '', 'security-token-blank'],
		['short', TOKEN.slice(4), 'security-token-length'],
		['spoiled', `!${TOKEN.slice(1)}`, 'security-token-not-base64'],
	] as const;
	const results = await Promise.all(cases.map(async ([name, securityToken]) => await publishChain(name, [trigger(name)], { securityToken })));
	for (const [index, { status, detail }] of results.entries()) {
		expect(status).toBe('failed');
		expect(detail).toContain(cases[index]?.[2]);
		expect(detail).toContain('Teams shows the security token once');
	}
});

it('refuses every request once the credential was spoiled, and logs why', async () => {
	const { id, credential } = await publishChain('spoil', [trigger('spoil'), action({ operation: 'reply', text: 'x' })]);
	expect((await say(hook('spoil'))).shown).toBe('x');
	const before = await executions(id);
	await bench.client.updateCredential(credential.id, credential.name, 'teamsOutgoingWebhookApi', { label: '', securityToken: 'abc' });
	expect(await say(hook('spoil'))).toMatchObject({ status: 401, shown: SORRY });
	expect(await executions(id)).toBe(before);
	expect(bench.n8n.log()).toContain('refused a request: security-token-length');
});

it('has a credential test that says what is wrong', async () => {
	const test = async (securityToken: string) => await bench.client.testCredential('t', 'teamsOutgoingWebhookApi', { securityToken });
	expect(await test(TOKEN)).toMatchObject({ status: 'OK' });
	expect(await test('abc')).toMatchObject({ status: 'Error', message: expect.stringContaining('3 characters') as string });
});

it('leaves no exception and no secret in the log', () => {
	expect(bench.n8n.log()).not.toMatch(/Cannot set headers|ERR_HTTP|Unhandled|TypeError/);
	expect(bench.n8n.log()).not.toContain(TOKEN.slice(0, 20));
});
