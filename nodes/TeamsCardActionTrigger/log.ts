import type { IWebhookFunctions } from 'n8n-workflow';
import type { ErrorCode } from '../../src/errors';

import { createTriggerLog } from '../shared/trigger-log';

/** What log lines of the trigger begin with. */
export const LOG_NAME = 'Microsoft Teams Card Action Trigger';

const log = createTriggerLog(LOG_NAME);

/** Logs a refusal: at most one line per workflow, node, reason and minute, with a count, and nothing from the request. */
export const logRefusal = log.refusal;

/** Logs what had to be changed in an answer, as rarely as refusals. */
export function logChangedAnswer(context: IWebhookFunctions, code: ErrorCode): void {
	log.seldom(context, code, `changed the answer of the workflow: ${code}`);
}

/** An answer that came after the deadline had been answered. */
export function logLateReply(context: IWebhookFunctions, lateByMs: number): void {
	log.late(context, lateByMs, {
		answer: 'an answer',
		help: 'let the trigger respond immediately, or raise "Reply Margin" of the Reply operation',
	});
}
