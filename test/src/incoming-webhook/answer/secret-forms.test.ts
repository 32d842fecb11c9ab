import fc from 'fast-check';

import {
	decodedForms,
	decodedFormsOfPart,
	encodedForms,
	folded,
	withoutEscapes,
} from '../../../../src/incoming-webhook/answer/secret-forms';

const TEXT = 'Key+1/"Ü~';
const inBase64 = (text: string) => Buffer.from(text, 'latin1').toString('base64');
const inHex = (text: string) => Buffer.from(text, 'latin1').toString('hex');

/** One byte for each character, as the decoded forms have it. */
const texts = fc.uint8Array({ minLength: 8, maxLength: 40 }).map((bytes) => Buffer.from(bytes).toString('latin1'));

describe('without escapes, a text', () => {
	it.each<readonly [string, string, readonly string[]]>([
		['with percent encoding', 'a%2Bb%2f', ['a+b/']],
		['with the code of a character', String.raw`a\u002Bb\u00dc`, ['a+bÜ']],
		['with an escaped character', String.raw`a\"b\/c`, ['a"b/c']],
		['with JSON inside JSON', String.raw`a\\u002bb\\\"c`, ['a+b"c']],
		['with both is read in each way', String.raw`%41\u0042`, [String.raw`A\u0042`, '%41B']],
		['that has none is not said again', 'a+b', []],
		['with a percent sign alone is not said again', '100 %', []],
	])('%s', (_what, text, expected) => {
		expect(withoutEscapes(text)).toEqual(expected);
	});
});

describe('encoded, a text', () => {
	it('is plain, in percent encoding, in JSON and in hex', () => {
		expect(encodedForms(TEXT).slice(0, 4)).toEqual([
			TEXT,
			'Key%2b1%2f%22%dc%7e',
			String.raw`Key+1/\"Ü~`,
			'4b65792b312f22dc7e',
		]);
	});

	it('has two digits for a character with a small code', () => {
		expect(encodedForms('a\tb')[1]).toBe('a%09b');
	});

	it.each(['', 'ÿ', 'ÿÿ', 'ÿÿÿ'])('is part of the Base64 of more, after %j', (before) => {
		const forms = encodedForms(TEXT).slice(4);
		expect(forms).toHaveLength(3);
		expect(forms.filter((form) => inBase64(`${before}${TEXT}`).endsWith(form))).toHaveLength(1);
	});
});

describe('decoded, a text', () => {
	const isAtAnEnd = (text: string, part: string) => decodedFormsOfPart(part).some((form) => form.endsWith(text));

	it('that is in Base64 or hex is there, whatever it is', () => {
		fc.assert(
			fc.property(texts, (text) => {
				expect(decodedForms(inBase64(text))).toContain(text);
				expect(decodedForms(inHex(text))).toContain(text);
			}),
		);
	});

	it('is there although it was cut before a group or stands after other characters', () => {
		fc.assert(
			fc.property(texts, fc.stringMatching(/^[0-9a-f]{0,3}$/), (text, before) => {
				expect(isAtAnEnd(text, `${before}${inBase64(text)}`)).toBe(true);
				expect(isAtAnEnd(text, `${before}${inHex(text)}`)).toBe(true);
			}),
		);
	});

	it('is there with and without what was escaped in it', () => {
		expect(decodedFormsOfPart(inBase64('abc%2Bdef'))).toEqual(expect.arrayContaining(['abc%2Bdef', 'abc+def']));
	});

	it('too short for a run that counts is not read', () => {
		expect([decodedForms('QUJDREU'), decodedForms('4142434 4454647')]).toEqual([[], []]);
	});
});

it('folds case, and the alphabet of Base64 for URLs into the other', () => {
	expect(folded('aBc-D_e+F/')).toBe('abc+d/e+f/');
});
