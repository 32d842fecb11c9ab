import type { Attachment } from '../message';
import type { Outline } from './outline';

import { ADAPTIVE_CARD_TYPE, CONNECTOR_CARD_TYPE } from '../message';
import { noteBlock, plainLines, textBlock } from './outline';
import { readAdaptiveCard } from './read-adaptive';
import { readMessageCard } from './read-message-card';

/** What each attachment says; for one that is not a card, its content type and address. Never throws. */
export function readAttachments(attachments: readonly Attachment[]): readonly Outline[] {
	return attachments.map(readAttachment);
}

function readAttachment({ contentType, content, contentUrl }: Attachment): Outline {
	if (contentType === ADAPTIVE_CARD_TYPE && content !== undefined)
		return { caption: 'Adaptive Card', blocks: readAdaptiveCard(content) };
	if (contentType === CONNECTOR_CARD_TYPE && content !== undefined)
		return { caption: 'MessageCard', blocks: readMessageCard(content) };
	return { caption: 'Attachment', blocks: [noteBlock(contentType), ...textBlock(plainLines(contentUrl ?? ''))] };
}
