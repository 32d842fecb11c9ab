import type { N8nClient, WorkflowFile } from '../lib/n8n-client';

import { setTimeout as delay } from 'node:timers/promises';

/** Conditions that let no item through. */
const NEVER = {
	options: { caseSensitive: true, leftValue: '', typeValidation: 'strict', version: 2 },
	conditions: [{ id: 'c', leftValue: '={{ false }}', rightValue: '', operator: { type: 'boolean', operation: 'true', singleValue: true } }],
	combinator: 'and',
};

/** The kinds of lines in a log of n8n: times, ids and numbers taken out, stack frames and empty lines left out. */
export function lineKinds(log: string): Set<string> {
	const lines = log.split('\n').map((line) => line.replace(/\u001b\[\d+m/g, '').trim());
	const kinds = lines.filter((line) => line !== '' && !line.startsWith('at ')).map((line) => line.replace(/\/webhook\/\S+?(?=[\s:]|$)/g, '/webhook/…').replace(/"[^"]*"/g, '"…"').replace(/[0-9a-zA-Z]{16}/g, 'ID').replace(/\d+/g, '#'));
	return new Set(kinds);
}

/**
 * Provokes what n8n itself logs about webhooks that fail, are stopped, stay silent, answer late or lose their caller,
 * with its own Webhook and Respond nodes, also `atATime` at once.
 */
export async function provokePlainLines(client: N8nClient, webhookUrl: string, atATime: number): Promise<void> {
	const variants: Readonly<Record<string, { type: string; typeVersion: number; parameters: Record<string, unknown> }>> = {
		reply: { type: 'n8n-nodes-base.noOp', typeVersion: 1, parameters: {} },
		fail: { type: 'n8n-nodes-base.stopAndError', typeVersion: 1, parameters: { errorMessage: 'broken' } },
		silent: { type: 'n8n-nodes-base.filter', typeVersion: 2.2, parameters: { conditions: NEVER, options: {} } },
	};
	for (const [name, end] of Object.entries(variants)) {
		const { id } = await client.publish(plainWorkflow(name, end), {});
		const url = `${webhookUrl}/webhook/own-${name}`;
		await delay(500);
		await call(url, 0, 10_000);
		await call(url, 2, 1_000);
		const stopped = call(url, 3, 10_000);
		await delay(1_200);
		for (const { id: execution, status } of await client.executions(id)) {
			if (status === 'running') await client.stopExecution(execution);
		}
		await stopped;
		await Promise.all(Array.from({ length: atATime }, async () => await call(url, 1, 10_000)));
	}
	await delay(2_000);
}

/** The answer does not matter, only what n8n logs about it. */
async function call(url: string, sleep: number, timeoutMs: number): Promise<void> {
	await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ sleep }), signal: AbortSignal.timeout(timeoutMs) }).then(async (response) => await response.text(), () => undefined);
}

function plainWorkflow(name: string, end: { type: string; typeVersion: number; parameters: Record<string, unknown> }): WorkflowFile {
	const webhook = { name: 'Webhook', id: 'w', type: 'n8n-nodes-base.webhook', typeVersion: 2, position: [0, 0], webhookId: `own-${name}`, parameters: { httpMethod: 'POST', path: `own-${name}`, responseMode: 'responseNode', options: {} } };
	const sleep = { name: 'Sleep', id: 's', type: 'n8n-nodes-base.wait', typeVersion: 1.1, position: [200, 0], parameters: { amount: '={{ $json.body.sleep }}' } };
	const to = (node: string) => ({ main: [[{ node, type: 'main', index: 0 }]] });
	// n8n starts nothing in this mode unless a Respond node comes after the webhook.
	const respond = { name: 'Respond', id: 'r', type: 'n8n-nodes-base.respondToWebhook', typeVersion: 1.1, position: [600, 0], parameters: { respondWith: 'text', responseBody: 'x', options: {} } };
	const nodes = [webhook, sleep, { name: 'End', id: 'e', position: [400, 0], ...end }, respond] as unknown as WorkflowFile['nodes'];
	return { name: `plain ${name}`, nodes, connections: { Webhook: to('Sleep'), Sleep: to('End'), End: to('Respond') } };
}
