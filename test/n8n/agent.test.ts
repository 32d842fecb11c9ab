import type { ChatMessage, ChatModel, ChatRequest, ChatTurn } from '../../simulator/chat-model/server';
import type { WorkflowFile } from '../../scripts/lib/n8n-client';
import type { Bench } from './support';

import { setTimeout as delay } from 'node:timers/promises';

import { CHAT_MODEL_TYPE } from '../../scripts/lib/chat-model';
import { TRIGGER_TYPE } from '../../scripts/lib/demo';
import { startChatModel } from '../../simulator/chat-model/server';
import { agentExample, channelWith, publishAgent, say } from './agent-support';
import { finished, startBench } from './support';

jest.setTimeout(180_000);

const NO_ANSWER = 'I have no answer: the model could not be reached, or did not come to an end. Please ask again.';
const TEAM = '19:fedcba9876543210fedcba9876543210@thread.tacv2';
const CHANNEL = '19:0123456789abcdef0123456789abcdef@thread.tacv2';

let bench: Bench;
let model: ChatModel;
let workflowId = '';
let turn: (request: ChatRequest) => ChatTurn = () => ({ text: 'ok' });
let delayMs = 0;

const textOf = ({ content }: ChatMessage) => (typeof content === 'string' ? content : JSON.stringify(content));
const questions = ({ messages }: ChatRequest) => messages.filter(({ role }) => role === 'user').map(textOf);
const results = ({ messages }: ChatRequest) => messages.filter(({ role }) => role === 'tool').map(textOf);

/** Asks in a thread, as somebody. */
const ask = async (text: string, rootId?: string, author?: string) =>
	await say(bench, 'teams-assistant', {
		text,
		...(author === undefined ? {} : { author, authorIds: { id: `29:${author}`, aadObjectId: PERSON } }),
		...(rootId === undefined ? {} : { place: { teamId: TEAM, channelId: CHANNEL, rootId } }),
	});

const PERSON = '11111111-2222-4333-8444-555555555555';

beforeAll(async () => {
	bench = await startBench();
	model = await startChatModel({ answer: (request) => turn(request), delayMs: () => delayMs });
	workflowId = await publishAgent(bench, model, await agentExample(bench, 'assistant-in-a-channel'));
	await bench.client.runByHand(workflowId, 'Set up (run once)');
	expect((await finished(bench, workflowId)).status).toBe('success');
	// The first call of an agent in a process is slow: its answer may come late.
	await ask('hello');
	await finished(bench, workflowId);
});

afterAll(async () => {
	await model?.close();
	await bench?.stop();
});

beforeEach(() => {
	turn = () => ({ text: 'ok' });
	delayMs = 0;
});

it('remembers a thread, for everybody in it, and nothing of another one', async () => {
	turn = (request) => ({ text: questions(request).join(' / ') });
	expect((await ask('apples', '1761000000001')).shown).toBe('apples');
	expect((await ask('bricks', '1761000000002')).shown).toBe('bricks');
	expect((await ask('cherries', '1761000000001', 'Bo')).shown).toBe('apples / cherries');
	expect((await ask('dust', '1761000000002')).shown).toBe('bricks / dust');
});

it('keeps memories apart where two threads are asked at the same moment', async () => {
	turn = (request) => ({ text: questions(request).join(' / ') });
	const threads = ['1761000000011', '1761000000012', '1761000000013', '1761000000014'];
	for (const round of ['one', 'two', 'three'])
		await Promise.all(threads.map(async (rootId) => await ask(`${round} ${rootId}`, rootId)));
	for (const rootId of threads)
		expect((await ask('last', rootId)).shown).toBe(`one ${rootId} / two ${rootId} / three ${rootId} / last`);
});

it('calls a tool, and answers with what it has given', async () => {
	turn = (request) =>
		results(request).length === 0
			? { calls: [{ tool: request.tools.find((name) => name.startsWith('List')) ?? '', input: {} }] }
			: { text: `# Result\n\n${/payments.{0,20}/.exec(results(request).join())?.[0] ?? 'none'}` };
	expect((await ask('how is it?')).shown).toMatch(/^\*\*Result\*\*\n\npayments/);
});

it('answers late with a mention of whoever asked, once, and the thread says that it will', async () => {
	delayMs = 5_000;
	turn = () => ({ text: '## Late\n\n- one' });
	const before = bench.teams.messages().length;
	const { shown, tookMs } = await ask('take your time');
	expect([shown, tookMs < 5_000]).toEqual([
		'This is taking longer than Teams allows for an answer. The answer will follow in a separate message.',
		true,
	]);
	expect(await channelWith(bench, before, '**Late**')).toMatch(/<at>Ada Example/);
	expect((await finished(bench, workflowId)).status).toBe('success');
	expect(bench.teams.messages()).toHaveLength(before + 1);
});

it('sends a late answer that is too long in parts, with every word', async () => {
	delayMs = 5_000;
	const words = Array.from({ length: 3_000 }, (_, index) => `word${index}x`);
	turn = () => ({ text: words.join('\n\n') });
	const before = bench.teams.messages().length;
	await ask('a long answer');
	const shown = await channelWith(bench, before, 'word2999x');
	expect(shown.match(/word\d+x/g)).toEqual(words);
	expect(bench.teams.messages().length).toBeGreaterThan(before + 1);
});

it.each([
	['the model is down', (): ChatTurn => ({ status: 401 })],
	['the model answers nothing', (): ChatTurn => ({ text: '' })],
	[
		'the agent does not come to an end',
		({ tools }: ChatRequest): ChatTurn => ({
			calls: [{ tool: tools.find((name) => name.startsWith('List')) ?? '', input: {} }],
		}),
	],
])('says so where %s, in the thread or late', async (_title, answer) => {
	turn = answer;
	const before = bench.teams.messages().length;
	const { shown } = await ask('anybody there?');
	// n8n itself tries a model several times.
	if (shown !== NO_ANSWER) expect(await channelWith(bench, before, 'I have no answer')).toContain('<at>Ada');
});

it('answers with the failure text where somebody stops the execution', async () => {
	delayMs = 6_000;
	await finished(bench, workflowId);
	const [before] = await bench.client.executions(workflowId);
	const asked = ask('stop me');
	for (let tries = 0; tries < 100; tries += 1) {
		const [newest] = await bench.client.executions(workflowId);
		if (newest?.status === 'running' && newest.id !== before?.id) {
			await delay(300);
			await bench.client.stopExecution(newest.id);
			break;
		}
		await delay(50);
	}
	const { shown } = await asked;
	// In queue mode n8n reports it only once the running node has ended.
	const expected = bench.redis === undefined ? /^The workflow gave no answer\.$/ : /gave no answer|taking longer/;
	expect(shown).toMatch(expected);
});

it('answers with the output of an agent that is the last node, as Teams draws it', async () => {
	await publishAgent(bench, model, lastNodeAgent());
	turn = () => ({ text: '### Title\n\n| a | b |\n|---|---|\n| c | d |' });
	expect((await say(bench, 'last-agent', { text: 'hi' })).shown).toBe('**Title**\n\n**a │ b**\n\n- **c** │ d');
});

function lastNodeAgent(): WorkflowFile {
	const nodes = [
		{
			id: 'last-1',
			name: 'Mention',
			type: TRIGGER_TYPE,
			typeVersion: 1.1,
			position: [0, 0],
			webhookId: 'last-agent',
			parameters: { path: 'last-agent', respond: 'lastNode' },
		},
		{
			id: 'last-2',
			name: 'Agent',
			type: '@n8n/n8n-nodes-langchain.agent',
			typeVersion: 3.1,
			position: [200, 0],
			parameters: { options: {} },
		},
		{
			id: 'last-3',
			name: 'Model',
			type: CHAT_MODEL_TYPE,
			typeVersion: 1.3,
			position: [200, 200],
			parameters: { model: { __rl: true, mode: 'id', value: 'stub' }, responsesApiEnabled: false, options: {} },
		},
	];
	const to = (type: string) => [[{ node: 'Agent', type, index: 0 }]];
	const connections = { Mention: { main: to('main') }, Model: { ai_languageModel: to('ai_languageModel') } };
	return { name: 'last node', nodes, connections, settings: { executionOrder: 'v1' } };
}
