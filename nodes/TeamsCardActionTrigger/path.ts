import type { IWebhookFunctions } from 'n8n-workflow';

import { NodeHelpers } from 'n8n-workflow';

/** n8n puts the ID of the node in front of a path with variable parts (`leave/:team`). */
const VARIES = /(?:^|\/):/;

/** The path of the trigger as n8n knows it, without the endpoint; variable parts have the values of this call. */
export function triggerPath(context: IWebhookFunctions): string {
	const node = context.getNode();
	const value = context.getNodeParameter('path', '');
	const given = (typeof value === 'string' || typeof value === 'number' ? String(value) : '').replace(/^\/|\/$/g, '');
	const varies = VARIES.test(given) && node.webhookId !== undefined;
	const path = NodeHelpers.getNodeWebhookPath(context.getWorkflow().id ?? '', node, given, !varies);
	return varies ? endOf(context.getRequestObject().path, path.split('/').length) : path;
}

/** The last parts of the URL, by which n8n has found the trigger. */
function endOf(called: string, parts: number): string {
	return called
		.split('/')
		.filter((part) => part !== '')
		.slice(-parts)
		.join('/');
}
