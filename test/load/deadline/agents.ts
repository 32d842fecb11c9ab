import type { ChatRequest } from '../../../simulator/chat-model/server';
import type { IncomingSide } from '../../../simulator/incoming';
import type { WorkflowFile } from '../../../scripts/lib/n8n-client';
import type { N8nUnderTest } from '../../support/n8n-under-test';

import { setTimeout as delay } from 'node:timers/promises';

import { CHAT_MODEL_TYPE, MODEL_CREDENTIAL, modelData } from '../../../scripts/lib/chat-model';
import { ACTION_TYPE, incomingCredential, newSecurityToken, TRIGGER_TYPE } from '../../../scripts/lib/demo';
import { startChatModel } from '../../../simulator/chat-model/server';
import { startIncomingSide } from '../../../simulator/incoming';
import { mention } from '../../../simulator/outgoing';
import { TEAMS_MS } from './verdict';
import { DEADLINE_TEXT } from './workload';

/** The model takes from zero to this many seconds. */
const LONGEST_SECONDS = 12;

/** Late answers must be in the channel within this time. */
const ARRIVAL_MS = 60_000;

/** How long the channel is watched for an answer that comes twice. */
const SETTLE_MS = 3_000;

/** One mention that was sent to an agent, and what came back. */
interface Asked {
	readonly index: number;
	readonly shown: string;
	readonly tookMs: number;
}

/** The figures of a run of agents, and everything that was not as promised. */
interface AgentVerdict {
	readonly inTime: number;
	readonly late: number;
	readonly slowestMs: number;
	/** The very first mention, in milliseconds: n8n loads what agents need then. */
	readonly firstMs: number;
	readonly problems: readonly string[];
}

/**
 * Mentions an agent whose model takes from 0 to 12 seconds, `atATime` mentions at once. Each must be answered in time,
 * by the answer or by the deadline text, and each late answer must be in the channel exactly once.
 */
export async function runAgents(n8n: N8nUnderTest, count: number, atATime: number): Promise<AgentVerdict> {
	const model = await startChatModel({
		answer: (request) => ({ text: `answer ${numberIn(request)}` }),
		delayMs: (request) => secondsOf(numberIn(request)) * 1_000,
	});
	const teams = await startIncomingSide();
	try {
		const ask = await publishAgent(n8n, { baseUrl: model.baseUrl, webhookUrl: teams.workflowsUrl });
		const first = await ask(0);
		const asked = [first];
		let next = 1;
		const worker = async () => {
			while (next < count) asked.push(await ask(next++));
		};
		await Promise.all(Array.from({ length: atATime }, worker));
		const late = asked.filter(({ shown }) => shown === DEADLINE_TEXT);
		const arrived = await arrivals(teams, late.length);
		return {
			inTime: asked.length - late.length,
			late: late.length,
			slowestMs: Math.max(...asked.map(({ tookMs }) => tookMs)),
			firstMs: first.tookMs,
			problems: [...asked.flatMap((each) => problemsOf(each, arrived)), ...teams.failedRuns()],
		};
	} finally {
		await teams.close();
		await model.close();
	}
}

function problemsOf({ index, shown, tookMs }: Asked, arrived: ReadonlyMap<number, number>): readonly string[] {
	const name = `agent, mention ${index} after ${secondsOf(index)} s:`;
	const isLate = shown === DEADLINE_TEXT;
	const posted = arrived.get(index) ?? 0;
	return [
		...(isLate || shown === `answer ${index}` ? [] : [`${name} shown "${shown}"`]),
		...(tookMs < TEAMS_MS ? [] : [`${name} took ${tookMs} ms`]),
		...(posted === (isLate ? 1 : 0) ? [] : [`${name} ${posted} messages in the channel`]),
	];
}

/** How often each answer is in the channel, once all the expected ones have come and nothing more follows. */
async function arrivals(teams: IncomingSide, expected: number): Promise<ReadonlyMap<number, number>> {
	const endMs = Date.now() + ARRIVAL_MS;
	while (teams.messages().length < expected && Date.now() < endMs) await delay(200);
	await delay(SETTLE_MS);
	const counts = new Map<number, number>();
	for (const message of teams.messages()) {
		const [, number = ''] = /answer (\d+)/.exec(JSON.stringify(message)) ?? [];
		counts.set(Number(number), (counts.get(Number(number)) ?? 0) + 1);
	}
	return counts;
}

function secondsOf(index: number): number {
	return index % (LONGEST_SECONDS + 1);
}

function numberIn({ messages }: ChatRequest): number {
	const asked = messages.findLast(({ role }) => role === 'user');
	return Number(/question (\d+)/.exec(JSON.stringify(asked?.content ?? ''))?.[1] ?? 0);
}

async function publishAgent(
	{ client, webhookUrl }: Pick<N8nUnderTest, 'client' | 'webhookUrl'>,
	to: { readonly baseUrl: string; readonly webhookUrl: string },
): Promise<(index: number) => Promise<Asked>> {
	const securityToken = newSecurityToken();
	const token = await client.createCredential('agents', 'teamsOutgoingWebhookApi', { label: 'test', securityToken });
	const channel = await client.createCredential('agents', 'teamsIncomingWebhookApi', incomingCredential(to.webhookUrl));
	const model = await client.createCredential('agents', MODEL_CREDENTIAL, modelData(to));
	const { status, detail } = await client.publish(WORKFLOW, {
		[TRIGGER_TYPE]: { teamsOutgoingWebhookApi: token },
		[ACTION_TYPE]: { teamsIncomingWebhookApi: channel },
		[CHAT_MODEL_TYPE]: { [MODEL_CREDENTIAL]: model },
	});
	if (status !== 'published') throw new Error(`the workflow of the agent was not published: ${detail}`);
	let lastMs = 0;
	return async (index) => {
		lastMs = Math.max(Date.now(), lastMs + 1);
		const { shown, tookMs } = await mention(`${webhookUrl}/webhook/load-agent`, securityToken, {
			webhookName: 'n8n',
			text: `question ${index}`,
			atMs: lastMs,
		});
		return { index, shown, tookMs };
	};
}

const to = (node: string, type: string) => ({ [type]: [[{ node, type, index: 0 }]] });

const WORKFLOW: WorkflowFile = {
	name: 'agents',
	nodes: [
		{
			name: 'Mention',
			type: TRIGGER_TYPE,
			parameters: { path: 'load-agent', options: { deadlineText: DEADLINE_TEXT } },
			webhookId: 'load-agent',
			...{ id: 'a1', typeVersion: 1.1, position: [0, 0] },
		},
		{
			name: 'Agent',
			type: '@n8n/n8n-nodes-langchain.agent',
			parameters: { options: {} },
			...{ id: 'a2', typeVersion: 3.1, position: [200, 0] },
		},
		{
			name: 'Reply',
			type: ACTION_TYPE,
			parameters: { operation: 'reply', lateReply: 'send', text: '={{ $json.output }}' },
			...{ id: 'a3', typeVersion: 1, position: [400, 0] },
		},
		{
			name: 'Model',
			type: CHAT_MODEL_TYPE,
			parameters: { model: { __rl: true, mode: 'id', value: 'stub' }, responsesApiEnabled: false, options: {} },
			...{ id: 'a4', typeVersion: 1.3, position: [200, 200] },
		},
	],
	connections: {
		Mention: to('Agent', 'main'),
		Agent: to('Reply', 'main'),
		Model: to('Agent', 'ai_languageModel'),
	},
	settings: { executionOrder: 'v1' },
};
