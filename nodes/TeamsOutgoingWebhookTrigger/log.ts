import type { IWebhookFunctions } from 'n8n-workflow';
import type { ErrorCode } from '../../src/errors';
import type { AdmissionNote } from '../../src/outgoing-webhook/admit';
import type { MentionActivity } from '../../src/outgoing-webhook/activity';

import { createRefusalLog } from '../../src/outgoing-webhook/refusal-log';

/** What log lines of the trigger begin with. */
export const LOG_NAME = 'Microsoft Teams Outgoing Webhook Trigger';

/** Ids as Teams makes them; anything else does not get into the log. */
const LOGGABLE = /^[\w:.@-]{1,300}$/;

/** Chosen: a log line that names more places is not read. */
const PATHS_SHOWN = 300;

const lines = createRefusalLog(Date.now);

/** Logs a refusal: at most one line per workflow, node, reason and minute, with a count, and nothing from the request. */
export function logRefusal(context: IWebhookFunctions, reason: ErrorCode, explanation?: string): void {
	logOncePerMinute(
		context,
		reason,
		`refused a request: ${reason}${explanation === undefined ? '' : ` (${explanation})`}`,
	);
}

/** Logs what had to be changed in an answer and where in it, as rarely as refusals. */
export function logChangedAnswer(context: IWebhookFunctions, warning: ErrorCode, path?: string): void {
	logOncePerMinute(
		context,
		warning,
		`changed the answer of the last node: ${warning}${path === undefined ? '' : ` (${path.slice(0, PATHS_SHOWN)})`}`,
	);
}

/** The audit line of a command, or a throttled refusal. Of the message it holds ids only, never text or names. */
export function logAdmission(context: IWebhookFunctions, note: AdmissionNote, mention: MentionActivity): void {
	if (!note.always) return logRefusal(context, note.code, note.explanation);
	const { id, aadObjectId } = mention.from;
	const ids = { userId: loggable(aadObjectId ?? id), messageId: loggable(mention.message.id) };
	context.logger.info(`${LOG_NAME}: ${note.code}`, {
		code: note.code,
		command: note.command,
		...ids,
		workflowId: context.getWorkflow().id,
	});
}

/** A reply that n8n brought after the deadline had been answered: the worker's clock is behind, or its way was long. */
export function logLateReply(context: IWebhookFunctions, lateByMs: number): void {
	context.logger.warn(
		`${LOG_NAME} dropped a reply that came ${lateByMs} ms after the deadline. If this happens often, compare the clocks of the machines n8n runs on, or raise "Reply Margin" of the Reply operation.`,
		{ code: 'reply-late', lateByMs, workflowId: context.getWorkflow().id },
	);
}

function logOncePerMinute(context: IWebhookFunctions, code: ErrorCode, sentence: string): void {
	const workflowId = context.getWorkflow().id;
	const count = lines.note(`${workflowId ?? ''}/${context.getNode().id}/${code}`);
	if (count > 0) context.logger.warn(`${LOG_NAME} ${sentence}`, { code, count, workflowId });
}

function loggable(id: string | null): string | null {
	return id !== null && LOGGABLE.test(id) ? id : null;
}
