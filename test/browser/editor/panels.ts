import type { Page } from 'playwright-core';
import type { WorkflowFile } from '../../../scripts/lib/n8n-client';
import type { Desk } from './desk';

import { mention } from '../../../simulator/outgoing';
import { ACTION_TYPE } from '../../../scripts/lib/demo';
import { say } from '../../../scripts/lib/steps';
import { close, expectSame, fieldsOf, openNode, openTrigger, openWorkflow, picture } from './desk';

/** What the panels of both nodes show. */
export const PANEL_CHECKS: ReadonlyArray<readonly [string, (desk: Desk) => Promise<void>]> = [
	['Panels of trigger and action', showsPanels],
	['The trigger listens for a test event', listens],
	['Form of a card', showsCardForm],
];

async function showsPanels(desk: Desk): Promise<void> {
	await openWorkflow(desk, 'panels');
	await openTrigger(desk.page);
	await picture(desk.page, 'trigger');
	await close(desk.page);
	await desk.page.locator('[data-test-id="canvas-node"][data-node-name="status"]').dblclick();
	await desk.page.getByTestId('ndv').waitFor();
	await picture(desk.page, 'reply');
}

async function listens(desk: Desk): Promise<void> {
	await openWorkflow(desk, 'listen');
	await openTrigger(desk.page);
	await desk.page.getByTestId('trigger-execute-button').first().click();
	await desk.page.waitForTimeout(2_000);
	await picture(desk.page, 'listening');
	const reply = await mention(`${desk.client.baseUrl}/webhook-test/listen`, desk.securityToken, {
		webhookName: 'n8n',
		text: 'status api',
		atMs: Date.now(),
	});
	say(`  reply to the test event: ${reply.status} ${reply.shown}`);
	// "Execute step" runs the trigger alone, so nothing replies.
	expectSame(`${reply.status} ${reply.shown}`, '200 The workflow ended without an answer.');
	await desk.page.getByText('Status Branch (1 item)').waitFor();
	await picture(desk.page, 'listened');
}

/** The action with a form that is filled in, sent and checked: only Send asks for a credential, which n8n shows in place of `authentication`. */
async function showsCardForm({ client, page }: Desk): Promise<void> {
	const parameters = {
		content: 'card',
		title: 'Build 4711',
		text: 'is live',
		facts: { values: [{ title: 'Branch', value: 'main' }] },
		buttons: { values: [{ title: 'Open', url: 'https://example.com' }] },
		mentions: { values: [{ name: 'Ada', id: 'ada@example.com' }] },
	};
	const start = {
		id: 's',
		name: 'Start',
		type: 'n8n-nodes-base.manualTrigger',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
	};
	const send = { id: 'c', name: 'Send', type: ACTION_TYPE, typeVersion: 1, position: [300, 0], parameters };
	const check = {
		id: 'v',
		name: 'Check',
		type: ACTION_TYPE,
		typeVersion: 1,
		position: [600, 0],
		parameters: { ...parameters, resource: 'card', operation: 'validate' },
	};
	const to = (node: string) => ({ main: [[{ node, type: 'main', index: 0 }]] });
	const { id } = await client.request<{ id: string }>('POST', '/rest/workflows', {
		name: 'card',
		nodes: [start, send, check] as unknown as WorkflowFile['nodes'],
		connections: {
			Start: {
				main: [
					[
						{ node: 'Send', type: 'main', index: 0 },
						{ node: 'Check', type: 'main', index: 0 },
					],
				],
			},
			Send: to('Check'),
		},
		settings: { executionOrder: 'v1' },
	});
	await page.goto(`${client.baseUrl}/workflow/${id}`);
	expectSame(await panelOf(page, 'Send'), 'resource, operation, content, items, title, text, color, factsFrom');
	expectSame(String(await page.getByText('Connect to Microsoft Teams').count()), '1');
	await picture(page, 'card-form');
	await close(page);
	expectSame(
		await panelOf(page, 'Check'),
		'resource, operation, target, content, items, title, text, color, factsFrom',
	);
	expectSame(String(await page.getByText('Connect to Microsoft Teams').count()), '0');
	await picture(page, 'card-validate');
}

async function panelOf(page: Page, name: string): Promise<string> {
	await openNode(page, name);
	return await fieldsOf(page);
}
