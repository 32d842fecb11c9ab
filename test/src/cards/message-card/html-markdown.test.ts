import fc from 'fast-check';
import MarkdownIt from 'markdown-it';

import { withVisibleLineBreaks } from '../../../../src/cards/markdown';
import { htmlToMarkdown } from '../../../../src/cards/message-card/html-markdown';

const markdown = new MarkdownIt({ html: false, linkify: false });
const text = (html: string) => htmlToMarkdown(html).text;
const rendered = (html: string) => markdown.render(withVisibleLineBreaks(text(html))).trim();

it.each([
	['<b>a</b> <strong>b</strong> <i>c</i> <em>d</em>', '**a** **b** _c_ _d_'],
	['<b> a </b>b', '**a** b'],
	['<b><i>a</i></b>', '**_a_**'],
	['<b></b>x<b> </b>y', 'x y'],
	['<b>a<p>b</p>c</b>d', '**a**\n**b**\n**c**d'],
	['<p>a</p>\n<p>b</p>', 'a\nb'],
	['a<br>b<BR />c<br/>', 'a\nb\nc'],
	['<ul>\n <li>a\n <li><b>b</b></ul>', '- a\n- **b**'],
	['<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol>', '1. a\n    - b\n2. c'],
	['<blockquote>a<br>b</blockquote>c', '> a\n> b\nc'],
	['<h1>Title</h1>text', '**Title**\ntext'],
	['<code>a`b</code> <code>c*d</code>', '``` a`b ```'.replace('```', '``').replace('```', '``') + ' `c*d`'],
	['<a href="https://example.com/?a=1&amp;b=(2)">x [y]</a>', '[x \\[y\\]](https://example.com/?a=1&b=%282%29)'],
	["<a class='x' HREF = https://example.com/ >x</a>", '[x](https://example.com/)'],
	['<a href="mailto:a@example.com">mail</a> <a>none</a>', '[mail](mailto:a@example.com) none'],
	[
		'<a href="mailto:a@example.com?subject=Hi there">mail</a> <a href="https://example.com/a b">x</a>',
		'[mail](mailto:a@example.com?subject=Hi%20there) [x](https://example.com/a%20b)',
	],
	['<a href="https://example.com"><b>x</b></a>', '[**x**](https://example.com)'],
	['&lt;b&gt; &amp; &copy;&nbsp;x', '<b> & ©\u00a0x'.replace('<b', '\\<b')],
	['x<!-- <b>no</b> -->y<style>p{}</style>z<!doctype html>', 'xyz'],
	['<o:p>word</o:p> <my-tag a="1>2">x</my-tag>', 'word x'],
	['a < b <3 <= c <b', 'a < b <3 <= c \\<b'],
	["<p title=it's>a</p> it's", "a\nit's"],
	['<at>Bo</at> <span style="color:red">red</span>', 'Bo red'],
	['<td>a</td><td>b</td>', 'a b'],
	['<script>1</script><SCRIPT>a < b</SCRIPT>x', 'x'],
])('turns %j into %j', (html, expected) => {
	expect(text(html)).toBe(expected);
});

it.each([
	['<b>Status:</b>OK', '<p><strong>Status:</strong> OK</p>'],
	['a<b>(x)</b>', '<p>a <strong>(x)</strong></p>'],
	['un<i>believ</i>able', '<p>un<em>believ</em>able</p>'],
	['<b>a</b><i>b</i>', '<p><strong>a</strong> <em>b</em></p>'],
	['<i>a</i>, <b>b</b>.', '<p><em>a</em>, <strong>b</strong>.</p>'],
	['wow!<a href="https://example.com">x</a>', '<p>wow!<a href="https://example.com">x</a></p>'],
	['<b>*x*</b>', '<p><strong>*x*</strong></p>'],
])('makes Markdown of %j that is read as it was meant', (html, expected) => {
	expect(rendered(html)).toBe(expected);
});

it('keeps the lines and indents of code', () => {
	expect(text('<pre><code>if x:\n    y = *p\n</code></pre>')).toBe('if x:\n\u200b\u00a0\u00a0\u00a0\u00a0y = \\*p');
});

it('reports images and links that nothing can open', () => {
	expect(htmlToMarkdown('<img alt="a &amp; b" src=x>')).toEqual({ text: 'a & b', lost: new Set(['image']) });
	expect(htmlToMarkdown('<a href="javascript:alert(1)">x</a><a href="/y">y</a>')).toEqual({
		text: 'xy',
		lost: new Set(['link']),
	});
});

it('shows text of any HTML without Markdown of its own', () => {
	const pieces = fc.constantFrom(
		'<b>',
		'</b>',
		'<i>',
		'</i>',
		'<p>',
		'<br>',
		'<li>',
		'<ul>',
		'</ul>',
		'<a href="https://example.com">',
		'</a>',
		'<code>',
		'</code>',
		'a',
		'b c',
		'*',
		'_',
		'`',
		'[',
		']',
		'(',
		'!',
		'#',
		'\\',
		'&lt;',
		'<',
		'>',
		'"',
		' ',
		'\n',
		'é',
	);
	fc.assert(
		fc.property(fc.array(pieces, { maxLength: 30 }), (parts) => {
			const html = markdown.render(withVisibleLineBreaks(text(`<p>${parts.join('')}`)));
			expect(html).not.toMatch(/<img|<h[1-6]/);
			for (const [, href] of html.matchAll(/href="([^"]*)"/g)) expect(href).toBe('https://example.com');
		}),
		{ numRuns: 3000 },
	);
});

it('keeps every character of text, whatever stands around it', () => {
	const pieces = fc.constantFrom(
		'<b>',
		'</b>',
		'<i>',
		'</i>',
		'<p>',
		'<br>',
		'<li>',
		'<ul>',
		'</ul>',
		'<ol>',
		'</ol>',
		'<a href="https://example.com">',
		'</a>',
		'<code>',
		'</code>',
		'<pre>',
		'</pre>',
		'<span>',
		'a',
		'b c',
		'*',
		'**',
		'_',
		'`',
		'[',
		']',
		'(',
		')',
		'!',
		'#',
		'\\',
		'-',
		'1.',
		':',
		'&lt;b&gt;',
		'&amp;copy;',
		'"',
		' ',
		'\n',
		'é',
	);
	const letters = (value: string) => value.replace(/[\s\u200b]/g, '');
	const decode = (value: string) =>
		value.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
	fc.assert(
		fc.property(fc.array(pieces, { maxLength: 20 }), (parts) => {
			const html = `<p>${parts.join('')}`;
			expect(letters(decode(markdown.render(withVisibleLineBreaks(text(html))).replace(/<\/?[a-z][^>]*>/g, '')))).toBe(
				letters(decode(html.replace(/<[^>]*>/g, ''))),
			);
		}),
		{
			numRuns: 3000,
			examples: [
				[['<code>', '<a href="https://example.com">', ']', ':']],
				[['[', '<code>', ']', ':']],
				[['[', '<br>', '<code>', ']', ':', '</code>', 'a']],
				[['é', '<i>', '<b>', 'a']],
				[['<ol>', '<ol>', '<li>', ')', '<li>', '_']],
			],
		},
	);
});

it('comes through markup that would take for ever where time were not in proportion to it', () => {
	for (const html of [
		'<b>'.repeat(60_000),
		'<'.repeat(200_000),
		'<a$'.repeat(60_000) + '>',
		'<a "'.repeat(60_000),
		'<a="'.repeat(60_000),
		'<!--'.repeat(60_000),
		'<ul><li>'.repeat(20_000),
		'a<i>b</i>'.repeat(30_000),
		'</'.repeat(100_000),
		'<blockquote>x'.repeat(10_000),
		'a <x>'.repeat(40_000),
		`<a ${'href= '.repeat(50_000)}>x</a>`,
	]) {
		expect(text(html).length).toBeLessThanOrEqual(20 * html.length);
	}
});
