import type { Browser, Frame, Page } from '@playwright/test';
import type { ConnectorHost } from '../../../simulator/connector-host/server';
import type { N8nClient, WorkflowFile } from '../../../scripts/lib/n8n-client';

import { expect } from '@playwright/test';
import { randomUUID } from 'node:crypto';

import { hostUrl } from '../../../simulator/connector-host/server';
import { PACKAGE_NAME } from '../../../scripts/lib/package';

/** The type of the trigger as workflows store it. */
export const CONNECTOR_TYPE = `${PACKAGE_NAME}.teamsConnectorTrigger`;

/** The origin of Teams in the browser of these tests. */
export const TEAMS = 'https://teams.microsoft.com';

/** Everything that a test of the configuration page works with. */
export interface Stage {
	readonly client: N8nClient;
	readonly browser: Browser;
	readonly host: ConnectorHost;
	readonly credential: { readonly id: string; readonly name: string };
}

/** What the host page has seen; `simulator/connector-host/host.js` keeps it. */
export interface HostState {
	readonly valid: boolean;
	readonly settings: Readonly<Record<string, unknown>>;
	readonly kept: Readonly<Record<string, unknown>>;
	readonly registered: readonly string[];
	readonly heard: readonly string[];
	readonly outcome: { readonly outcome: string; readonly reason: string | null } | null;
	readonly origins: readonly string[];
}

/** A host with the configuration page in its frame. */
export interface Opened {
	readonly page: Page;
	readonly frame: Frame;
	/** Everything the browser requested while the page was open. */
	readonly requests: readonly string[];
	/** Script errors, dialogs, and violations of the content security policy. */
	readonly troubles: readonly string[];
	state(): Promise<HostState>;
	/** Waits until the host lets people save, or no longer does. */
	expectValid(isValid: boolean): Promise<void>;
	/** Presses Save or Remove in the host, and waits until the page has answered. */
	press(button: 'Save' | 'Remove'): Promise<HostState['outcome']>;
	close(): Promise<void>;
}

/** One node behind the trigger. */
export type Next = {
	readonly name: string;
	readonly type: string;
	readonly typeVersion: number;
	readonly parameters: Record<string, unknown>;
};

/** Publishes a workflow of the trigger and one node at its own path. Returns its id and the address of the page. */
export async function publish(
	{ client, credential }: Pick<Stage, 'client' | 'credential'>,
	{ parameters, next }: { readonly parameters: Record<string, unknown>; readonly next?: Next },
): Promise<{ id: string; url: string }> {
	const path = `connector-${randomUUID().slice(0, 8)}`;
	const trigger = {
		id: `${path}-trigger`,
		name: 'Connector',
		type: CONNECTOR_TYPE,
		typeVersion: 1.1,
		position: [0, 0],
		webhookId: `${path}-hook`,
		parameters: { path, ...parameters },
	};
	const nodes = [
		trigger,
		...(next === undefined ? [] : [{ ...next, id: `${path}-next`, position: [300, 0] }]),
	] as unknown as WorkflowFile['nodes'];
	const connections =
		next === undefined ? {} : { Connector: { main: [[{ node: next.name, type: 'main', index: 0 }]] } };
	const { id, status, detail } = await client.publish(
		{ name: path, nodes, connections },
		{ [CONNECTOR_TYPE]: { teamsConnectorApi: credential } },
	);
	expect(status, `publishing: ${detail}`).toBe('published');
	return { id, url: `${client.baseUrl}/webhook/${path}` };
}

/** Opens a host under one of Microsoft's names, or under `origin`, with the page in its frame. */
export async function open(
	stage: Pick<Stage, 'browser'>,
	url: string,
	options: { readonly origin?: string; readonly width?: number; readonly host?: Readonly<Record<string, string>> } = {},
): Promise<Opened> {
	const context = await stage.browser.newContext({
		ignoreHTTPSErrors: true,
		viewport: { width: options.width ?? 800, height: 900 },
	});
	const page = await context.newPage();
	const requests: string[] = [];
	const troubles: string[] = [];
	page.on('request', (request) => requests.push(request.url()));
	page.on('pageerror', (error) => troubles.push(`error: ${error.message}`));
	page.on('dialog', (dialog) => {
		troubles.push(`dialog: ${dialog.message()}`);
		void dialog.dismiss();
	});
	page.on('console', (message) => {
		if (/Content Security Policy|Trusted/i.test(message.text())) troubles.push(`policy: ${message.text()}`);
	});
	await page.goto(hostUrl(options.origin ?? TEAMS, { page: url, ...options.host }));
	const frame = page.frames()[1];
	if (frame === undefined) throw new Error('the host shows no frame');
	const state = async () => await page.evaluate<HostState>('window.host');
	return {
		page,
		frame,
		requests,
		troubles,
		state,
		expectValid: async (isValid) =>
			await expect.poll(async () => (await state()).valid, { message: 'Save' }).toBe(isValid),
		async press(button) {
			await page.getByRole('button', { name: button }).click();
			await page.waitForFunction('window.host.outcome !== null');
			return (await state()).outcome;
		},
		close: async () => await context.close(),
	};
}

/** Waits until the form is shown. */
export async function ready({ frame }: Opened): Promise<void> {
	await expect(frame.locator('#form')).toBeVisible();
}
