import type { Content } from '../content';
import type { MessageTarget } from '../finding';

import { teamsMarkdown } from './teams-markdown';

/**
 * The message with its text as Markdown that Teams draws at its destination; one that is to stay as it was written is
 * returned unchanged. Flows get a text as a card (teams.md C.2), replies as a text; a connector reads more Markdown
 * (teams.md E.2).
 */
export function withTeamsMarkdown(content: Content, target: MessageTarget): Content {
	const { text, asWritten, attachments } = content;
	const isDrawn = target === 'connector' && attachments.length === 0;
	if (text === undefined || asWritten === true || isDrawn) return content;
	return { ...content, text: teamsMarkdown(text, target === 'reply' ? 'message' : 'card'), asWritten: true };
}
