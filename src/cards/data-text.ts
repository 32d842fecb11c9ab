import type { DateFormat } from './form/card-form';

import { TeamsWebhookError } from '../errors';

/** A date, or a date with a time and optionally a zone, as ISO 8601 and most systems write it. */
const ISO_DATE = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?)?$/;

/** Turns data values into the texts that people read. */
type DataText = (value: unknown) => string;

/**
 * Values as texts: plain values as they are, `null` and absent ones empty, lists of plain values with commas, other
 * objects as JSON. Dates in ISO 8601 are shown as `format` says; one without a zone keeps its day and its time.
 * Throws `option-invalid` for a locale or a zone that does not exist.
 */
export function createDataText(format: DateFormat): DataText {
	const showDate = dateTextOf(format);
	const dataText = (value: unknown): string => {
		if (value === null || value === undefined) return '';
		if (typeof value === 'string') return showDate(value);
		if (Array.isArray(value) && value.every(isPlain)) return value.map(dataText).join(', ');
		if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : showDate(value.toISOString());
		const json: unknown = JSON.parse(JSON.stringify(value) ?? 'null');
		return typeof json === 'string' ? showDate(json) : JSON.stringify(json);
	};
	return dataText;
}

function isPlain(value: unknown): boolean {
	return typeof value !== 'object' || value === null;
}

/** What was made last: the messages of a run share their format, and formatters take longer to make than cards. */
let last: { readonly format: DateFormat; readonly show: (text: string) => string } | undefined;

function dateTextOf(format: DateFormat): (text: string) => string {
	const { style, locale, timeZone } = format;
	const known = last?.format;
	if (last === undefined || known?.style !== style || known.locale !== locale || known.timeZone !== timeZone)
		last = { format, show: createDateText(format) };
	return last.show;
}

function createDateText({ style, locale, timeZone }: DateFormat): (text: string) => string {
	if (style === 'asWritten') return (text) => text;
	const time = style === 'dateTime' ? ({ timeStyle: 'short' } as const) : {};
	const inZone = formatterOf(locale, { dateStyle: 'medium', timeZone, ...time });
	const asGiven = formatterOf(locale, { dateStyle: 'medium', timeZone: 'UTC', ...time });
	const day = formatterOf(locale, { dateStyle: 'medium', timeZone: 'UTC' });
	return (text) => {
		const [, zone] = ISO_DATE.exec(text) ?? [];
		const isDay = text.length === 'yyyy-mm-dd'.length;
		const date = ISO_DATE.test(text)
			? new Date(`${text.replace(' ', 'T').replace(',', '.')}${zone === undefined && !isDay ? 'Z' : ''}`)
			: undefined;
		if (date === undefined || Number.isNaN(date.getTime())) return text;
		return (isDay ? day : zone === undefined ? asGiven : inZone).format(date);
	};
}

function formatterOf(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
	const formatter = tryFormatter(locale === '' ? 'en' : locale, options);
	if (formatter !== undefined) return formatter;
	throw new TeamsWebhookError(
		'option-invalid',
		`Dates cannot be shown in the locale "${locale.slice(0, 40)}" and the time zone "${String(options.timeZone).slice(0, 60)}".`,
		'Use a locale like nb-NO and a time zone like Europe/Oslo.',
	);
}

/** `undefined` for a locale or zone that the engine does not know, for which it throws a RangeError. */
function tryFormatter(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat | undefined {
	try {
		return new Intl.DateTimeFormat(locale, options);
	} catch {
		return undefined;
	}
}
