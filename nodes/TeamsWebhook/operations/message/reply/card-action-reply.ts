import type { ActionReply } from '../../../../../src/actionable-message/action-answer';
import type { BatchInput } from '../../../item-input';

import { isDeeperThan } from '../../../../../src/json';
import { findingText, invalidCard } from '../../../../../src/cards/prepare';
import { TeamsWebhookError } from '../../../../../src/errors';
import { ACTION_ANSWER, readRefreshCard } from '../../../../../src/actionable-message/action-answer';
import { CARD_DEPTH_MAX } from '../../../../../src/limits';
import { readDraft } from '../../../content/draft';
import { readPrepareOptions } from '../../../options/message-options';

/** What the card action trigger gets, and the findings of the card. */
interface PreparedAction {
	readonly body: ActionReply;
	readonly warnings: readonly string[];
}

/**
 * Reads the answer to a card action: the status, and where the content is a card, the one that replaces it in the
 * message. The card goes out as it is: what Outlook draws is not what Teams draws. Throws the errors of the content.
 */
export function readActionReply(inputs: BatchInput): PreparedAction {
	const [first] = inputs;
	const status = first.text('actionStatus').trim();
	const answer = { type: ACTION_ANSWER, failed: first.options().actionFailed === true } as const;
	if (first.value('content', 'text') === 'text')
		return { body: { ...answer, status: status === '' ? first.text('text') : status }, warnings: [] };
	const { content, findings } = readDraft(inputs);
	const errors = findings.filter(({ severity }) => severity === 'error');
	if (errors.length > 0 && readPrepareOptions(first).onInvalid === 'fail') throw invalidCard(errors);
	const card = content.attachments.map(readRefreshCard).find((found) => found !== undefined);
	if (card === undefined)
		throw new TeamsWebhookError(
			'card-not-a-card',
			'The content is not an Adaptive Card or a MessageCard.',
			'Use one Adaptive Card or MessageCard, or choose the content Text to show only a status.',
		);
	if (isDeeperThan(card, CARD_DEPTH_MAX))
		throw new TeamsWebhookError(
			'card-too-large',
			`The card is nested deeper than ${CARD_DEPTH_MAX} levels: nothing was sent.`,
			'Look for an element that contains itself, or flatten the card.',
		);
	const more = [
		...(content.attachments.length > 1
			? ['The answer to a card action can contain only one card; the first was used.']
			: []),
		...(content.text === undefined
			? []
			: ['The answer to a card action can contain only a status and a card; the text next to the card was left out.']),
	];
	return { body: { ...answer, status, card }, warnings: [...findings.map(findingText), ...more] };
}
