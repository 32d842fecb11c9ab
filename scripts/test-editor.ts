import type { Page } from 'playwright-core';
import type { N8nClient, WorkflowFile } from './lib/n8n-client';

import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import { mention } from '../simulator/outgoing';
import { DEFAULT_N8N_VERSION, ensureN8n, ensureNode } from './lib/cache';
import { openEditor } from './lib/chromium';
import { ACTION_TYPE, newSecurityToken, TRIGGER_TYPE } from './lib/demo';
import { N8nClient as Client } from './lib/n8n-client';
import { startN8n } from './lib/n8n-process';
import { installInto, ROOT } from './lib/package';
import { say, step, StepError } from './lib/steps';

/** Where the pictures go. */
const PICTURES = join(ROOT, '.build', 'editor');

const NAMES = ['deploy', 'status', 'rollback'];

/** Output and node, as the workflows begin. */
const WIRED = 'Other messages → -, deploy → deploy, status → status, rollback → rollback';

/** Everything one check needs. */
interface Desk {
	readonly client: N8nClient;
	readonly page: Page;
	readonly credential: { readonly id: string; readonly name: string };
	readonly securityToken: string;
}

/**
 * Drives n8n's editor in Chromium: what deleting, moving and adding commands does to wires, the panels of both nodes,
 * and "Listen for test event". Fails where the editor does something else than the documentation says; leaves pictures
 * in `.build/editor`.
 */
async function main(): Promise<void> {
	const node = await ensureNode();
	const installation = await ensureN8n(DEFAULT_N8N_VERSION, node);
	const userFolder = await mkdtemp(join(tmpdir(), 'teams-webhooks-editor-'));
	await mkdir(PICTURES, { recursive: true });
	await installInto(userFolder, node);
	const n8n = await step('Starting n8n', async () => await startN8n({ installation, userFolder }));
	const client = new Client(n8n.baseUrl);
	await client.signUp();
	const securityToken = newSecurityToken();
	const credential = await client.createCredential('Teams', 'teamsOutgoingWebhookApi', { label: 'ops', securityToken });
	try {
		for (const [title, check] of CHECKS) {
			const editor = await openEditor(client, { width: 1500, height: 2600 });
			try {
				await step(title, async () => await check({ client, page: editor.page, credential, securityToken }));
			} catch (error) {
				await editor.page.screenshot({ path: join(PICTURES, 'failed.png') });
				throw error;
			} finally {
				await editor.close();
			}
		}
	} finally {
		await n8n.stop();
		await rm(userFolder, { recursive: true, force: true });
	}
}

const CHECKS: ReadonlyArray<readonly [string, (desk: Desk) => Promise<void>]> = [
	['Canvas: outputs carry the names of the commands', showsNames],
	['Deleting the second of three commands', async (desk) => await checkWires(desk, 'delete', deleteSecond, 'Other messages → -, deploy → deploy, rollback → status, (no output) → -')],
	['Adding a command at the end', async (desk) => await checkWires(desk, 'add', addOne, `${WIRED}, purge → -`)],
	['Moving the last command up', async (desk) => await checkWires(desk, 'move', moveLastUp, 'Other messages → -, deploy → deploy, rollback → status, status → rollback')],
	['Disabling the trigger and enabling it again', async (desk) => await checkWires(desk, 'disable', disableTwice, WIRED)],
	['Panels of trigger and action', showsPanels],
	['Listen for test event', listens],
];

async function showsNames(desk: Desk): Promise<void> {
	await openWorkflow(desk, 'names');
	for (const name of ['Other messages', ...NAMES]) await desk.page.getByText(name, { exact: true }).first().waitFor({ timeout: 10_000, state: 'attached' });
	await picture(desk.page, 'canvas');
}

/** Changes the commands in the editor and compares which node each output then leads to: what docs/commands.md says. */
async function checkWires(desk: Desk, name: string, change: (page: Page) => Promise<void>, expected: string): Promise<void> {
	const id = await openWorkflow(desk, name);
	expectSame(await wires(desk.client, id), WIRED);
	await change(desk.page);
	await desk.page.waitForTimeout(4_000);
	await picture(desk.page, name);
	const after = await wires(desk.client, id);
	say(`  ${after}`);
	expectSame(after, expected);
}

function expectSame(actual: string, expected: string): void {
	if (actual !== expected) throw new StepError(`The editor gave "${actual}", not "${expected}".`, 'If n8n behaves differently now, correct docs/commands.md and this check.');
}

async function deleteSecond(page: Page): Promise<void> {
	await openTrigger(page);
	await page.getByTestId('fixed-collection-delete').nth(1).dispatchEvent('click');
	await close(page);
}

async function addOne(page: Page): Promise<void> {
	await openTrigger(page);
	await page.getByTestId('fixed-collection-add').click();
	await page.getByTestId('parameter-input-name').last().locator('input').fill('purge');
	await page.keyboard.press('Tab');
	await close(page);
}

async function moveLastUp(page: Page): Promise<void> {
	await openTrigger(page);
	const handles = page.locator('.drag-handle');
	const from = await handles.last().boundingBox();
	const to = await handles.nth(-2).boundingBox();
	if (from === null || to === null) throw new Error('the commands have no handles');
	await page.mouse.move(from.x + 6, from.y + 6);
	await page.mouse.down();
	await page.waitForTimeout(200);
	for (let move = 1; move <= 20; move += 1) await page.mouse.move(from.x + 6, from.y + 6 + ((to.y - 20 - from.y) * move) / 20);
	await page.waitForTimeout(400);
	await page.mouse.up();
	await page.waitForTimeout(500);
	await close(page);
}

async function disableTwice(page: Page): Promise<void> {
	await page.locator('[data-test-id="canvas-node"][data-node-name="Trigger"]').click();
	await page.keyboard.press('d');
	await page.waitForTimeout(1_500);
	await page.keyboard.press('d');
}

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
	const reply = await mention(`${desk.client.baseUrl}/webhook-test/listen`, desk.securityToken, { webhookName: 'n8n', text: 'status api', atMs: Date.now() });
	say(`  reply to the test event: ${reply.status} ${reply.shown}`);
	// "Execute step" runs the trigger alone, so nothing replies.
	expectSame(`${reply.status} ${reply.shown}`, '200 The workflow ended without an answer.');
	await desk.page.getByText('Status Branch (1 item)').waitFor();
	await picture(desk.page, 'listened');
}

/** A new workflow with three commands, each wired to a node of its name. */
async function openWorkflow({ client, page, credential }: Desk, name: string): Promise<string> {
	const values = NAMES.map((command) => ({ name: command }));
	const trigger = { id: 't', name: 'Trigger', type: TRIGGER_TYPE, typeVersion: 1.1, position: [0, 0], webhookId: `${name}-hook`, parameters: { path: name, commands: { values } }, credentials: { teamsOutgoingWebhookApi: credential } };
	const replies = NAMES.map((command, index) => ({ id: command, name: command, type: ACTION_TYPE, typeVersion: 1, position: [400, index * 200], parameters: { operation: 'reply', text: `this is ${command}` } }));
	const main = [[], ...NAMES.map((command) => [{ node: command, type: 'main', index: 0 }])];
	const nodes = [trigger, ...replies] as unknown as WorkflowFile['nodes'];
	const { id } = await client.request<{ id: string }>('POST', '/rest/workflows', { name, nodes, connections: { Trigger: { main } }, settings: { executionOrder: 'v1' } });
	await page.goto(`${client.baseUrl}/workflow/${id}`);
	await page.getByTestId('canvas-node').first().waitFor({ timeout: 30_000 });
	await page.waitForTimeout(1_000);
	return id;
}

async function openTrigger(page: Page): Promise<void> {
	await page.locator('[data-test-id="canvas-node"][data-node-name="Trigger"]').dblclick();
	await page.getByTestId('ndv').waitFor({ timeout: 15_000 });
	await page.waitForTimeout(500);
}

async function close(page: Page): Promise<void> {
	await page.keyboard.press('Escape');
	await page.waitForTimeout(500);
}

async function wires(client: N8nClient, id: string): Promise<string> {
	const { nodes, connections } = await client.request<{ nodes: Array<{ name: string; parameters: { commands?: { values?: Array<{ name: string }> } } }>; connections: Record<string, { main: Array<Array<{ node: string }> | null> }> }>('GET', `/rest/workflows/${id}`);
	const commands = ['Other messages', ...(nodes.find(({ name }) => name === 'Trigger')?.parameters.commands?.values ?? []).map(({ name }) => name)];
	const main = connections.Trigger?.main ?? [];
	const outputs = Math.max(commands.length, main.length);
	return Array.from({ length: outputs }, (_, index) => `${commands[index] ?? '(no output)'} → ${(main[index] ?? []).map(({ node }) => node).join('+') || '-'}`).join(', ');
}

async function picture(page: Page, name: string): Promise<void> {
	await delay(300);
	await page.screenshot({ path: join(PICTURES, `${name}.png`) });
}

main().catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
