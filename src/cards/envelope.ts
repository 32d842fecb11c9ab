import type { Content } from './content';
import type { Target } from './finding';
import type { Attachment } from './message';

import { CONNECTOR_CARD_TYPE, textCard } from './message';

/**
 * Builds the request body for one destination. Workflows flows loop over `attachments`, so text goes as a card
 * there (teams.md C.2); connectors take text and a MessageCard as they are (teams.md B.4).
 */
export function buildEnvelope(content: Content, target: Target): string {
	const { text, attachments, summary } = content;
	const head = summary === undefined ? {} : { summary };
	if (target === 'reply')
		return JSON.stringify({
			type: 'message',
			...head,
			...(text === undefined ? {} : { text }),
			...(attachments.length === 0 ? {} : { attachments }),
		});
	const connectorCard =
		target === 'connector' &&
		text === undefined &&
		attachments.length === 1 &&
		attachments[0]?.contentType === CONNECTOR_CARD_TYPE
			? attachments[0].content
			: undefined;
	if (connectorCard !== undefined) return JSON.stringify({ ...head, ...connectorCard });
	if (target === 'connector' && attachments.length === 0) return JSON.stringify({ ...head, text: text ?? '' });
	const thread = target === 'workflows' && content.replyToId !== undefined ? { replyToId: content.replyToId } : {};
	return JSON.stringify({
		type: 'message',
		...head,
		...thread,
		attachments: asCards(content).map((attachment) => ({ ...attachment, contentUrl: attachment.contentUrl ?? null })),
	});
}

/** The content as cards only: the text becomes one, in front of the others. */
export function asCards({ text, attachments, fullWidth }: Content): readonly Attachment[] {
	return text === undefined ? attachments : [textCard(text, fullWidth), ...attachments];
}
