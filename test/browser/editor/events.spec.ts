import type { Page } from '@playwright/test';
import type { Stage } from './fixtures';

import { expect } from '@playwright/test';

import { readEvent } from '../../../scripts/lib/examples';
import {
	addNode,
	addOption,
	choose,
	chooseLoaded,
	closePanel,
	copyUrl,
	executeWorkflow,
	nodeEntry,
	openEmptyWorkflow,
	openPanel,
	searchNodes,
	SERVER_MS,
	waitForSuccess,
	write,
} from '../../../scripts/lib/editor/actions';
import { connect, enter, saveAndClose } from '../../../scripts/lib/editor/credential-dialog';
import { test } from './fixtures';
import { expectReadable } from './readable';

const SEND = 'Send a message to a channel';

/** From an empty canvas to the card: Webhook and Send, with the content chosen by mouse, and no field mapped. */
test('The event of a tool, filled in by mouse', async ({ stage }) => {
	const { client, page } = stage;
	await openEmptyWorkflow(page, client.baseUrl);
	const testUrl = await addWebhook(page);
	await searchNodes(page, 'teams', { node: 'Webhook', index: 0 });
	await addNode(page, 'Microsoft Teams Webhook', SEND);
	await connect(page, 'Microsoft Teams Incoming Webhook', 'Webhook URL');
	await enter(page, { webhookUrl: incomingUrl(stage), allowedHosts: '127.0.0.1' });
	await saveAndClose(page);
	const panel = page.getByTestId('node-parameters');
	await choose(panel, 'content', 'Event of a Tool');
	await expect(panel.getByTestId('parameter-input-text')).toHaveCount(0);
	await choose(panel, 'source', 'Prometheus Alertmanager');
	await choose(panel, 'source', 'Recognize');
	await addOption(page, 'Skip Events');
	await chooseLoaded(page, 'skipEvents', ['State: Resolved']);
	// The list of several choices stays open and covers the label of its field.
	await panel.getByText('Content', { exact: true }).click();
	await expect(page.getByRole('option', { name: 'State: Resolved', exact: true })).toBeHidden();
	await expectReadable('the filled Send', panel);
	await closePanel(page);

	const event = await readEvent('alertmanager-alert');
	await runWith(page, testUrl, event);
	for (const text of ['accepted', 'alertmanager', 'ProbeFailure'])
		await expect(page.getByTestId('output-panel').getByText(text, { exact: true }).first()).toBeVisible();
	await closePanel(page);
	const alerts = (event.alerts as Array<Record<string, unknown>>).map((alert) => ({ ...alert, status: 'resolved' }));
	await runWith(page, testUrl, { ...event, status: 'resolved', alerts });
	await expect(page.getByTestId('output-panel').getByText('skipped', { exact: true }).first()).toBeVisible();
	const cards = cardsIn(stage);
	expect(cards).toHaveLength(1);
	expect(cards[0]).toContain('2 firing · critical');
});

/** Adds n8n's Webhook node, which takes a POST. Returns its test URL. */
async function addWebhook(page: Page): Promise<string> {
	await page.getByTestId('canvas-add-button').click();
	await nodeEntry(page, 'On webhook call').click();
	const panel = page.getByTestId('node-parameters');
	await choose(panel, 'httpMethod', 'POST');
	await write(page, 'path', 'events-by-mouse');
	const url = await copyUrl(page, 'test');
	await closePanel(page);
	return url;
}

/** Runs the workflow by hand with an event that is posted while it waits, and opens what Send says. */
async function runWith(page: Page, url: string, event: unknown): Promise<void> {
	await executeWorkflow(page);
	await expect(page.getByText('Waiting for you to').or(page.getByText('Waiting for trigger')).first()).toBeVisible({
		timeout: SERVER_MS,
	});
	const post = async () =>
		(
			await fetch(url, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify(event),
			})
		).status;
	await expect.poll(post, { message: 'the answer of the test URL' }).toBe(200);
	await waitForSuccess(page, ['Webhook', SEND]);
	await openPanel(page, SEND);
}

function incomingUrl({ simulator: { actions, baseUrl } }: Stage): string {
	return `${baseUrl}${actions.createIncoming({ channel: 'Platform/ops', name: 'n8n', kind: 'workflows', access: 'anyone', schema: false, confirms: false }).path}`;
}

/** The cards of the channel, as JSON. */
function cardsIn({ simulator: { actions, store } }: Stage): readonly string[] {
	const { id } = actions.channel('Platform/ops').channel;
	return store
		.state()
		.messages.filter(({ channelId, author }) => channelId === id && author.kind === 'flow')
		.map(({ attachments }) => JSON.stringify(attachments));
}
