import type { Page } from '@playwright/test';
import type { Demo } from '../../../scripts/lib/start-demo';

import { expect, test as base } from '@playwright/test';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { chromiumOptions } from '../../../scripts/lib/chromium';
import {
	addNode,
	copyUrl,
	nodeEntry,
	openEmptyWorkflow,
	openPanel,
	searchNodes,
} from '../../../scripts/lib/editor/actions';
import { credentialDialog } from '../../../scripts/lib/editor/credential-dialog';
import { freePort } from '../../../scripts/lib/ports';
import { startDemo } from '../../../scripts/lib/start-demo';
import { workflowsUrl } from '../../../scripts/lib/welcome';

/** How long it may take to fetch and start n8n, and to publish the examples. */
const START_MS = 900_000;

const SEND = 'Send a message to a channel';

/** Tests against a fresh demo, as `npm start` leaves it. */
const test = base.extend<object, { readonly demo: Demo }>({
	launchOptions: [async ({}, use) => await use(chromiumOptions()), { scope: 'worker' }],
	demo: [
		async ({}, use) => {
			const folder = await mkdtemp(join(tmpdir(), 'teams-webhooks-demo-browser-'));
			try {
				const { signal } = new AbortController();
				const demo = await startDemo({ folder, n8nPort: await freePort(), teamsPort: 0, signal });
				await use(demo);
				await demo.stop();
			} finally {
				await rm(folder, { recursive: true, force: true });
			}
		},
		{ scope: 'worker', timeout: START_MS },
	],
});

test('Demo: the printed address and login lead to the list of workflows, and to nothing before it', async ({
	demo,
	page,
}) => {
	const address = workflowsUrl(demo.client.baseUrl);
	await page.goto(address);
	await page.locator('input[name="emailOrLdapLoginId"]').fill(demo.client.email);
	await page.locator('input[name="password"]').fill(demo.client.password);
	const pages: string[] = [];
	page.on('framenavigated', (frame) => pages.push(new URL(frame.url()).pathname));
	await page.getByTestId('form-submit-button').click();
	await expect(page.getByTestId('resources-list-item-workflow').first()).toBeVisible();
	await page.waitForLoadState('networkidle');
	expect(new URL(page.url()).href).toBe(address);
	const after = pages.filter((path) => path !== '/signin');
	expect([...new Set(after)], 'the pages after the login').toEqual(['/home/workflows']);
	await expect(page.getByRole('dialog')).toHaveCount(0);
	await expect(page.getByTestId('resources-list-item-workflow').first()).toBeVisible();
});

test('Demo: a new Send has the webhook URL, and so has a new credential', async ({ demo, page }) => {
	await signIn(page, demo);
	await openEmptyWorkflow(page, demo.client.baseUrl);
	await page.getByTestId('canvas-add-button').click();
	await nodeEntry(page, 'Trigger manually').click();
	await searchNodes(page, 'teams', { node: 'When clicking ‘Execute workflow’', index: 0 });
	await addNode(page, 'Microsoft Teams Webhook', SEND);
	const chosen = page.getByTestId('node-credentials-slot').locator('.el-select');
	await expect(chosen.locator('input')).toHaveValue(demo.channel.name);
	await chosen.click();
	await page.locator('[data-test-id="node-credentials-select-item-new"]:visible').click();
	const dialog = credentialDialog(page);
	await expect(dialog.getByTestId('parameter-input-webhookUrl')).toBeVisible();
	await expect(dialog.getByTestId('credential-mode-dropdown-trigger')).toHaveText('Webhook URL');
	await expect(dialog.getByTestId('parameter-input-clientId')).toHaveCount(0);
	await dialog.getByTestId('credential-mode-dropdown-trigger').click();
	const kinds = page.getByRole('menuitem').filter({ hasText: /^(?:Webhook URL|Destinations|OAuth2)$/ });
	expect(await kinds.allInnerTexts()).toEqual(['Webhook URL', 'Destinations', 'OAuth2']);
});

test('Demo: addresses that n8n shows have the host name that was printed', async ({ demo, page }) => {
	await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
	await signIn(page, demo);
	await page.goto(`${demo.client.baseUrl}/workflow/${demo.examples['mention-reply']?.workflowId ?? ''}`);
	await openPanel(page, 'Mention in Teams');
	expect(await copyUrl(page, 'production')).toBe(`${demo.client.baseUrl}/webhook/teams-mention`);
});

async function signIn(page: Page, { client }: Demo): Promise<void> {
	const [name = '', value = ''] = client.session().split('=');
	await page.context().addCookies([{ name, value, url: client.baseUrl }]);
}
