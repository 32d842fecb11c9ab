import type { Locator, Page } from '@playwright/test';
import type { N8nClient } from '../../../scripts/lib/n8n-client';
import type { Stage } from './fixtures';

import { expect } from '@playwright/test';

import { closePanel } from '../../../scripts/lib/editor/actions';
import { test } from './fixtures';
import { NAMES, openNode, openWorkflow } from './workflows';

/** Each output and the node it leads to, as the workflows begin. */
const WIRED = 'Other messages → -, deploy → deploy, status → status, rollback → rollback';

/** What the editor does to the wires of a trigger with commands (docs/commands.md). */
const CHANGES: ReadonlyArray<{
	readonly title: string;
	readonly change: (stage: Stage, workflowId: string) => Promise<void>;
	readonly becomes: string;
}> = [
	{
		title: 'Deleting the second of three commands',
		change: deleteSecond,
		becomes: 'Other messages → -, deploy → deploy, rollback → status, (no output) → -',
	},
	{ title: 'Adding a command at the end', change: addOne, becomes: `${WIRED}, purge → -` },
	{
		title: 'Moving the last command up',
		change: moveLastUp,
		becomes: 'Other messages → -, deploy → deploy, rollback → status, status → rollback',
	},
	{ title: 'Disabling the trigger and enabling it again', change: disableTwice, becomes: WIRED },
];

test('Canvas: outputs carry the names of the commands', async ({ stage }) => {
	await openWorkflow(stage, 'names');
	for (const name of ['Other messages', ...NAMES])
		await expect(stage.page.getByText(name, { exact: true }).first()).toBeAttached();
});

for (const { title, change, becomes } of CHANGES) {
	test(title, async ({ stage }) => {
		const id = await openWorkflow(stage, 'commands');
		expect(await wires(stage.client, id)).toBe(WIRED);
		await change(stage, id);
		await expect.poll(() => wires(stage.client, id), { message: 'the wires that n8n has saved' }).toBe(becomes);
	});
}

async function deleteSecond({ page }: Stage): Promise<void> {
	await openNode(page, 'Trigger');
	await page.getByTestId('fixed-collection-delete').nth(1).dispatchEvent('click');
	await expect(commandNames(page)).toHaveCount(2);
	await closePanel(page);
}

async function addOne({ page }: Stage): Promise<void> {
	await openNode(page, 'Trigger');
	await page.getByTestId('fixed-collection-add').click();
	await commandNames(page).last().fill('purge');
	await page.keyboard.press('Tab');
	await closePanel(page);
}

async function moveLastUp({ page }: Stage): Promise<void> {
	await openNode(page, 'Trigger');
	const handles = page.locator('.drag-handle');
	const from = await handles.last().boundingBox();
	const to = await handles.nth(-2).boundingBox();
	if (from === null || to === null) throw new Error('the commands have no handles');
	await page.mouse.move(from.x + 6, from.y + 6);
	await page.mouse.down();
	await page.mouse.move(from.x + 6, to.y - 14, { steps: 20 });
	// The list shows the new order before the mouse button is released.
	await expect(commandNames(page).nth(1)).toHaveValue('rollback');
	await page.mouse.up();
	await closePanel(page);
}

async function disableTwice({ client, page }: Stage, workflowId: string): Promise<void> {
	const isDisabled = async () => {
		const { nodes } = await client.request<{ nodes: ReadonlyArray<{ name: string; disabled?: boolean }> }>(
			'GET',
			`/rest/workflows/${workflowId}`,
		);
		return nodes.find(({ name }) => name === 'Trigger')?.disabled === true;
	};
	await page.locator('[data-test-id="canvas-node"][data-node-name="Trigger"]').click();
	await page.keyboard.press('d');
	await expect.poll(isDisabled).toBe(true);
	await page.keyboard.press('d');
	await expect.poll(isDisabled).toBe(false);
}

function commandNames(page: Page): Locator {
	return page.getByTestId('parameter-input-name').locator('input');
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
