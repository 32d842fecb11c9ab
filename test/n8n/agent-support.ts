import type { ExampleName } from '../../scripts/lib/examples';
import type { WorkflowFile } from '../../scripts/lib/n8n-client';
import type { Utterance } from '../../simulator/activity';
import type { ChatModel } from '../../simulator/chat-model/server';
import type { Bench } from './support';

import { setTimeout as delay } from 'node:timers/promises';

import { CHAT_MODEL_TYPE, MODEL_CREDENTIAL, modelData } from '../../scripts/lib/chat-model';
import { actionCredentials, incomingCredential, readWorkflow, TRIGGER_TYPE } from '../../scripts/lib/demo';
import { mention } from '../../simulator/outgoing';
import { TOKEN } from '../support/signing';

/** How long a message may take from the mention to the channel. */
const ARRIVAL_MS = 30_000;

/** n8n's memory of one process, and the one that several share. */
const MEMORY_TYPE = '@n8n/n8n-nodes-langchain.memoryBufferWindow';
const REDIS_MEMORY_TYPE = '@n8n/n8n-nodes-langchain.memoryRedisChat';

let lastMs = 0;

/** The workflow of an example, changed as its page requires for queue mode: with a memory in Redis. */
export async function agentExample(bench: Bench, name: ExampleName): Promise<WorkflowFile> {
	const file = await readWorkflow(`examples/${name}.json`);
	if (bench.redis === undefined) return file;
	const nodes = file.nodes.map((node) =>
		node.type === MEMORY_TYPE ? { ...node, type: REDIS_MEMORY_TYPE, typeVersion: 1.5 } : node,
	);
	return { ...file, nodes };
}

/** One tool of an agent: a Send, or what reviews one. */
interface ToolNode {
	readonly name: string;
	readonly type: string;
	readonly parameters: Readonly<Record<string, unknown>>;
	/** The node that uses it, if it is not the agent. */
	readonly usedBy?: string;
}

/** An agent behind a webhook at the path `name`, with a prompt and the tools. */
export function agentBehindWebhook(name: string, prompt: string, tools: readonly ToolNode[]): WorkflowFile {
	const node = (title: string, type: string, typeVersion: number, parameters: Readonly<Record<string, unknown>>) => ({
		id: `${name}-${title}`,
		name: title,
		type,
		typeVersion,
		position: [0, 0],
		parameters,
		webhookId: `${name}-${title}`,
	});
	const nodes = [
		node('Hook', 'n8n-nodes-base.webhook', 2, {
			httpMethod: 'POST',
			path: name,
			responseMode: 'onReceived',
			options: {},
		}),
		node('Agent', '@n8n/n8n-nodes-langchain.agent', 3.1, { promptType: 'define', text: prompt, options: {} }),
		node('Model', CHAT_MODEL_TYPE, 1.3, {
			model: { __rl: true, mode: 'id', value: 'stub' },
			responsesApiEnabled: false,
			options: {},
		}),
		...tools.map((tool) => node(tool.name, tool.type, 1, tool.parameters)),
	];
	const to = (type: string, target = 'Agent') => ({ [type]: [[{ node: target, type, index: 0 }]] });
	const connections = {
		Hook: to('main'),
		Model: to('ai_languageModel'),
		...Object.fromEntries(tools.map((tool) => [tool.name, to('ai_tool', tool.usedBy)])),
	};
	return { name, nodes, connections, settings: { executionOrder: 'v1' } };
}

/** Publishes a workflow whose agent asks the given model; its mentions, questions and late answers use the bench, unless `credentials` of the action say otherwise. */
export async function publishAgent(
	bench: Bench,
	model: Pick<ChatModel, 'baseUrl'>,
	file: WorkflowFile,
	credentials: Readonly<Record<string, unknown>> = {},
): Promise<string> {
	const { client, teams, redis } = bench;
	const create = async (type: string, data: Record<string, unknown>) => ({
		[type]: await client.createCredential(`${file.name} ${type}`, type, data),
	});
	const token = await create('teamsOutgoingWebhookApi', { label: 'ops', securityToken: TOKEN });
	const incoming = await create('teamsIncomingWebhookApi', incomingCredential(teams.workflowsUrl));
	const { id, status, detail } = await client.publish(file, {
		[TRIGGER_TYPE]: token,
		...actionCredentials({ ...incoming, ...token, ...credentials }),
		[CHAT_MODEL_TYPE]: await create(MODEL_CREDENTIAL, modelData(model)),
		...(redis === undefined ? {} : { [REDIS_MEMORY_TYPE]: await create('redis', { ...redis, database: 0 }) }),
	});
	expect([status, status === 'published' ? '' : detail]).toEqual(['published', '']);
	return id;
}

/** Mentions a webhook at its path; every post has a time of its own. Returns what the thread shows. */
export async function say(
	bench: Bench,
	path: string,
	utterance: Omit<Utterance, 'webhookName' | 'atMs'>,
): ReturnType<typeof mention> {
	return await mention(`${bench.n8n.baseUrl}/webhook/${path}`, TOKEN, {
		webhookName: 'assistant',
		...utterance,
		atMs: (lastMs = Math.max(Date.now(), lastMs + 1)),
	});
}

/** The messages of the channel after the first `before`, once they hold a text. */
export async function channelWith(bench: Bench, before: number, text: string): Promise<string> {
	const endMs = Date.now() + ARRIVAL_MS;
	for (;;) {
		const shown = JSON.stringify(bench.teams.messages().slice(before));
		if (shown.includes(text)) return shown;
		if (Date.now() > endMs)
			throw new Error(`"${text}" did not arrive; ${shown}; failed runs: ${bench.teams.failedRuns().join('; ')}`);
		await delay(50);
	}
}

/**
 * Answers the question of a card on the page behind its link, once n8n waits for it: faster than any person. Returns
 * the status.
 */
export async function decide(messages: string, decision: 'approve' | 'decline'): Promise<number> {
	const [, link = ''] = /"url":"([^"]+webhook-waiting[^"]+)"/.exec(messages) ?? [];
	const body = new FormData();
	body.set('decision', decision);
	const endMs = Date.now() + ARRIVAL_MS;
	for (;;) {
		const { status } = await fetch(link, { method: 'POST', body });
		if (status !== 409 || Date.now() > endMs) return status;
		await delay(50);
	}
}
