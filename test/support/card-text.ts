import MarkdownIt from 'markdown-it';

const markdown = new MarkdownIt({ html: false, linkify: true });

/** Every text of a card as people see it, top to bottom, with the Markdown in it rendered. Line breaks and spaces are one space. */
export function seenIn(card: unknown): string {
	return textsOf(card).map(seen).join(' | ');
}

/** The same view of a text of data, for comparing. */
export function plain(text: string): string {
	return text
		.replace(/[\u200b]/g, '')
		.replace(/[\u00a0\s]+/g, ' ')
		.trim();
}

function textsOf(value: unknown): readonly string[] {
	if (Array.isArray(value)) return value.flatMap(textsOf);
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([name, member]) =>
		typeof member === 'string' && ['text', 'title', 'value'].includes(name) ? [member] : textsOf(member),
	);
}

/** What is left of the HTML when its tags are gone: people see no tag, and a tag of the data shows as text. */
function seen(text: string): string {
	const html = markdown
		.render(text)
		.replace(/<\/?a(?: href="[^"]*")?>/g, '')
		.replace(/<[^>]*>/g, ' ');
	return plain(html.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&'));
}
