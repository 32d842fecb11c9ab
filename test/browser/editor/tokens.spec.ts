import type { WorkflowFile } from '../../../scripts/lib/n8n-client';

import { expect } from '@playwright/test';

import { mention } from '../../../simulator/outgoing';
import { ACTION_TYPE, newSecurityToken, TRIGGER_TYPE } from '../../../scripts/lib/demo';
import { test } from './fixtures';
import { openNode } from './workflows';

/** Clears the second of three tokens in the credential's dialog: it, and only it, is refused from the next request on. */
test('Removing one of three tokens', async ({ stage: { client, page } }) => {
	const tokens = [newSecurityToken(), newSecurityToken(), newSecurityToken()] as const;
	const credential = await client.createCredential('Three', 'teamsOutgoingWebhookApi', {
		label: 'one',
		securityToken: tokens[0],
		label2: 'two',
		securityToken2: tokens[1],
		label3: 'three',
		securityToken3: tokens[2],
	});
	const trigger = {
		id: 't',
		name: 'Trigger',
		type: TRIGGER_TYPE,
		typeVersion: 1.1,
		position: [0, 0],
		webhookId: 'tokens-hook',
		parameters: { path: 'tokens' },
	};
	const reply = {
		id: 'r',
		name: 'Reply',
		type: ACTION_TYPE,
		typeVersion: 1,
		position: [300, 0],
		parameters: { operation: 'reply', text: '={{ $json.token.label }}' },
	};
	const workflow = {
		name: 'tokens',
		nodes: [trigger, reply] as unknown as WorkflowFile['nodes'],
		connections: { Trigger: { main: [[{ node: 'Reply', type: 'main', index: 0 }]] } },
	};
	const { id } = await client.publish(workflow, { [TRIGGER_TYPE]: { teamsOutgoingWebhookApi: credential } });
	const ask = async (atMs: number) => {
		const replies: string[] = [];
		for (const token of tokens)
			replies.push(
				String(
					(
						await mention(`${client.baseUrl}/webhook/tokens`, token, {
							webhookName: 'n8n',
							text: 'hi',
							atMs: atMs + replies.length,
						})
					).status,
				),
			);
		return replies.join(' ');
	};
	expect(await ask(Date.now())).toBe('200 200 200');
	await page.goto(`${client.baseUrl}/workflow/${id}`);
	await openNode(page, 'Trigger');
	await page.getByTestId('credential-edit-button').click();
	for (const field of ['label2', 'securityToken2'])
		await page.getByTestId(`parameter-input-${field}`).locator('input').fill('');
	await page.getByTestId('credential-save-button').click();
	await expect.poll(() => ask(Date.now())).toBe('200 401 200');
});
