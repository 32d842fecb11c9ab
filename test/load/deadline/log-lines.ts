import type { N8nClient, WorkflowFile } from '../../../scripts/lib/n8n-client';
import type { N8nUnderTest } from '../../support/n8n-under-test';

import { setTimeout as delay } from 'node:timers/promises';

import { stopRunning } from './workload';

/** Conditions that let no item through. */
const NEVER = {
	options: { caseSensitive: true, leftValue: '', typeValidation: 'strict', version: 2 },
	conditions: [
		{
			id: 'c',
			leftValue: '={{ false }}',
			rightValue: '',
			operator: { type: 'boolean', operation: 'true', singleValue: true },
		},
	],
	combinator: 'and',
};

/** Longer than it takes to stop an execution; in queue mode n8n answers only once the sleeping node has ended. */
const STOPPED_SLEEP_SECONDS = 6;

/** The kinds of lines in a log of n8n: times, ids and numbers taken out, stack frames and empty lines left out. */
export function lineKinds(log: string): Set<string> {
	const lines = log.split('\n').map((line) => line.replace(/\u001b\[\d+m/g, '').trim());
	const kinds = lines
		.filter((line) => line !== '' && !line.startsWith('at '))
		.map((line) =>
			line
				.replace(/\/webhook\/\S+?(?=[\s:]|$)/g, '/webhook/…')
				.replace(/"[^"]*"/g, '"…"')
				.replace(/[0-9a-zA-Z]{16}/g, 'ID')
				.replace(/\d+/g, '#'),
		);
	return new Set(kinds);
}

/** The load of the run that this is compared with. */
interface Situation {
	/** Calls that are open at once. */
	readonly atATime: number;
	/** Executions of each workflow that are stopped, at any moment from their start on. */
	readonly stops: number;
	/**
	 * The limit if none of those stops has met the start of an execution: in queue mode n8n stops them in another way,
	 * and none ever does.
	 */
	readonly mostStops: number;
}

/** What n8n logs about an execution that is stopped in the few milliseconds in which it starts. */
const STOPPED_AT_START = 'No active execution found';

/**
 * Provokes what n8n itself logs about webhooks that fail, are stopped, stay silent, answer late or lose their caller,
 * with its own Webhook and Respond nodes: one by one, many at once, and stopped the way the run stops them.
 */
export async function provokePlainLines(
	{ client, webhookUrl, log }: Pick<N8nUnderTest, 'client' | 'webhookUrl' | 'log'>,
	situation: Situation,
): Promise<void> {
	const variants: Readonly<Record<string, { type: string; typeVersion: number; parameters: Record<string, unknown> }>> =
		{
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
		await Promise.all(Array.from({ length: situation.atATime }, async () => await call(url, 1, 10_000)));
		await stopMany({ client, id, url, isMet: () => log().includes(STOPPED_AT_START) }, situation);
	}
	await delay(2_000);
}

interface Stopped {
	readonly client: N8nClient;
	readonly id: string;
	readonly url: string;
	/** True once a stop has met the start of an execution. */
	readonly isMet: () => boolean;
}

/** Calls a workflow that sleeps, and stops its executions the way those of the run are stopped. */
async function stopMany({ client, id, url, isMet }: Stopped, { atATime, stops, mostStops }: Situation): Promise<void> {
	let count = 0;
	let done = false;
	const stopper = stopRunning(client, id, () => done);
	const caller = async () => {
		while (count < (isMet() ? stops : mostStops)) {
			count += 1;
			await call(url, STOPPED_SLEEP_SECONDS, 10_000);
		}
	};
	await Promise.all(Array.from({ length: atATime }, caller));
	done = true;
	await stopper;
}

/** The answer does not matter, only what n8n logs about it. */
async function call(url: string, sleep: number, timeoutMs: number): Promise<void> {
	await fetch(url, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ sleep }),
		signal: AbortSignal.timeout(timeoutMs),
	}).then(
		async (response) => await response.text(),
		() => undefined,
	);
}

function plainWorkflow(
	name: string,
	end: { type: string; typeVersion: number; parameters: Record<string, unknown> },
): WorkflowFile {
	const webhook = {
		name: 'Webhook',
		id: 'w',
		type: 'n8n-nodes-base.webhook',
		typeVersion: 2,
		position: [0, 0],
		webhookId: `own-${name}`,
		parameters: { httpMethod: 'POST', path: `own-${name}`, responseMode: 'responseNode', options: {} },
	};
	const sleep = {
		name: 'Sleep',
		id: 's',
		type: 'n8n-nodes-base.wait',
		typeVersion: 1.1,
		position: [200, 0],
		parameters: { amount: '={{ $json.body.sleep }}' },
	};
	const to = (node: string) => ({ main: [[{ node, type: 'main', index: 0 }]] });
	// n8n starts nothing in this mode unless a Respond node comes after the webhook.
	const respond = {
		name: 'Respond',
		id: 'r',
		type: 'n8n-nodes-base.respondToWebhook',
		typeVersion: 1.1,
		position: [600, 0],
		parameters: { respondWith: 'text', responseBody: 'x', options: {} },
	};
	const nodes = [
		webhook,
		sleep,
		{ name: 'End', id: 'e', position: [400, 0], ...end },
		respond,
	] as unknown as WorkflowFile['nodes'];
	return { name: `plain ${name}`, nodes, connections: { Webhook: to('Sleep'), Sleep: to('End'), End: to('Respond') } };
}
