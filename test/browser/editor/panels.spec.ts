import type { WorkflowFile } from '../../../scripts/lib/n8n-client';

import { expect } from '@playwright/test';

import { mention } from '../../../simulator/outgoing';
import { ACTION_TYPE } from '../../../scripts/lib/demo';
import { closePanel } from '../../../scripts/lib/editor/actions';
import { test } from './fixtures';
import { expectFields, fieldsFromTop, openNode, openWorkflow } from './workflows';

test('Panels of trigger and action', async ({ stage }) => {
	const { page } = stage;
	await openWorkflow(stage, 'panels');
	await openNode(page, 'Trigger');
	await expect(page.getByTestId('parameter-input-path')).toBeVisible();
	await closePanel(page);
	await openNode(page, 'status');
	await expectFields(page, ['resource', 'operation', 'lateReply', 'content', 'items', 'text']);
	expect(await fieldsFromTop(page.getByTestId('node-parameters'))).toEqual([
		'resource',
		'operation',
		'content',
		'items',
		'text',
		'lateReply',
		'actionStatus',
	]);
});

test('The trigger listens for a test event', async ({ stage }) => {
	const { client, page, securityToken } = stage;
	await openWorkflow(stage, 'listen');
	await openNode(page, 'Trigger');
	await page.getByTestId('trigger-execute-button').first().click();
	const url = `${client.baseUrl}/webhook-test/listen`;
	const ask = async () =>
		await mention(url, securityToken, { webhookName: 'n8n', text: 'status api', atMs: Date.now() });
	// Until n8n listens, it answers that there is no such webhook. "Execute step" runs the trigger alone, so nothing replies.
	const answer = async () => {
		const { status, shown } = await ask();
		return `${status} ${shown}`;
	};
	await expect.poll(answer).toBe('200 The workflow gave no answer.');
	await expect(page.getByText('Status Branch (1 item)')).toBeVisible();
});

/** The action with a form that is filled in, sent and checked: only Send asks for a credential, which n8n shows in place of `authentication`. */
test('Form of a card', async ({ stage: { client, page } }) => {
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
	const form = ['content', 'items', 'title', 'text', 'color', 'factsFrom'];
	await openNode(page, 'Send');
	await expectFields(page, ['resource', 'operation', ...form]);
	await expect(page.getByText('Connect to Microsoft Teams')).toHaveCount(1);
	await closePanel(page);
	await openNode(page, 'Check');
	await expectFields(page, ['resource', 'operation', 'target', ...form]);
	await expect(page.getByText('Connect to Microsoft Teams')).toHaveCount(0);
});
