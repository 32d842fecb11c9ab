import type { Locator, Page } from 'playwright-core';

/** A window as people have it; n8n's panel is 420 pixels wide in it. */
const WINDOW = { width: 1500, height: 950 };

/** How long n8n may take for something it does by itself: running, publishing, saving. */
export const SERVER_MS = 60_000;

/** How long the choices of a list may take before it is opened again. */
const LISTED_MS = 1_500;

/** Opens an empty workflow, as the button of n8n's start page does. */
export async function openEmptyWorkflow(page: Page, baseUrl: string): Promise<void> {
	await page.setViewportSize(WINDOW);
	await page.goto(`${baseUrl}/workflow/new`);
	await page.getByTestId('canvas-add-button').waitFor();
}

/** Opens the panel of nodes with the plus of an output, or else with that of the canvas, and searches it. */
export async function searchNodes(
	page: Page,
	text: string,
	output?: { readonly node: string; readonly index: number },
): Promise<void> {
	const handle = page.locator(
		`[data-test-id="canvas-node-output-handle"][data-node-name="${output?.node ?? ''}"][data-index="${output?.index ?? 0}"]`,
	);
	await (
		output === undefined ? page.getByTestId('node-creator-plus-button') : handle.getByTestId('canvas-handle-plus')
	).click();
	await page.getByTestId('node-creator-search-bar').fill(text);
}

/** The entry of a node in the panel of nodes. */
export function nodeEntry(page: Page, name: string): Locator {
	return page
		.getByTestId('item-iterator-item')
		.filter({ has: page.getByTestId('node-creator-item-name').getByText(name, { exact: true }) });
}

/** Adds a node that the search has found; one with actions is added by one of them. Its panel is open then. */
export async function addNode(page: Page, name: string, action?: string): Promise<void> {
	await nodeEntry(page, name).click();
	const details = page.getByTestId('node-creator');
	await (
		action === undefined ? details.getByRole('button', { name: 'Add to workflow' }) : nodeEntry(page, action)
	).click();
	await page.getByTestId('node-parameters').waitFor();
}

/** Writes into a field and leaves it. */
export async function write(within: Page | Locator, field: string, text: string): Promise<void> {
	const input = within.getByTestId(`parameter-input-${field}`).last().locator('input, textarea').first();
	await input.click();
	await input.fill(text);
	await input.press('Tab');
}

/** Chooses from the list of a field. */
export async function choose(within: Locator, field: string, name: string): Promise<void> {
	await within.getByTestId(`parameter-input-${field}`).last().locator('.el-select').click();
	await within.page().locator('[data-test-id="parameter-input-item"]:visible').getByText(name, { exact: true }).click();
}

/**
 * Chooses several from a list whose choices n8n asks the node for: it closes by itself while they load, so people open
 * it again.
 */
export async function chooseLoaded(page: Page, field: string, names: readonly string[]): Promise<void> {
	const choice = (name: string) => page.getByRole('option', { name, exact: true });
	const isShown = async () =>
		await choice(names[0] ?? '')
			.waitFor({ timeout: LISTED_MS })
			.then(
				() => true,
				() => false,
			);
	do await page.getByTestId(`parameter-input-${field}`).locator('.el-select').click();
	while (!(await isShown()));
	for (const name of names) await choice(name).click();
}

/** Adds an option to the collection of the panel. */
export async function addOption(page: Page, name: string): Promise<void> {
	await page.getByTestId('collection-parameter-add').click();
	await page.locator('[data-test-id="collection-parameter-option"]:visible').getByText(name, { exact: true }).click();
}

/** Closes the panel of a node with its button. */
export async function closePanel(page: Page): Promise<void> {
	await page.getByTestId('ndv-close-button').click();
	await page.getByTestId('ndv').waitFor({ state: 'hidden' });
}

/** Opens the panel of a node with a double click. */
export async function openPanel(page: Page, name: string): Promise<void> {
	await page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`).dblclick();
	await page.getByTestId('node-parameters').waitFor();
}

/** Copies a URL from the open panel of a trigger by clicking on it. */
export async function copyUrl(page: Page, kind: 'test' | 'production'): Promise<string> {
	if (!(await page.getByTestId(`radio-button-${kind}`).isVisible()))
		await page.getByText('Webhook URLs', { exact: true }).click();
	await page.getByTestId(`radio-button-${kind}`).click();
	await page.locator('.webhook-url').first().click();
	const part = kind === 'test' ? '/webhook-test/' : '/webhook/';
	// The clipboard gets the URL a little after the click.
	const copied = await page.waitForFunction(async (wanted) => {
		const { clipboard } = navigator as unknown as { clipboard: { readText(): Promise<string> } };
		const text = await clipboard.readText();
		return text.includes(wanted) ? text : false;
	}, part);
	return String(await copied.jsonValue());
}

/** Publishes with the button of the editor; returns what n8n says afterwards. */
export async function publish(page: Page): Promise<string> {
	await page.getByTestId('workflow-open-publish-modal-button').click();
	await page.getByTestId('workflow-publish-button').click();
	const done = page.getByRole('dialog').filter({ hasText: 'Workflow published' });
	await done.waitFor({ timeout: SERVER_MS });
	const text = await done.innerText();
	await done.getByRole('button', { name: 'Got it' }).click();
	await done.waitFor({ state: 'hidden' });
	return text;
}

/** Unpublishes with the menu beside the button. */
export async function unpublish(page: Page): Promise<void> {
	await page.getByTestId('version-menu-button').click();
	await page.getByTestId('version-menu-item-unpublish').click();
	await page.getByRole('dialog').getByRole('button', { name: 'Unpublish' }).click();
	await page
		.getByTestId('workflow-open-publish-modal-button')
		.getByText('Publish', { exact: true })
		.waitFor({ timeout: SERVER_MS });
}

/** Runs the workflow with the button below the canvas. */
export async function executeWorkflow(page: Page): Promise<void> {
	await page.getByTestId('execute-workflow-button').click();
}

/** Waits until nodes show the mark of a run that went well. */
export async function waitForSuccess(page: Page, names: readonly string[]): Promise<void> {
	for (const name of names)
		await page
			.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`)
			.getByTestId('canvas-node-status-success')
			.waitFor({ timeout: SERVER_MS });
}
