import type { Page } from 'playwright-core';
import type { Desk } from './desk';

import { SORRY } from '../../simulator/rules/reply';
import { StepError } from '../lib/steps';
import { connect, enter, saveAndClose, saveRefused } from './credential-form';
import { expectSame, picture } from './desk';
import { addNode, addOption, closePanel, copyUrl, executeWorkflow, nodeEntry, openEmptyWorkflow, openPanel, publish, searchNodes, SERVER_MS, unpublish, waitForSuccess, write } from './hand';
import { expectReadable } from './readable';

const TRIGGER = 'Microsoft Teams Outgoing Webhook Trigger';
const ACTION = 'Microsoft Teams Webhook';

/** What the panel of nodes has to list for "teams", each with its icon. */
const LISTED = [ACTION, TRIGGER, 'Microsoft Teams Card Action Trigger', 'Microsoft Teams Connector Trigger'];

/** A first workflow for mentions and one that sends, made with mouse and keyboard alone. */
export const FIRST_WORKFLOW_CHECKS: ReadonlyArray<readonly [string, (desk: Desk) => Promise<void>]> = [
	['First workflow: the panel of nodes', listsNodes],
	['First workflow: answer a mention', answersMention],
	['First workflow: send to a channel', sendsMessage],
];

async function listsNodes({ client, page }: Desk): Promise<void> {
	await openEmptyWorkflow(page, client.baseUrl);
	await searchNodes(page, 'teams');
	for (const name of LISTED) {
		const entry = nodeEntry(page, name);
		await entry.waitFor();
		const isDrawn = await entry.locator('img').first().evaluate((image: { readonly naturalWidth: number }) => image.naturalWidth > 0);
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
	const { webhook, securityToken } = simulator.actions.createOutgoing({ team: 'Platform', name: 'first', description: '', callbackUrl: client.baseUrl });
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
	await picture(page, 'first-trigger');
	await expectReadable('The filled trigger', page.getByTestId('node-parameters'));
	await closePanel(page);
	await addReply(page, 0, 'I can deploy.');
	await addReply(page, 1, 'Deploying.');
	simulator.actions.changeOutgoing(webhook.id, { callbackUrl: test });
	await executeWorkflow(page);
	await page.getByText('Waiting for you to').or(page.getByText('Waiting for trigger')).first().waitFor({ timeout: SERVER_MS });
	expectSame(await say(simulator, '@first deploy api 1.2'), 'Deploying.');
	await waitForSuccess(page, [TRIGGER]);
	await picture(page, 'first-executed');
	await openPanel(page, TRIGGER);
	await page.getByTestId('output-panel').getByText('deploy').first().waitFor();
	await picture(page, 'first-trigger-executed');
	await closePanel(page);
	simulator.actions.changeOutgoing(webhook.id, { callbackUrl: production });
	const published = await publish(page);
	expectSame(String(published.includes('The workflow now answers mentions in Teams.')), 'true');
	expectSame(await say(simulator, '@first hello'), 'I can deploy.');
	await unpublish(page);
	expectSame(await say(simulator, '@first hello'), SORRY);
}

async function connectToken(page: Page, securityToken: string): Promise<void> {
	await connect(page, 'Microsoft Teams Outgoing Webhook');
	await enter(page, { label: 'Platform', securityToken: `HMAC ${securityToken}` });
	const answer = await saveRefused(page);
	if (!answer.includes('without quotes or "HMAC"')) throw new StepError(`The dialog says "${answer}".`, 'It should say how to copy a token.');
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

async function sendsMessage({ client, page, simulator }: Desk): Promise<void> {
	const { path } = simulator.actions.createIncoming({ channel: 'Platform/ops', name: 'n8n', kind: 'workflows', access: 'anyone', schema: false, confirms: false });
	await openEmptyWorkflow(page, client.baseUrl);
	await page.getByTestId('canvas-add-button').click();
	await nodeEntry(page, 'Trigger manually').click();
	await searchNodes(page, 'teams', { node: 'When clicking ‘Execute workflow’', index: 0 });
	await addNode(page, ACTION, 'Send a message to a channel');
	await picture(page, 'first-send-empty');
	await connect(page, 'Microsoft Teams Incoming Webhook');
	await enter(page, { webhookUrl: `${simulator.baseUrl}${path}` });
	const answer = await saveRefused(page);
	if (!answer.includes('only when Allowed Hosts names it')) throw new StepError(`The dialog says "${answer}".`, 'It should name the field Allowed Hosts.');
	await enter(page, { allowedHosts: '127.0.0.1' });
	await saveAndClose(page);
	await write(page, 'text', '**Build 4711** is live');
	await expectReadable('The filled Send', page.getByTestId('node-parameters'));
	await closePanel(page);
	await executeWorkflow(page);
	await waitForSuccess(page, ['Send a message to a channel']);
	await openPanel(page, 'Send a message to a channel');
	await page.getByTestId('output-panel').getByText('outcome').first().waitFor();
	await picture(page, 'first-send-executed');
	expectSame(String(simulator.store.state().messages.some(({ author }) => author.kind === 'flow')), 'true');
}

/** Says something in the channel; what the webhook answers in the thread. */
async function say({ actions, store }: Desk['simulator'], text: string): Promise<string> {
	const { message, answered } = actions.say({ channel: 'Platform/General', text });
	await answered;
	return store.state().messages.filter(({ rootId, author }) => rootId === message.id && author.kind === 'webhook').map(({ text: answer }) => answer).join(' | ');
}
