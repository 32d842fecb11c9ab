import type { Page } from 'playwright-core';
import type { N8nClient } from '../lib/n8n-client';

import { openEditor } from '../lib/chromium';
import { CHAT_MODEL_TYPE, MODEL_CREDENTIAL } from '../lib/chat-model';
import { actionCredentials, readWorkflow, TRIGGER_TYPE } from '../lib/demo';
import { EXAMPLES } from '../lib/examples';
import { PACKAGE_NAME } from '../lib/package';
import { StepError } from '../lib/steps';
import { writePicture } from './picture-file';
import { stillScreenshot } from './still';

/** Room around the nodes in a picture, in pixels; names are below their nodes. */
const MARGIN = { side: 56, top: 40, bottom: 72 };

/** Credentials that look filled in. Nothing is sent with them. */
const LOOKS: Readonly<Record<string, Record<string, unknown>>> = {
	teamsOutgoingWebhookApi: { label: 'ops', securityToken: Buffer.alloc(32, 1).toString('base64') },
	teamsIncomingWebhookApi: {
		webhookUrl:
			'https://default0.00.environment.api.powerplatform.com/powerautomate/automations/direct/workflows/0/triggers/manual/paths/invoke?sig=none',
	},
	teamsCardActionApi: {
		allowedTenants: 'aaaabbbb-cccc-4ddd-8eee-ffff00001111',
		audience: 'none',
		actionsAppId: 'none',
		bindingSecret: 'a picture shows nothing of this text',
	},
	teamsConnectorApi: { stateSecret: 'a picture shows nothing of this text' },
	[MODEL_CREDENTIAL]: { apiKey: 'none', url: 'http://127.0.0.1:9/v1' },
	smtp: { host: '127.0.0.1', port: 25 },
	teamsDestinationsApi: { destinations: 'ops, https://default0.00.environment.api.powerplatform.com/invoke?sig=none' },
};

/** Takes a picture of each example in the editor, cropped to its nodes. */
export async function pictureExamples(client: N8nClient): Promise<void> {
	const credentials = await credentialsOf(client);
	for (const { name } of EXAMPLES) await takePicture(client, name, credentials);
}

async function credentialsOf(client: N8nClient): Promise<Readonly<Record<string, unknown>>> {
	const stored = await Promise.all(
		Object.entries(LOOKS).map(async ([type, data]) => [type, await client.createCredential(type, type, data)] as const),
	);
	const { teamsOutgoingWebhookApi, teamsConnectorApi, smtp, openAiApi, ...others } = Object.fromEntries(stored);
	const { teamsCardActionApi } = others;
	return {
		[TRIGGER_TYPE]: { teamsOutgoingWebhookApi },
		[`${PACKAGE_NAME}.teamsCardActionTrigger`]: { teamsCardActionApi },
		[`${PACKAGE_NAME}.teamsConnectorTrigger`]: { teamsConnectorApi },
		'n8n-nodes-base.emailSend': { smtp },
		[CHAT_MODEL_TYPE]: { openAiApi },
		...actionCredentials({ ...others, teamsOutgoingWebhookApi }),
	};
}

/** One browser for each example: n8n keeps a workflow read-only for a while when another tab has left it. */
async function takePicture(
	client: N8nClient,
	name: string,
	credentials: Readonly<Record<string, unknown>>,
): Promise<void> {
	const file = await readWorkflow(`examples/${name}.json`);
	const nodes = file.nodes.map((node) => ({
		...node,
		...(node.type in credentials ? { credentials: credentials[node.type] } : {}),
	}));
	const { id } = await client.request<{ id: string }>('POST', '/rest/workflows', {
		name: file.name,
		nodes,
		connections: file.connections,
		settings: file.settings,
	});
	const editor = await openEditor(client, { width: 1680, height: 1200 });
	try {
		await editor.page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
		await editor.page.goto(`${client.baseUrl}/workflow/${id}`);
		const drawn = editor.page.locator('.vue-flow__node');
		await drawn.nth(nodes.length - 1).waitFor();
		// The canvas is moved into its place first.
		await stillScreenshot(editor.page);
		await writePicture(`example-${name}`, await stillScreenshot(editor.page, { clip: await boxOfNodes(editor.page) }));
	} finally {
		await editor.close();
	}
}

/** The rectangle that holds every node, and the room around it. */
async function boxOfNodes(page: Page): Promise<{ x: number; y: number; width: number; height: number }> {
	const boxes = await Promise.all(
		(await page.locator('.vue-flow__node').all()).map(async (node) => await node.boundingBox()),
	);
	const known = boxes.filter((box) => box !== null);
	if (known.length === 0) throw new StepError('The canvas shows no node.', 'Check if n8n has changed its canvas.');
	const left = Math.min(...known.map(({ x }) => x)) - MARGIN.side;
	const top = Math.min(...known.map(({ y }) => y)) - MARGIN.top;
	const right = Math.max(...known.map(({ x, width }) => x + width)) + MARGIN.side;
	const bottom = Math.max(...known.map(({ y, height }) => y + height)) + MARGIN.bottom;
	return {
		x: Math.max(0, left),
		y: Math.max(0, top),
		width: right - Math.max(0, left),
		height: bottom - Math.max(0, top),
	};
}
