import type { ChatModel, ChatTurn } from '../../simulator/chat-model/server';
import type { Bench } from './support';

import { setTimeout as delay } from 'node:timers/promises';

import { REVIEW_TYPE, TOOL_TYPE } from '../../scripts/lib/demo';
import { startChatModel } from '../../simulator/chat-model/server';
import { agentBehindWebhook, publishAgent } from './agent-support';
import { post } from '../support/chain';
import { finished, startBench } from './support';

jest.setTimeout(300_000);

let bench: Bench;
let model: ChatModel;
let turns: (asked: { readonly results: readonly string[]; readonly tools: readonly string[] }) => ChatTurn = () => ({
	text: '',
});

/** What the tools of the agent have returned so far, as the model reads it. */
const resultsOf = (messages: ReadonlyArray<{ readonly role: string; readonly content?: unknown }>) =>
	messages.filter(({ role }) => role === 'tool').map(({ content }) => JSON.stringify(content));

/** An agent whose tool, a Send, waits for a person. `review` are parameters of the node that asks. */
async function publishReviewed(name: string, review: Record<string, unknown> = {}): Promise<string> {
	const tools = [
		{
			name: 'Review',
			type: REVIEW_TYPE,
			parameters: { resource: 'message', operation: 'sendAndWait', ...review },
		},
		{
			name: 'deploy',
			type: TOOL_TYPE,
			parameters: {
				descriptionType: 'manual',
				toolDescription: 'Deploys a service',
				text: "=deployed {{ $fromAI('service', 'the service', 'string') }}",
			},
			usedBy: 'Review',
		},
	];
	return await publishAgent(bench, model, agentBehindWebhook(name, 'Deploy api.', tools));
}

/** Starts the agent, and returns the card of the question once the run waits. */
async function question(name: string, workflowId: string): Promise<{ readonly card: string; readonly link: string }> {
	await post(`${bench.n8n.baseUrl}/webhook/${name}`, '{}');
	return await nextQuestion(workflowId, '');
}

async function nextQuestion(
	workflowId: string,
	earlier: string,
): Promise<{ readonly card: string; readonly link: string }> {
	for (let tries = 0; tries < 400; tries += 1) {
		const [newest] = await bench.client.executions(workflowId);
		const card = JSON.stringify(bench.teams.messages().at(-1));
		const link = /"url":"([^"]+webhook-waiting[^"]+)"/.exec(card)?.[1] ?? '';
		if (newest?.status === 'waiting' && link !== '' && link !== earlier) return { card, link };
		if (newest?.status === 'error') throw new Error((await bench.client.executionData(newest.id)).slice(0, 4_000));
		await delay(50);
	}
	throw new Error('The agent did not ask.');
}

async function decide(link: string, decision: string): Promise<number> {
	const body = new FormData();
	body.set('decision', decision);
	return (await fetch(link, { method: 'POST', body })).status;
}

const texts = () => JSON.stringify(bench.teams.messages());

beforeAll(async () => {
	bench = await startBench();
	model = await startChatModel({
		answer: ({ messages, tools }) => turns({ results: resultsOf(messages), tools }),
	});
});

afterAll(async () => {
	await model?.close();
	await bench?.stop();
});

it('shows the tool and its whole input, and runs it once a person has approved', async () => {
	turns = ({ results, tools }) =>
		results.length === 0
			? { calls: [{ tool: tools[0] ?? '', input: { toolParameters: { service: 'api **x**' } } }] }
			: { text: 'done' };
	const id = await publishReviewed('approved');
	const { card, link } = await question('approved', id);
	expect(card).toContain('An AI agent wants to run this tool');
	expect(card).toContain('api \\\\*\\\\*x');
	expect(await (await fetch(link)).text()).toContain('api **x**');
	expect(texts()).not.toContain('deployed');
	expect(await decide(link, 'approve')).toBe(200);
	expect((await finished(bench, id)).status).toBe('success');
	expect(texts()).toContain('deployed api');
});

it('does not run the tool that a person has declined, and tells the model', async () => {
	const before = bench.teams.messages().length;
	turns = ({ results, tools }) =>
		results.length === 0
			? { calls: [{ tool: tools[0] ?? '', input: { toolParameters: { service: 'web' } } }] }
			: { text: results.join() };
	const id = await publishReviewed('declined');
	const { link } = await question('declined', id);
	expect(await decide(link, 'decline')).toBe(200);
	const { status, data } = await finished(bench, id);
	expect([status, JSON.stringify(bench.teams.messages().slice(before))]).toEqual([
		'success',
		expect.not.stringContaining('deployed'),
	]);
	expect(data).toMatch(/reject|declin|denied/i);
});

it('asks for each of two calls in one turn; one answer does not let the other one through', async () => {
	const before = bench.teams.messages().length;
	turns = ({ results, tools }) =>
		results.length === 0
			? {
					calls: ['first', 'second'].map((service) => ({
						tool: tools[0] ?? '',
						input: { toolParameters: { service } },
					})),
				}
			: { text: 'done' };
	const id = await publishReviewed('two-calls');
	const first = await question('two-calls', id);
	expect(await decide(first.link, 'decline')).toBe(200);
	const second = await nextQuestion(id, first.link);
	expect(await decide(second.link, 'decline')).toBe(200);
	await finished(bench, id);
	expect(JSON.stringify(bench.teams.messages().slice(before))).not.toContain('deployed');
});

it('asks nobody about a call whose input n8n does not show', async () => {
	const before = bench.teams.messages().length;
	turns = ({ results, tools }) =>
		results.length === 0 ? { calls: [{ tool: tools[0] ?? '', input: { service: 'api' } }] } : { text: 'done' };
	const id = await publishReviewed('unseen');
	await post(`${bench.n8n.baseUrl}/webhook/unseen`, '{}');
	const { data } = await finished(bench, id);
	expect(data).toContain('question-empty');
	expect(bench.teams.messages()).toHaveLength(before);
});

it('leaves nobody who decides to a model', async () => {
	turns = ({ results, tools }) =>
		results.length === 0
			? { calls: [{ tool: tools[0] ?? '', input: { toolParameters: { service: 'api' } } }] }
			: { text: 'done' };
	const before = bench.teams.messages().length;
	const id = await publishReviewed('from-ai', { answerBy: 'mention', approvers: "={{ $fromAI('approvers') }}" });
	await post(`${bench.n8n.baseUrl}/webhook/from-ai`, '{}');
	const { data } = await finished(bench, id);
	expect(data).toContain('question-from-model');
	expect(bench.teams.messages()).toHaveLength(before);
});
