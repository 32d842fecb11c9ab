import type { Page } from 'playwright-core';
import type { Simulator } from '../../../simulator/simulator';
import type { N8nClient, WorkflowFile } from '../../../scripts/lib/n8n-client';

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import { ACTION_TYPE, TRIGGER_TYPE } from '../../../scripts/lib/demo';
import { ROOT } from '../../../scripts/lib/package';
import { StepError } from '../../../scripts/lib/steps';
import { smallPng } from '../../../scripts/render/small-png';

/** Where the pictures go. */
export const PICTURES = join(ROOT, '.build', 'editor');

const DOCS_PICTURES = join(ROOT, 'docs', 'images');

/** Chosen: pictures are part of the repository and of a page people load. */
const PICTURE_MAX_BYTES = 150_000;

/** The commands of the workflow that {@link openWorkflow} makes. */
export const NAMES = ['deploy', 'status', 'rollback'];

/** Everything one check needs. */
export interface Desk {
	readonly client: N8nClient;
	readonly page: Page;
	readonly securityToken: string;
	/** The Teams side. */
	readonly simulator: Simulator;
}

/** Fails where the editor, or n8n behind it, does something else than the documentation says. */
export function expectSame(actual: string, expected: string): void {
	if (actual !== expected)
		throw new StepError(
			`The editor gave "${actual}", not "${expected}".`,
			'If n8n behaves differently now, correct docs/commands.md and this check.',
		);
}

/** A new workflow with three commands, each wired to a node of its name. */
export async function openWorkflow({ client, page, securityToken }: Desk, name: string): Promise<string> {
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
	await page.getByTestId('canvas-node').first().waitFor({ timeout: 30_000 });
	await page.waitForTimeout(1_000);
	return id;
}

/** Opens the panel of the node named Trigger. */
export async function openTrigger(page: Page): Promise<void> {
	await page.locator('[data-test-id="canvas-node"][data-node-name="Trigger"]').dblclick();
	await page.getByTestId('ndv').waitFor({ timeout: 15_000 });
	await page.waitForTimeout(500);
}

/** Opens the panel of a node. */
export async function openNode(page: Page, name: string): Promise<void> {
	await page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`).dblclick();
	await page.getByTestId('ndv').waitFor({ timeout: 15_000 });
	await page.waitForTimeout(1_000);
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

/** The names of the single fields in the open panel. */
export async function fieldsOf(page: Page): Promise<string> {
	const shown: string[] = [];
	for (const field of FIELDS) if ((await page.getByTestId(`parameter-input-${field}`).count()) > 0) shown.push(field);
	return shown.join(', ');
}

/** Closes the panel. */
export async function close(page: Page): Promise<void> {
	await page.keyboard.press('Escape');
	await page.waitForTimeout(500);
}

/** Leaves a picture of the page. */
export async function picture(page: Page, name: string): Promise<void> {
	await delay(300);
	await page.screenshot({ path: join(PICTURES, `${name}.png`) });
}

/** Leaves a picture for the documentation: a part of the page, without what changes from run to run. */
export async function docsPicture(
	page: Page,
	name: string,
	clip: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
): Promise<void> {
	await page.mouse.move(0, 0);
	await page
		.locator('.webhook-url')
		.evaluateAll((urls: Array<{ textContent: string }>) =>
			urls.forEach((url) => (url.textContent = 'https://n8n.example.com/webhook/first')),
		);
	const png = smallPng(await page.screenshot({ clip, animations: 'disabled', caret: 'hide' }));
	if (png.length > PICTURE_MAX_BYTES)
		throw new StepError(`docs/images/editor-${name}.png has ${png.length} bytes.`, 'Take a smaller part of the page.');
	await writeFile(join(DOCS_PICTURES, `editor-${name}.png`), png);
}
