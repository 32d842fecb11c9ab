import type { Browser, Locator, Page } from '@playwright/test';
import type { Simulator } from '../../../simulator/simulator';
import type { ChatModel } from '../../../simulator/chat-model/server';
import type { N8nClient } from '../../../scripts/lib/n8n-client';
import type { ConnectorHost } from '../../../simulator/connector-host/server';

import { expect } from '@playwright/test';

import { test as base } from '../fixtures';

/** Everything that a test of the page works with. */
export interface Stage {
	readonly client: N8nClient;
	readonly simulator: Simulator;
	readonly browser: Browser;
	readonly host: ConnectorHost;
	/** The chat model of the examples. */
	readonly model: ChatModel;
	/** The page of the simulator, at its first channel. */
	readonly page: Page;
}

interface PageFixtures {
	/** What the page requested outside its simulator, and its errors. A test fails if anything is left in it. */
	readonly complaints: string[];
	readonly stage: Stage;
}

/** Tests whose page is that of the simulator. */
export const test = base.extend<PageFixtures>({
	complaints: async ({}, use) => await use([]),
	page: async ({ page, simulator, complaints }, use) => {
		watch(page, simulator.baseUrl, complaints);
		await openSimulator(page, simulator);
		await use(page);
		expect(complaints, 'what the page complained of').toEqual([]);
	},
	stage: async ({ client, simulator, browser, host, model, page }, use) =>
		await use({ client, simulator, browser, host, model, page }),
});

/** Opens the page of a simulator at its printed address. */
export async function openSimulator(page: Page, { pageUrl }: Simulator): Promise<void> {
	await page.goto(pageUrl);
	await expect(page.getByRole('region', { name: 'Threads' })).toBeVisible();
}

/** Opens one of the views by its button. */
export async function openView(page: Page, name: string): Promise<void> {
	await page.getByRole('navigation', { name: 'Views' }).getByRole('button', { name }).click();
}

/** The box in which a post is begun. */
export function messageBox(page: Page, channel = 'General'): Locator {
	return page.getByRole('textbox', { name: `Message to ${channel}` });
}

/** The newest thread. */
export function lastThread(page: Page): Locator {
	return page.getByRole('article', { name: /^Thread by/ }).last();
}

/** Writes a post and sends it with Enter. */
export async function write(page: Page, text: string, channel?: string): Promise<void> {
	await messageBox(page, channel).fill(text);
	await page.keyboard.press('Escape');
	await page.keyboard.press('Enter');
}

/** Posts JSON to a webhook of n8n as an outside service does. Returns the status. */
export async function sendEvent(
	url: string,
	event: unknown,
	headers: Readonly<Record<string, string>> = {},
): Promise<number> {
	const response = await fetch(url, {
		method: 'POST',
		headers: { 'content-type': 'application/json', ...headers },
		body: JSON.stringify(event),
	});
	await response.arrayBuffer();
	return response.status;
}

function watch(page: Page, origin: string, complaints: string[]): void {
	page.on('request', (request) => {
		if (!request.url().startsWith(`${origin}/`) && !request.url().startsWith('data:'))
			complaints.push(`the page asked for ${request.url()}`);
	});
	page.on('console', (message) => {
		if (message.type() === 'error') complaints.push(`the page complained: ${message.text()}`);
	});
	page.on('pageerror', (error) => complaints.push(`the page failed: ${error.message}`));
}
