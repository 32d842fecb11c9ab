import fc from 'fast-check';

import { mentionName, plainText } from '../../../src/inbound/text';

it('keeps a person who is mentioned twice', () => {
	expect(plainText('<at>Bot</at> <at>Bo</at> <at>Bo</at>', { people: [['Bo'], ['Bo']] })).toBe('Bo Bo');
});

it('removes a leading mention even when the message lists it', () => {
	expect(plainText('<at>Bo</at> hi', { people: [['Bo']] })).toBe('hi');
});

it('leaves a lone bracket and an unclosed mention readable', () => {
	expect(plainText('<at>Bot</at> a < b <at>c', { people: [] })).toBe('a < b c');
});

it.each(['&;', '&toolongtobeaname;', '&constructor;', '&copy'])('leaves %s as it is', (text) => {
	expect(plainText(text, { people: [] })).toBe(text);
});

it('reads the name in the tag of a mention entity', () => {
	expect([mentionName('<at>R&amp;D</at>'), mentionName('Bo'), mentionName('')]).toEqual(['R&D', 'Bo', '']);
});

it('is stable: what it gives, sent again, gives the same', () => {
	const encode = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
	fc.assert(
		fc.property(fc.string({ unit: fc.constantFrom('a', ' ', '<', '&', 'at>', '\u00a0', 'é', '&amp;') }), (text) => {
			const once = plainText(encode(text), { people: [] });
			expect(plainText(encode(once), { people: [] })).toBe(once);
		}),
	);
});

it('never throws, whatever the text', () => {
	fc.assert(
		fc.property(fc.string({ unit: fc.constantFrom('<', '>', 'at', '/', '&', '#', ';', 'x', ' ', 'img alt="', '"', 'é') }), fc.array(fc.string()), (text, names) => {
			expect(typeof plainText(text, { people: names.map((name) => [name]) })).toBe('string');
		}),
	);
});

it.each([
	['brackets', '<'.repeat(262_143) + '>'],
	['ampersands', '&'.repeat(262_144)],
	['open mentions', '<at>'.repeat(65_536)],
	['mentions of one person', '<at>Bo</at>'.repeat(23_000)],
])('comes through 256 KiB of %s', (_title, text) => {
	expect(plainText(text, { people: [['Bo']] }).length).toBeLessThanOrEqual(text.length);
});
