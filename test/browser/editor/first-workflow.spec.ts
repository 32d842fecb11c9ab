import type { Page } from '@playwright/test';
import type { Stage } from './fixtures';

import { expect } from '@playwright/test';

import { SORRY } from '../../../simulator/rules/reply';
import {
	addNode,
	addOption,
	chooseLoaded,
	closePanel,
	copyUrl,
	executeWorkflow,
	nodeEntry,
	openEmptyWorkflow,
	openPanel,
	publish,
	searchNodes,
	SERVER_MS,
	unpublish,
	waitForSuccess,
	write,
} from '../../../scripts/lib/editor/actions';
import { connect, enter, saveAndClose, saveRefused } from '../../../scripts/lib/editor/credential-dialog';
import { test } from './fixtures';
import { expectReadable } from './readable';

const TRIGGER = 'Microsoft Teams Outgoing Webhook Trigger';
const ACTION = 'Microsoft Teams Webhook';
const SEND = 'Send a message to a channel';

/** What the nodes panel must list for "teams", each with its icon. */
const LISTED = [TRIGGER, ACTION, 'Microsoft Teams Card Action Trigger', 'Microsoft Teams Connector (Retired) Trigger'];

for (const theme of ['light', 'dark'] as const) {
	test(`First workflow: the panel of nodes, ${theme}`, async ({ stage: { client, page } }) => {
		await page.emulateMedia({ colorScheme: theme });
		await openEmptyWorkflow(page, client.baseUrl);
		await searchNodes(page, 'teams');
		await expect(nodeEntry(page, TRIGGER)).toBeVisible();
		const names = await page.getByTestId('node-creator-item-name').allInnerTexts();
		expect(names[0]).toBe(TRIGGER);
		expect(names.filter((name) => LISTED.includes(name))).toEqual(LISTED);
		const icons = new Set<string>();
		for (const name of LISTED) {
			const entry = nodeEntry(page, name);
			const icon = entry.locator('img').first();
			await expect(icon).toBeVisible();
			const isDrawn = () => icon.evaluate((image: { readonly naturalWidth: number }) => image.naturalWidth > 0);
			await expect.poll(isDrawn, { message: `${name} has an icon` }).toBe(true);
			icons.add((await icon.getAttribute('src')) ?? '');
			await expectReadable(`${name} in the panel of nodes`, entry);
		}
		expect(icons.size, 'an icon of its own for each').toBe(LISTED.length);
		expect([...icons].map((url) => url.endsWith('.dark.svg'))).toEqual(LISTED.map(() => theme === 'dark'));
		await nodeEntry(page, ACTION).click();
		await expect(page.getByText('Reply to a mention', { exact: true })).toBeVisible();
		await expectReadable('the actions in the panel of nodes', page.getByTestId('node-creator'));
	});
}

test('First workflow: answer a mention', async ({ stage: { client, page, simulator } }) => {
	const { webhook, securityToken } = simulator.actions.createOutgoing({
		team: 'Platform',
		name: 'first',
		description: '',
		callbackUrl: client.baseUrl,
	});
	await openEmptyWorkflow(page, client.baseUrl);
	await searchNodes(page, 'teams');
	await addNode(page, TRIGGER);
	await connectToken(page, securityToken);
	await fillTrigger(page);
	const [testUrl, production] = [await copyUrl(page, 'test'), await copyUrl(page, 'production')];
	await expectReadable('the filled trigger', page.getByTestId('node-parameters'));
	await closePanel(page);
	await addReply(page, 0, 'I can deploy.');
	await addReply(page, 1, 'Deploying.');
	simulator.actions.changeOutgoing(webhook.id, { callbackUrl: testUrl });
	await executeWorkflow(page);
	const waiting = page.getByText('Waiting for you to').or(page.getByText('Waiting for trigger')).first();
	await expect(waiting).toBeVisible({ timeout: SERVER_MS });
	expect(await say(simulator, '@first deploy api 1.2')).toBe('Deploying.');
	await waitForSuccess(page, [TRIGGER]);
	await openPanel(page, TRIGGER);
	await expect(page.getByTestId('output-panel').getByText('deploy').first()).toBeVisible();
	await closePanel(page);
	simulator.actions.changeOutgoing(webhook.id, { callbackUrl: production });
	expect(await publish(page)).toContain('The workflow now answers mentions in Teams.');
	// n8n reports it a moment before it starts to listen, and a moment before it stops.
	await expect.poll(() => say(simulator, '@first hello')).toBe('I can deploy.');
	await unpublish(page);
	await expect.poll(() => say(simulator, '@first hello')).toBe(SORRY);
});

test('First workflow: send to a channel', async ({ stage }) => {
	const { page, simulator } = stage;
	await addSend(stage);
	await connect(page, 'Microsoft Teams Incoming Webhook', 'Webhook URL');
	await enter(page, { webhookUrl: incomingUrl(simulator, 'ops') });
	expect(await saveRefused(page), 'the dialog names the field').toContain('only if Allowed Hosts names it');
	await enter(page, { allowedHosts: '127.0.0.1' });
	await saveAndClose(page);
	await executeSend(page);
	expect(cardsIn(simulator, 'ops')).toBe(1);
});

test('First workflow: send to several channels', async ({ stage }) => {
	const { page, simulator } = stage;
	await addSend(stage);
	await connect(page, 'Microsoft Teams Incoming Webhook', 'Destinations');
	await enter(page, {
		destinations: ['support', 'management'].map((name) => `${name}, ${incomingUrl(simulator, name)}`).join('; '),
		allowedHosts: '127.0.0.1',
	});
	await saveAndClose(page);
	await chooseLoaded(page, 'destination', ['support', 'management']);
	await page.getByText('Destination Names or IDs', { exact: true }).click();
	await executeSend(page);
	expect([cardsIn(simulator, 'support'), cardsIn(simulator, 'management')]).toEqual([1, 1]);
});

async function connectToken(page: Page, securityToken: string): Promise<void> {
	await connect(page, 'Microsoft Teams Outgoing Webhook');
	await enter(page, { securityToken: `HMAC ${securityToken}` });
	expect(await saveRefused(page), 'the dialog says how to copy a token').toContain('without quotes or "HMAC"');
	await enter(page, { securityToken });
	await saveAndClose(page);
}

async function fillTrigger(page: Page): Promise<void> {
	await write(page, 'path', 'first');
	await page.getByTestId('fixed-collection-add').click();
	await write(page, 'name', 'deploy');
	await write(page, 'usage', '<service> [version]');
	await write(page, 'description', 'Deploys a service');
	await addOption(page, 'Failure Text');
	await write(page, 'failureText', 'That did not work. Ask Ada.');
}

async function addReply(page: Page, index: number, text: string): Promise<void> {
	await searchNodes(page, 'teams webhook', { node: TRIGGER, index });
	await addNode(page, ACTION, 'Reply to a mention');
	await write(page, 'text', text);
	await expectReadable('the new reply', page.getByTestId('node-parameters'));
	await closePanel(page);
}

/** A new workflow: a manual trigger, and Send, whose panel is open. */
async function addSend({ client, page }: Stage): Promise<void> {
	await openEmptyWorkflow(page, client.baseUrl);
	await page.getByTestId('canvas-add-button').click();
	await nodeEntry(page, 'Trigger manually').click();
	await searchNodes(page, 'teams', { node: 'When clicking ‘Execute workflow’', index: 0 });
	await addNode(page, ACTION, SEND);
}

async function executeSend(page: Page): Promise<void> {
	await write(page, 'text', '**Build 4711** is live');
	await expectReadable('the filled Send', page.getByTestId('node-parameters'));
	await closePanel(page);
	await executeWorkflow(page);
	await waitForSuccess(page, [SEND]);
	await openPanel(page, SEND);
	for (const text of ['outcome', 'accepted'])
		await expect(page.getByTestId('output-panel').getByText(text, { exact: true }).first()).toBeVisible();
}

function incomingUrl({ actions, baseUrl }: Stage['simulator'], channel: string): string {
	return `${baseUrl}${actions.createIncoming({ channel: `Platform/${channel}`, name: 'n8n', kind: 'workflows', access: 'anyone', schema: false, confirms: false }).path}`;
}

function cardsIn({ actions, store }: Stage['simulator'], channel: string): number {
	const { id } = actions.channel(`Platform/${channel}`).channel;
	const { messages } = store.state();
	return messages.filter(({ channelId, author }) => channelId === id && author.kind === 'flow').length;
}

/** Posts a text in the channel, and returns what the webhook answers in the thread. */
async function say({ actions, store }: Stage['simulator'], text: string): Promise<string> {
	const { message, answered } = actions.say({ channel: 'Platform/General', text });
	await answered;
	return store
		.state()
		.messages.filter(({ rootId, author }) => rootId === message.id && author.kind === 'webhook')
		.map(({ text: answer }) => answer)
		.join(' | ');
}
