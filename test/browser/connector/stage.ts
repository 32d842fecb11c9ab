import type { Browser, Frame, Page } from 'playwright-core';
import type { ConnectorHost } from '../../../simulator/connector-host/server';
import type { N8nClient, WorkflowFile } from '../../../scripts/lib/n8n-client';

import { hostUrl } from '../../../simulator/connector-host/server';
import { PACKAGE_NAME } from '../../../scripts/lib/package';
import { StepError } from '../../../scripts/lib/steps';

/** The trigger as workflows store it. */
export const CONNECTOR_TYPE = `${PACKAGE_NAME}.teamsConnectorTrigger`;

/** Where Teams lives for the browser of these checks. */
export const TEAMS = 'https://teams.microsoft.com';

/** Everything one check needs. */
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
	/** Everything the browser asked for while it was open. */
	readonly requests: readonly string[];
	/** Errors of scripts, dialogs, and refusals of the content security policy. */
	readonly troubles: readonly string[];
	state(): Promise<HostState>;
	/** Presses Save or Remove of the host, and waits until the page has answered. */
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

/** Publishes a workflow of the trigger and one node. Gives its id and the address of the page. */
export async function publish(
	{ client, credential }: Pick<Stage, 'client' | 'credential'>,
	path: string,
	{ parameters, next }: { readonly parameters: Record<string, unknown>; readonly next?: Next },
): Promise<{ id: string; url: string }> {
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
	if (status !== 'published')
		throw new StepError(`The workflow "${path}" could not be published: ${detail}`, 'Look at it in the editor.');
	return { id, url: `${client.baseUrl}/webhook/${path}` };
}

/** Opens a host on one of Microsoft's names, or on `origin`, with the page in its frame. */
export async function open(
	stage: Stage,
	url: string,
	options: { readonly origin?: string; readonly width?: number; readonly host?: Readonly<Record<string, string>> } = {},
): Promise<Opened> {
	const context = await stage.browser.newContext({
		ignoreHTTPSErrors: true,
		viewport: { width: options.width ?? 800, height: 900 },
	});
	context.setDefaultTimeout(15_000);
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
	if (frame === undefined)
		throw new StepError('The host shows no frame.', 'Look at simulator/connector-host/host.html.');
	const state = async () => await page.evaluate<HostState>('window.host');
	return {
		page,
		frame,
		requests,
		troubles,
		state,
		async press(button) {
			await page.getByRole('button', { name: button }).click();
			await page.waitForFunction('window.host.outcome !== null', undefined, { timeout: 30_000 });
			return (await state()).outcome;
		},
		close: async () => await context.close(),
	};
}

/** Waits until the form is shown. */
export async function ready({ frame }: Opened): Promise<void> {
	await frame.locator('#form').waitFor({ state: 'visible' });
}

/** Fails where something is not as it should be. */
export function expectSame(what: string, actual: unknown, expected: unknown): void {
	const [is, should] = [JSON.stringify(actual), JSON.stringify(expected)];
	if (is !== should)
		throw new StepError(`${what}: ${is}, not ${should}`, 'Look at src/connector and nodes/TeamsConnectorTrigger.');
}
