import fc from 'fast-check';

import { shownText, tokenize } from '../../../src/outgoing-webhook/markup';
import { nameOf } from '../../../src/outgoing-webhook/mentions';
import { plainText } from '../../../src/outgoing-webhook/text';

const listed = (name: string, id: string | null = null, tag = `<at>${name}</at>`) => ({ id, name, tag });

const read = (text: string, ...names: string[]) => plainText(text, { listed: names.map((name) => listed(name)) });

it('keeps a person who is mentioned twice', () => {
	expect(read('<at>Bot</at> <at>Bo</at> <at>Bo</at>', 'Bo', 'Bo')).toMatchObject({
		text: 'Bo Bo',
		names: [
			{ start: 0, end: 2 },
			{ start: 3, end: 5 },
		],
	});
});

it('keeps a person whom the message begins with', () => {
	expect(read('<at>Bo</at> hi', 'Bo')).toMatchObject({ text: 'Bo hi', names: [{ start: 0, end: 2 }] });
});

it('says where names stand, before and after the own mention', () => {
	const { text, names } = read(' <at>Bo  B</at> and <at>Bot</at>&nbsp; ask <at>R&amp;D</at>\n', 'Bo  B', 'R&D');
	expect(names.map(({ start, end }) => text.slice(start, end))).toEqual(['Bo  B', 'R&D']);
	expect(text).toBe('Bo  B and ask R&D');
});

it('leaves a lone bracket and a tag that is never closed as they are', () => {
	expect(read('<at>Bot</at> a < b <at>c').text).toBe('a < b <at>c');
});

it.each(['&;', '&toolongtobeaname;', '&constructor;', '&copy'])('leaves %s as it is', (text) => {
	expect(read(text).text).toBe(text);
});

it('reads the name in the tag of a mention that is listed without one', () => {
	expect(['<at>R&amp;D</at>', '<at id="0">Bo</at>', 'Bo', ''].map((tag) => nameOf(listed('', null, tag)))).toEqual([
		'R&D',
		'Bo',
		'Bo',
		'',
	]);
});

it('is stable: what it gives, sent again, gives the same', () => {
	const encode = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
	fc.assert(
		fc.property(fc.string({ unit: fc.constantFrom('a', ' ', '<', '&', 'at>', '\u00a0', 'é', '&amp;') }), (text) => {
			const once = read(encode(text)).text;
			expect(read(encode(once)).text).toBe(once);
		}),
	);
});

const hostile = fc.string({
	unit: fc.constantFrom(
		'<',
		'>',
		'at',
		'<at>',
		'</at>',
		'/',
		'&',
		'#',
		';',
		'x',
		' ',
		'b',
		'p',
		'br',
		'img alt="',
		'"',
		"'",
		'=',
		'é',
		'🚀',
		'\u200b',
		'\ud83d',
		',',
		'!',
		'(',
		')',
		'Bo',
		'28:',
	),
});

const someListed = fc.array(
	fc.record({
		id: fc.constantFrom(null, '', '28:a', '29:a', '29:b', 'x'),
		name: hostile,
		tag: fc.oneof(
			hostile,
			hostile.map((name) => `<at>${name}</at>`),
		),
	}),
	{ maxLength: 5 },
);

it('never throws, names nobody whom the message does not list, and loses no token', () => {
	fc.assert(
		fc.property(
			hostile,
			someListed,
			fc.option(hostile),
			fc.option(hostile, { nil: undefined }),
			(text, mentions, html, webhookName) => {
				const plain = plainText(text, {
					listed: mentions,
					html,
					webhookName,
					...(html === null ? {} : { ownName: html }),
				});
				for (const { start, end } of plain.names)
					expect(start >= 0 && end > start && end <= plain.text.length).toBe(true);
				for (const { id } of plain.mentions) expect(mentions.map((mention) => mention.id)).toContain(id);
				expect(plain.mentions.length).toBeLessThanOrEqual(mentions.length);
				expect(
					tokenize(text)
						.map(({ source }) => source)
						.join(''),
				).toBe(text);
				expect(shownText(text).length).toBeLessThanOrEqual(text.length);
			},
		),
	);
});

it('never makes a mention of plain words', () => {
	const words = fc
		.string({ unit: fc.constantFrom('a', ' ', 'Bo', '@Bo', '<', '>', 'at', '&lt;at&gt;Bo&lt;/at&gt;', '@', '\n') })
		.filter((text) => !/<at>/i.test(text));
	fc.assert(
		fc.property(words, (text) =>
			expect(plainText(`<at>n8n</at> x ${text}`, { listed: [] })).toMatchObject({ names: [], mentions: [] }),
		),
	);
});

/** Work that grows with the square of these takes minutes; the texts are as long as a request may be. */
const LONG: ReadonlyArray<readonly [string, string]> = [
	['brackets', '<'.repeat(262_143) + '>'],
	['ampersands', '&'.repeat(262_144)],
	['open mentions', '<at>'.repeat(65_536)],
	['mentions of one person', '<at>Bo</at>'.repeat(23_000)],
	['mentions of nobody', '<at>x</at> '.repeat(23_000)],
	['open tags', '<b>'.repeat(87_000)],
	['breaks', 'a<p>'.repeat(65_000)],
	['open quotes', '<img alt="'.repeat(26_000)],
	['quotes of both kinds', `<img alt="' `.repeat(21_000)],
	['attributes', `<p ${'a="b" '.repeat(43_000)}`],
	['spaces in a tag', `<p${' '.repeat(262_000)}a`],
	['spaces before an equals sign', `<p a${' '.repeat(262_000)}b`],
	['commas before the own mention', `x ${','.repeat(262_000)}y <at>n8n</at>`],
	['marks behind the own mention', `<at>n8n</at>${'.'.repeat(262_000)}x`],
	['pictures', '<img alt="x">'.repeat(20_000)],
	['one long picture', `<img alt="${'🚀'.repeat(65_000)}x">`],
	['names in names', `<at><at>${'</at>'.repeat(52_000)}`],
];

it.each(LONG)('comes through 256 KiB of %s', (_title, text) => {
	expect(plainText(text, { listed: [listed('Bo', '29:bo')], webhookName: 'n8n' }).text.length).toBeLessThanOrEqual(
		text.length + 23_000,
	);
});

it.each(LONG)('comes through 64 KiB of %s beside their HTML copies', (_title, text) => {
	const quarter = text.slice(0, 65_536);
	for (const html of [quarter, quarter.replaceAll('&', '&amp;').replaceAll('<', '&lt;')])
		expect(plainText(quarter, { listed: [listed('Bo', '29:bo')], html }).text.length).toBeLessThanOrEqual(
			quarter.length + 6_000,
		);
});

it('comes through thousands of listed mentions of one id, and of hostile names', () => {
	const tags = Array.from({ length: 3_000 }, (_, index) => `a${index}`);
	const text = tags.map((tag) => `<at>${tag}</at>`).join(' ');
	expect(plainText(text, { listed: tags.map((tag) => listed(tag, '29:x')) }).mentions).toHaveLength(1);
	const odd = tags.map((tag) => listed(`</at>${tag}`, '29:x'));
	expect(plainText('<at>'.repeat(40_000), { listed: odd }).mentions).toHaveLength(3_000);
	expect(
		plainText(text.replaceAll('</at>', ''), {
			listed: tags.map((tag) => listed(tag, `28:${tag}`)),
			ownName: 'a'.repeat(100_000),
		}).mentions,
	).toEqual([]);
});
