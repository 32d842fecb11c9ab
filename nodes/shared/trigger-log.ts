import type { IWebhookFunctions } from 'n8n-workflow';
import type { ErrorCode } from '../../src/errors';

import { createRefusalLog } from '../../src/outgoing-webhook/refusal-log';

/** What one kind of trigger writes to n8n's log. Its lines begin with the name of the trigger. */
interface TriggerLog {
	/** A refusal, with an explanation if that contains nothing from the request; as rarely as `seldom`. */
	readonly refusal: (context: IWebhookFunctions, reason: ErrorCode, explanation?: string) => void;
	/** At most one line per workflow, node, code and minute, with a count. */
	readonly seldom: (context: IWebhookFunctions, code: ErrorCode, sentence: string) => void;
	/** An answer that came after the deadline text had been sent. */
	readonly late: (context: IWebhookFunctions, lateByMs: number, words: LateWords) => void;
}

/** What came too late, and what may help. */
interface LateWords {
	readonly answer: string;
	readonly help: string;
}

/** Starts a log; what was written within the last minute is remembered per process. */
export function createTriggerLog(name: string): TriggerLog {
	const lines = createRefusalLog(Date.now);
	const seldom: TriggerLog['seldom'] = (context, code, sentence) => {
		const workflowId = context.getWorkflow().id;
		const count = lines.note(`${workflowId ?? ''}/${context.getNode().id}/${code}`);
		if (count > 0) context.logger.warn(`${name} ${sentence}`, { code, count, workflowId });
	};
	return {
		seldom,
		refusal(context, reason, explanation) {
			const why = explanation === undefined ? '' : ` (${explanation})`;
			seldom(context, reason, `refused a request: ${reason}${why}`);
		},
		late(context, lateByMs, { answer, help }) {
			context.logger.warn(
				`${name} dropped ${answer} that came ${lateByMs} ms after the deadline. If this happens often, ${help}.`,
				{ code: 'reply-late', lateByMs, workflowId: context.getWorkflow().id },
			);
		},
	};
}
