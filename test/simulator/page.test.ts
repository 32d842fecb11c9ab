import type { Mentionable } from '../../simulator/outgoing/segments';

import { complete, openMention, suggestions } from '../../simulator/page/completion';
import { cardMarkdown, messageMarkdown } from '../../simulator/page/cards/markdown';
import { PLACEHOLDER, withoutImages } from '../../simulator/page/cards/without-images';

describe('completion of mentions', () => {
	it.each([
		['@', 1, { start: 0, query: '' }],
		['hi @n8', 6, { start: 3, query: 'n8' }],
		['@Bo Ex', 6, { start: 0, query: 'Bo Ex' }],
		['a@b', 3, undefined],
		['@n8n\nnext', 9, undefined],
		['no', 2, undefined],
		['@n8n help', 2, { start: 0, query: 'n' }],
	])('of "%s" at %i', (text, caret, expected) => {
		expect(openMention(text, caret)).toEqual(expected);
	});

	const names: Mentionable[] = [
		{ kind: 'webhook', id: '1', name: 'n8n' },
		{ kind: 'person', id: '2', name: 'Ada Norse' },
		{ kind: 'person', id: '3', name: 'Bo' },
	];

	it.each([
		['', ['n8n', 'Ada Norse', 'Bo']],
		['N', ['n8n', 'Ada Norse']],
		['ada n', ['Ada Norse']],
		['n8n ', []],
		['n8n help', []],
		['zz', []],
	])('offers for "%s"', (query, expected) => {
		expect(suggestions(query, names).map(({ name }) => name)).toEqual(expected);
	});

	it('puts the name and a space in place of what was written', () => {
		expect(complete('hi @n8 x', 6, { start: 3, query: 'n8' }, 'n8n')).toEqual({ text: 'hi @n8n x', caret: 8 });
		expect(complete('@', 1, { start: 0, query: '' }, 'n8n')).toEqual({ text: '@n8n ', caret: 5 });
	});
});

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
		expect(cardMarkdown('hi <at>Bo</at> and <at>Eve</at>', ['<at>Bo</at>'])).toBe('<p>hi <span class="mention">Bo</span> and &lt;at&gt;Eve&lt;/at&gt;</p>\n');
	});

	it('H.3: does not know headings, tables and code in cards', () => {
		expect(cardMarkdown('# a\n\n`b`\n\n| c | d |\n|---|---|', [])).not.toMatch(/<h1|<code|<table/);
	});
});

it('cards load no picture', () => {
	const { card, hosts } = withoutImages({ backgroundImage: 'https://a.example/x', body: [{ type: 'Image', url: 'https://b.example/y' }, { type: 'Image', url: 'data:image/png;base64,x' }], actions: [{ type: 'Action.OpenUrl', url: 'https://c.example', iconUrl: 'http://d.example/z' }] });
	expect(card).toEqual({ backgroundImage: PLACEHOLDER, body: [{ type: 'Image', url: PLACEHOLDER }, { type: 'Image', url: 'data:image/png;base64,x' }], actions: [{ type: 'Action.OpenUrl', url: 'https://c.example', iconUrl: PLACEHOLDER }] });
	expect(hosts).toEqual(['a.example', 'b.example', 'd.example']);
});
