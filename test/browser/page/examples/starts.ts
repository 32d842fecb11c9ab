import type { ExampleName } from '../../../../scripts/lib/examples';
import type { Story } from './shown';

import { expect } from '@playwright/test';
import { randomUUID } from 'node:crypto';

import { dataTable } from '../../../../scripts/lib/data-table';
import { exampleOf, readEvent } from '../../../../scripts/lib/examples';
import { sendEvent, write } from '../fixtures';
import { publishExample } from '../publish';

type Start = Story['start'];

/** Writes posts into the compose box, one after the other. */
export function mention(name: ExampleName, ...texts: readonly string[]): Start {
	return async (stage) => {
		await publishExample(stage, name);
		for (const text of texts) await write(stage.page, text);
	};
}

/** Posts an event to an example, as its sender does: the one of `examples/events` unless another is given. */
export function event(name: ExampleName, given?: unknown): Start {
	return async (stage) => {
		const { url } = await publishExample(stage, name);
		await expectTaken(name, url, given);
	};
}

/** n8n keeps two alerts and sends them as one card when its schedule fires: here at once, with the editor's button. */
export const storm: Start = async (stage) => {
	const { workflowId, url } = await publishExample(stage, 'alert-storm');
	for (let count = 0; count < 2; count += 1) await expectTaken('alert-storm', url);
	await stage.client.runByHand(workflowId, 'Every five minutes');
	return async () => await stage.client.unpublish(workflowId);
};

/**
 * Tools post to the gateway what they always did, with the key that the set-up made, and get the answers they expect.
 */
export const gateway: Start = async (stage) => {
	const { url } = await publishExample(stage, 'connector-gateway');
	const { rows } = await dataTable<{ key: string; destination: string }>(stage.client, 'teams_senders');
	const ops = rows.findLast(({ destination }) => destination === 'ops')?.key ?? '';
	const posts = [
		[200, { '@type': 'MessageCard', themeColor: 'C4314B', title: 'Build 4711 failed', text: 'Two tests failed' }],
		[200, { text: 'Backup of *db_01* finished', attachments: [{ color: 'good', text: '4096 files' }] }],
		[204, { content: 'Release 2.0 is out', embeds: [{ title: 'What is new', url: 'https://example.com/2.0' }] }],
		[200, await readEvent('alertmanager-alert')],
	] as const;
	for (const [expected, post] of posts) expect(await sendEvent(url.replace(':key', ops), post)).toBe(expected);
	expect(await sendEvent(url.replace(':key', 'x'.repeat(32)), posts[0][1]), 'the answer to a key of nobody').toBe(404);
};

/** Somebody's workflow that fails and names the example as its error workflow. */
export const failure: Start = async (stage) => {
	const { client } = stage;
	const { workflowId: errorWorkflow } = await publishExample(stage, 'error-to-channel');
	const path = `nightly-export-${randomUUID().slice(0, 8)}`;
	const hook = {
		id: 'export-1',
		name: 'Every night',
		type: 'n8n-nodes-base.webhook',
		typeVersion: 2,
		position: [0, 0],
		webhookId: path,
		parameters: { httpMethod: 'POST', path, responseMode: 'lastNode', options: {} },
	};
	const stop = {
		id: 'export-2',
		name: 'Write the file',
		type: 'n8n-nodes-base.stopAndError',
		typeVersion: 1,
		position: [300, 0],
		parameters: { errorMessage: 'The disk of db_01 is full: 0 B of 40 GB are free' },
	};
	const connections = { 'Every night': { main: [[{ node: 'Write the file', type: 'main', index: 0 }]] } };
	const settings = { executionOrder: 'v1', errorWorkflow };
	await client.publish({ name: 'Nightly export', nodes: [hook, stop], connections, settings }, {});
	const status = await sendEvent(`${client.baseUrl}/webhook/${path}`, {});
	expect(status, 'the answer of the workflow that fails').toBe(500);
};

async function expectTaken(name: ExampleName, url: string, given?: unknown): Promise<void> {
	const { headers } = exampleOf(name);
	const status = await sendEvent(url, given ?? (await readEvent(name)), headers);
	expect(status, `the answer to the event of ${name}`).toBe(200);
}
