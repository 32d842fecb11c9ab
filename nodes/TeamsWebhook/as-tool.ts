import type { IExecuteFunctions } from 'n8n-workflow';

/** True where an AI agent runs the node as its tool: there, n8n gives no way to answer a request. */
export function isTool(context: IExecuteFunctions): boolean {
	return typeof (context as { sendResponse?: unknown }).sendResponse !== 'function';
}
