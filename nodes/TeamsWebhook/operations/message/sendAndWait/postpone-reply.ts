import type { IExecuteFunctions } from 'n8n-workflow';
import type { Start } from '../../../started-by';

import { caughtLater } from '../../../../../src/caught';
import { isPlainObject } from '../../../../../src/json';
import { LATE_MARK } from '../../../../../src/outgoing-webhook/reply-guard';
import { startOf } from '../../../started-by';
import { isHandedOver } from '../reply/hand-over';
import { runState } from '../reply/run-state';

/**
 * Tells the person whose mention started this run that the answer will come later, because the run now waits for somebody
 * else. Without this, n8n closes the connection in queue mode when the wait begins, and the person reads that there is no
 * answer. Does nothing if Reply has already answered, or if the trigger does not use Reply. Never throws: the question has
 * been posted, and its run must begin to wait.
 */
export async function postponeReply(context: IExecuteFunctions): Promise<void> {
	await caughtLater(postpone(context));
}

async function postpone(context: IExecuteFunctions): Promise<void> {
	const state = runState(context);
	if (state.isAnswered || state.isPostponed || context.getMode() === 'manual') return;
	const { kind, json } = startBefore(context) ?? {};
	const reply = isPlainObject(json?.reply) ? json.reply : {};
	if (kind !== 'mention' || reply.mode !== 'replyNode') return;
	state.isPostponed = true;
	await isHandedOver(context, LATE_MARK, { deadlineAtMs: Date.parse(String(reply.deadlineAt)) || 0 });
}

/**
 * What started the run. A node that reviews the tools of an agent has no trigger before it: n8n names as its source the
 * agent, or the node before the agent, which can be the trigger itself.
 */
function startBefore(context: IExecuteFunctions): Start | undefined {
	const source = context.getExecuteData().source?.main?.[0]?.previousNode;
	const own = startOf(context);
	if (own !== undefined || source === undefined) return own;
	const after = context.getChildNodes(source).map(({ name }) => name);
	for (const name of [source, ...after]) {
		const start = startOf(context, name);
		if (start !== undefined) return start;
	}
	return undefined;
}
