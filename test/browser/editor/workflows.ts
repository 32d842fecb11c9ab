import type { Locator, Page } from '@playwright/test';
import type { WorkflowFile } from '../../../scripts/lib/n8n-client';
import type { Stage } from './fixtures';

import { expect } from '@playwright/test';

import { ACTION_TYPE, TRIGGER_TYPE } from '../../../scripts/lib/demo';

/** The commands of the workflow that {@link openWorkflow} makes. */
export const NAMES = ['deploy', 'status', 'rollback'];

/** A new workflow with three commands, each wired to a node of its name. */
export async function openWorkflow({ client, page, securityToken }: Stage, name: string): Promise<string> {
	const credential = await client.createCredential('Teams', 'teamsOutgoingWebhookApi', { label: 'ops', securityToken });
	const values = NAMES.map((command) => ({ name: command }));
	const trigger = {
		id: 't',
		name: 'Trigger',
		type: TRIGGER_TYPE,
		typeVersion: 1.1,
		position: [0, 0],
		webhookId: `${name}-hook`,
		parameters: { path: name, commands: { values } },
		credentials: { teamsOutgoingWebhookApi: credential },
	};
	const replies = NAMES.map((command, index) => ({
		id: command,
		name: command,
		type: ACTION_TYPE,
		typeVersion: 1,
		position: [400, index * 200],
		parameters: { operation: 'reply', text: `this is ${command}` },
	}));
	const main = [[], ...NAMES.map((command) => [{ node: command, type: 'main', index: 0 }])];
	const nodes = [trigger, ...replies] as unknown as WorkflowFile['nodes'];
	const { id } = await client.request<{ id: string }>('POST', '/rest/workflows', {
		name,
		nodes,
		connections: { Trigger: { main } },
		settings: { executionOrder: 'v1' },
	});
	await page.goto(`${client.baseUrl}/workflow/${id}`);
	await expect(page.getByTestId('canvas-node')).toHaveCount(nodes.length);
	return id;
}

/** Opens the panel of a node. */
export async function openNode(page: Page, name: string): Promise<void> {
	await page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`).dblclick();
	await expect(page.getByTestId('node-parameters')).toBeVisible();
}

/** The single fields that a panel can show, in order. */
const FIELDS = [
	'resource',
	'operation',
	'lateReply',
	'authentication',
	'destination',
	'subject',
	'sendTest',
	'target',
	'content',
	'items',
	'title',
	'text',
	'color',
	'layout',
	'factsFrom',
];

/** Waits until the open panel shows exactly these single fields. */
export async function expectFields(page: Page, names: readonly string[]): Promise<void> {
	const shown = async () => {
		const counts = await Promise.all(
			FIELDS.map(async (field) => await page.getByTestId(`parameter-input-${field}`).count()),
		);
		return FIELDS.filter((_, index) => (counts[index] ?? 0) > 0);
	};
	await expect.poll(shown, { message: 'the fields of the panel' }).toEqual(names);
}

/** What n8n calls the input inside a field. */
const INNER = 'field';

/** The single fields that a panel or a dialog shows, from top to bottom. */
export async function fieldsFromTop(within: Locator): Promise<readonly string[]> {
	const names = await within
		.locator('[data-test-id^="parameter-input-"]:visible')
		.evaluateAll((elements: ReadonlyArray<{ readonly dataset: Readonly<Record<string, string>> }>) =>
			elements.map(({ dataset }) => (dataset.testId ?? '').slice('parameter-input-'.length)),
		);
	return names.filter((name) => name !== INNER);
}
