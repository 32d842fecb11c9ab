import type { Page } from 'playwright-core';
import type { Simulator } from '../../simulator/simulator';
import type { N8nClient } from '../lib/n8n-client';

import { openEditor } from '../lib/chromium';
import {
	addNode,
	addOption,
	closePanel,
	executeWorkflow,
	nodeEntry,
	openEmptyWorkflow,
	openPanel,
	searchNodes,
	waitForSuccess,
	write,
} from '../lib/editor/actions';
import { connect, enter, saveAndClose } from '../lib/editor/credential-dialog';
import { step } from '../lib/steps';
import { writePicture } from './picture-file';
import { stillScreenshot, withoutVarying } from './still';

const ACTION = 'Microsoft Teams Webhook';
const SEND = 'Send a message to a channel';

/** What the pictures show in place of the addresses of this machine. */
const FLOW_URL =
	'https://default0.00.environment.api.powerplatform.com/powerautomate/automations/direct/workflows/0/triggers/manual/paths/invoke?sig=none';

interface Stage {
	readonly client: N8nClient;
	readonly simulator: Simulator;
	readonly page: Page;
}

/** A picture of the editor: what is done before it is taken, and the part of the window that it shows. */
interface Scene {
	readonly name: string;
	readonly clip: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
	readonly play: (stage: Stage) => Promise<void>;
}

const SCENES: readonly Scene[] = [
	{ name: 'editor-trigger', clip: { x: 25, y: 25, width: 940, height: 855 }, play: fillsInTrigger },
	{ name: 'editor-send', clip: { x: 540, y: 25, width: 852, height: 680 }, play: sendsMessage },
	{ name: 'editor-credential', clip: { x: 225, y: 100, width: 1050, height: 750 }, play: fillsInDestinations },
];

/** Takes the pictures of n8n's editor with first workflows, made with mouse and keyboard. */
export async function pictureEditor(client: N8nClient, simulator: Simulator): Promise<void> {
	for (const { name, clip, play } of SCENES) {
		await step(name, async () => {
			const editor = await openEditor(client);
			try {
				await editor.page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
				await play({ client, simulator, page: editor.page });
				await withoutVarying(editor.page);
				await writePicture(name, await stillScreenshot(editor.page, { clip }));
			} finally {
				await editor.close();
			}
		});
	}
}

async function fillsInTrigger({ client, simulator, page }: Stage): Promise<void> {
	const { securityToken } = simulator.actions.createOutgoing({
		team: 'Platform',
		name: 'first',
		description: '',
		callbackUrl: client.baseUrl,
	});
	await openEmptyWorkflow(page, client.baseUrl);
	await searchNodes(page, 'teams');
	await addNode(page, 'Microsoft Teams Outgoing Webhook Trigger');
	await connect(page, 'Microsoft Teams Outgoing Webhook');
	await enter(page, { securityToken });
	await saveAndClose(page);
	await write(page, 'path', 'first');
	await page.getByTestId('fixed-collection-add').click();
	await write(page, 'name', 'deploy');
	await write(page, 'usage', '<service> [version]');
	await write(page, 'description', 'Deploys a service');
	await addOption(page, 'Failure Text');
	await write(page, 'failureText', 'That did not work. Ask Ada.');
	await page.getByText('Webhook URLs', { exact: true }).click();
	await page.getByTestId('radio-button-production').click();
	await page.getByTestId('radio-button-production').scrollIntoViewIfNeeded();
	await page
		.locator('.webhook-url')
		.evaluateAll((urls: Array<{ textContent: string }>) =>
			urls.forEach((url) => (url.textContent = 'https://n8n.example.com/webhook/first')),
		);
}

async function sendsMessage(stage: Stage): Promise<void> {
	const { page, simulator } = stage;
	await addSend(stage);
	await connect(page, 'Microsoft Teams Incoming Webhook', 'Webhook URL');
	const flow = { name: 'n8n', kind: 'workflows', access: 'anyone', schema: false, confirms: false } as const;
	const { path } = simulator.actions.createIncoming({ channel: 'Platform/ops', ...flow });
	await enter(page, { webhookUrl: `${simulator.baseUrl}${path}`, allowedHosts: '127.0.0.1' });
	await saveAndClose(page);
	await write(page, 'text', '**Build 4711** is live');
	await closePanel(page);
	await executeWorkflow(page);
	await waitForSuccess(page, [SEND]);
	await openPanel(page, SEND);
	await page.getByTestId('output-panel').getByText('accepted', { exact: true }).first().waitFor();
}

async function fillsInDestinations(stage: Stage): Promise<void> {
	const { page } = stage;
	await addSend(stage);
	await connect(page, 'Microsoft Teams Incoming Webhook', 'Destinations');
	await enter(page, { destinations: `support, ${FLOW_URL}; management, ${FLOW_URL}` });
}

/** A new workflow: a manual trigger, and Send, whose panel is open. */
async function addSend({ client, page }: Stage): Promise<void> {
	await openEmptyWorkflow(page, client.baseUrl);
	await page.getByTestId('canvas-add-button').click();
	await nodeEntry(page, 'Trigger manually').click();
	await searchNodes(page, 'teams', { node: 'When clicking ‘Execute workflow’', index: 0 });
	await addNode(page, ACTION, SEND);
}
