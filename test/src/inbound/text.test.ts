import fc from 'fast-check';

import { decodeEntities, plainText } from '../../../src/inbound/text';

it('keeps a person who is mentioned twice', () => {
	expect(plainText('<at>Bot</at> <at>Bo</at> <at>Bo</at>', { names: ['Bo', 'Bo'] })).toBe('Bo Bo');
});

it('removes a leading mention even when the message lists it', () => {
	expect(plainText('<at>Bo</at> hi', { names: ['Bo'] })).toBe('hi');
});

it('leaves a lone bracket and an unclosed mention readable', () => {
	expect(plainText('<at>Bot</at> a < b <at>c', { names: [] })).toBe('a < b c');
});

it.each(['&#0;', '&#xD800;', '&#1114112;', '&;', '&toolongtobeaname;', '&constructor;'])('leaves %s as it is', (text) => {
	expect(decodeEntities(text)).toBe(text);
});

it('never throws, whatever the text', () => {
	fc.assert(
		fc.property(fc.string({ unit: fc.constantFrom('<', '>', 'at', '/', '&', '#', ';', 'x', ' ', 'img alt="', '"', 'é') }), fc.array(fc.string()), (text, names) => {
			expect(typeof plainText(text, { names })).toBe('string');
		}),
	);
});

it.each([
	['brackets', '<'.repeat(262_143) + '>'],
	['ampersands', '&'.repeat(262_144)],
	['open mentions', '<at>'.repeat(65_536)],
	['mentions of one person', '<at>Bo</at>'.repeat(23_000)],
])('comes through 256 KiB of %s', (_title, text) => {
	expect(plainText(text, { names: ['Bo'] }).length).toBeLessThanOrEqual(text.length);
});
