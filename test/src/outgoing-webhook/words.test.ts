import fc from 'fast-check';

import { foldWord, splitWords } from '../../../src/outgoing-webhook/words';

const values = (text: string) => splitWords(text).map((word) => word.value);

it.each([
	['plain words', ' deploy  api ', ['deploy', 'api']],
	['every Unicode space', 'a\u0085b\u1680c\u2003d\u2028e\u3000f\tg', ['a', 'b', 'c', 'd', 'e', 'f', 'g']],
	['straight quotes', 'say "hello there" \'x y\'', ['say', 'hello there', 'x y']],
	['typographic quotes', '“a b” ”c d” „e f“ ‘g h’ ‚i j‘', ['a b', 'c d', 'e f', 'g h', 'i j']],
	['French quotes with their spaces', '« a b » ‹ c ›', ['a b', 'c']],
	['quotes after an equals sign', '--note="two words" x', ['--note=two words', 'x']],
	['escaped quotes', '"a \\"b\\" c" \\"d', ['a "b" c', '"d']],
	['an escaped backslash at the end', '"C:\\dir\\\\" next', ['C:\\dir\\', 'next']],
	['a Windows path', 'C:\\new\\table', ['C:\\new\\table']],
	['apostrophes', "don't 'tis the dogs", ["don't", "'tis", 'the', 'dogs']],
	['a quote that is never closed', '"a b', ['"a', 'b']],
	['an empty argument', 'a "" b', ['a', '', 'b']],
	['an em dash', '—force –dry', ['--force', '--dry']],
	['a dash by itself', 'web – because — late –', ['web', '–', 'because', '—', 'late', '–']],
	['a dash by itself behind marks that nobody sees', 'web \u200b–\u200b late', ['web', '–', 'late']],
	['a dash within a word', 'a–b', ['a–b']],
	['marks without width', '\u200bapi\u2060 \ufeffx \u200b', ['api', 'x']],
	['quotes and dashes behind marks that nobody sees', '\u200b"a b" \u200f—force', ['a b', '--force']],
	['punctuation after a quote', '"my api", "b c".', ['my api,', 'b c.']],
	['nothing', ' \u00a0\u200b ', []],
])('splits %s', (_title, text, expected) => expect(values(text)).toEqual(expected));

it.each([
	['Deploy', 'DEPLOY'],
	['Straße', 'STRASSE'],
	['ΟΔΟΣ', 'οδος'],
	['İstanbul', 'istanbul'],
	['ｄｅｐｌｏｙ', 'deploy'],
	['▶️', '▶'],
	['de\u200dploy', 'deploy'],
	['\u2067deploy\u2069', 'deploy'],
])('takes %s and %s for the same', (left, right) => expect(foldWord(left)).toBe(foldWord(right)));

const messy = fc.string({
	unit: fc.constantFrom('a', ' ', '"', '“', "'", '\\', '=', '—', '\u200b', '«', '»', 'é', '\n'),
	maxLength: 60,
});

it('takes the name of a person for one word, whatever it holds', () => {
	const text = 'grant Eve" admin\u2003x reader';
	const name = { start: 6, end: 18 };
	expect(splitWords(text, [name]).map(({ value, named }) => [value, named])).toEqual([
		['grant', false],
		['Eve" admin\u2003x', true],
		['reader', false],
	]);
	expect(splitWords('say "to Bo" x now"', [{ start: 8, end: 13 }]).map(({ value }) => value)).toEqual([
		'say',
		'to Bo" x now',
	]);
});

it('comes through 20,000 names among quotes', () => {
	const text = 'Bo "x" '.repeat(20_000);
	const names = Array.from({ length: 20_000 }, (_, index) => ({ start: index * 7, end: index * 7 + 2 }));
	expect(splitWords(text, names)).toHaveLength(40_000);
});

it('never throws, and reads its own words again when each is quoted', () => {
	fc.assert(
		fc.property(messy, (text) => {
			const words = values(text).map((word) => word.replace(/[\\"“”„‟«»]/g, ''));
			expect(values(words.map((word) => `"${word}"`).join(' '))).toEqual(words);
		}),
	);
});

it.each([
	['open quotes', ' "a'.repeat(87_000)],
	['open quotes of every kind', ' «a „b ‚c'.repeat(29_000)],
	['backslashes', '\\'.repeat(262_144)],
	['quoted backslashes', `"${'\\'.repeat(262_140)}" x`],
	['equals signs and quotes', '="'.repeat(131_072)],
	['spaces', '\u2003'.repeat(262_144)],
])('comes through 256 KiB of %s', (_title, text) => {
	expect(values(text).join(' ').length).toBeLessThanOrEqual(text.length + 1);
});
