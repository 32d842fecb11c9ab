import { fillText } from '../../../src/replaceable-texts';
import { ENGLISH_TEXTS, FIXED_TEXTS, readTexts } from '../../../src/outgoing-webhook/texts';

const names = Object.keys(FIXED_TEXTS) as Array<keyof typeof FIXED_TEXTS>;

it('is in English where nothing was replaced, and where a replacement is blank', () => {
	const blank = Object.fromEntries(names.map((name, index) => [name, ['', ' \n', null, {}, undefined][index % 5]]));
	expect(readTexts(blank)).toEqual(ENGLISH_TEXTS);
	expect(readTexts({ somethingElse: 'x', __proto__: { tooOld: 'x' } })).toEqual(ENGLISH_TEXTS);
	for (const name of names) expect(ENGLISH_TEXTS[name]).toBe(FIXED_TEXTS[name].text);
});

it.each(names)('%s: is what was typed, and nothing else changes', (name) =>
	expect(readTexts({ [name]: ' 不在这里 ' })).toEqual({ ...ENGLISH_TEXTS, [name]: '不在这里' }),
);

it.each(names)('%s: takes each of its placeholders, and refuses any other by its name in the panel', (name) => {
	const { placeholders, label }: { placeholders?: readonly string[]; label: string } = FIXED_TEXTS[name];
	const all = (placeholders ?? []).map((each) => `{${each}}`);
	expect(readTexts({ [name]: `x ${all.join(' ')}` })[name]).toBe(`x ${all.join(' ')}`.trim());
	for (const bad of ['{sekunder}', '{Command}', '{constructor}'])
		expect(() => readTexts({ [name]: `x ${all.join('')} ${bad}` })).toThrow(
			expect.objectContaining({
				code: 'option-invalid',
				message: `The text "${label}" contains ${bad}, which is not one of its placeholders.`,
				description: expect.stringContaining(all[0] ?? 'does not have placeholders') as string,
			}) as Error,
		);
});

it('keeps braces that are no placeholder', () =>
	expect(readTexts({ tooOld: '{} { seconds } {1} {seconds}' }).tooOld).toBe('{} { seconds } {1} {seconds}'));

it('fills in every place of a value once, and reads no placeholder in a value', () => {
	expect(fillText('{a} {b} {a} {c}', { a: '{b}', b: '$&' })).toBe('{b} $& {b} {c}');
	expect(fillText('{toString}', {})).toBe('{toString}');
});
