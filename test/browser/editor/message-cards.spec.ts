import type { Page } from '@playwright/test';
import type { WorkflowFile } from '../../../scripts/lib/n8n-client';
import type { Stage } from './fixtures';

import { expect } from '@playwright/test';

import { ACTION_TYPE } from '../../../scripts/lib/demo';
import { test } from './fixtures';
import { openNode } from './workflows';

/** Runs the form of a MessageCard by clicking, after which the email can be viewed. */
test('MessageCard form for Outlook', async ({ stage }) => {
	const actions = {
		values: [
			{
				kind: 'HttpPOST',
				name: 'Decline',
				url: 'https://example.com/decline',
				bodyFrom: 'inputs',
				fields: { values: [{ name: 'request', value: '88' }] },
				inputs: { values: [{ id: 'reason', title: 'Reason' }] },
			},
		],
	};
	const sections = { values: [{ activityTitle: 'Ada', facts: { values: [{ name: 'From', value: '2 Nov' }] } }] };
	await openCard(stage, {
		resource: 'card',
		operation: 'validate',
		target: 'outlook',
		content: 'messageCard',
		messageCardFrom: 'form',
		title: 'Leave 88',
		sections,
		messageCardActions: actions,
		messageCardEmail: { originator: 'x' },
	});
	await run(stage.page);
	await expect(stage.page.getByText('preview.md').first()).toBeVisible();
});

test('Connector app', async ({ stage }) => {
	await openCard(stage, {
		resource: 'connectorApp',
		operation: 'build',
		configurationUrl: 'https://n8n.example.com/webhook/teams-connector',
		appShortName: 'Example feed',
		appShortDescription: 'Posts events.',
		developerName: 'Example Ltd',
		developerWebsite: 'https://example.com',
	});
	await expect(stage.page.getByText('Connect to Microsoft Teams')).toHaveCount(0);
	await run(stage.page);
	await expect(stage.page.getByText('example-feed.zip').first()).toBeVisible();
});

/** A workflow of a start and our action, whose panel is open. */
async function openCard({ client, page }: Stage, parameters: Record<string, unknown>): Promise<void> {
	const start = {
		id: 's',
		name: 'Start',
		type: 'n8n-nodes-base.manualTrigger',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
	};
	const node = { id: 'c', name: 'Card', type: ACTION_TYPE, typeVersion: 1, position: [300, 0], parameters };
	const { id } = await client.request<{ id: string }>('POST', '/rest/workflows', {
		name: 'message-card',
		nodes: [start, node] as unknown as WorkflowFile['nodes'],
		connections: { Start: { main: [[{ node: 'Card', type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1' },
	});
	await page.goto(`${client.baseUrl}/workflow/${id}`);
	await openNode(page, 'Card');
}

async function run(page: Page): Promise<void> {
	await page.getByTestId('node-execute-button').first().click();
	await expect(page.getByText('1 item').first()).toBeVisible();
}
