import type { Locator, Page } from 'playwright-core';

import { SERVER_MS, write } from './actions';

/** What is typed into the fields of a credential, by their names. */
export type Entries = Readonly<Record<string, string>>;

const REFUSED = 'Couldn’t connect with these settings';

/** The dialog of a credential. */
export function credentialDialog(page: Page): Locator {
	return page.getByTestId('editCredential-modal');
}

/** Opens the dialog of a new credential from the panel of a node: with its button, or from the list where there are credentials. A node that takes several types lets people choose in the dialog. */
export async function connect(page: Page, app: string, kind?: string): Promise<void> {
	const slot = page.getByTestId('node-credentials-slot');
	const list = slot.locator('.el-select');
	await slot.getByText(`Connect to ${app}`, { exact: true }).or(list).first().click();
	if ((await list.count()) > 0) await page.locator('[data-test-id="node-credentials-select-item-new"]:visible').click();
	await isOpen(page);
	if (kind === undefined) return;
	await page.getByTestId('credential-mode-dropdown-trigger').click();
	await page.getByRole('menuitem', { name: kind, exact: true }).click();
}

/** Opens the dialog of a new credential of a type from n8n's list of credentials. */
export async function newCredential(page: Page, baseUrl: string, type: string): Promise<void> {
	await page.goto(`${baseUrl}/home/credentials`);
	await page.getByTestId('add-resource-credential').click();
	await page.getByTestId('new-credential-type-select').locator('input').fill(type);
	await page.getByRole('option', { name: type, exact: true }).click();
	await page.getByTestId('new-credential-type-button').click();
	await isOpen(page);
}

/** Types the entries into the open dialog. */
export async function enter(page: Page, entries: Entries): Promise<void> {
	for (const [field, text] of Object.entries(entries)) await write(credentialDialog(page), field, text);
}

/** Saves data that does not work; returns what the dialog then says, with its details opened. */
export async function saveRefused(page: Page): Promise<string> {
	const dialog = credentialDialog(page);
	await dialog.getByTestId('credential-save-button').click();
	await dialog.getByText('More details', { exact: true }).click({ timeout: SERVER_MS });
	const text = await dialog.getByTestId('node-credentials-config-container').innerText();
	return text.slice(text.indexOf(REFUSED));
}

/** Saves data that works. In n8n's list the dialog stays and says that the test passed, if there is one. */
export async function saveAccepted(page: Page, isTested: boolean): Promise<void> {
	const dialog = credentialDialog(page);
	await dialog.getByTestId('credential-save-button').click();
	await (
		isTested
			? dialog.getByTestId('credentials-config-container-test-success')
			: page.getByText('Credential successfully created')
	).waitFor({ timeout: SERVER_MS });
}

/** Saves data that works. From the panel of a node, n8n closes the dialog once the test has passed. */
export async function saveAndClose(page: Page): Promise<void> {
	const dialog = credentialDialog(page);
	await dialog.getByTestId('credential-save-button').click();
	await dialog.waitFor({ state: 'hidden', timeout: SERVER_MS });
}

async function isOpen(page: Page): Promise<void> {
	await credentialDialog(page).getByTestId('credential-save-button').waitFor();
}
