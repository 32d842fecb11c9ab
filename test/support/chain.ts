import type { WorkflowFile } from '../../scripts/lib/n8n-client';

import { ACTION_TYPE, TRIGGER_TYPE } from '../../scripts/lib/demo';

/** One node of a chain. */
export interface ChainNode {
	readonly type: string;
	readonly typeVersion: number;
	readonly parameters: Record<string, unknown>;
	readonly onError?: string;
	readonly retryOnFail?: boolean;
	readonly maxTries?: number;
	readonly waitBetweenTries?: number;
	readonly credentials?: unknown;
}

/** A workflow whose nodes follow one another. */
export function chain(name: string, nodes: readonly ChainNode[]): WorkflowFile {
	const named = nodes.map((node, index) => ({
		...node,
		name: `Node ${index}`,
		id: `${name}-${index}`,
		position: [index * 200, 0],
		...(index === 0 ? { webhookId: `${name}-hook` } : {}),
	}));
	const links = named
		.slice(1)
		.map((node, index) => [`Node ${index}`, { main: [[{ node: node.name, type: 'main', index: 0 }]] }] as const);
	return { name, nodes: named, connections: Object.fromEntries(links), settings: { executionOrder: 'v1' } };
}

/** Our trigger at a path. */
export function trigger(path: string, parameters: Record<string, unknown> = {}): ChainNode {
	return { type: TRIGGER_TYPE, typeVersion: 1.1, parameters: { path, ...parameters } };
}

/** Our action. */
export function action(parameters: Record<string, unknown>, onError?: string): ChainNode {
	return { type: ACTION_TYPE, typeVersion: 1, parameters, ...(onError === undefined ? {} : { onError }) };
}

/** A Set node that makes one item of these fields. */
export function set(fields: Record<string, string>): ChainNode {
	const assignments = Object.entries(fields).map(([name, value]) => ({ id: name, name, value, type: 'string' }));
	return { type: 'n8n-nodes-base.set', typeVersion: 3.4, parameters: { assignments: { assignments }, options: {} } };
}

/** n8n's own Webhook, answered with every item of the last node. */
export function webhook(path: string): ChainNode {
	return {
		type: 'n8n-nodes-base.webhook',
		typeVersion: 2,
		parameters: { httpMethod: 'POST', path, responseMode: 'lastNode', responseData: 'allEntries', options: {} },
	};
}

/** Posts JSON and returns status and text. */
export async function post(
	url: string,
	body: string | Buffer,
	headers: Record<string, string> = {},
): Promise<{ status: number; text: string }> {
	const response = await fetch(url, {
		method: 'POST',
		headers: { 'content-type': 'application/json', ...headers },
		body,
	});
	return { status: response.status, text: await response.text() };
}
