/**
 * Makes text appear as it was written where Teams reads Markdown: emphasis, code and links are escaped with a
 * backslash (CommonMark; teams.md H.3). Angle brackets stay: a TextBlock knows no HTML.
 */
export function escapeMarkdown(text: string): string {
	return text.replace(/[\\*_`~]|\](?=\()/g, '\\$&');
}

/** The same for the `text` of a message, where Teams also reads HTML. */
export function escapeMessageText(text: string): string {
	return escapeMarkdown(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
