import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { Draft } from '../../../../../src/cards/prepare';
import type { ActionReply } from '../../../../../src/actionable-message/action-answer';
import type { ReplyActivity } from '../../../../../src/outgoing-webhook/reply';
import type { Batch } from '../../../batch';
import type { DeliveryResult } from '../../../delivery/deliverer';
import type { BatchInput, ItemInput } from '../../../item-input';

import { replyBody } from '../../../../../src/cards/envelope';
import { findingText, joinDrafts, prepareMessage } from '../../../../../src/cards/prepare';
import { LATE_MARK } from '../../../../../src/outgoing-webhook/reply-guard';
import { fitReply, replyWarningText } from '../../../../../src/outgoing-webhook/reply-limits';
import { failedItem, toItemFailure, toNodeError } from '../../../../shared/node-error';
import { isTool, refuseAsTool } from '../../../as-tool';
import { batchOfAll } from '../../../batch';
import { readDraft } from '../../../content/draft';
import { readActionReply } from './card-action-reply';
import { createRunMemory } from '../../../delivery/run-memory';
import { isHandedOver, notHandedOver } from './hand-over';
import { answerLate, isPostedLate, replyMarginMs } from './late-reply';
import { findPendingRequest, isCardAction } from './pending-request';
import { runState } from './run-state';
import { readPrepareOptions } from '../../../options/message-options';
import { showNote, showWarnings } from '../../../run-hints';
import { batchInput } from '../../../item-input';

/** The name under which n8n's Retry On Fail finds the late reply of a run again. */
const LATE = 'late';

/** What became of a reply; `replied` says that n8n has it, not that Teams showed it. */
type ReplyOutcome = 'replied' | 'alreadyReplied' | 'lateSent' | 'lateDropped' | 'noRequest';

/** What is shown above the output of a Reply that is green but has answered nobody. */
const NOTES: ReadonlyMap<unknown, string> = new Map<ReplyOutcome, string>([
	[
		'noRequest',
		'Nothing was sent: in this test run, no mention or card action is waiting for an answer. To see the reply in Teams, press "Execute workflow" and mention the webhook that has the test URL, or publish the workflow.',
	],
	[
		'alreadyReplied',
		'Nothing was sent: another Reply in this execution came first, and a mention can have only one answer. To say more, use the operation Send.',
	],
]);

/**
 * Answers the request that started this execution: once, with the content of all items together. A second Reply in the
 * same run returns `alreadyReplied`. After the deadline, the parameter `lateReply` decides; if it posts to a channel,
 * that also covers a reply that n8n does not take. Throws, as node errors, `no-mention-to-answer`, `reply-late`,
 * `reply-not-handed-over`, `reply-as-tool` and the errors of sending a late reply.
 */
export async function replyItems(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const batch = batchOfAll(context) ?? [0];
	const pairedItem = batch.map((item) => ({ item }));
	const result = await tryAnswer(context, batch);
	showWarnings(context, [result]);
	const note = result.ok ? NOTES.get(result.json.outcome) : undefined;
	if (note !== undefined) showNote(context, note);
	if (result.ok) return [{ json: result.json, pairedItem }];
	if (!context.continueOnFail()) throw toNodeError(context.getNode(), result.failure, 0);
	return [{ json: failedItem(result.failure), pairedItem }];
}

async function tryAnswer(context: IExecuteFunctions, batch: Batch): Promise<DeliveryResult> {
	try {
		const inputs = batchInput(context, batch);
		return await answer(
			context,
			inputs[0],
			!isTool(context) && isCardAction(context) ? readActionReply(inputs) : readReply(inputs),
		);
	} catch (error) {
		return { ok: false, failure: toItemFailure(error) };
	}
}

async function answer(context: IExecuteFunctions, first: ItemInput, prepared: PreparedReply): Promise<DeliveryResult> {
	refuseAsTool(context, 'reply');
	const pending = findPendingRequest(context);
	if (pending === undefined) return outcome('noRequest');
	const memory = createRunMemory(context);
	const before = memory.recall(LATE);
	if (before !== undefined) return before;
	const run = runState(context);
	if (run.isAnswered) return outcome('alreadyReplied');
	if (!run.isPostponed && Date.now() < pending.deadlineAtMs - replyMarginMs(first)) {
		// Only a reply that n8n has taken is the answer: until then another try, or another Reply, may answer.
		if (await isHandedOver(context, prepared.body, pending)) {
			run.isAnswered = true;
			return outcome('replied', prepared.warnings.length > 0 ? { warnings: [...prepared.warnings] } : {});
		}
		if (!isPostedLate(first, prepared.draft)) throw notHandedOver();
	} else {
		if (context.getMode() === 'manual') return outcome('noRequest');
		// If the mark does not arrive, the person reads the same text at the deadline.
		await isHandedOver(context, LATE_MARK, pending);
	}
	const result = await answerLate(context, first, {
		draft: prepared.draft,
		pending,
		partsSentBefore: memory.partsSent(LATE),
	});
	memory.remember(LATE, result);
	// An unclear answer may have been posted; another Reply must not post it twice.
	run.isAnswered = result.ok || result.failure.delivery?.outcome === 'unclear';
	return result;
}

/** A checked reply, and the draft it was made from: a late one goes elsewhere and is checked for that place. */
interface PreparedReply {
	readonly body: ReplyActivity | ActionReply;
	/** Absent for a card action, which is answered on its card or not at all. */
	readonly draft?: Draft;
	readonly warnings: readonly string[];
}

/** One answer from all items: one card for all of them, or a card for each. */
function readReply(inputs: BatchInput): PreparedReply {
	const [first] = inputs;
	const isTogether = first.value('items', 'together') !== 'each';
	const draft = isTogether ? readDraft(inputs) : joinDrafts(inputs.map((input) => readDraft([input])));
	const { parts, findings } = prepareMessage(draft, { ...readPrepareOptions(first), target: 'reply' });
	const { reply, warnings } = fitReply(replyBody(parts[0]));
	return { body: reply, draft, warnings: [...findings.map(findingText), ...warnings.map(replyWarningText)] };
}

function outcome(name: ReplyOutcome, more: IDataObject = {}): DeliveryResult {
	return { ok: true, json: { outcome: name, ...more } };
}
