import type { MarkdownPlace } from '../../../../src/cards/teams-markdown/inline';

import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { withVisibleLineBreaks } from '../../../../src/cards/markdown';
import { teamsMarkdown } from '../../../../src/cards/teams-markdown/teams-markdown';
import { propertyRuns } from '../../../support/property-runs';

const PLACES: readonly MarkdownPlace[] = ['message', 'card'];
const FOLDER = join(__dirname, '../../../vectors/model-markdown');
const golden = readdirSync(FOLDER).filter((name) => /^[a-z-]+\.md$/.test(name));
const readGolden = (name: string) => readFileSync(join(FOLDER, name), 'utf8');

it('has typical answers of models', () => expect(golden.length).toBeGreaterThanOrEqual(8));

describe.each(PLACES)('in a %s', (place) => {
	it.each(golden)('%s becomes what Teams draws', (name) => {
		expect(teamsMarkdown(readGolden(name), place)).toBe(readGolden(name.replace('.md', `.${place}.md`)));
	});
});

it('leaves a text alone that Teams draws already', () => {
	const plain = readGolden('plain.md');
	expect(PLACES.map((place) => teamsMarkdown(plain, place))).toEqual([plain, plain]);
	expect(teamsMarkdown('a\r\nb *c*', 'message')).toBe('a\r\nb *c*');
	expect(teamsMarkdown('#', 'message')).toBe('#');
});

it.each([
	['# A **b** c', '**A b c**', '**A b c**'],
	['## `__init__` of __all__ ##', '**`__init__` of all**', '**\\_\\_init\\_\\_ of all**'],
	['Text\n# A\nmore', 'Text\n\n**A**\n\nmore', 'Text\n\n**A**\n\nmore'],
	['a\n\n---\n\nb', 'a\n\n──────────\n\nb', 'a\n\n──────────\n\nb'],
	['#channel', '#channel', '#channel'],
	['| a |\n|---|\n| b | c |', '**a**\n\n- **b** │ c', '**a**\n\n- **b** │ c'],
	['| a | b |\n|---|', '| a | b |\n|---|', '| a | b |\n|---|'],
	['> # A\n> b', '> **A**\n>\n> b', '│ **A**\n│\n│ b'],
	['`a*b` ~~c~~', '`a*b` ~~c~~', 'a\\*b ~~c~~'],
	['![a](https://x.example/1)', '[a](https://x.example/1)', '[a](https://x.example/1)'],
	['![a](javascript:alert(1)) \\![b](c)', 'a \\![b](c)', 'a \\![b](c)'],
	['`![a](https://x.example/1)`', '`![a](https://x.example/1)`', '![a\\](https://x.example/1)'],
	['Map<K, V> <br> <at>Bo</at>', 'Map&lt;K, V> <br> <at>Bo</at>', 'Map<K, V> \n <at>Bo</at>'],
	['<kbd>Enter</kbd> <https://x.example>', 'Enter <https://x.example>', 'Enter <https://x.example>'],
	['```ts\nlet a = 1;', '```ts\nlet a = 1;\n```', 'let a = 1;'],
	['- ```\n  # x\n  ```\n- b', '- ```\n  # x\n  ```\n- b', '- \\# x\n\n- b'],
])('turns %j into %j in a message and %j in a card', (markdown, message, card) => {
	expect(PLACES.map((place) => teamsMarkdown(markdown, place))).toEqual([message, card]);
});

/** Constructs that models write; each "w" becomes a word of its own. */
const inline = fc.constantFrom(
	'w',
	'w w w',
	'**w w**',
	'*w*',
	'`w_w*w`',
	'``w `w` w``',
	'~~w~~',
	'[w w](https://x.example/a)',
	'![w](https://x.example/b)',
	'[![w](https://x.example/c)](https://x.example/d)',
	'<b>w</b>',
	'<kbd>w</kbd>',
	'List<w>',
	'<https://x.example/e>',
	'$w_w$',
	'w<br>w',
	'w < w & w > w',
	'`w',
	'**w',
	'w|w',
	'\\*w\\*',
	'مرحبا w',
	'漢字w漢字',
	'👩‍👩‍👧 w',
);
const line = fc.array(inline, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(' '));
const cell = fc.oneof(
	fc.constant(''),
	fc.constantFrom('w', '**w**', '`w`', 'w w', '[w](https://x.example/f)', 'w\\|w'),
);
const table = fc
	.tuple(
		fc.integer({ min: 1, max: 4 }),
		fc.array(fc.array(cell, { minLength: 4, maxLength: 4 }), { minLength: 1, maxLength: 4 }),
	)
	.map(([columns, rows]) => {
		const written = rows.map((row) => `| ${row.slice(0, columns).join(' | ')} |`);
		return [written[0], `|${' --- |'.repeat(columns)}`, ...written.slice(1)].join('\n');
	});
const code = fc
	.tuple(
		fc.constantFrom('```', '~~~', '````'),
		fc.array(fc.constantFrom('w', '# w', '  w * w', '', '- w', '<b>w</b>', '> w', 'w_w_w')),
	)
	.map(([fence, lines]) => [fence, ...lines, fence].join('\n'));
const block = fc.oneof(
	line,
	line.map((text) => `# ${text}`),
	line.map((text) => `### **${text}** ###`),
	line.map((text) => `${text}\n===`),
	line.map((text) => `> ${text}\n> ${text}`),
	line.map((text) => `> > ${text}`),
	line.map((text) => `- ${text}\n  - ${text}\n- [ ] ${text}`),
	line.map((text) => `1. ${text}\n   ${text}\n2. ${text}`),
	fc.constantFrom('---', '***', '* * *'),
	table,
	table.map((rows) => `- w\n\n${rows.replace(/^/gm, '  ')}`),
	code,
	code.map((lines) => `1. w\n${lines.replace(/^/gm, '   ')}`),
	code.map((lines) => lines.replace(/^/gm, '> ')),
);

/** Blocks with the line ends between them. */
const markdown = fc
	.array(fc.tuple(block, fc.constantFrom('\n\n', '\n', '\n\n\n')), { maxLength: 7 })
	.map((blocks) => blocks.flat().join(''))
	.map(numbered);

/** Every "w" that stands for a word, as a word of its own. */
function numbered(text: string): string {
	let count = 0;
	return text.replace(/(?<![a-z.])w(?![a-z.])/g, () => `word${(count += 1)}x`);
}

const wordsOf = (text: string) => text.match(/word\d+x/g) ?? [];

it('never loses, doubles or moves a word', () => {
	fc.assert(
		fc.property(markdown, fc.constantFrom(...PLACES), (text, place) => {
			expect(wordsOf(teamsMarkdown(text, place))).toEqual(wordsOf(text));
		}),
		{ numRuns: propertyRuns(2_000) },
	);
	expect(wordsOf(numbered('w w'))).toEqual(['word1x', 'word2x']);
});

/** What must not be left, by the tokens of a parser that knows all of it (teams.md A.7, H.3). */
const UNDRAWN: Readonly<Record<MarkdownPlace, ReadonlySet<string>>> = {
	message: new Set(['heading_open', 'table_open', 'image', 'hr']),
	card: new Set(['heading_open', 'table_open', 'image', 'hr', 'fence', 'code_inline', 'blockquote_open']),
};
const parser = new MarkdownIt({ html: false });
const kindsIn = (text: string) =>
	parser.parse(text, {}).flatMap(({ type, children }) => [type, ...(children ?? []).map((child) => child.type)]);

it('leaves nothing that the place does not draw', () => {
	const well = fc
		.array(block, { maxLength: 6 })
		// A lone mark pairs with one in another block, across what was divided.
		.map((blocks) =>
			['start', ...blocks].filter((text) => !/(?:^|\s)(?:`w(?!`|_)|\*\*w(?!\*| w))/m.test(text)).join('\n\n'),
		)
		.map(numbered);
	fc.assert(
		fc.property(well, fc.constantFrom(...PLACES), (text, place) => {
			const shown = teamsMarkdown(text, place);
			const drawn = place === 'card' ? withVisibleLineBreaks(shown) : shown;
			expect(kindsIn(drawn).filter((kind) => UNDRAWN[place].has(kind))).toEqual([]);
		}),
		{ numRuns: propertyRuns(2_000) },
	);
	expect(kindsIn('# a\n\n`b`')).toEqual(expect.arrayContaining(['heading_open', 'code_inline']));
});

it('changes nothing the second time', () => {
	const withoutCode = markdown.filter((text) => !/`|~~~/.test(text));
	fc.assert(
		fc.property(withoutCode, fc.constantFrom(...PLACES), (text, place) => {
			const once = teamsMarkdown(text, place);
			expect(teamsMarkdown(once, place)).toBe(once);
		}),
		{ numRuns: propertyRuns(1_000) },
	);
});

it('never throws, whatever the text is', () => {
	const marks = fc.string({
		unit: fc.constantFrom('#', '|', '-', '`', '~', '>', '!', '[', ']', '(', ')', '<', '\n', ' ', 'a', '\\', '*', '_'),
	});
	fc.assert(
		fc.property(fc.oneof(marks, fc.string({ unit: 'binary' })), fc.constantFrom(...PLACES), (text, place) => {
			expect(typeof teamsMarkdown(text, place)).toBe('string');
		}),
		{ numRuns: propertyRuns(3_000) },
	);
});

it.each(['![', '![a](', '[![a](b)](', '`', '<img ', '> ', '|', '- ```\n', '<kbd>', '\n---\n'])(
	'takes linear time for many of %j',
	(piece) => {
		const long = piece.repeat(Math.ceil(60_000 / piece.length));
		const startMs = performance.now();
		for (const place of PLACES) teamsMarkdown(long, place);
		expect(performance.now() - startMs).toBeLessThan(1_500);
	},
);
