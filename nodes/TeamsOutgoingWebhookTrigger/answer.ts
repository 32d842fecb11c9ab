import type { IWebhookFunctions } from 'n8n-workflow';
import type { GuardedResponse } from '../../src/inbound/reply-guard';

import { sleep } from 'n8n-workflow';

import { replyFromItems, textReply } from '../../src/inbound/reply';
import { guardReply, replyFromActivity } from '../../src/inbound/reply-guard';
import { REPLY_DEADLINE_MS } from '../../src/limits';

const DEADLINE_REPLY = textReply('This takes longer than Teams waits. The workflow goes on.');
const FAILURE_REPLY = textReply('The workflow ended without an answer.');

/** Hands the HTTP answer of this request to the reply guard. */
export function startGuard(context: IWebhookFunctions, respond: string): void {
	const response: GuardedResponse = context.getResponseObject();
	guardReply(response, {
		deadlineMs: REPLY_DEADLINE_MS,
		sleep,
		toReply: respond === 'lastNode' ? replyFromLastNode : replyFromActivity,
		deadlineReply: DEADLINE_REPLY,
		failureReply: FAILURE_REPLY,
		onLate: () => context.logger.info('Microsoft Teams Outgoing Webhook Trigger dropped an answer that came after the deadline', { code: 'reply-late' }),
	});
}

/** Under `allEntries` the workflow's answer is an array of items; an object is a text of n8n itself. */
function replyFromLastNode(body: unknown): ReturnType<typeof replyFromActivity> {
	return Array.isArray(body) ? replyFromItems(body) : undefined;
}
