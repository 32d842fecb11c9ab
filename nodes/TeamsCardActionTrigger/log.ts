import type { IWebhookFunctions } from 'n8n-workflow';
import type { ErrorCode } from '../../src/errors';

import { createRefusalLog } from '../../src/outgoing-webhook/refusal-log';

/** What log lines of the trigger begin with. */
export const LOG_NAME = 'Microsoft Teams Card Action Trigger';

const lines = createRefusalLog(Date.now);

/** Logs a refusal: at most one line per workflow, node, reason and minute, with a count, and nothing from the request. */
export function logRefusal(context: IWebhookFunctions, reason: ErrorCode, explanation?: string): void {
	logOncePerMinute(
		context,
		reason,
		`refused a request: ${reason}${explanation === undefined ? '' : ` (${explanation})`}`,
	);
}

/** Logs what had to be changed in an answer, as rarely as refusals. */
export function logChangedAnswer(context: IWebhookFunctions, code: ErrorCode): void {
	logOncePerMinute(context, code, `changed the answer of the workflow: ${code}`);
}

/** An answer that came after the deadline had been answered. */
export function logLateReply(context: IWebhookFunctions, lateByMs: number): void {
	context.logger.warn(
		`${LOG_NAME} dropped an answer that came ${lateByMs} ms after the deadline. If this happens often, let the trigger respond immediately, or raise "Reply Margin" of the Reply operation.`,
		{ code: 'reply-late', lateByMs, workflowId: context.getWorkflow().id },
	);
}

function logOncePerMinute(context: IWebhookFunctions, code: ErrorCode, sentence: string): void {
	const workflowId = context.getWorkflow().id;
	const count = lines.note(`${workflowId ?? ''}/${context.getNode().id}/${code}`);
	if (count > 0) context.logger.warn(`${LOG_NAME} ${sentence}`, { code, count, workflowId });
}
