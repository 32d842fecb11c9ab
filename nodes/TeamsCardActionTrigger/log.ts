import type { IWebhookFunctions } from 'n8n-workflow';
import type { ErrorCode } from '../../src/errors';

import { createTriggerLog } from '../shared/trigger-log';

/** The prefix of the trigger's log lines. */
export const LOG_NAME = 'Microsoft Teams Card Action Trigger';

const log = createTriggerLog(LOG_NAME);

/** Logs a refusal: at most one line per workflow, node, reason and minute, with a count, and nothing from the request. */
export const logRefusal = log.refusal;

/** Logs what had to be changed in an answer, throttled like refusals. */
export function logChangedAnswer(context: IWebhookFunctions, code: ErrorCode): void {
	log.seldom(context, code, `changed the workflow's answer: ${code}`);
}

/** Logs an answer that came after the deadline text had been sent. */
export function logLateReply(context: IWebhookFunctions, lateByMs: number): void {
	log.late(context, lateByMs, {
		answer: 'an answer',
		help: 'let the trigger respond immediately, or raise "Reply Margin" in the Reply operation',
	});
}
