import type { IExecuteFunctions } from 'n8n-workflow';
import type { ErrorCode } from '../../src/errors';

import { TeamsWebhookError } from '../../src/errors';

/**
 * True if an AI agent runs the node as its tool. n8n then gives it a separate type; older agents run it in a context
 * that cannot answer requests.
 */
export function isTool(context: IExecuteFunctions): boolean {
	return (
		context.getNode().type.endsWith('Tool') ||
		typeof (context as { sendResponse?: unknown }).sendResponse !== 'function'
	);
}

/** Operations that agents are not offered: agents send, ask and validate. An imported workflow may still name these. */
const NOT_FOR_TOOLS = {
	build: {
		code: 'app-build-as-tool',
		name: 'Connector App: Build',
		hint: 'Run it in a workflow without an agent: it makes a file for the person who looks after Teams.',
	},
	callbackUrl: {
		code: 'callback-url-as-tool',
		name: 'Card: Create Callback URL',
		hint: 'Put the node before the agent: what the URL allows is for you to decide, not for the model.',
	},
	diagnose: {
		code: 'diagnose-as-tool',
		name: 'Diagnose',
		hint: 'Run it in a workflow without an agent: its output is for the person who looks after the credentials.',
	},
	recordAnswer: {
		code: 'answer-as-tool',
		name: 'Record Answer',
		hint: 'Put it after the trigger: a model must not answer for a person.',
	},
	reply: { code: 'reply-as-tool', name: 'Reply', hint: 'Put the node after the agent: its output becomes the reply.' },
} as const satisfies Readonly<
	Record<string, { readonly code: ErrorCode; readonly name: string; readonly hint: string }>
>;

/** Throws if an operation that must not be used as a tool is used as one. */
export function refuseAsTool(context: IExecuteFunctions, operation: keyof typeof NOT_FOR_TOOLS): void {
	const { code, name, hint } = NOT_FOR_TOOLS[operation];
	if (isTool(context)) throw new TeamsWebhookError(code, `${name} cannot be used as an AI agent tool.`, hint);
}
