import fc from 'fast-check';

import { joinPaths } from '../../../../src/cards/size/path-ranges';
import { isNamedBy } from '../../../support/fit-checks';

it.each([
	[[], []],
	[['text'], ['text']],
	[['body[3]', 'body[4]', 'body[7]'], ['body[3..4,7]']],
	[['body[2]', 'body[1]', 'body[2]'], ['body[1..2]']],
	[['body[9].facts[0]', 'body[9].facts[1]', 'body[10].facts[0]', 'body[10].facts[1]'], ['body[9..10].facts[0..1]']],
	[
		['body[0].text', 'actions[0]', 'body[1].text', 'body[1]'],
		['body[0..1].text', 'actions[0]', 'body[1]'],
	],
	[
		['body[0].a[b', 'body[1].a[b'],
		['body[0].a[b', 'body[1].a[b'],
	],
])('%j is %j', (paths, joined) => {
	expect(joinPaths(paths)).toEqual(joined);
});

it('names every path and no other', () => {
	const path = fc
		.tuple(
			fc.constantFrom('body', 'rows'),
			fc.nat(4),
			fc.constantFrom('', '.text', '.items[0]', '.items[1]', '.items[2].text'),
		)
		.map(([list, index, rest]) => `${list}[${index}]${rest}`);
	const every = ['body', 'rows'].flatMap((list) =>
		[0, 1, 2, 3, 4].flatMap((index) =>
			['', '.text', '.items[0]', '.items[1]', '.items[2].text'].map((rest) => `${list}[${index}]${rest}`),
		),
	);
	fc.assert(
		fc.property(fc.array(path), (paths) => {
			const joined = joinPaths(paths);
			const isWithin = (candidate: string) =>
				paths.some(
					(given) => candidate === given || candidate.startsWith(`${given}.`) || candidate.startsWith(`${given}[`),
				);
			for (const candidate of every)
				expect([candidate, isNamedBy(candidate, joined)]).toEqual([candidate, isWithin(candidate)]);
		}),
		{ numRuns: 300 },
	);
});
