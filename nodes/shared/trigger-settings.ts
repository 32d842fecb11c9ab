import type { IHookFunctions, INode } from 'n8n-workflow';
import type { ErrorCode } from '../../src/errors';

import { NodeOperationError } from 'n8n-workflow';

import { caughtLater } from '../../src/caught';
import { TeamsWebhookError } from '../../src/errors';
import { isPublicUrl } from '../../src/public-url';

/** The settings of one request, or why they cannot be used. */
export type TriggerSettingsRead<Settings> =
	| { readonly ok: true; readonly value: Settings }
	| { readonly ok: false; readonly error: TeamsWebhookError };

/** Waits for the settings of one request. `code` names what went wrong in n8n. Never rejects: an exception would start an execution. */
export async function settingsRead<Settings>(
	reading: Promise<Settings>,
	code: ErrorCode,
): Promise<TriggerSettingsRead<Settings>> {
	const read = await caughtLater(reading);
	if (read.ok) return read;
	if (read.error instanceof TeamsWebhookError) return { ok: false, error: read.error };
	return {
		ok: false,
		error: new TeamsWebhookError(
			code,
			'The credential or the parameters cannot be read.',
			'Save the credential and the workflow again.',
			{ cause: read.error },
		),
	};
}

/**
 * The error that keeps a workflow from being published. n8n shows only its message, so the message holds the whole
 * explanation; an error that n8n itself has thrown is reported as `unreadable`.
 */
export function publishError(
	node: INode,
	error: unknown,
	unreadable = 'The parameters of the trigger cannot be read. Open it and save the workflow again.',
): NodeOperationError {
	if (!(error instanceof TeamsWebhookError)) return new NodeOperationError(node, unreadable);
	return new NodeOperationError(node, `${error.message} ${error.description} [${error.code}]`, {
		description: error.description,
	});
}

/** Warns if the URL of the trigger cannot be reached from outside. */
export function warnOfPrivateUrl(context: IHookFunctions, logName: string, caller: 'Teams' | 'Microsoft'): void {
	if (isPublicUrl(context.getNodeWebhookUrl('default') ?? '')) return;
	context.logger.warn(
		`${logName}: ${caller} cannot reach a local or plain-http URL. Set WEBHOOK_URL to n8n's public https address, or to that of a tunnel.`,
		{ code: 'url-not-public', workflowId: context.getWorkflow().id },
	);
}

/** The trimmed text, or the default if nothing is left. */
export function textOr(text: string, fallback: string): string {
	const trimmed = text.trim();
	return trimmed === '' ? fallback : trimmed;
}
