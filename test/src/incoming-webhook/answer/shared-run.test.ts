import fc from 'fast-check';

import { createRunFinder, RUN_CHARACTERS } from '../../../../src/incoming-webhook/answer/shared-run';

const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 30 });

describe('a run of eight characters that a text shares with known ones is', () => {
	it.each<readonly [string, readonly string[], string]>([
		['all there is to both', ['abcdefgh'], 'abcdefgh'],
		['the end of the last text', ['12345678', '0abcdefgh'], 'abcdefgh'],
		['the end of the first one', ['0abcdefgh', '12345678'], 'abcdefgh'],
		['somewhere in both', ['0abcdefgh0'], '--abcdefgh--'],
	])('found: %s', (_where, known, text) => {
		expect(createRunFinder(known)(text)).toBe(true);
	});

	it.each<readonly [string, readonly string[], string]>([
		['seven characters of it', ['abcdefgh'], 'abcdefg'],
		['seven and another one', ['abcdefgh'], 'abcdefgx'],
		['a text that is shorter', ['abcdefg'], 'abcdefg'],
		['two that are shorter, on lines of their own', ['abcd', 'efgh'], 'abcd\nefgh'],
		['no known text', [], 'abcdefgh'],
	])('not found: %s', (_what, known, text) => {
		expect(createRunFinder(known)(text)).toBe(false);
	});

	it('found where a search for each run finds it, and nowhere else', () => {
		fc.assert(
			fc.property(fc.array(letters, { maxLength: 5 }), letters, (known, text) => {
				const runs = Array.from({ length: Math.max(0, text.length - RUN_CHARACTERS + 1) }, (_value, start) =>
					text.slice(start, start + RUN_CHARACTERS),
				);
				expect(createRunFinder(known)(text)).toBe(runs.some((run) => known.some((one) => one.includes(run))));
			}),
		);
	});
});
