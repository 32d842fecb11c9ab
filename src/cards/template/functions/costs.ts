/** What a call costs beyond one step, and how many times the steps of a copy it takes for each of its values. */
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

/** They take texts apart into letters or words. */
const LETTERS: Cost = { call: 0, weight: 8 };

/** Functions that cost more than a copy of what they look at; measured with `npm run bench -- template`. */
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

/** What a call of this function costs. */
export function costOf(name: string): Cost {
	return COSTS.get(name) ?? PLAIN;
}
