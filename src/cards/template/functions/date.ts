import type { TemplateFunction } from './define';

import { formatDate } from '../date-format';
import { addMonths, dateOf } from '../date-value';
import { Failure } from '../failure';
import { define } from './define';

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** .NET counts time in ticks of 100 ns. */
const TICKS_PER_MS = 10_000;

type Move = (date: Date, many: number) => Date;

/** Units as `addToTime` and `subtractFromTime` name them. */
const UNITS: ReadonlyMap<string, Move> = new Map<string, Move>([
	['Second', by(SECOND_MS)],
	['Minute', by(MINUTE_MS)],
	['Hour', by(HOUR_MS)],
	['Day', by(DAY_MS)],
	['Week', by(7 * DAY_MS)],
	['Month', addMonths],
	['Year', (date, many) => addMonths(date, 12 * many)],
]);

/** Functions of dates, all in UTC. If the result is a date, a format and a locale may follow. */
export const DATE_FUNCTIONS: Readonly<Record<string, TemplateFunction>> = {
	addDays: moved(by(DAY_MS)),
	addHours: moved(by(HOUR_MS)),
	addMinutes: moved(by(MINUTE_MS)),
	addSeconds: moved(by(SECOND_MS)),
	addToTime: movedByUnit(1),
	date: define(['date'], ([date], budget) => formatDate(date, { format: 'M/dd/yyyy' }, budget)),
	dateTimeDiff: define(['date', 'date'], ([left, right]) => (left.getTime() - right.getTime()) * TICKS_PER_MS),
	dayOfMonth: define(['date'], ([date]) => date.getUTCDate()),
	dayOfWeek: define(['date'], ([date]) => date.getUTCDay()),
	dayOfYear: define(['date'], ([date]) => Math.floor((date.getTime() - startOf(date, 'year').getTime()) / DAY_MS) + 1),
	formatDateTime: define(['date', 'text?', 'text?'], ([date, format, locale], budget) =>
		formatDate(date, { format, locale }, budget),
	),
	formatEpoch: define(['number', 'text?', 'text?'], ([seconds, format, locale], budget) =>
		formatDate(new Date(seconds * SECOND_MS), { format, locale }, budget),
	),
	isDateTime: define(['any'], ([value]) => dateOf(value) !== undefined),
	month: define(['date'], ([date]) => date.getUTCMonth() + 1),
	startOfDay: define(['date', 'text?', 'text?'], ([date, format, locale], budget) =>
		formatDate(startOf(date, 'day'), { format, locale }, budget),
	),
	startOfHour: define(['date', 'text?', 'text?'], ([date, format, locale], budget) =>
		formatDate(startOf(date, 'hour'), { format, locale }, budget),
	),
	startOfMonth: define(['date', 'text?', 'text?'], ([date, format, locale], budget) =>
		formatDate(startOf(date, 'month'), { format, locale }, budget),
	),
	subtractFromTime: movedByUnit(-1),
	year: define(['date'], ([date]) => date.getUTCFullYear()),
};

function by(unitMs: number): Move {
	return (date, many) => new Date(date.getTime() + many * unitMs);
}

function moved(move: Move): TemplateFunction {
	return define(['date', 'number', 'text?', 'text?'], ([date, many, format, locale], budget) =>
		formatDate(move(date, many), { format, locale }, budget),
	);
}

function movedByUnit(sign: 1 | -1): TemplateFunction {
	return define(['date', 'integer', 'string', 'text?', 'text?'], ([date, many, unit, format, locale], budget) => {
		const move = UNITS.get(unit);
		return move === undefined
			? new Failure(`the unit must be one of ${[...UNITS.keys()].join(', ')}`)
			: formatDate(move(date, sign * many), { format, locale }, budget);
	});
}

function startOf(date: Date, unit: 'year' | 'month' | 'day' | 'hour'): Date {
	const start = new Date(date);
	if (unit === 'year') start.setUTCMonth(0, 1);
	if (unit === 'month') start.setUTCDate(1);
	start.setUTCMinutes(0, 0, 0);
	if (unit !== 'hour') start.setUTCHours(0);
	return start;
}
