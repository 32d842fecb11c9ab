import type { IExecuteFunctions } from 'n8n-workflow';

/**
 * True where an AI agent runs the node as its tool. n8n then gives it a type of its own; older agents run it where no
 * request can be answered.
 */
export function isTool(context: IExecuteFunctions): boolean {
	return context.getNode().type.endsWith('Tool') || typeof (context as { sendResponse?: unknown }).sendResponse !== 'function';
}
