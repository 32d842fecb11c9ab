import type { Writing } from '../../simulator/activity';
import type { Mentionable } from '../../simulator/outgoing/segments';
import type { Bench } from './support';

import { setTimeout as delay } from 'node:timers/promises';
import { brotliCompressSync } from 'node:zlib';

import { ACTION_TYPE, readWorkflow, TRIGGER_TYPE } from '../../scripts/lib/demo';
import { mention, SORRY } from '../../simulator/outgoing';
import { segmentsOf } from '../../simulator/outgoing/segments';
import { BAD_REQUESTS, PING, sign, TOKEN, vectors } from '../support/signing';
import { action, chain, post, set, trigger } from '../support/chain';
import { finished, IS_DEFAULT_N8N, startBench, UNPUBLISHED } from './support';

jest.setTimeout(300_000);

let bench: Bench;
let workflowId = '';
let url = '';

/** Mentions that the example workflow has received so far. */
let accepted = 0;

/** Message ids are milliseconds; two messages in one millisecond would be a duplicate. */
let lastMs = 0;

/** Ends the run without an error: no item goes on. */
const NOTHING_PASSES = { type: 'n8n-nodes-base.limit', typeVersion: 1, parameters: { maxItems: 0 } };

const say = async (to: string, text = 'ping', token = TOKEN) =>
	await mention(to, token, { webhookName: 'n8n', text, atMs: (lastMs = Math.max(Date.now(), lastMs + 1)) });
const hook = (path: string) => `${bench.n8n.baseUrl}/webhook/${path}`;
const executions = async (id = workflowId) => (await bench.client.executions(id)).length;

async function publishChain(
	name: string,
	nodes: Parameters<typeof chain>[1],
	data: Record<string, unknown> = { label: 'ops', securityToken: TOKEN },
) {
	const credential = await bench.client.createCredential(name, 'teamsOutgoingWebhookApi', data);
	const published = await bench.client.publish(chain(name, nodes), {
		[TRIGGER_TYPE]: { teamsOutgoingWebhookApi: credential },
	});
	return { ...published, credential };
}

beforeAll(async () => {
	bench = await startBench();
	const credential = await bench.client.createCredential('example', 'teamsOutgoingWebhookApi', {
		label: 'ops',
		securityToken: TOKEN,
	});
	const example = await readWorkflow('examples/mention-reply.json');
	const nodes = example.nodes.map((node) =>
		node.type === TRIGGER_TYPE ? { ...node, parameters: { ...node.parameters, options: { maxAge: 0 } } } : node,
	);
	const published = await bench.client.publish(
		{ ...example, nodes, settings: { executionOrder: 'v1' } },
		{ [TRIGGER_TYPE]: { teamsOutgoingWebhookApi: credential } },
	);
	expect(published.status).toBe('published');
	workflowId = published.id;
	url = hook('teams-mention');
});

afterAll(async () => await bench?.stop());

it('answers a mention in the thread', async () => {
	const reply = await say(url, 'deploy api v2');
	accepted += 1;
	expect(reply).toMatchObject({
		status: 200,
		shown: 'Hello Ada Example, you asked for **deploy** with: api v2',
		body: { type: 'message' },
	});
});

it.each(vectors<{ title: string; bodyBase64: string; authorization: string }>('signature'))(
	'accepts the known answer: $title',
	async ({ bodyBase64, authorization }) => {
		const { status } = await post(url, Buffer.from(bodyBase64, 'base64'), { authorization });
		if (status === 200) accepted += 1;
		// n8n 2.33 answers a byte order mark itself with 422; the version we develop with hands it over.
		expect(IS_DEFAULT_N8N ? [200] : [200, 422]).toContain(status);
	},
);

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
	expect(
		(await post(url, PING, { authorization: sign(PING), 'content-type': 'application/octet-stream' })).status,
	).toBe(200);
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
	await publishChain('card', [
		trigger('card'),
		action({ operation: 'reply', content: 'adaptiveCard', cardJson: JSON.stringify(card) }),
	]);
	expect((await say(hook('card'))).body).toEqual({
		type: 'message',
		attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: card }],
	});
});

it('says alreadyReplied the second time, and sends one answer', async () => {
	const { id } = await publishChain('twice', [
		trigger('twice'),
		action({ operation: 'reply', text: 'one' }),
		action({ operation: 'reply', text: 'two' }),
	]);
	expect((await say(hook('twice'))).shown).toBe('one');
	const execution = await finished(bench, id);
	expect(execution.status).toBe('success');
	expect(execution.data).toContain('alreadyReplied');
	expect(execution.data).toContain('another Reply in this execution came first');
});

it('says above the output of a manual run that no mention waits', async () => {
	const start = { type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, parameters: {} };
	const file = chain('by hand', [start, action({ operation: 'reply', text: 'x' })]);
	const workflow = await bench.client.request<{ id: string }>('POST', '/rest/workflows', file);
	await bench.client.runByHand(workflow.id, 'Node 0');
	const execution = await finished(bench, workflow.id);
	expect(execution.data).toContain('noRequest');
	expect(execution.data).toContain('no mention or card action is waiting for an answer');
});

it.each([
	['fails', { type: 'n8n-nodes-base.stopAndError', typeVersion: 1, parameters: { errorMessage: 'broken' } }],
	['ends without a reply', NOTHING_PASSES],
])('answers with a text Teams can show when the workflow %s', async (title, node) => {
	await publishChain(title, [trigger(title.slice(0, 4)), node, action({ operation: 'reply', text: 'never reached' })]);
	expect(await say(hook(title.slice(0, 4)))).toMatchObject({
		status: 200,
		shown: 'The workflow gave no answer.',
	});
});

it('is not published while it waits for a Reply that nobody has added, and is once somebody has', async () => {
	const start = {
		type: 'n8n-nodes-base.executeWorkflowTrigger',
		typeVersion: 1.1,
		parameters: { inputSource: 'passthrough' },
	};
	const sub = await bench.client.publish(
		chain('a sub-workflow', [start, action({ operation: 'reply', text: 'x' })]),
		{},
	);
	const call = {
		type: 'n8n-nodes-base.executeWorkflow',
		typeVersion: 1.2,
		parameters: { workflowId: { __rl: true, mode: 'id', value: sub.id }, options: {} },
	};
	const results = await Promise.all([
		publishChain('no-reply', [trigger('no-reply'), set({ x: 'y' })]),
		publishChain('sub-reply', [trigger('sub-reply'), call]),
	]);
	expect(results.map(({ status }) => status)).toEqual(['failed', 'failed']);
	expect(results[0]?.detail).toMatch(
		/this trigger does not have an enabled Reply after it.*When Last Node Finishes.*\[reply-missing\]/,
	);
	expect(results[1]?.detail).toMatch(/a Reply in the sub-workflow of \W+Node 1\W+ cannot answer/);
	const { status } = await publishChain('no-reply-needed', [
		trigger('no-reply-needed', { respond: 'lastNode' }),
		set({ output: 'from the last node' }),
	]);
	expect(status).toBe('published');
});

it('answers at the deadline, and drops the late reply', async () => {
	const { id } = await publishChain('slow', [
		trigger('slow'),
		{ type: 'n8n-nodes-base.wait', typeVersion: 1.1, parameters: { amount: 6 } },
		action({ operation: 'reply', text: 'late' }, 'continueRegularOutput'),
	]);
	const reply = await say(hook('slow'));
	expect(reply.shown).toBe(
		'This is taking longer than Teams allows for an answer. The workflow goes on, but no answer will follow here.',
	);
	expect((await finished(bench, id)).data).toContain('reply-late');
});

it('fails a Reply that no mention has started', async () => {
	const file = chain('nomention', [
		{
			type: 'n8n-nodes-base.webhook',
			typeVersion: 2,
			parameters: { httpMethod: 'POST', path: 'nomention', responseMode: 'lastNode', options: {} },
		},
		action({ operation: 'reply', text: 'x' }),
	]);
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
	const results = await Promise.all(
		cases.map(async ([name, securityToken]) => await publishChain(name, [trigger(name)], { securityToken })),
	);
	for (const [index, { status, detail }] of results.entries()) {
		expect(status).toBe('failed');
		expect(detail).toContain(cases[index]?.[2]);
		expect(detail).toContain('Teams shows the security token once');
	}
});

it('refuses every request once the credential was spoiled, and logs why', async () => {
	const { id, credential } = await publishChain('spoil', [trigger('spoil'), action({ operation: 'reply', text: 'x' })]);
	expect((await say(hook('spoil'))).shown).toBe('x');
	await finished(bench, id);
	const before = await executions(id);
	await bench.client.updateCredential(credential.id, credential.name, 'teamsOutgoingWebhookApi', {
		label: '',
		securityToken: 'abc',
	});
	expect(await say(hook('spoil'))).toMatchObject({ status: 401, shown: SORRY });
	expect(await executions(id)).toBe(before);
	expect(bench.n8n.log()).toContain('refused a request: security-token-length');
});

it('has a credential test that says what is wrong', async () => {
	const test = async (securityToken: string) =>
		await bench.client.testCredential('t', 'teamsOutgoingWebhookApi', { securityToken });
	expect(await test(TOKEN)).toMatchObject({ status: 'OK' });
	expect(await test('abc')).toMatchObject({
		status: 'Error',
		message: expect.stringContaining('3 characters') as string,
	});
});

it('starts each command on its own output, answers help and missing arguments itself', async () => {
	const commands = { values: [{ name: 'deploy', usage: '<service>' }, { name: 'status' }] };
	const credential = await bench.client.createCredential('commands', 'teamsOutgoingWebhookApi', {
		label: 'ops',
		securityToken: TOKEN,
	});
	const nodes = [
		{
			...trigger('commands', { commands, options: { unknownCommand: 'help' } }),
			name: 'Trigger',
			id: 't',
			position: [0, 0],
			webhookId: 'commands-hook',
		},
		{
			...action({ operation: 'reply', text: '=deploying {{ $json.params.service }}' }),
			name: 'Deploy',
			id: 'd',
			position: [200, 0],
		},
		{ ...action({ operation: 'reply', text: 'all well' }), name: 'Status', id: 's', position: [200, 200] },
	];
	const to = (node: string) => [{ node, type: 'main', index: 0 }];
	const { id, status } = await bench.client.publish(
		{ name: 'commands', nodes, connections: { Trigger: { main: [[], to('Deploy'), to('Status')] } } },
		{ [TRIGGER_TYPE]: { teamsOutgoingWebhookApi: credential } },
	);
	expect(status).toBe('published');
	expect((await say(hook('commands'), 'DEPLOY “my api”')).shown).toBe('deploying my api');
	expect((await say(hook('commands'), 'status')).shown).toBe('all well');
	expect((await say(hook('commands'), 'deploy')).shown).toContain('needs &lt;service&gt;');
	expect(JSON.stringify((await say(hook('commands'), 'help')).body)).toContain('**deploy** <service>');
	await delay(1_000);
	expect(await executions(id)).toBe(2);
	expect(bench.n8n.log()).toMatch(/command-accepted/);
});

it('answers what is not a command with help, until somebody wires "Other messages"', async () => {
	const credential = await bench.client.createCredential('unknown', 'teamsOutgoingWebhookApi', {
		label: 'ops',
		securityToken: TOKEN,
	});
	const nodes = (path: string) => [
		{
			...trigger(path, { commands: { values: [{ name: 'status' }] } }),
			name: 'Trigger',
			id: 't',
			position: [0, 0],
			webhookId: `${path}-hook`,
		},
		{ ...action({ operation: 'reply', text: 'all well' }), name: 'Status', id: 's', position: [200, 0] },
		{
			...action({ operation: 'reply', text: '=you said {{ $json.text }}' }),
			name: 'Other',
			id: 'o',
			position: [200, 200],
		},
	];
	const to = (node: string) => [{ node, type: 'main', index: 0 }];
	const publish = async (path: string, main: ReadonlyArray<ReturnType<typeof to>>) =>
		await bench.client.publish(
			{ name: path, nodes: nodes(path), connections: { Trigger: { main } } },
			{
				[TRIGGER_TYPE]: { teamsOutgoingWebhookApi: credential },
			},
		);
	const { id } = await publish('unwired', [[], to('Status')]);
	await publish('wired', [to('Other'), to('Status')]);
	for (const text of ['help', 'foo', ''])
		expect(JSON.stringify((await say(hook('unwired'), text)).body)).toContain('**status**');
	expect((await say(hook('unwired'), 'status')).shown).toBe('all well');
	for (const text of ['help', 'foo']) expect((await say(hook('wired'), text)).shown).toBe(`you said ${text}`);
	await delay(1_000);
	expect(await executions(id)).toBe(1);
});

describe('the ways in which Teams writes mentions and text', () => {
	const zoe: Mentionable = { kind: 'person', id: '29:zoe', name: 'Zoe Example' };
	const webhooks: readonly Mentionable[] = ['n8n', 'jenkins'].map((name) => ({ kind: 'webhook', id: name, name }));
	const write = async (path: string, text: string, writing: Writing = {}) =>
		(
			await mention(hook(path), TOKEN, {
				webhookName: 'n8n',
				text: '',
				segments: segmentsOf(text, [...webhooks, zoe]),
				writing,
				atMs: (lastMs = Math.max(Date.now(), lastMs + 1)),
			})
		).shown;

	beforeAll(async () => {
		const commands = { values: [{ name: 'assign', usage: '<who> <ticket> [note...]' }] };
		const reply = action({
			operation: 'reply',
			text: "={{ $json.command }}: {{ Object.values($json.params ?? {}).join('|') }} [{{ $json.message.mentions.map((each) => each.name).join('|') }}]",
			// The test must see what was read, unchanged.
			options: { markdown: 'asWritten' },
		});
		const credential = await bench.client.createCredential('writing', 'teamsOutgoingWebhookApi', {
			label: 'ops',
			securityToken: TOKEN,
		});
		const nodes = [
			{
				...trigger('writing', { commands, options: { webhookName: 'N8N' } }),
				name: 'Trigger',
				id: 't',
				position: [0, 0],
				webhookId: 'writing-hook',
			},
			{ ...reply, name: 'Reply', id: 'r', position: [200, 0] },
		];
		const to = [{ node: 'Reply', type: 'main', index: 0 }];
		expect(
			(
				await bench.client.publish(
					{ name: 'writing', nodes, connections: { Trigger: { main: [to, to] } } },
					{ [TRIGGER_TYPE]: { teamsOutgoingWebhookApi: credential } },
				)
			).status,
		).toBe('published');
	});

	it.each<[string, Writing]>([
		['as in the captures', {}],
		['a tag for each word of a name', { names: 'split' }],
		['decoded', { text: 'decoded' }],
		['the own mention among the entities', { own: 'listed' }],
		['all of these', { names: 'split', text: 'decoded', own: 'listed' }],
	])('are read alike: %s', async (_title, writing) => {
		expect(await write('writing', '@n8n, assign @Zoe Example <web> List<String> & <b>', writing)).toBe(
			'assign: Zoe Example|<web>|List<String> & <b> [Zoe Example]',
		);
		expect(await write('writing', '@jenkins @n8n /Assign: a b – c @n8n', writing)).toMatch(
			/^assign: a\|b\|– c n8n \[(?:jenkins)?\]$/,
		);
	});
});

it('answers with the text of a model node', async () => {
	const item = {
		output: [{ type: 'message', role: 'assistant', content: [{ type: 'output_text', text: 'from the model' }] }],
	};
	await publishChain('model', [
		trigger('model', { respond: 'lastNode' }),
		{
			type: 'n8n-nodes-base.set',
			typeVersion: 3.4,
			parameters: { mode: 'raw', jsonOutput: JSON.stringify(item), options: {} },
		},
	]);
	expect((await say(hook('model'))).body).toEqual({ type: 'message', text: 'from the model' });
});

it('answers a duplicate, a stale message and a refused person in the thread, without an execution', async () => {
	const { id } = await publishChain('guarded', [
		trigger('guarded', { options: { allowedUsers: '0f0e0d0c-1111-4222-8333-444455556666' } }),
		action({ operation: 'reply', text: 'x' }),
	]);
	const now = Date.now();
	const send = async (atMs: number) => await mention(hook('guarded'), TOKEN, { webhookName: 'n8n', text: 'x', atMs });
	expect([(await send(now)).shown, (await send(now)).shown]).toEqual(['x', 'This message has been received already.']);
	expect((await send(now - 400_000)).shown).toContain('too old');
	const refused = await publishChain('closed', [
		trigger('closed', { options: { allowedUsers: 'Ada Example' } }),
		action({ operation: 'reply', text: 'x' }),
	]);
	expect((await say(hook('closed'))).shown).toContain('not set up correctly');
	await delay(1_000);
	expect([await executions(id), await executions(refused.id)]).toEqual([1, 0]);
	expect(bench.n8n.log()).toContain(
		'filter-broken (the list of allowed users has an entry that is not an ID: entry 1)',
	);
});

it('refuses a token that was removed in the editor, and only this one', async () => {
	const tokens = [1, 2, 3].map((fill) => Buffer.alloc(32, fill).toString('base64'));
	const data = {
		label: 'a',
		securityToken: tokens[0],
		label2: 'b',
		securityToken2: tokens[1],
		label3: 'c',
		securityToken3: tokens[2],
	};
	const { credential } = await publishChain(
		'three',
		[trigger('three'), action({ operation: 'reply', text: '={{ $json.token.label }} {{ $json.token.index }}' })],
		data,
	);
	const shown = async () =>
		await Promise.all(tokens.map(async (token) => (await say(hook('three'), 'x', token)).shown));
	expect(await shown()).toEqual(['a 0', 'b 1', 'c 2']);
	// The editor reads the fields with secrets blanked out, and writes them back with the second pair emptied.
	const { data: blanked } = await bench.client.request<{ data: Record<string, unknown> }>(
		'GET',
		`/rest/credentials/${credential.id}?includeData=true`,
	);
	expect(JSON.stringify(blanked)).not.toContain(tokens[0]);
	await bench.client.updateCredential(credential.id, credential.name, 'teamsOutgoingWebhookApi', {
		...blanked,
		label2: '',
		securityToken2: '',
	});
	expect(await shown()).toEqual(['a 0', SORRY, 'c 2']);
});

it('says at the deadline what was typed for it, and that the last node answers nobody later', async () => {
	const wait = { type: 'n8n-nodes-base.wait', typeVersion: 1.1, parameters: { amount: 3 } };
	const options = { replyDeadline: 1 };
	await publishChain('own-deadline', [
		trigger('own-deadline', { options: { ...options, deadlineText: 'wait for it' } }),
		wait,
		action({ operation: 'reply', text: 'x' }),
	]);
	await publishChain('slow-last', [trigger('slow-last', { respond: 'lastNode', options }), wait]);
	expect((await say(hook('own-deadline'))).shown).toBe('wait for it');
	expect((await say(hook('slow-last'))).shown).toContain('no answer will follow here');
});

it('speaks the language of its texts, and is not published with a placeholder that a text does not have', async () => {
	const texts = {
		unknownTitle: '我不认识这个命令。我会:',
		usage: 'Mangler {parameter}. Bruk: {command} {usage}',
		seenBefore: 'Denne meldingen er allerede mottatt.',
		tooOld: 'For gammel: {seconds} s.',
		answerDoesNotCome: 'Det tar for lang tid, og det kommer ikke noe svar her.',
	};
	const options = { texts, replyDeadline: 1, failureText: 'Ingen svar.', unknownCommand: 'help' };
	const commands = { values: [{ name: 'utrull', usage: '<tjeneste>' }] };
	const wait = { type: 'n8n-nodes-base.wait', typeVersion: 1.1, parameters: { amount: 2 } };
	await publishChain('norsk', [
		trigger('norsk', { commands, options }),
		wait,
		action({ operation: 'reply', text: 'x' }),
	]);
	expect(JSON.stringify((await say(hook('norsk'), 'hva')).body)).toContain('我不认识这个命令。我会:');
	expect((await say(hook('norsk'), 'utrull')).shown).toBe('Mangler &lt;tjeneste&gt;. Bruk: utrull &lt;tjeneste&gt;');
	const send = async (atMs: number) =>
		(await mention(hook('norsk'), TOKEN, { webhookName: 'n8n', text: 'hjelp', atMs })).shown;
	const now = Date.now();
	await send(now);
	expect([await send(now), await send(now - 400_000)]).toEqual([
		'Denne meldingen er allerede mottatt.',
		expect.stringMatching(/^For gammel: 40\d s\.$/),
	]);
	await publishChain('tregt', [trigger('tregt', { options }), wait, action({ operation: 'reply', text: 'x' })]);
	expect((await say(hook('tregt'))).shown).toBe('Det tar for lang tid, og det kommer ikke noe svar her.');
	const refused = await publishChain('feil', [
		trigger('feil', { options: { texts: { tooOld: 'For gammel: {sekunder} s.' } } }),
		action({ operation: 'reply', text: 'x' }),
	]);
	expect([refused.status, refused.detail]).toEqual([
		UNPUBLISHED,
		expect.stringMatching(/Refused: Too Old.*\{sekunder\}.*Use \{seconds\}/),
	]);
});

it('sends a late reply to the channel, mentioning whoever asked', async () => {
	const outgoing = await bench.client.createCredential('late', 'teamsOutgoingWebhookApi', {
		label: 'ops',
		securityToken: TOKEN,
	});
	const destinations = await bench.client.createCredential('channels', 'teamsDestinationsApi', {
		destinations: `ops, 19:0123456789abcdef0123456789abcdef@thread.tacv2, ${bench.teams.workflowsUrl}`,
		allowedHosts: '127.0.0.1',
	});
	const reply = action({ operation: 'reply', text: 'the report', lateReply: 'send', authentication: 'destinations' });
	const file = chain('late', [
		trigger('late', { options: { replyDeadline: 1 } }),
		{ type: 'n8n-nodes-base.wait', typeVersion: 1.1, parameters: { amount: 2 } },
		reply,
	]);
	const { id, status } = await bench.client.publish(file, {
		[TRIGGER_TYPE]: { teamsOutgoingWebhookApi: outgoing },
		[ACTION_TYPE]: { teamsDestinationsApi: destinations },
	});
	expect(status).toBe('published');
	const before = bench.teams.messages().length;
	expect((await say(hook('late'))).shown).toBe(
		'This is taking longer than Teams allows for an answer. The answer will follow in a separate message.',
	);
	const execution = await finished(bench, id);
	expect(execution.data).toContain('lateSent');
	expect(JSON.stringify(bench.teams.messages().slice(before))).toMatch(/<at>Ada Example<.*the report/);
});

it('answers a person, not n8n’s own text, when the execution is stopped', async () => {
	const { id } = await publishChain('stopped', [
		trigger('stopped', { options: { failureText: 'stopped' } }),
		{ type: 'n8n-nodes-base.wait', typeVersion: 1.1, parameters: { amount: 20 } },
		action({ operation: 'reply', text: 'never reached' }),
	]);
	const reply = say(hook('stopped'));
	await delay(1_000);
	const [running] = await bench.client.executions(id);
	await bench.client.request('POST', `/rest/executions/${running?.id}/stop`, {});
	expect((await reply).shown).toBe('stopped');
});

it('offers its output schema to the editor', async () => {
	const response = await fetch(`${bench.n8n.baseUrl}/schemas/${TRIGGER_TYPE}/1.1.0.json`, {
		headers: { cookie: bench.client.session() },
	});
	const schema = (await response.json()) as { properties?: Record<string, unknown> };
	expect([response.status, Object.keys(schema.properties ?? {})]).toEqual([
		200,
		expect.arrayContaining(['text', 'command', 'reply']),
	]);
});

it('leaves no exception and no secret in the log', () => {
	expect(bench.n8n.log()).not.toMatch(/Cannot set headers|ERR_HTTP|Unhandled|TypeError/);
	expect(bench.n8n.log()).not.toContain(TOKEN.slice(0, 20));
});
