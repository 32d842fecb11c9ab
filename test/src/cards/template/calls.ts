import fc from 'fast-check';

/**
 * What each function takes and gives: a list, text, number, object, condition, date or anything; `E` is an expression
 * about one entry, under the name `x`.
 */
export const SIGNATURES: Readonly<Record<string, string>> = {
	abs: 'N>N', add: 'NN>N', addDays: 'DN>D', addHours: 'DN>D', addMinutes: 'DN>D', addOrdinal: 'N>T', addProperty: 'OTA>O', addSeconds: 'DN>D', addToTime: 'DNU>D', all: 'LxC>C', and: 'CC>C', any: 'LxC>C',
	average: 'M>N', base64: 'T>T', base64ToString: 'T>T', bool: 'A>C', ceiling: 'N>N', coalesce: 'AA>A', concat: 'TTT>T', contains: 'LA>C', count: 'L>N', countWord: 'T>N', createArray: 'AAA>L', dataUri: 'T>T', dataUriToString: 'I>T',
	date: 'D>T', dateTimeDiff: 'DD>N', dayOfMonth: 'D>N', dayOfWeek: 'D>N', dayOfYear: 'D>N', div: 'NN>N', empty: 'A>C', endsWith: 'TT>C', equals: 'AA>C', exists: 'A>C', exp: 'NN>N', first: 'L>A', flatten: 'L>L', float: 'N>N',
	floor: 'N>N', foreach: 'LxA>L', formatDateTime: 'DF>T', formatEpoch: 'NF>T', formatNumber: 'NK>T', getProperty: 'OT>A', greater: 'NN>C', greaterOrEquals: 'NN>C', if: 'CAA>A', indexOf: 'TT>N', indicesAndValues: 'L>L', int: 'N>N',
	intersection: 'LL>L', isArray: 'A>C', isBoolean: 'A>C', isDateTime: 'A>C', isFloat: 'A>C', isInteger: 'A>C', isObject: 'A>C', isString: 'A>C', join: 'LT>T', json: 'J>A', jsonStringify: 'A>J', last: 'L>A', lastIndexOf: 'TT>N',
	length: 'T>N', less: 'NN>C', lessOrEquals: 'NN>C', max: 'MN>N', merge: 'OO>O', min: 'MN>N', mod: 'NK>N', month: 'D>N', mul: 'NN>N', not: 'C>C', or: 'CC>C', range: 'NK>M', removeProperty: 'OT>O', replace: 'TTT>T',
	replaceIgnoreCase: 'TTT>T', reverse: 'L>L', round: 'N>N', select: 'LxA>L', sentenceCase: 'T>T', setProperty: 'OTA>O', skip: 'LK>L', sortBy: 'L>L', sortByDescending: 'L>L', split: 'TT>L', sqrt: 'N>N', startOfDay: 'DF>T',
	startOfHour: 'D>D', startOfMonth: 'D>D', startsWith: 'TT>C', string: 'A>T', sub: 'NN>N', subArray: 'LK>L', substring: 'TK>T', subtractFromTime: 'DNU>D', sum: 'M>N', take: 'LK>L', titleCase: 'T>T', toLower: 'T>T', toUpper: 'T>T',
	trim: 'T>T', union: 'LL>L', unique: 'L>L', uriComponent: 'T>T', uriComponentToString: 'T>T', uriHost: 'R>T', uriPath: 'R>T', uriPathAndQuery: 'R>T', uriPort: 'R>A', uriQuery: 'R>T', uriScheme: 'R>T', where: 'LxC>L', year: 'D>N',
};

/** Values without a call, by kind. The data has all of these names. */
const LEAVES: Readonly<Record<string, readonly string[]>> = {
	A: ['$root.long', '$root.list', '$root.object', '$root.rows', 'x', 'missing', '5', "'é'", '{ a: x, b: [1, 2] }'],
	C: ['true', 'false', 'x'],
	D: ["'2026-01-31'", "'2026-01-31T12:00:00Z'"],
	F: ["'d MMMM yyyy'", "'ddd'", "'o'"],
	I: ["'data:text/plain;base64,YWJj'"],
	J: ["'[[1, 2], {}, [{}]]'", '$root.json'],
	K: ['1', '3', '20', '2000'],
	L: ['$root.list', '$root.rows', '$root.words', '[x, x]', 'range(0, 300)'],
	M: ['$root.numbers', 'range(0, 2000)'],
	N: ['x', '3', '0.5', '$root.numbers[2]'],
	O: ['$root.object', '$root.rows[1]', '{ a: x }'],
	R: ["'https://example.com/a?b=c'"],
	T: ['$root.long', '$root.words[1]', "'a'", "'b c'", 'x', '$root.absent'],
	U: ["'Day'", "'Month'"],
};

/** Expressions of these kinds of calls, nested up to some levels. */
export const calls: fc.Arbitrary<string> = nested(4, 'A');

/** Calls of one function, with values that nest up to so many levels. */
export function callOf(name: string, levels: number): fc.Arbitrary<string> {
	const signature = SIGNATURES[name] ?? '';
	const kinds = signature.slice(0, signature.indexOf('>')).split('');
	const values = kinds.map((wanted) => (wanted === 'x' ? fc.constant('x') : nested(levels, wanted)));
	return fc.tuple(...values).map((written) => `${name}(${written.join(', ')})`);
}

function nested(levels: number, kind: string): fc.Arbitrary<string> {
	const leaves = fc.constantFrom(...(LEAVES[kind] ?? LEAVES.A ?? []));
	const fitting = Object.entries(SIGNATURES).filter(([, signature]) => kind === 'A' || signature.endsWith(`>${kind}`));
	if (levels === 0 || fitting.length === 0) return leaves;
	const call = fc.constantFrom(...fitting).chain(([name]) => callOf(name, levels - 1));
	return fc.oneof({ arbitrary: leaves, weight: 1 }, { arbitrary: call, weight: 4 });
}
