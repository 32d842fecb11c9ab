import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { Content } from '../../src/delivery/envelope';
import type { ReplyActivity } from '../../src/inbound/reply';
import type { DeliveryResult } from './deliver-one';

import { TeamsWebhookError } from '../../src/errors';
import { joinReplies, textReply } from '../../src/inbound/reply';
import { LATE_MARK } from '../../src/inbound/reply-guard';
import { fitReply } from '../../src/inbound/reply-limits';
import { failedItem, toItemFailure, toNodeError } from '../shared/node-error';
import { readContent } from './content';
import { answerLate, replyMarginMs } from './late-reply';
import { findMention } from './mention';

/** Set in the data of a run once the mention has been answered. */
const ANSWERED = 'teamsMentionAnswered';

/** What became of a reply; `replied` says that n8n has it, not that Teams showed it. */
export type ReplyOutcome = 'replied' | 'alreadyReplied' | 'lateSent' | 'lateDropped' | 'noRequest';

/**
 * Answers the mention that started this execution: once, with the content of all items together. A second reply in
 * the same run says `alreadyReplied`; after the deadline the parameter `lateReply` decides. Throws, as node errors,
 * `no-mention-to-answer`, `reply-late`, `reply-as-tool` and what sending a late reply can lead to.
 */
export async function replyItems(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const items = context.getInputData();
	const pairedItem = items.map((_, item) => ({ item }));
	const result = await tryAnswer(context, items.length);
	if (result.ok) return [{ json: result.json, pairedItem }];
	if (!context.continueOnFail()) throw toNodeError(context.getNode(), result.failure, 0);
	return [{ json: failedItem(result.failure), pairedItem }];
}

async function tryAnswer(context: IExecuteFunctions, itemCount: number): Promise<DeliveryResult> {
	try {
		const parts = Array.from({ length: itemCount }, (_, itemIndex) => toReply(readContent(context, itemIndex)));
		return await answer(context, joinReplies(parts));
	} catch (error) {
		return { ok: false, failure: toItemFailure(error) };
	}
}

async function answer(context: IExecuteFunctions, body: ReplyActivity | undefined): Promise<DeliveryResult> {
	if (typeof (context as { sendResponse?: unknown }).sendResponse !== 'function') {
		throw new TeamsWebhookError('reply-as-tool', 'Reply cannot be used as a tool of an AI agent.', 'Put the node behind the agent: its output becomes the reply.');
	}
	if (body === undefined) throw new TeamsWebhookError('reply-empty', 'There is nothing to reply.', 'Fill in the content of the reply.');
	const mention = findMention(context);
	if (mention === undefined) return outcome('noRequest');
	const run: IDataObject = context.getContext('flow');
	if (run[ANSWERED] === true) return outcome('alreadyReplied');
	if (Date.now() < mention.deadlineAtMs - replyMarginMs(context)) {
		run[ANSWERED] = true;
		return await hand(context, body);
	}
	if (context.getMode() === 'manual') return outcome('noRequest');
	await context.sendResponse({ statusCode: 200, headers: {}, body: LATE_MARK });
	const result = await answerLate(context, body, mention);
	// An unclear answer may have been posted; n8n's Retry On Fail must not post it twice.
	run[ANSWERED] = result.ok || result.failure.delivery?.outcome === 'unclear';
	return result;
}

async function hand(context: IExecuteFunctions, body: ReplyActivity): Promise<DeliveryResult> {
	const { reply, warnings } = fitReply(body);
	await context.sendResponse({ statusCode: 200, headers: {}, body: reply as unknown as IDataObject });
	return outcome('replied', warnings.length > 0 ? { warnings: [...warnings] } : {});
}

function outcome(name: ReplyOutcome, more: IDataObject = {}): DeliveryResult {
	return { ok: true, json: { outcome: name, ...more } };
}

function toReply(content: Content): ReplyActivity {
	return content.kind === 'text' ? textReply(content.text) : { type: 'message', attachments: content.attachments };
}
