import type { IExecuteFunctions } from 'n8n-workflow';

import { isPlainObject } from '../../src/cards/message';
import { TeamsWebhookError } from '../../src/errors';

/** The end of the trigger's type name; what comes before it depends on how the package was installed. */
const TRIGGER = 'teamsOutgoingWebhookTrigger';

const HOW_TO = 'Start the workflow with the Microsoft Teams Outgoing Webhook Trigger and let it respond "Using Reply Operation".';

interface PendingReply {
	readonly mode: unknown;
	readonly deadlineAt: unknown;
}

/**
 * Says whether a mention waits for this execution's reply. `none` only in manual runs without one (or with pinned
 * data). Throws `no-mention-to-answer` in production without one, and `reply-late` after the deadline.
 */
export function findMention(context: IExecuteFunctions): 'waiting' | 'none' {
	const manual = context.getMode() === 'manual';
	const reply = findReply(context);
	const late = reply !== undefined && Date.parse(String(reply.deadlineAt)) < Date.now();
	if (manual && (reply === undefined || late)) return 'none';
	if (reply === undefined) throw new TeamsWebhookError('no-mention-to-answer', 'No mention in Teams has started this execution, so there is nothing to reply to.', HOW_TO);
	if (reply.mode !== 'replyNode') throw new TeamsWebhookError('no-mention-to-answer', 'The trigger of this workflow answers mentions itself.', HOW_TO);
	if (late) throw new TeamsWebhookError('reply-late', 'Teams no longer waits for this reply: the deadline has passed.', 'Answer at once and post the result with Send, or let the trigger respond immediately.');
	return 'waiting';
}

/** Looks at every output of every executed trigger before this node; only the one that fired has an item. */
function findReply(context: IExecuteFunctions): PendingReply | undefined {
	const parents = context.getParentNodes(context.getNode().name).filter((parent) => parent.type.endsWith(TRIGGER));
	for (const parent of parents) {
		const reply = replyOf(context, parent.name);
		if (reply !== undefined) return reply;
	}
	return undefined;
}

function replyOf(context: IExecuteFunctions, triggerName: string): PendingReply | undefined {
	const data = context.getWorkflowDataProxy(0);
	const select = data.$ as (name: string) => { isExecuted?: boolean; all(output: number, run: number): Array<{ json: unknown }> };
	const node = select(triggerName);
	if (node.isExecuted === false) return undefined;
	const json = node.all(0, 0)[0]?.json;
	const reply = isPlainObject(json) ? json.reply : undefined;
	return isPlainObject(reply) ? { mode: reply.mode, deadlineAt: reply.deadlineAt } : undefined;
}
