import type { WorkflowFile } from '../../../scripts/lib/n8n-client';

import { expect } from '@playwright/test';

import { ACTION_TYPE } from '../../../scripts/lib/demo';
import { closePanel } from '../../../scripts/lib/editor/actions';
import { test } from './fixtures';
import { expectFields, openNode } from './workflows';

/** Every option of a send, so that the picture shows them all. */
const OPTIONS = {
	maxAttempts: 3,
	maxWait: 60,
	pace: 'limits',
	retryUnclear: false,
	sendOnceKey: '={{ $json.id }}',
	timeout: 15,
};

/** The nodes to look at: their parameters, and the fields and the credential that the panel shows. */
const NODES: ReadonlyArray<{
	readonly name: string;
	readonly parameters: Record<string, unknown>;
	readonly fields: readonly string[];
	readonly offered: string;
}> = [
	{
		name: 'Options',
		parameters: { options: OPTIONS },
		fields: ['resource', 'operation', 'content', 'items', 'text'],
		offered: 'Connect to Microsoft Teams',
	},
	{
		name: 'Destinations',
		parameters: { authentication: 'destinations', destination: ['ops'] },
		fields: ['resource', 'operation', 'destination', 'content', 'items', 'text'],
		offered: 'Connect to Microsoft Teams',
	},
	{
		name: 'Sign in',
		parameters: { authentication: 'oAuth2' },
		fields: ['resource', 'operation', 'content', 'items', 'text'],
		offered: 'Connect to Microsoft Teams',
	},
	{
		name: 'Diagnose',
		parameters: { resource: 'webhook', operation: 'diagnose', options: { timeout: 15 } },
		fields: ['resource', 'operation', 'subject', 'sendTest'],
		offered: 'Connect to Microsoft Teams',
	},
	{
		name: 'Diagnose token',
		parameters: { resource: 'webhook', operation: 'diagnose', subject: 'securityToken' },
		fields: ['resource', 'operation', 'subject'],
		offered: 'Teams',
	},
];

test('Panels of sending and diagnosing', async ({ stage: { client, page } }) => {
	const start = {
		id: 's',
		name: 'Start',
		type: 'n8n-nodes-base.manualTrigger',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
	};
	const nodes = NODES.map(({ name, parameters }, index) => ({
		id: `n${index}`,
		name,
		type: ACTION_TYPE,
		typeVersion: 1,
		position: [300, index * 200],
		parameters: { text: 'hi', ...parameters },
	}));
	const main = [nodes.map(({ name }) => ({ node: name, type: 'main', index: 0 }))];
	const { id } = await client.request<{ id: string }>('POST', '/rest/workflows', {
		name: 'delivery',
		nodes: [start, ...nodes] as unknown as WorkflowFile['nodes'],
		connections: { Start: { main } },
		settings: { executionOrder: 'v1' },
	});
	await page.goto(`${client.baseUrl}/workflow/${id}`);
	for (const { name, fields, offered } of NODES) {
		await openNode(page, name);
		await expectFields(page, fields);
		await expect(page.getByTestId('node-parameters').getByText(offered).first()).toBeVisible();
		await closePanel(page);
	}
});
