import type { ChatModel } from '../../../simulator/chat-model/server';
import type { Stage } from './fixtures';

import { expect } from '@playwright/test';

import { ACTION_TYPE, incomingCredential } from '../../../scripts/lib/demo';
import {
	addNode,
	closePanel,
	executeWorkflow,
	nodeEntry,
	SERVER_MS,
	waitForSuccess,
} from '../../../scripts/lib/editor/actions';
import { startChatModel } from '../../../simulator/chat-model/server';
import { test } from './fixtures';

const ACTION = 'Microsoft Teams Webhook';

test('Human review: a person is put between an agent and its tool, by mouse', async ({ stage }) => {
	const model = await startChatModel({
		answer: ({ messages, tools }) =>
			messages.some(({ role }) => role === 'tool')
				? { text: 'It is deployed.' }
				: { calls: [{ tool: tools[0] ?? '', input: { toolParameters: { service: 'api' } } }] },
	});
	try {
		await review(stage, model);
	} finally {
		await model.close();
	}
});

async function review(stage: Stage, model: ChatModel): Promise<void> {
	const { client, page, simulator } = stage;
	const id = await agentWithTool(stage, model);
	await page.setViewportSize({ width: 1500, height: 950 });
	await page.goto(`${client.baseUrl}/workflow/${id}`);
	await page.locator('[data-source-node-name="deploy"]').first().hover({ force: true });
	await page.getByTestId('add-connection-button').click();
	await expect(nodeEntry(page, 'Send Email')).toBeVisible();
	await addNode(page, ACTION);
	await expect(page.getByTestId('node-credentials-slot').locator('.el-select input')).toHaveValue('Teams channel');
	await closePanel(page);
	await executeWorkflow(page);
	await expect.poll(() => linksIn(simulator), { timeout: SERVER_MS }).toHaveLength(1);
	await expect.poll(async () => (await client.executions(id))[0]?.status, { timeout: SERVER_MS }).toBe('waiting');
	expect(textsIn(simulator), 'the tool waits').not.toContain('deployed api');
	const answer = await page.context().newPage();
	await answer.goto(linksIn(simulator)[0] ?? '');
	await expect(answer.getByText('An AI agent wants to run this tool')).toBeVisible();
	await answer.getByRole('button', { name: 'Approve' }).click();
	await expect(answer.getByText('was recorded')).toBeVisible();
	await waitForSuccess(page, ['Agent']);
	expect(textsIn(simulator)).toContain('deployed api');
}

/** Where the buttons of questions lead. */
function linksIn(simulator: Stage['simulator']): readonly string[] {
	return [...textsIn(simulator).matchAll(/"url":"([^"]+webhook-waiting[^"]+)"/g)].map(([, url = '']) => url);
}

function textsIn({ store }: Stage['simulator']): string {
	return JSON.stringify(store.state().messages);
}

/** An agent whose tool posts a message, with nobody between them yet. Returns the id of the workflow. */
async function agentWithTool({ client, simulator }: Stage, model: ChatModel): Promise<string> {
	const { path } = simulator.actions.createIncoming({
		channel: 'Platform/General',
		name: 'n8n',
		kind: 'workflows',
		access: 'anyone',
		schema: false,
		confirms: false,
	});
	const channel = await client.createCredential(
		'Teams channel',
		'teamsIncomingWebhookApi',
		incomingCredential(`${simulator.baseUrl}${path}`),
	);
	const openAi = await client.createCredential('Model', 'openAiApi', { apiKey: 'none', url: model.baseUrl });
	const node = (
		name: string,
		type: string,
		typeVersion: number,
		position: readonly number[],
		parameters: object,
		credentials = {},
	) => ({
		id: name,
		name,
		type,
		typeVersion,
		position,
		parameters,
		credentials,
	});
	const to = (target: string, type: string) => ({ [type]: [[{ node: target, type, index: 0 }]] });
	const { id } = await client.request<{ id: string }>('POST', '/rest/workflows', {
		name: 'Agent that deploys',
		nodes: [
			node('Start', 'n8n-nodes-base.manualTrigger', 1, [0, 0], {}),
			node('Agent', '@n8n/n8n-nodes-langchain.agent', 3.1, [300, 0], {
				promptType: 'define',
				text: 'Deploy api.',
				options: {},
			}),
			node(
				'Model',
				'@n8n/n8n-nodes-langchain.lmChatOpenAi',
				1.3,
				[200, 300],
				{ model: { __rl: true, mode: 'id', value: 'stub' }, responsesApiEnabled: false, options: {} },
				{ openAiApi: openAi },
			),
			node(
				'deploy',
				`${ACTION_TYPE}Tool`,
				1,
				[600, 400],
				{
					descriptionType: 'manual',
					toolDescription: 'Deploys a service',
					text: "=deployed {{ $fromAI('service', 'the service', 'string') }}",
				},
				{ teamsIncomingWebhookApi: channel },
			),
		],
		connections: { Start: to('Agent', 'main'), Model: to('Agent', 'ai_languageModel'), deploy: to('Agent', 'ai_tool') },
		settings: { executionOrder: 'v1' },
	});
	return id;
}
