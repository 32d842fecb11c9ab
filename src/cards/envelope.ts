import type { Attachment } from '../cards/message';
import type { DestinationKind } from './destination';

import { textCard } from '../cards/message';

/** What a user wants to say: Markdown text, or cards. */
export type Content = { readonly kind: 'text'; readonly text: string } | { readonly kind: 'cards'; readonly attachments: readonly Attachment[] };

/**
 * Builds the request body for one destination. Workflows flows loop over `attachments`, so text goes as a card
 * there (teams.md C.2); connectors take text as it is (teams.md B.4).
 */
export function buildEnvelope(content: Content, kind: DestinationKind): string {
	if (content.kind === 'text' && kind === 'connector') return JSON.stringify({ text: content.text });
	const attachments = content.kind === 'text' ? [textCard(content.text)] : content.attachments;
	return JSON.stringify({ type: 'message', attachments: attachments.map((attachment) => ({ ...attachment, contentUrl: attachment.contentUrl ?? null })) });
}
