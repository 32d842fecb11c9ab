import type { IWebhookFunctions } from 'n8n-workflow';

import { NodeHelpers } from 'n8n-workflow';

/** n8n puts the ID of the node before a path with parts that vary (`leave/:team`). */
const VARIES = /(?:^|\/):/;

/** The path of the trigger as n8n knows it, without the endpoint; parts that vary as they were called. */
export function triggerPath(context: IWebhookFunctions): string {
	const node = context.getNode();
	const value = context.getNodeParameter('path', '');
	const given = (typeof value === 'string' || typeof value === 'number' ? String(value) : '').replace(/^\/|\/$/g, '');
	const varies = VARIES.test(given) && node.webhookId !== undefined;
	const path = NodeHelpers.getNodeWebhookPath(context.getWorkflow().id ?? '', node, given, !varies);
	return varies ? endOf(context.getRequestObject().path, path.split('/').length) : path;
}

/** n8n has found the trigger by these parts of the URL. */
function endOf(called: string, parts: number): string {
	return called
		.split('/')
		.filter((part) => part !== '')
		.slice(-parts)
		.join('/');
}
