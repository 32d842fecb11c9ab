import type { ChatModel } from '../../simulator/chat-model/server';
import type { Bench } from './support';

import { startExampleModel } from '../../scripts/lib/chat-model';
import { readEvent } from '../../scripts/lib/examples';
import { agentExample, channelWith, decide, publishAgent, say } from './agent-support';
import { post } from '../support/chain';
import { finished, startBench } from './support';

jest.setTimeout(180_000);

const DEADLINE = 'This is taking longer than Teams allows for an answer. The answer will follow in a separate message.';

let bench: Bench;
let model: ChatModel;

beforeAll(async () => {
	bench = await startBench();
	model = await startExampleModel();
});

afterAll(async () => {
	await model?.close();
	await bench?.stop();
});

describe('assistant in a channel', () => {
	const ask = async (text: string) => await say(bench, 'teams-assistant', { text });
	let workflowId = '';

	beforeAll(async () => {
		workflowId = await publishAgent(bench, model, await agentExample(bench, 'assistant-in-a-channel'));
		await bench.client.runByHand(workflowId, 'Set up (run once)');
		expect((await finished(bench, workflowId)).status).toBe('success');
		// The first call of an agent in a process is slow: its answer may come late.
		await ask('hello');
		await finished(bench, workflowId);
	});

	it('reads with a tool and answers in the thread, as Teams draws it', async () => {
		const { shown } = await ask('how are the services?');
		expect(shown).toContain('**Services**');
		expect(shown).toMatch(/\*\*shop\*\* │ up │ Ada Example/);
		expect(shown).not.toContain('|---|');
	});

	it('says that it takes longer, and posts the late answer with a mention of whoever asked', async () => {
		const before = bench.teams.messages().length;
		const { shown, tookMs } = await ask('make a report');
		expect([shown, tookMs < 5_000]).toEqual([DEADLINE, true]);
		const late = await channelWith(bench, before, 'It took a while');
		expect(late).toMatch(/<at>Ada Example/);
		expect(bench.teams.messages()).toHaveLength(before + 1);
	});

	it.each([
		['approve', 'It was changed.', '**search** │ maintenance'],
		['decline', 'Nobody has approved it', '**search** │ maintenance'],
	] as const)('changes something only once a person has approved: %s', async (decision, says, after) => {
		const before = bench.teams.messages().length;
		const state = decision === 'approve' ? 'maintenance' : 'up';
		// Also in queue mode, where n8n ends the connection when the wait begins.
		expect((await ask(`put search into ${state}`)).shown).toBe(DEADLINE);
		const question = await channelWith(bench, before, 'May the assistant do this?');
		expect(question).toContain(state);
		expect(await decide(question, decision)).toBe(200);
		expect(await channelWith(bench, before, says)).toMatch(/<at>Ada Example/);
		expect((await ask('how are the services?')).shown).toContain(after);
	});

	it('says that the model is down', async () => {
		expect((await ask('be down')).shown).toContain('I have no answer');
	});
});

describe('an agent deploys once a person has approved', () => {
	beforeAll(async () => void (await publishAgent(bench, model, await agentExample(bench, 'agent-deploy-approval'))));

	it.each([
		['approve', 'Approved. The workflow continues.', 'v2 is deployed'],
		['decline', 'Declined. The workflow continues.', 'Nobody has approved it'],
	])('with a mention: %s', async (word, recorded, says) => {
		const before = bench.teams.messages().length;
		await post(`${bench.n8n.baseUrl}/webhook/agent-task`, JSON.stringify(await readEvent('agent-deploy-approval')));
		const question = await channelWith(bench, before, 'May the agent deploy this?');
		expect(question).toMatch(/deploy[^]*shop[^]*v2/);
		const [, code = ''] = /(\d+-[A-Z0-9]{6})/.exec(question) ?? [];
		expect((await say(bench, 'teams-releases', { text: `${word} ${code}` })).shown).toContain(recorded);
		await channelWith(bench, before, says);
	});
});
