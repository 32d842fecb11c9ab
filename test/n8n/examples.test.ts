import type { ChainNode } from '../support/chain';
import type { Bench } from './support';

import { setTimeout as delay } from 'node:timers/promises';

import { ACTION_TYPE, incomingCredential, nextMessage, readWorkflow, TRIGGER_TYPE } from '../../scripts/lib/demo';
import { mention, SORRY } from '../../simulator/outgoing';
import { TOKEN } from '../support/signing';
import { action, post, set, trigger } from '../support/chain';
import { finished, startBench } from './support';

jest.setTimeout(120_000);

const OTHER_TOKEN = Buffer.alloc(32, 9).toString('base64');

let bench: Bench;
let lastMs = 0;

const say = async (path: string, text: string, token = TOKEN) =>
	await mention(`${bench.n8n.baseUrl}/webhook/${path}`, token, {
		webhookName: 'n8n',
		text,
		atMs: (lastMs = Math.max(Date.now(), lastMs + 1)),
	});

async function publishExample(
	name: string,
	data: Record<string, unknown> = { label: 'ops', securityToken: TOKEN },
): Promise<string> {
	const outgoing = await bench.client.createCredential(name, 'teamsOutgoingWebhookApi', data);
	const incoming = await bench.client.createCredential(
		name,
		'teamsIncomingWebhookApi',
		incomingCredential(bench.teams.workflowsUrl),
	);
	const { id, status, detail } = await bench.client.publish(await readWorkflow(`examples/${name}.json`), {
		[TRIGGER_TYPE]: { teamsOutgoingWebhookApi: outgoing },
		[ACTION_TYPE]: { teamsIncomingWebhookApi: incoming },
	});
	expect([status, detail]).toEqual(['published', detail]);
	return id;
}

/** A workflow of named nodes with wires of its own. */
async function publishGraph(
	name: string,
	nodes: Readonly<Record<string, ChainNode>>,
	wires: ReadonlyArray<readonly [string, string, number?]>,
): Promise<string> {
	const credential = await bench.client.createCredential(name, 'teamsOutgoingWebhookApi', {
		label: 'ops',
		securityToken: TOKEN,
	});
	const named = Object.entries(nodes).map(([nodeName, node], index) => ({
		...node,
		name: nodeName,
		id: `${name}-${index}`,
		position: [index * 200, 0],
		...(index === 0 ? { webhookId: `${name}-hook` } : {}),
	}));
	const connections: Record<string, { main: Array<Array<{ node: string; type: string; index: number }>> }> = {};
	for (const [from, to, input = 0] of wires)
		((connections[from] ??= { main: [[]] }).main[0] ??= []).push({ node: to, type: 'main', index: input });
	const { id, status } = await bench.client.publish(
		{ name, nodes: named, connections },
		{ [TRIGGER_TYPE]: { teamsOutgoingWebhookApi: credential } },
	);
	expect(status).toBe('published');
	return id;
}

beforeAll(async () => (bench = await startBench()));
afterAll(async () => await bench?.stop());

it('mention reply: answers by name with what was typed', async () => {
	await publishExample('mention-reply');
	expect((await say('teams-mention', 'Deploy api v2')).shown).toBe(
		'Hello Ada Example, you asked for **deploy** with: api v2',
	);
	expect((await say('teams-mention', 'status')).shown).toBe('Hello Ada Example, you asked for **status**');
	expect((await say('teams-mention', '')).shown).toBe(
		'Hello Ada Example. Write something after my name, such as: deploy api',
	);
});

it('deploy bot: runs commands with their arguments, and helps', async () => {
	await publishExample('deploy-bot');
	expect((await say('teams-deploy', 'ship api v2')).shown).toBe('Deploying **api** v2');
	expect((await say('teams-deploy', 'deploy web')).shown).toBe('Deploying **web** latest');
	expect((await say('teams-deploy', 'status')).shown).toBe('Everything is up and running.');
	expect((await say('teams-deploy', 'rollback api')).shown).toBe('**api** goes back to the version before');
	expect((await say('teams-deploy', 'rollback')).shown).toContain('needs &lt;service&gt;');
	expect(JSON.stringify((await say('teams-deploy', '')).body)).toMatch(
		/What I can do.*\*\*deploy\*\*.*\*\*rollback\*\*/,
	);
});

it('slow report: says that it takes longer, then posts to the channel', async () => {
	await publishExample('slow-report');
	const before = bench.teams.messages().length;
	expect((await say('teams-report', 'sales')).shown).toBe(
		'I am working on the report. It will be posted in this channel.',
	);
	const endMs = Date.now() + 15_000;
	while (bench.teams.messages().length === before && Date.now() < endMs) await delay(200);
	expect(JSON.stringify(bench.teams.messages().slice(before))).toMatch(
		/<at>Ada Example<.*The report about \*\*sales\*\* is ready/,
	);
});

it('two teams: tells them apart by their token', async () => {
	await publishExample('two-teams', {
		label: 'ops',
		securityToken: TOKEN,
		label2: 'support',
		securityToken2: OTHER_TOKEN,
	});
	expect((await say('teams-shared', 'hello')).shown).toBe('Ops, you said: hello');
	expect((await say('teams-shared', 'hello', OTHER_TOKEN)).shown).toBe('Support, you said: hello');
	expect((await say('teams-shared', 'hello', Buffer.alloc(32, 3).toString('base64'))).shown).toBe(SORRY);
});

it('service report: one card of all services, as a table', async () => {
	await publishExample('service-report');
	const before = bench.teams.messages().length;
	const services = Array.from({ length: 12 }, (_, index) => ({
		name: `svc_${index}`,
		state: index === 0 ? 'down' : 'up',
		owner: { name: 'Ada' },
		since: '2026-10-21T08:00:00Z',
	}));
	await post(`${bench.n8n.baseUrl}/webhook/service-report`, JSON.stringify({ services }));
	const { content } = (await nextMessage(bench.teams, before)) as { content: unknown };
	expect(content).toMatchObject({
		version: '1.4',
		body: [
			{ style: 'attention', items: [{ text: '12 services' }] },
			{ columns: [{ items: [{ text: 'Service' }] }, {}, { items: [{ text: 'On call' }] }, {}] },
			{
				columns: [
					{ items: [{ text: 'svc_0' }] },
					{ items: [{ text: 'down' }] },
					{ items: [{ text: 'Ada' }] },
					{ items: [{ text: '21 Oct 2026, 10:00' }] },
				],
			},
			...Array.from({ length: 9 }, () => ({})),
			{ text: 'and 2 more' },
		],
		actions: [{ url: 'https://status.example.com' }],
	});
	expect(bench.teams.failedRuns()).toEqual([]);
});

it('service report: no card of an empty list', async () => {
	const before = bench.teams.messages().length;
	for (const services of [[], undefined])
		await post(`${bench.n8n.baseUrl}/webhook/service-report`, JSON.stringify({ services }));
	await post(
		`${bench.n8n.baseUrl}/webhook/service-report`,
		JSON.stringify({ services: [{ name: 'last', state: 'up' }] }),
	);
	expect(JSON.stringify(await nextMessage(bench.teams, before))).toContain('last');
	expect(bench.teams.messages()).toHaveLength(before + 1);
});

it('Reply finds its mention behind two branches and a Merge, and answers once', async () => {
	const merge: ChainNode = { type: 'n8n-nodes-base.merge', typeVersion: 3, parameters: {} };
	const id = await publishGraph(
		'merged',
		{
			Trigger: trigger('merged'),
			A: set({ part: 'a' }),
			B: set({ part: 'b' }),
			Merge: merge,
			Reply: action({ operation: 'reply', text: '={{ $json.part }}' }),
		},
		[
			['Trigger', 'A'],
			['Trigger', 'B'],
			['A', 'Merge', 0],
			['B', 'Merge', 1],
			['Merge', 'Reply'],
		],
	);
	expect((await say('merged', 'x')).shown).toBe('a\n\nb');
	expect((await finished(bench, id)).status).toBe('success');
});

it('Reply answers once in a loop', async () => {
	const split: ChainNode = {
		type: 'n8n-nodes-base.splitOut',
		typeVersion: 1,
		parameters: { fieldToSplitOut: 'args', options: {} },
	};
	const loop: ChainNode = { type: 'n8n-nodes-base.splitInBatches', typeVersion: 3, parameters: { options: {} } };
	const nodes = {
		Trigger: trigger('looped'),
		Split: split,
		Loop: loop,
		Reply: action({ operation: 'reply', text: '={{ $json.args }}' }),
	};
	const credential = await bench.client.createCredential('looped', 'teamsOutgoingWebhookApi', {
		label: 'ops',
		securityToken: TOKEN,
	});
	const named = Object.entries(nodes).map(([name, node], index) => ({
		...node,
		name,
		id: `looped-${index}`,
		position: [index * 200, 0],
		...(index === 0 ? { webhookId: 'looped-hook' } : {}),
	}));
	const to = (node: string) => [{ node, type: 'main', index: 0 }];
	const { id } = await bench.client.publish(
		{
			name: 'looped',
			nodes: named,
			connections: {
				Trigger: { main: [to('Split')] },
				Split: { main: [to('Loop')] },
				Loop: { main: [[], to('Reply')] },
				Reply: { main: [to('Loop')] },
			},
		},
		{ [TRIGGER_TYPE]: { teamsOutgoingWebhookApi: credential } },
	);
	expect((await say('looped', 'go one two three')).shown).toBe('one');
	const execution = await finished(bench, id);
	expect([execution.status, execution.data.includes('alreadyReplied')]).toEqual(['success', true]);
});

it('Reply in a sub-workflow fails, and says what it misses', async () => {
	const start = {
		name: 'Start',
		id: 'sub-1',
		type: 'n8n-nodes-base.executeWorkflowTrigger',
		typeVersion: 1.1,
		position: [0, 0],
		parameters: { inputSource: 'passthrough' },
	};
	const reply = { ...action({ operation: 'reply', text: 'x' }), name: 'Reply', id: 'sub-2', position: [200, 0] };
	const sub = await bench.client.publish(
		{
			name: 'sub',
			nodes: [start, reply] as never,
			connections: { Start: { main: [[{ node: 'Reply', type: 'main', index: 0 }]] } },
		},
		{},
	);
	const call: ChainNode = {
		type: 'n8n-nodes-base.executeWorkflow',
		typeVersion: 1.2,
		parameters: { workflowId: { __rl: true, mode: 'id', value: sub.id }, options: {} },
	};
	const last = action({ operation: 'reply', text: 'never reached' });
	await publishGraph('caller', { Trigger: trigger('caller'), Call: call, Reply: last }, [
		['Trigger', 'Call'],
		['Call', 'Reply'],
	]);
	expect((await say('caller', 'x')).shown).toBe('The workflow gave no answer.');
	const execution = await finished(bench, sub.id);
	expect([execution.status, execution.data.includes('no-mention-to-answer')]).toEqual(['error', true]);
});
