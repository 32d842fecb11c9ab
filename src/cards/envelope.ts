import type { Content } from './content';
import type { MessageTarget } from './finding';
import type { Attachment } from './message';

import { CONNECTOR_CARD_TYPE, textCard } from './message';

/**
 * Builds the request body for one destination. Workflows flows loop over `attachments`, so text goes as a card
 * there (teams.md C.2); connectors take text and a MessageCard as they are (teams.md B.4).
 */
export function buildEnvelope(content: Content, target: MessageTarget): string {
	if (target === 'reply') return JSON.stringify(replyActivity(content));
	const { text, attachments } = content;
	const head = headOf(content);
	if (target === 'connector') {
		const [first] = attachments;
		if (first === undefined) return JSON.stringify({ ...head, text: text ?? '' });
		const isOneCard = text === undefined && attachments.length === 1 && first.contentType === CONNECTOR_CARD_TYPE;
		if (isOneCard) return JSON.stringify({ ...head, ...first.content });
	}
	const thread = target === 'workflows' && content.replyToId !== undefined ? { replyToId: content.replyToId } : {};
	return JSON.stringify({
		type: 'message',
		...head,
		...thread,
		attachments: asCards(content).map((attachment) => ({ ...attachment, contentUrl: attachment.contentUrl ?? null })),
	});
}

/** The answer to a mention: a message of what there is, and nothing else (teams.md A.7). */
function replyActivity(content: Content): object {
	const { text, attachments } = content;
	return {
		type: 'message',
		...headOf(content),
		...(text === undefined ? {} : { text }),
		...(attachments.length === 0 ? {} : { attachments }),
	};
}

function headOf({ summary }: Content): { readonly summary?: string } {
	return summary === undefined ? {} : { summary };
}

/** The content as cards only: the text becomes one, in front of the others. */
export function asCards({ text, attachments, fullWidth }: Content): readonly Attachment[] {
	return text === undefined ? attachments : [textCard(text, fullWidth), ...attachments];
}
