import { expandTemplate } from '../../../../src/cards/template/expand';
import { FUNCTION_NAMES } from '../../../../src/cards/template/functions/table';
import { DATA, EXPRESSIONS } from './expressions';
import { expandOfficially, officialLocaleIsEnglish } from './oracle';

beforeAll(officialLocaleIsEnglish);

const all = Object.values(EXPRESSIONS).flat();

it('compares at least 300 expressions', () => {
	expect(new Set(all).size).toBe(all.length);
	expect(all.length).toBeGreaterThan(300);
});

it('calls every function at least once', () => {
	const called = new Set(all.flatMap((text) => [...text.matchAll(/(\w+)\(/g)].map((match) => match[1])));
	expect(FUNCTION_NAMES.filter((name) => !called.has(name))).toEqual([]);
});

describe.each(Object.entries(EXPRESSIONS))('%s', (_area, texts) => {
	it.each(texts)('gives what the official engine gives: %s', (text) => {
		const template = { value: text };
		const { card } = expandTemplate(template, DATA);
		expect({ card: JSON.parse(JSON.stringify(card)) as unknown }).toEqual(expandOfficially(template, DATA));
	});
});
