import type { WorkflowFile } from '../../scripts/lib/n8n-client';

import { ACTION_TYPE } from '../../scripts/lib/demo';
import { bodyExpression } from './messages';

/** The name of the node that is measured. */
export const MEASURED = 'Measured';

/** How a workflow is kept: `none` where storing its items would blur what is measured. */
type SaveData = 'all' | 'none';

/** Send of this package, each item's text to the URL of the credential. */
export function oursWorkflow(path: string, options: Readonly<Record<string, unknown>>, save: SaveData): WorkflowFile {
	return workflow(path, save, {
		type: ACTION_TYPE,
		typeVersion: 1,
		parameters: { text: '={{ $json.text }}', options },
	});
}

/** n8n's HTTP Request node as a user sets it up today: the same JSON from an expression, everything else left alone. */
export function httpWorkflow(path: string, url: string, save: SaveData): WorkflowFile {
	const parameters = {
		method: 'POST',
		url,
		sendBody: true,
		specifyBody: 'json',
		jsonBody: bodyExpression(),
		options: {},
	};
	return workflow(path, save, { type: 'n8n-nodes-base.httpRequest', typeVersion: 4.5, parameters });
}

/** Webhook, one item for each posted text, the measured node, and one item as the answer, so that the answer costs nothing. */
function workflow(
	path: string,
	save: SaveData,
	measured: { readonly type: string; readonly typeVersion: number; readonly parameters: Record<string, unknown> },
): WorkflowFile {
	const nodes = [
		{
			name: 'Webhook',
			type: 'n8n-nodes-base.webhook',
			typeVersion: 2,
			webhookId: `${path}-hook`,
			parameters: { httpMethod: 'POST', path, responseMode: 'lastNode', options: {} },
		},
		{
			name: 'Split Out',
			type: 'n8n-nodes-base.splitOut',
			typeVersion: 1,
			parameters: { fieldToSplitOut: 'body.items', options: { destinationFieldName: 'text' } },
		},
		{ name: MEASURED, ...measured },
		{ name: 'Limit', type: 'n8n-nodes-base.limit', typeVersion: 1, parameters: {} },
	];
	const links = nodes
		.slice(1)
		.map(({ name }, index) => [nodes[index]?.name, { main: [[{ node: name, type: 'main', index: 0 }]] }] as const);
	return {
		name: path,
		nodes: nodes.map((node, index) => ({ ...node, id: `${path}-${index}`, position: [index * 200, 0] })),
		connections: Object.fromEntries(links),
		settings: { executionOrder: 'v1', saveDataSuccessExecution: save, saveDataErrorExecution: 'all' },
	};
}
