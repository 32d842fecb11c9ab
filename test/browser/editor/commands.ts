import type { Page } from 'playwright-core';
import type { N8nClient } from '../../../scripts/lib/n8n-client';
import type { Desk } from './desk';

import { say } from '../../../scripts/lib/steps';
import { close, expectSame, NAMES, openTrigger, openWorkflow, picture } from './desk';

/** Output and node, as the workflows begin. */
const WIRED = 'Other messages → -, deploy → deploy, status → status, rollback → rollback';

/** What the editor does to the wires of a trigger with commands (docs/commands.md). */
export const COMMAND_CHECKS: ReadonlyArray<readonly [string, (desk: Desk) => Promise<void>]> = [
	['Canvas: outputs carry the names of the commands', showsNames],
	[
		'Deleting the second of three commands',
		async (desk) =>
			await checkWires(
				desk,
				'delete',
				deleteSecond,
				'Other messages → -, deploy → deploy, rollback → status, (no output) → -',
			),
	],
	['Adding a command at the end', async (desk) => await checkWires(desk, 'add', addOne, `${WIRED}, purge → -`)],
	[
		'Moving the last command up',
		async (desk) =>
			await checkWires(
				desk,
				'move',
				moveLastUp,
				'Other messages → -, deploy → deploy, rollback → status, status → rollback',
			),
	],
	[
		'Disabling the trigger and enabling it again',
		async (desk) => await checkWires(desk, 'disable', disableTwice, WIRED),
	],
];

async function showsNames(desk: Desk): Promise<void> {
	await openWorkflow(desk, 'names');
	for (const name of ['Other messages', ...NAMES])
		await desk.page.getByText(name, { exact: true }).first().waitFor({ timeout: 10_000, state: 'attached' });
	await picture(desk.page, 'canvas');
}

/** Changes the commands in the editor and compares which node each output then leads to: what docs/commands.md says. */
async function checkWires(
	desk: Desk,
	name: string,
	change: (page: Page) => Promise<void>,
	expected: string,
): Promise<void> {
	const id = await openWorkflow(desk, name);
	expectSame(await wires(desk.client, id), WIRED);
	await change(desk.page);
	await desk.page.waitForTimeout(4_000);
	await picture(desk.page, name);
	const after = await wires(desk.client, id);
	say(`  ${after}`);
	expectSame(after, expected);
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
	for (let move = 1; move <= 20; move += 1)
		await page.mouse.move(from.x + 6, from.y + 6 + ((to.y - 20 - from.y) * move) / 20);
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

async function wires(client: N8nClient, id: string): Promise<string> {
	const { nodes, connections } = await client.request<{
		nodes: Array<{ name: string; parameters: { commands?: { values?: Array<{ name: string }> } } }>;
		connections: Record<string, { main: Array<Array<{ node: string }> | null> }>;
	}>('GET', `/rest/workflows/${id}`);
	const commands = [
		'Other messages',
		...(nodes.find(({ name }) => name === 'Trigger')?.parameters.commands?.values ?? []).map(({ name }) => name),
	];
	const main = connections.Trigger?.main ?? [];
	const outputs = Math.max(commands.length, main.length);
	return Array.from(
		{ length: outputs },
		(_, index) =>
			`${commands[index] ?? '(no output)'} → ${(main[index] ?? []).map(({ node }) => node).join('+') || '-'}`,
	).join(', ');
}
