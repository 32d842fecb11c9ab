import { cardMarkdown, messageMarkdown } from '../../../../simulator/page/cards/markdown';

describe('Markdown', () => {
	it.each([
		['<img src=x onerror=alert(1)>', /&lt;img/],
		['[a](javascript:alert(1))', /^<p>\[a\]/],
		['[a](data:text/html,x)', /^<p>\[a\]/],
		['[a](https://example.com)', /<a href="https:\/\/example\.com" target="_blank" rel="noopener noreferrer">/],
		['![a](https://example.com/x.png)', /^(?!.*<img)/],
		['&lt;b&gt;', /&lt;b&gt;/],
	])('shows %s safely', (text, html) => {
		for (const shown of [cardMarkdown(text, []), messageMarkdown(text)]) expect(shown).toMatch(html);
	});

	it('H.4: makes mentions of tags that the card names, and of no others', () => {
		expect(cardMarkdown('hi <at>Bo</at> and <at>Eve</at>', ['<at>Bo</at>'])).toBe(
			'<p>hi <span class="mention">Bo</span> and &lt;at&gt;Eve&lt;/at&gt;</p>\n',
		);
	});

	it('H.3: does not know headings, tables and code in cards', () => {
		expect(cardMarkdown('# a\n\n`b`\n\n| c | d |\n|---|---|', [])).not.toMatch(/<h1|<code|<table/);
	});

	it('A.7: knows code and quotes in messages, but no headings, tables and rules', () => {
		const shown = messageMarkdown('# a\n\nb\n---\n\n***\n\n`b`\n\n> q\n\n| c | d |\n|---|---|');
		expect(shown).not.toMatch(/<h[12]|<hr|<table/);
		expect(shown).toMatch(/<code>b<\/code>[^]*<blockquote>/);
	});
});
