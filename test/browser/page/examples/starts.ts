import type { ExampleName } from '../../../../scripts/lib/examples';
import type { Story } from './shown';

import { exampleOf, readEvent } from '../../../../scripts/lib/examples';
import { expectSame, sendEvent, write } from '../stage';

type Start = Story['start'];

/** Writes posts into the compose box, one after the other. */
export function mention(...texts: readonly string[]): Start {
	return async (_stage, { page }) => {
		for (const text of texts) await write(page, text);
	};
}

/** Posts an event to an example, as its sender does: the one of `examples/events` unless another is given. */
export function event(name: ExampleName, given?: unknown): Start {
	return async ({ demo }) => {
		const { path = '', headers } = exampleOf(name);
		expectSame(`the answer to ${name}`, await sendEvent(demo, path, given ?? (await readEvent(name)), headers), 200);
	};
}

/** Two alerts are kept by n8n, and come as one card when its schedule says so: here at once, by the button of the editor. */
export const storm: Start = async (stage, tab) => {
	for (let count = 0; count < 2; count += 1) await event('alert-storm')(stage, tab);
	const { client, examples } = stage.demo;
	await client.runByHand(examples['alert-storm']?.workflowId ?? '', 'Every five minutes');
};

/** A workflow of somebody that fails, and names the example as its error workflow. */
export const failure: Start = async ({ demo }) => {
	const settings = { executionOrder: 'v1', errorWorkflow: demo.examples['error-to-channel']?.workflowId };
	const hook = { id: 'export-1', name: 'Every night', type: 'n8n-nodes-base.webhook', typeVersion: 2, position: [0, 0], webhookId: 'nightly-export', parameters: { httpMethod: 'POST', path: 'nightly-export', responseMode: 'lastNode', options: {} } };
	const stop = { id: 'export-2', name: 'Write the file', type: 'n8n-nodes-base.stopAndError', typeVersion: 1, position: [300, 0], parameters: { errorMessage: 'The disk of db_01 is full: 0 B of 40 GB are free' } };
	const { id } = await demo.client.publish({ name: 'Nightly export', nodes: [hook, stop], connections: { 'Every night': { main: [[{ node: 'Write the file', type: 'main', index: 0 }]] } }, settings }, {});
	expectSame('the answer of the workflow that fails', await sendEvent(demo, 'nightly-export', {}), 500);
	return async () => await demo.client.unpublish(id);
};
