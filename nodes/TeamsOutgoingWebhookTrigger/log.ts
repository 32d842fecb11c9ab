import type { IWebhookFunctions } from 'n8n-workflow';
import type { ErrorCode } from '../../src/errors';
import type { AdmissionNote } from '../../src/outgoing-webhook/admit';
import type { MentionActivity } from '../../src/outgoing-webhook/activity';

import { createTriggerLog } from '../shared/trigger-log';

/** The prefix of the trigger's log lines. */
export const LOG_NAME = 'Microsoft Teams Outgoing Webhook Trigger';

/** Ids as Teams makes them; anything else does not get into the log. */
const LOGGABLE = /^[\w:.@-]{1,300}$/;

/** Chosen: nobody reads a log line that names more places. */
const PATHS_SHOWN = 300;

const log = createTriggerLog(LOG_NAME);

/** Logs a refusal: at most one line per workflow, node, reason and minute, with a count, and nothing from the request. */
export const logRefusal = log.refusal;

/** Logs what had to be changed in an answer and where in it, throttled like refusals. */
export function logChangedAnswer(context: IWebhookFunctions, warning: ErrorCode, path?: string): void {
	log.seldom(
		context,
		warning,
		`changed the last node's answer: ${warning}${path === undefined ? '' : ` (${path.slice(0, PATHS_SHOWN)})`}`,
	);
}

/**
 * Writes the audit line of a command, or a throttled refusal. It contains only ids from the message, never text or
 * names.
 */
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

/**
 * Logs a reply that came after the deadline text had been sent: the worker's clock is behind, or the reply took long to
 * arrive.
 */
export function logLateReply(context: IWebhookFunctions, lateByMs: number): void {
	log.late(context, lateByMs, {
		answer: 'a reply',
		help: 'compare the clocks of the machines n8n runs on, or raise "Reply Margin" in the Reply operation',
	});
}

function loggable(id: string | null): string | null {
	return id !== null && LOGGABLE.test(id) ? id : null;
}
