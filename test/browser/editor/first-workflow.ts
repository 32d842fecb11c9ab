import type { Page } from 'playwright-core';
import type { Desk } from './desk';

import { SORRY } from '../../../simulator/rules/reply';
import { StepError } from '../../../scripts/lib/steps';
import { connect, enter, saveAndClose, saveRefused } from './credential-form';
import { docsPicture, expectSame, picture } from './desk';
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
} from './hand';
import { expectReadable } from './readable';

const TRIGGER = 'Microsoft Teams Outgoing Webhook Trigger';
const ACTION = 'Microsoft Teams Webhook';
const SEND = 'Send a message to a channel';

/** What the panel of nodes has to list for "teams", each with its icon. */
const LISTED = [ACTION, TRIGGER, 'Microsoft Teams Card Action Trigger', 'Microsoft Teams Connector Trigger'];

/** A first workflow for mentions and one that sends, made with mouse and keyboard alone. */
export const FIRST_WORKFLOW_CHECKS: ReadonlyArray<readonly [string, (desk: Desk) => Promise<void>]> = [
	['First workflow: the panel of nodes', listsNodes],
	['First workflow: answer a mention', answersMention],
	['First workflow: send to a channel', sendsMessage],
	['First workflow: send to several channels', sendsToSeveral],
];

async function listsNodes({ client, page }: Desk): Promise<void> {
	await openEmptyWorkflow(page, client.baseUrl);
	await searchNodes(page, 'teams');
	for (const name of LISTED) {
		const entry = nodeEntry(page, name);
		await entry.waitFor();
		const isDrawn = await entry
			.locator('img')
			.first()
			.evaluate((image: { readonly naturalWidth: number }) => image.naturalWidth > 0);
		expectSame(`${name} has an icon: ${isDrawn}`, `${name} has an icon: true`);
		await expectReadable(`${name} in the panel of nodes`, entry);
	}
	await picture(page, 'nodes-panel');
	await nodeEntry(page, ACTION).click();
	await page.getByText('Reply to a mention', { exact: true }).waitFor();
	await picture(page, 'nodes-panel-actions');
	await expectReadable('The actions in the panel of nodes', page.getByTestId('node-creator'));
}

async function answersMention({ client, page, simulator }: Desk): Promise<void> {
	const { webhook, securityToken } = simulator.actions.createOutgoing({
		team: 'Platform',
		name: 'first',
		description: '',
		callbackUrl: client.baseUrl,
	});
	await openEmptyWorkflow(page, client.baseUrl);
	await searchNodes(page, 'teams');
	await addNode(page, TRIGGER);
	await picture(page, 'first-trigger-empty');
	await connectToken(page, securityToken);
	await write(page, 'path', 'first');
	await page.getByTestId('fixed-collection-add').click();
	await write(page, 'name', 'deploy');
	await write(page, 'usage', '<service> [version]');
	await write(page, 'description', 'Deploys a service');
	await addOption(page, 'Failure Text');
	await write(page, 'failureText', 'That did not work. Ask Ada.');
	const [test, production] = [await copyUrl(page, 'test'), await copyUrl(page, 'production')];
	await page.getByTestId('radio-button-production').scrollIntoViewIfNeeded();
	await picture(page, 'first-trigger');
	await docsPicture(page, 'trigger', { x: 25, y: 25, width: 940, height: 855 });
	await expectReadable('The filled trigger', page.getByTestId('node-parameters'));
	await closePanel(page);
	await addReply(page, 0, 'I can deploy.');
	await addReply(page, 1, 'Deploying.');
	simulator.actions.changeOutgoing(webhook.id, { callbackUrl: test });
	await executeWorkflow(page);
	await page
		.getByText('Waiting for you to')
		.or(page.getByText('Waiting for trigger'))
		.first()
		.waitFor({ timeout: SERVER_MS });
	expectSame(await say(simulator, '@first deploy api 1.2'), 'Deploying.');
	await waitForSuccess(page, [TRIGGER]);
	await picture(page, 'first-executed');
	await openPanel(page, TRIGGER);
	await page.getByTestId('output-panel').getByText('deploy').first().waitFor();
	await picture(page, 'first-trigger-executed');
	await closePanel(page);
	simulator.actions.changeOutgoing(webhook.id, { callbackUrl: production });
	const published = await publish(page);
	if (!published.includes('The workflow now answers mentions in Teams.'))
		throw new StepError(`After publishing n8n says "${published}".`, 'Look at activationMessage of the trigger.');
	expectSame(await say(simulator, '@first hello'), 'I can deploy.');
	await unpublish(page);
	expectSame(await say(simulator, '@first hello'), SORRY);
}

async function connectToken(page: Page, securityToken: string): Promise<void> {
	await connect(page, 'Microsoft Teams Outgoing Webhook');
	await enter(page, { label: 'Platform', securityToken: `HMAC ${securityToken}` });
	const answer = await saveRefused(page);
	if (!answer.includes('without quotes or "HMAC"'))
		throw new StepError(`The dialog says "${answer}".`, 'It should say how to copy a token.');
	await enter(page, { securityToken });
	await saveAndClose(page);
}

async function addReply(page: Page, index: number, text: string): Promise<void> {
	await searchNodes(page, 'teams webhook', { node: TRIGGER, index });
	await addNode(page, ACTION, 'Reply to a mention');
	await write(page, 'text', text);
	await expectReadable('The new reply', page.getByTestId('node-parameters'));
	await picture(page, 'first-reply');
	await closePanel(page);
}

async function sendsMessage(desk: Desk): Promise<void> {
	const { page, simulator } = desk;
	await addSend(desk);
	await picture(page, 'first-send-empty');
	await connect(page, 'Microsoft Teams Incoming Webhook', 'Webhook URL');
	await enter(page, { webhookUrl: incomingUrl(simulator, 'ops') });
	const answer = await saveRefused(page);
	if (!answer.includes('only when Allowed Hosts names it'))
		throw new StepError(`The dialog says "${answer}".`, 'It should name the field Allowed Hosts.');
	await enter(page, { allowedHosts: '127.0.0.1' });
	await saveAndClose(page);
	await executeSend(page, 'first-send-executed');
	expectSame(cardsIn(simulator, 'ops'), '1');
}

async function sendsToSeveral(desk: Desk): Promise<void> {
	const { page, simulator } = desk;
	await addSend(desk);
	await connect(page, 'Microsoft Teams Incoming Webhook', 'Destinations');
	await enter(page, {
		destinations: ['support', 'management'].map((name) => `${name}, ${incomingUrl(simulator, name)}`).join('; '),
		allowedHosts: '127.0.0.1',
	});
	await picture(page, 'first-destinations-dialog');
	await docsPicture(page, 'credential', { x: 225, y: 100, width: 1050, height: 750 });
	await saveAndClose(page);
	await chooseLoaded(page, 'destination', ['support', 'management']);
	await page.getByText('Destination Names or IDs', { exact: true }).click();
	await executeSend(page, 'first-destinations-executed');
	expectSame(`${cardsIn(simulator, 'support')} ${cardsIn(simulator, 'management')}`, '1 1');
}

/** A new workflow: a trigger for the hand, and Send, whose panel is open. */
async function addSend({ client, page }: Desk): Promise<void> {
	await openEmptyWorkflow(page, client.baseUrl);
	await page.getByTestId('canvas-add-button').click();
	await nodeEntry(page, 'Trigger manually').click();
	await searchNodes(page, 'teams', { node: 'When clicking ‘Execute workflow’', index: 0 });
	await addNode(page, ACTION, SEND);
}

async function executeSend(page: Page, name: string): Promise<void> {
	await write(page, 'text', '**Build 4711** is live');
	await expectReadable('The filled Send', page.getByTestId('node-parameters'));
	await closePanel(page);
	await executeWorkflow(page);
	await waitForSuccess(page, [SEND]);
	await openPanel(page, SEND);
	for (const text of ['outcome', 'accepted'])
		await page.getByTestId('output-panel').getByText(text, { exact: true }).first().waitFor();
	await picture(page, name);
	if (name === 'first-send-executed') await docsPicture(page, 'send', { x: 540, y: 25, width: 852, height: 680 });
}

function incomingUrl({ actions, baseUrl }: Desk['simulator'], channel: string): string {
	return `${baseUrl}${actions.createIncoming({ channel: `Platform/${channel}`, name: 'n8n', kind: 'workflows', access: 'anyone', schema: false, confirms: false }).path}`;
}

function cardsIn({ actions, store }: Desk['simulator'], channel: string): string {
	const { id } = actions.channel(`Platform/${channel}`).channel;
	return String(
		store.state().messages.filter(({ channelId, author }) => channelId === id && author.kind === 'flow').length,
	);
}

/** Says something in the channel; what the webhook answers in the thread. */
async function say({ actions, store }: Desk['simulator'], text: string): Promise<string> {
	const { message, answered } = actions.say({ channel: 'Platform/General', text });
	await answered;
	return store
		.state()
		.messages.filter(({ rootId, author }) => rootId === message.id && author.kind === 'webhook')
		.map(({ text: answer }) => answer)
		.join(' | ');
}
