import fc from 'fast-check';
import MarkdownIt from 'markdown-it';

import { escapeData, escapeMarkdown, neutralizeMentions, withVisibleLineBreaks } from '../../../src/cards/markdown';

const markdown = new MarkdownIt({ html: false, linkify: true });

/** What people see: the text of the rendered Markdown, a line for each paragraph. */
function seen(text: string): string {
	const html = markdown
		.render(text)
		.replace(/<\/p>\n<p>/g, '\n')
		.replace(/^<p>|<\/p>\n$/g, '')
		.replace(/<\/?a(?: href="[^"]*")?>/g, '');
	expect(html).not.toMatch(/<[a-z]/i);
	return html.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
}

/** What may differ: spaces are non-breaking, blank lines are gone, and tags hold invisible spaces. */
function plain(text: string): string {
	return text
		.replace(/[\u200b]/g, '')
		.replace(/[\u00a0\t ]+/g, ' ')
		.split('\n')
		.map((line) => line.trim())
		.filter((line) => line !== '')
		.join('\n');
}

it.each([
	'a_b *c* _d_ __init__ **e** `f` ~~g~~ ~h',
	'[link](http://evil.example) ![image](http://evil.example/x.png)',
	'[a]: http://evil.example\n[a]',
	'# no heading\n## two\n#hash',
	'- a\n- b\n1. c\n2) d\n+ e\n* f',
	'> quote\n---\n***\n===',
	'<b>bold</b> <script>alert(1)</script> <!-- x --> a < b > c',
	'AT&amp;T &copy; &#65; R&D a&b',
	'    indented\n\tcode',
	'C:\\temp\\new \\* x',
	'| a | b |\n|---|---|\n| 1 | 2 |',
	'{{DATE(2026-01-01T00:00:00Z, SHORT)}}',
	'```\nfence\n```',
	'line one\nline two\r\nline three\u2028four',
	'https://ci.example.com/job/my_job/42?x=1&y=~z#a_b',
])('shows %j as it was written', (text) => {
	expect(plain(seen(escapeData(text)))).toBe(plain(text.replace(/\r\n|\u2028/g, '\n')));
});

it('keeps an address a link, with all its underscores', () => {
	expect(markdown.render(escapeData('see https://ci.example.com/my_job_name/42'))).toContain(
		'<a href="https://ci.example.com/my_job_name/42">',
	);
});

it('shows any text as it was written', () => {
	const pieces = fc.constantFrom(
		'*',
		'_',
		'`',
		'~',
		'[',
		']',
		'(',
		')',
		'<',
		'>',
		'&',
		';',
		'#',
		'-',
		'+',
		'.',
		'!',
		'\\',
		'|',
		'{',
		'}',
		'\n',
		' ',
		'1',
		'a',
		'amp',
		'at',
		'/',
		':',
		'"',
		'é',
		'漢',
		'🚀',
	);
	fc.assert(
		fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => {
			const text = parts.join('');
			expect(plain(seen(escapeData(text)))).toBe(plain(text));
		}),
		{ numRuns: 5000 },
	);
});

it('lets no tag in data mention anybody, and keeps those of people', () => {
	expect(escapeData('<at>Bo</at>')).not.toMatch(/<\/?at/i);
	expect(neutralizeMentions('<at>Bo</at> <AT>Eve</AT> </at> <at id="1">x', new Set(['<at>Bo</at>']))).toBe(
		'<at>Bo</at> <\u200bAT>Eve<\u200b/AT> <\u200b/at> <\u200bat id="1">x',
	);
});

it('drops what would reorder or hide text', () => {
	expect(escapeData('a\u202eb\u2066c\u2069d\u0000e\u0007f')).toBe('abcdef');
	expect(escapeData('שלום\u200f!')).toBe('שלום\u200f!');
});

it('keeps indents', () => {
	expect(escapeData('a\n  b  c')).toBe('a\n\n\u200b\u00a0\u00a0b\u00a0\u00a0c');
});

it('takes time in proportion to the text', () => {
	for (const text of [
		'<at'.repeat(50_000),
		'<at>'.repeat(50_000),
		'_'.repeat(100_000),
		' '.repeat(100_000),
		']('.repeat(50_000),
		'~'.repeat(100_000),
	]) {
		expect(escapeData(text).length).toBeGreaterThan(100_000 - 1);
	}
});

it('leaves what is no Markdown in a single line alone', () => {
	expect(escapeMarkdown('deploy_api <service> [version]')).toBe('deploy_api <service> [version]');
	expect(withVisibleLineBreaks('a\nb')).toBe('a\n\nb');
});
