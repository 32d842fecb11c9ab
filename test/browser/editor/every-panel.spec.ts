import type { INodeTypeDescription } from 'n8n-workflow';
import type { Page } from '@playwright/test';
import type { N8nClient, WorkflowFile } from '../../../scripts/lib/n8n-client';
import type { Stage } from './fixtures';
import type { NodePanels, Panel } from './panel-table';

import { expect } from '@playwright/test';

import { PACKAGE_NAME } from '../../../scripts/lib/package';
import { expanded, fieldNames } from './expanded';
import { PANELS } from './panel-table';
import { test } from './fixtures';
import { cutOffTexts, settled } from './readable';

/** The usual width of a window; n8n's panel is then 420 pixels wide. */
const WIDTH_PIXELS = 1500;

/** How long a test may take before its first panel, and for each panel with its lists, on a busy machine. */
const START_MS = 60_000;
const PANEL_MS = 60_000;

/** What n8n shows above and below the fields of a panel. */
const AROUND_PIXELS = 250;

/** The panel lists the names of these destinations. */
const DESTINATIONS = { destinations: 'ops, http://127.0.0.1:9/a?sig=0', allowedHosts: '127.0.0.1' };

/** n8n shows the choice of credential in place of this field. */
const CHOSEN_WITH_CREDENTIAL = 'authentication';

/** n8n's HTTP Request node, to which this choice leads, can use none of our credentials. */
const LEADS_NOWHERE = 'Custom API Call';

/** Every panel with all it can show: nothing in it is cut off, and no field is missing from the table of panels. */
for (const panels of PANELS) {
	test(`Every panel of ${panels.node}`, async ({ stage }) => {
		test.setTimeout(START_MS + panels.panels.length * PANEL_MS);
		await looksAtPanels(stage, panels);
	});
}

async function looksAtPanels({ client, page }: Stage, shown: NodePanels): Promise<void> {
	const { name: type, properties, version } = await descriptionOf(client, shown.node);
	const [typeVersion] = [version].flat().slice(-1);
	const credentials = await credentialsFor(client);
	const nodes = shown.panels.map(({ name, chosen }) => ({
		credentials,
		id: name,
		name,
		type,
		typeVersion,
		position: [0, 0],
		webhookId: name,
		parameters: expanded(properties, chosen),
	}));
	const { id } = await client.request<{ id: string }>('POST', '/rest/workflows', {
		name: 'panels',
		nodes: nodes as unknown as WorkflowFile['nodes'],
		connections: {},
		settings: { executionOrder: 'v1' },
	});
	const seen = new Set<string>();
	const opened = new Set<string>();
	const wrong: string[] = [];
	for (const panel of shown.panels) {
		await page.goto(`${client.baseUrl}/workflow/${id}/${panel.name}`);
		await page.getByTestId('node-parameters').waitFor();
		await showWhole(page);
		wrong.push(...(await cutOffTexts(page.getByTestId('node-parameters'))).map((text) => `${panel.name}: ${text}`));
		for (const field of await fieldsIn(page)) seen.add(field);
		wrong.push(...(await looksIntoLists(page, panel, opened)));
	}
	expect(wrong, 'texts to be shortened in nodes/').toEqual([]);
	if (shown.isPart === true) return;
	const missing = [...new Set(fieldNames(properties))].filter(
		(name) => name !== CHOSEN_WITH_CREDENTIAL && !seen.has(name),
	);
	expect(missing, 'fields that no panel of test/browser/editor/panel-table.ts shows').toEqual([]);
}

/** One credential of each type: n8n would otherwise put the only one in place of the one that a node asks for. */
async function credentialsFor(client: N8nClient): Promise<Readonly<Record<string, unknown>>> {
	const types = [
		'teamsIncomingWebhookApi',
		'teamsDestinationsApi',
		'teamsWorkflowsOAuth2Api',
		'teamsOutgoingWebhookApi',
		'teamsCardActionApi',
		'teamsConnectorApi',
	];
	const created = await Promise.all(
		types.map(
			async (type) =>
				[
					type,
					await client.createCredential('Teams', type, type === 'teamsDestinationsApi' ? DESTINATIONS : {}),
				] as const,
		),
	);
	return Object.fromEntries(created);
}

/** The description of a node as n8n gives it to its editor. */
async function descriptionOf(client: N8nClient, node: string): Promise<INodeTypeDescription> {
	const response = await fetch(`${client.baseUrl}/types/nodes.json`, { headers: { cookie: client.session() } });
	const types = (await response.json()) as readonly INodeTypeDescription[];
	const found = types.find(({ name }) => name === `${PACKAGE_NAME}.${node}`);
	if (found === undefined) throw new Error(`n8n knows no node "${node}"`);
	return found;
}

/** Makes the window as high as the panel needs. */
async function showWhole(page: Page): Promise<void> {
	const fields = page.getByTestId('node-parameters');
	await page.setViewportSize({ width: WIDTH_PIXELS, height: 950 });
	await settled(fields);
	const height = await fields.evaluate((element: { readonly scrollHeight: number }) => element.scrollHeight);
	await page.setViewportSize({ width: WIDTH_PIXELS, height: Math.max(950, height + AROUND_PIXELS) });
	await settled(fields);
}

async function fieldsIn(page: Page): Promise<readonly string[]> {
	return (await testIds(page, '[data-test-id^="parameter-input-"]')).map((id) => id.slice('parameter-input-'.length));
}

async function testIds(page: Page, selector: string): Promise<readonly string[]> {
	return await page
		.getByTestId('node-parameters')
		.locator(`${selector}:visible`)
		.evaluateAll((elements: ReadonlyArray<{ readonly dataset: Readonly<Record<string, string>> }>) =>
			elements.map(({ dataset }) => dataset.testId ?? ''),
		);
}

/** Opens the lists that no earlier panel has shown with the same choice. */
async function looksIntoLists(page: Page, panel: Panel, opened: Set<string>): Promise<readonly string[]> {
	const wrong: string[] = [];
	const lists = page.getByTestId('node-parameters').locator('[data-test-id^="parameter-input-"]:visible .el-select');
	const names = await lists.evaluateAll((elements: readonly ListElement[]) =>
		elements.map(
			(element) =>
				`${element.closest('[data-test-id^="parameter-input-"]').dataset.testId.slice('parameter-input-'.length)}-${element.querySelector('input').value}`,
		),
	);
	for (const [index, name] of names.entries()) {
		if (opened.has(name)) continue;
		opened.add(name);
		await lists.nth(index).click();
		const choices = page.locator('.el-popper:visible [role="option"]');
		await choices.first().waitFor();
		await settled(page.locator('.el-popper:visible').last());
		wrong.push(...(await cutOffTexts(choices)).map((text) => `${panel.name}, ${name}: ${text}`));
		if ((await choices.getByText(LEADS_NOWHERE, { exact: true }).count()) > 0)
			wrong.push(`${panel.name}, ${name}: the choice "${LEADS_NOWHERE}" leads nowhere`);
		await page.keyboard.press('Escape');
		await choices.first().waitFor({ state: 'hidden' });
	}
	return wrong;
}

/** What is read from a closed list. */
interface ListElement {
	closest(selector: string): { readonly dataset: { readonly testId: string } };
	querySelector(selector: string): { readonly value: string };
}
