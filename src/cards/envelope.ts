import type { Content } from './content';
import type { MessageTarget } from './finding';
import type { Attachment } from './message';

import { CONNECTOR_CARD_TYPE, textCard } from './message';

/** The answer to a mention: text and cards side by side (teams.md A.6). */
interface ReplyBody {
	readonly type: 'message';
	readonly summary?: string;
	readonly text?: string;
	readonly attachments?: readonly Attachment[];
}

/**
 * Builds the request body for one destination. Workflows flows loop over `attachments`, so they get text as a card
 * (teams.md C.2); connectors take text and a MessageCard as they are (teams.md B.4).
 */
export function buildEnvelope(content: Content, target: MessageTarget): string {
	if (target === 'reply') return JSON.stringify(replyBody(content));
	const { text, attachments, summary } = content;
	const head = summary === undefined ? {} : { summary };
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

/** The body of a reply, as it is measured and sent. */
export function replyBody({ text, attachments, summary }: Content): ReplyBody {
	return {
		type: 'message',
		...(summary === undefined ? {} : { summary }),
		...(text === undefined ? {} : { text }),
		...(attachments.length === 0 ? {} : { attachments }),
	};
}

/** The content as cards only: the text becomes the first one. */
export function asCards({ text, attachments, fullWidth }: Content): readonly Attachment[] {
	return text === undefined ? attachments : [textCard(text, fullWidth), ...attachments];
}
