/** ISO 8601: a day, or a day with a time and optionally a zone. Other spellings mean different days in different countries. */
const ISO_DATE = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}:\d{2})(:\d{2}(?:\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?)?$/;

/** The moment that an ISO 8601 text or a date names; without a zone it is taken as UTC. `undefined` for everything else. */
export function dateOf(value: unknown): Date | undefined {
	const date = value instanceof Date ? value : typeof value === 'string' ? parseIso(value) : undefined;
	return date === undefined || Number.isNaN(date.getTime()) ? undefined : date;
}

/** The end of a month stays the end of a shorter month: 31 January and one month is 28 February. */
export function addMonths(date: Date, months: number): Date {
	const first = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1));
	const day = Math.min(date.getUTCDate(), daysOf(first.getUTCFullYear(), first.getUTCMonth()));
	const moved = new Date(date);
	moved.setUTCFullYear(first.getUTCFullYear(), first.getUTCMonth(), day);
	return moved;
}

function parseIso(text: string): Date | undefined {
	const match = ISO_DATE.exec(text);
	if (match === null) return undefined;
	const [, year = '', month = '', day = '', time = '00:00', seconds = '', zone = 'Z'] = match;
	if (Number(day) > daysOf(Number(year), Number(month) - 1)) return undefined;
	return new Date(`${year}-${month}-${day}T${time}${seconds}${zone.replace(/^([+-]\d{2}):?(\d{2})$/, '$1:$2')}`);
}

function daysOf(year: number, month: number): number {
	const last = new Date(Date.UTC(2000, month + 1, 0));
	last.setUTCFullYear(year, month + 1, 0);
	return last.getUTCDate();
}
