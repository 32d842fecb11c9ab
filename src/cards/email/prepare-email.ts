import type { Finding } from '../finding';
import type { Draft } from '../prepare';
import type { EmailCard } from './email-html';

import { TeamsWebhookError } from '../../errors';
import { CARD_DEPTH_MAX } from '../../limits';
import { isAdaptive } from '../content';
import { isDeeperThan } from '../../json';
import { CONNECTOR_CARD_TYPE } from '../message';
import { checkMessageCard } from '../message-card/check';
import { buildEmailHtml } from './email-html';
import { checkEmailMembers } from './email-members';

/** An email with a card, and the findings. */
interface PreparedEmail {
	readonly card: EmailCard['card'];
	readonly html: string;
	readonly findings: readonly Finding[];
}

const UNCHECKED: Finding = {
	severity: 'warning',
	code: 'email-card-unchecked',
	path: '$',
	message: 'This check cannot tell which parts of an Adaptive Card are shown in Outlook.',
	fix: "Try the card in Microsoft's Actionable Message Designer.",
};

/**
 * Makes the HTML of an email with a card for Outlook, and checks the card for Outlook; `body` is what other mail programs
 * show, by default the texts of the card. Throws `email-one-card` unless the message is exactly one card, and
 * `card-too-large` for a card that is nested too deep to be written.
 */
export function prepareEmail({ content, findings }: Draft, body: string): PreparedEmail {
	const [attachment, ...others] = content.attachments;
	if (attachment?.content === undefined || others.length > 0 || content.text !== undefined || !isCard(attachment)) {
		throw new TeamsWebhookError(
			'email-one-card',
			'The content is not exactly one card, and an email can show only one.',
			'Choose a MessageCard or an Adaptive Card as the content, and set Items to Each Item.',
		);
	}
	if (isDeeperThan(attachment.content, CARD_DEPTH_MAX))
		throw new TeamsWebhookError(
			'card-too-large',
			`The card is nested deeper than ${CARD_DEPTH_MAX} levels.`,
			'Look for an element that contains itself, or flatten the card.',
		);
	const summary = content.summary === undefined || isAdaptive(attachment) ? {} : { summary: content.summary };
	const card = { contentType: attachment.contentType, content: { ...summary, ...attachment.content } };
	const found = isAdaptive(card) ? [UNCHECKED] : checkMessageCard(card.content, 'outlook');
	return {
		card,
		html: buildEmailHtml({ card, body }),
		findings: [...findings, ...found, ...checkEmailMembers(card.content)],
	};
}

function isCard(attachment: Draft['content']['attachments'][number]): boolean {
	return attachment.contentType === CONNECTOR_CARD_TYPE || isAdaptive(attachment);
}
