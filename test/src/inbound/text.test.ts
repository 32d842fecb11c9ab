import fc from 'fast-check';

import { mentionName, plainText } from '../../../src/inbound/text';

it('keeps a person who is mentioned twice', () => {
	expect(plainText('<at>Bot</at> <at>Bo</at> <at>Bo</at>', { people: [['Bo'], ['Bo']] })).toEqual({ text: 'Bo Bo', names: [{ start: 0, end: 2 }, { start: 3, end: 5 }] });
});

it('removes a leading mention even when the message lists it', () => {
	expect(plainText('<at>Bo</at> hi', { people: [['Bo']] })).toEqual({ text: 'hi', names: [] });
});

it('says where names stand, before and after the own mention', () => {
	const { text, names } = plainText(' <at>Bo  B</at> and <at>Bot</at>&nbsp; ask <at>R&amp;D</at>\n', { people: [['Bo  B'], ['R&D']] });
	expect(names.map(({ start, end }) => text.slice(start, end))).toEqual(['Bo  B', 'R&D']);
	expect(text).toBe('Bo  B and ask R&D');
});

it('leaves a lone bracket and an unclosed mention readable', () => {
	expect(plainText('<at>Bot</at> a < b <at>c', { people: [] }).text).toBe('a < b c');
});

it.each(['&;', '&toolongtobeaname;', '&constructor;', '&copy'])('leaves %s as it is', (text) => {
	expect(plainText(text, { people: [] }).text).toBe(text);
});

it('reads the name in the tag of a mention entity', () => {
	expect([mentionName('<at>R&amp;D</at>'), mentionName('Bo'), mentionName('')]).toEqual(['R&D', 'Bo', '']);
});

it('is stable: what it gives, sent again, gives the same', () => {
	const encode = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
	fc.assert(
		fc.property(fc.string({ unit: fc.constantFrom('a', ' ', '<', '&', 'at>', '\u00a0', 'é', '&amp;') }), (text) => {
			const once = plainText(encode(text), { people: [] }).text;
			expect(plainText(encode(once), { people: [] }).text).toBe(once);
		}),
	);
});

it('never throws, whatever the text', () => {
	fc.assert(
		fc.property(fc.string({ unit: fc.constantFrom('<', '>', 'at', '/', '&', '#', ';', 'x', ' ', 'img alt="', '"', 'é') }), fc.array(fc.string()), (text, names) => {
			const plain = plainText(text, { people: names.map((name) => [name]) });
			for (const { start, end } of plain.names) expect(start >= 0 && end > start && end <= plain.text.length).toBe(true);
		}),
	);
});

it.each([
	['brackets', '<'.repeat(262_143) + '>'],
	['ampersands', '&'.repeat(262_144)],
	['open mentions', '<at>'.repeat(65_536)],
	['mentions of one person', '<at>Bo</at>'.repeat(23_000)],
])('comes through 256 KiB of %s', (_title, text) => {
	expect(plainText(text, { people: [['Bo']] }).text.length).toBeLessThanOrEqual(text.length);
});
