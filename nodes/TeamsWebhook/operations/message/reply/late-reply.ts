import type { IExecuteFunctions } from 'n8n-workflow';
import type { Attachment } from '../../../../../src/cards/message';
import type { Draft } from '../../../../../src/cards/prepare';
import type { DeliveryResult } from '../../../delivery/deliverer';
import type { PendingRequest } from './pending-request';
import type { ItemInput } from '../../../item-input';

import { asCards } from '../../../../../src/cards/envelope';
import { withMention } from '../../../../../src/cards/mention';
import { ADAPTIVE_CARD_TYPE, adaptiveCard } from '../../../../../src/cards/message';
import { withTeamsMarkdown } from '../../../../../src/cards/teams-markdown/content-text';
import { TeamsWebhookError } from '../../../../../src/errors';
import { REPLY_MARGIN_MS } from '../../../../../src/limits';
import { createDeliverer } from '../../../delivery/deliverer';
import { readSendPolicy } from '../../../options/send-options';
import { createTargetReader } from '../../../delivery/targets';
import { readPrepareOptions } from '../../../options/message-options';

/**
 * The option `replyMargin`: how many milliseconds before the deadline a reply counts as late, because it needs time to
 * arrive from a worker.
 */
export function replyMarginMs(input: ItemInput): number {
	const { replyMargin } = input.options();
	return typeof replyMargin === 'number' && replyMargin >= 0 ? replyMargin : REPLY_MARGIN_MS;
}

/** Whether a reply that cannot be given to the caller is posted to a channel. */
export function isPostedLate(input: ItemInput, draft: Draft | undefined): boolean {
	return draft !== undefined && input.value('lateReply', 'error') === 'send';
}

/** A reply that comes too late. */
interface LateReply {
	/** Absent for a card action. */
	readonly draft: Draft | undefined;
	readonly pending: PendingRequest;
	/** Parts that an earlier try has posted. */
	readonly partsSentBefore: number;
}

/**
 * Does what `lateReply` says with a late reply: drops it, or posts it to a destination, mentioning the person who
 * asked, in parts if it is too large and nobody has chosen otherwise. Throws `reply-late` if it should fail,
 * `no-destination-for-channel`, and the errors of the credential.
 */
export async function answerLate(
	context: IExecuteFunctions,
	input: ItemInput,
	{ draft, pending, partsSentBefore }: LateReply,
): Promise<DeliveryResult> {
	const lateReply = input.value('lateReply', 'error');
	if (lateReply === 'drop') return { ok: true, json: { outcome: 'lateDropped' } };
	if (draft === undefined) {
		throw new TeamsWebhookError(
			'reply-late',
			'The card is no longer waiting for this answer: the deadline has passed.',
			'Let the trigger respond immediately and send the result in another message, or answer before the slow work.',
		);
	}
	if (lateReply !== 'send') {
		throw new TeamsWebhookError(
			'reply-late',
			'Teams is no longer waiting for this reply: the deadline has passed.',
			'Set Late Reply to "Send to Channel", or let the trigger respond immediately and use Send to post the result.',
		);
	}
	const target = await createTargetReader(context).targetFor(pending.channelId);
	const content = {
		...draft.content,
		text: undefined,
		attachments: withAsker(asCards(withTeamsMarkdown(draft.content, 'workflows')), pending),
		...(pending.rootId === null ? {} : { replyToId: pending.rootId }),
	};
	const message = {
		draft: { ...draft, content },
		// The channel has room for all of it, and the person who asked has waited.
		options: readPrepareOptions(input, 'split'),
		policy: readSendPolicy(input),
		partsSentBefore,
	};
	const result = await createDeliverer(context).deliver(message, target);
	return result.ok
		? { ok: true, json: { ...result.json, outcome: 'lateSent', delivery: result.json.outcome } }
		: result;
}

/** Only Adaptive Cards can mention; if there is none, a card with the mention is put first. */
function withAsker(cards: readonly Attachment[], { asker }: PendingRequest): readonly Attachment[] {
	if (asker === null) return cards;
	const index = cards.findIndex(({ contentType }) => contentType === ADAPTIVE_CARD_TYPE);
	if (index === -1) return [withMention(adaptiveCard([]), asker), ...cards];
	return cards.map((card, at) => (at === index ? withMention(card, asker) : card));
}
