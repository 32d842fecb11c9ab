import type { WorkflowFile } from '../../../scripts/lib/n8n-client';

import { ACTION_TYPE } from '../../../scripts/lib/demo';

const CARD = JSON.stringify({ type: 'AdaptiveCard', version: '1.4', body: [{ type: 'TextBlock', text: 'x' }] });

/** A workflow that is started by hand, and one operation. */
function manual(name: string, parameters: Record<string, unknown>): WorkflowFile {
	return {
		name,
		nodes: [
			{ name: 'Start', type: 'n8n-nodes-base.manualTrigger', parameters: {}, ...at(`${name}-start`, 1, 0) },
			// A trigger of n8n's own, so that the workflow can be published.
			{
				name: 'Once a year',
				type: 'n8n-nodes-base.scheduleTrigger',
				parameters: { rule: { interval: [{ field: 'cronExpression', expression: '0 0 29 2 *' }] } },
				...at(`${name}-year`, 1.2, 0),
			},
			{ name: 'Act', type: ACTION_TYPE, parameters, ...at(`${name}-act`, 1, 200) },
		],
		connections: { Start: { main: [[{ node: 'Act', type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1' },
	};
}

function at(id: string, typeVersion: number, x: number) {
	return { id, typeVersion, position: [x, 0] };
}

/** One workflow for each operation that no example runs by itself, as the earlier package saved them. */
export const OPERATIONS: readonly WorkflowFile[] = [
	manual('Send', { resource: 'message', operation: 'send', content: 'text', text: 'sent' }),
	manual('Send a card', { resource: 'message', operation: 'send', content: 'adaptiveCard', cardJson: CARD }),
	manual('Validate', { resource: 'card', operation: 'validate', content: 'adaptiveCard', cardJson: CARD }),
	manual('Create a callback URL', {
		resource: 'card',
		operation: 'callbackUrl',
		triggerUrl: 'https://n8n.example.com/webhook/order-answer',
		binding: 'order-7',
	}),
	manual('Build an app', {
		resource: 'connectorApp',
		operation: 'build',
		configurationUrl: 'https://n8n.example.com/webhook/teams-connector',
		appShortName: 'Events',
		appShortDescription: 'Posts events.',
		developerName: 'Example Ltd',
		developerWebsite: 'https://example.com',
	}),
	manual('Diagnose', { resource: 'webhook', operation: 'diagnose' }),
];
