import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { Content } from '../../src/delivery/envelope';
import type { ReplyActivity } from '../../src/inbound/reply';

import { TeamsWebhookError } from '../../src/errors';
import { joinReplies, textReply } from '../../src/inbound/reply';
import { failedItem, toItemFailure, toNodeError } from '../shared/node-error';
import { readContent } from './content';
import { findMention } from './mention';

/** Set in the data of a run once the mention has been answered. */
const ANSWERED = 'teamsMentionAnswered';

/** What became of a reply; `replied` says that n8n has it, not that Teams showed it. */
export type ReplyOutcome = 'replied' | 'alreadyReplied' | 'noRequest';

/**
 * Answers the mention that started this execution: once, with the content of all items together. A second reply in
 * the same run says `alreadyReplied`. Throws, as node errors, `no-mention-to-answer`, `reply-late` and `reply-as-tool`.
 */
export async function replyItems(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const items = context.getInputData();
	const pairedItem = items.map((_, item) => ({ item }));
	try {
		const body = joinReplies(items.map((_, itemIndex) => toReply(readContent(context, itemIndex))));
		if (body === undefined) throw new TeamsWebhookError('reply-empty', 'There is nothing to reply.', 'Fill in the content of the reply.');
		return [{ json: { outcome: await answer(context, body) }, pairedItem }];
	} catch (error) {
		const failure = toItemFailure(error);
		if (!context.continueOnFail()) throw toNodeError(context.getNode(), failure, 0);
		return [{ json: failedItem(failure), pairedItem }];
	}
}

async function answer(context: IExecuteFunctions, body: ReplyActivity): Promise<ReplyOutcome> {
	if (typeof (context as { sendResponse?: unknown }).sendResponse !== 'function') {
		throw new TeamsWebhookError('reply-as-tool', 'Reply cannot be used as a tool of an AI agent.', 'Put the node behind the agent: its output becomes the reply.');
	}
	if (findMention(context) === 'none') return 'noRequest';
	const run: IDataObject = context.getContext('flow');
	if (run[ANSWERED] === true) return 'alreadyReplied';
	run[ANSWERED] = true;
	await context.sendResponse({ statusCode: 200, headers: {}, body: body as unknown as IDataObject });
	return 'replied';
}

function toReply(content: Content): ReplyActivity {
	return content.kind === 'text' ? textReply(content.text) : { type: 'message', attachments: content.attachments };
}
