import MarkdownIt from 'markdown-it';

/** Markdown that Teams does not support in cards (teams.md H.3). */
export const UNKNOWN_IN_CARDS = [
	'heading',
	'lheading',
	'table',
	'image',
	'code',
	'fence',
	'backticks',
	'blockquote',
	'hr',
	'strikethrough',
];

/**
 * Markdown that Teams does not support in the text of a message (teams.md A.7); images are drawn without their address.
 */
const UNKNOWN_IN_MESSAGES = ['heading', 'lheading', 'table', 'image', 'hr'];

/** Neither lets HTML through, and both refuse links like `javascript:`: their results are safe to show. */
const inCards = new MarkdownIt({ html: false, breaks: true }).disable(UNKNOWN_IN_CARDS);
const inMessages = new MarkdownIt({ html: false, breaks: true, linkify: false }).disable(UNKNOWN_IN_MESSAGES);

for (const markdown of [inCards, inMessages]) {
	markdown.renderer.rules.link_open = (tokens, index, options, _env, self) => {
		tokens[index]?.attrSet('target', '_blank');
		tokens[index]?.attrSet('rel', 'noopener noreferrer');
		return self.renderToken(tokens, index, options);
	};
}

/** Markdown of a card as HTML; tags of people who are mentioned become names in their colour. */
export function cardMarkdown(text: string, mentionTags: readonly string[]): string {
	const escapeHtml = (text: string) => inCards.utils.escapeHtml(text);
	return mentionTags.reduce(
		(html, tag) =>
			html.replaceAll(escapeHtml(tag), `<span class="mention">${escapeHtml(tag.replace(/<\/?at>/g, ''))}</span>`),
		inCards.render(text),
	);
}

/** Markdown of a message as HTML. */
export function messageMarkdown(text: string): string {
	return inMessages.render(text);
}
