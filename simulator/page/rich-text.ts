import type { Message } from '../model/types';

import { htmlToMarkdown } from '../../src/cards/message-card/html-markdown';
import { messageMarkdown } from './cards/markdown';

/**
 * Bots' texts are Markdown, in which line breaks may be tags: Microsoft's sample has `<br />` (teams.md A.6). The
 * only HTML in the result is what the Markdown renderer writes.
 */
export function richText(text: string, textFormat: 'markdown' | 'xml'): string {
	return messageMarkdown(textFormat === 'xml' ? htmlToMarkdown(text).text : text.replace(/<br\s*\/?>/gi, '\n'));
}

/** The words of a message without its markup, as a screen reader says them. */
export function spokenText({ text, textFormat }: Pick<Message, 'text' | 'textFormat'>): string {
	if (textFormat === 'plain') return text;
	const { body } = new DOMParser().parseFromString(richText(text, textFormat), 'text/html');
	return body.textContent.replace(/\s+/g, ' ').trim();
}
