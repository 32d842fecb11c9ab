/** The cost of a call beyond one step: for each of its values, a multiple of the steps for copying it. */
interface Cost {
	readonly call: number;
	readonly weight: number;
}

const PLAIN: Cost = { call: 0, weight: 1 };

const NUMBER: Cost = { call: 2, weight: 1 };
const DATE: Cost = { call: 4, weight: 4 };
const SETS: Cost = { call: 0, weight: 2 };
const WORDS: Cost = { call: 0, weight: 4 };
const ADDRESS: Cost = { call: 4, weight: 4 };

/** Functions that split texts into letters or words. */
const LETTERS: Cost = { call: 0, weight: 8 };

/** Functions that cost more than copying their values; measured with `npm run bench -- template`. */
const COSTS: ReadonlyMap<string, Cost> = new Map([
	['addDays', DATE],
	['addHours', DATE],
	['addMinutes', DATE],
	['addSeconds', DATE],
	['addToTime', DATE],
	['date', DATE],
	['formatDateTime', DATE],
	['formatEpoch', DATE],
	['startOfDay', DATE],
	['startOfHour', DATE],
	['startOfMonth', DATE],
	['subtractFromTime', DATE],
	['formatNumber', NUMBER],
	['string', NUMBER],
	['intersection', SETS],
	['union', SETS],
	['unique', SETS],
	['countWord', WORDS],
	['replace', WORDS],
	['replaceIgnoreCase', LETTERS],
	['reverse', LETTERS],
	['titleCase', LETTERS],
	['uriHost', ADDRESS],
	['uriPath', ADDRESS],
	['uriPathAndQuery', ADDRESS],
	['uriPort', ADDRESS],
	['uriQuery', ADDRESS],
	['uriScheme', ADDRESS],
]);

/** The cost of calling this function. */
export function costOf(name: string): Cost {
	return COSTS.get(name) ?? PLAIN;
}
