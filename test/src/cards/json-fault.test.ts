import fc from 'fast-check';

import { findJsonFault } from '../../../src/cards/json-fault';

it.each([
	['{"a": "one\ntwo"}', 'line-break', 1, 11],
	['{"a": "say "hi" now"}', 'quote', 1, 13],
	['{\n "a": "it said "x", y" }', 'quote', 2, 17],
	['{"a": 1 "b": 2}', 'syntax', 1, 9],
	['{"a": "1" "b": 2}', 'quote', 1, 11],
	['{"a": 1,}', 'trailing-comma', 1, 9],
	['[1, 2, ]', 'trailing-comma', 1, 8],
	['{"a": undefined}', 'undefined', 1, 7],
	['{"a": [1, 2', 'end', 1, 12],
	['{"a": "x', 'end', 1, 9],
	['', 'end', 1, 1],
	['{a: 1}', 'syntax', 1, 2],
	["{'a': 1}", 'syntax', 1, 2],
	['{"a": 01}', 'syntax', 1, 8],
	['{"a": "\\x"}', 'syntax', 1, 8],
	['{"a" "b"}', 'quote', 1, 6],
	['{"a": 1]', 'syntax', 1, 8],
	['{} {}', 'syntax', 1, 4],
	['{"a"::1}', 'syntax', 1, 6],
	['[,1]', 'syntax', 1, 2],
	['{"a": "b" : 1}', 'quote', 1, 11],
	['{"a": "tab\there"}', 'syntax', 1, 11],
])('finds the fault of %j: %s at line %i, column %i', (text, kind, line, column) => {
	expect(findJsonFault(text)).toEqual({ kind, line, column });
});

it('agrees with the engine on what is JSON', () => {
	const valid = (text: string) => {
		try {
			JSON.parse(text);
			return true;
		} catch {
			return false;
		}
	};
	const pieces = fc
		.array(
			fc.constantFrom(
				'{',
				'}',
				'[',
				']',
				':',
				',',
				'"',
				'"a"',
				'1',
				'-',
				'0.5e3',
				'true',
				'null',
				' ',
				'\n',
				'\\',
				'x',
			),
			{ maxLength: 12 },
		)
		.map((parts) => parts.join(''));
	fc.assert(
		fc.property(
			fc.oneof(
				pieces,
				fc.json(),
				fc.json().map((json) => json.slice(1)),
			),
			(text) => expect(findJsonFault(text) === undefined).toBe(valid(text)),
		),
		{ numRuns: 5000 },
	);
});

it('comes through a hundred thousand brackets', () => {
	expect(findJsonFault('['.repeat(100_000))).toMatchObject({ kind: 'end' });
	expect(findJsonFault(`${'['.repeat(100_000)}${']'.repeat(100_000)}`)).toBeUndefined();
});
