import type { Page } from 'playwright-core';
import type { WorkflowFile } from '../../../scripts/lib/n8n-client';
import type { Desk } from './desk';

import { ACTION_TYPE } from '../../../scripts/lib/demo';
import { close, expectSame, picture } from './desk';

/** What the panels of the MessageCard's form and of the connector app show, and what they give when they are run by clicking. */
export const MESSAGE_CARD_CHECKS: ReadonlyArray<readonly [string, (desk: Desk) => Promise<void>]> = [
	['MessageCard form for Outlook', showsMessageCardForm],
	['Connector app', buildsConnectorApp],
];

async function showsMessageCardForm(desk: Desk): Promise<void> {
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
	await openNode(desk, {
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
	await picture(desk.page, 'message-card-form');
	await run(desk.page);
	expectSame(String((await desk.page.getByText('preview.md').count()) > 0), 'true');
	await picture(desk.page, 'message-card-email');
	await close(desk.page);
}

async function buildsConnectorApp(desk: Desk): Promise<void> {
	await openNode(desk, {
		resource: 'connectorApp',
		operation: 'build',
		configurationUrl: 'https://n8n.example.com/webhook/teams-connector',
		appShortName: 'Example feed',
		appShortDescription: 'Posts events.',
		developerName: 'Example Ltd',
		developerWebsite: 'https://example.com',
	});
	expectSame(String(await desk.page.getByText('Connect to Microsoft Teams').count()), '0');
	await picture(desk.page, 'connector-app');
	await run(desk.page);
	expectSame(String((await desk.page.getByText('example-feed.zip').count()) > 0), 'true');
	await picture(desk.page, 'connector-app-built');
	await close(desk.page);
}

/** A workflow of a start and our action, whose panel is open. */
async function openNode({ client, page }: Desk, parameters: Record<string, unknown>): Promise<void> {
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
	await page.locator('[data-test-id="canvas-node"][data-node-name="Card"]').dblclick();
	await page.getByTestId('ndv').waitFor({ timeout: 15_000 });
}

async function run(page: Page): Promise<void> {
	await page.getByTestId('node-execute-button').first().click();
	await page.getByText('1 item').first().waitFor({ timeout: 20_000 });
}
