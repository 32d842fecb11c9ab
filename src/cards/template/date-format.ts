import type { TemplateBudget } from './budget';

import { Failure } from './failure';
import { nameFormatter } from './formatters';
import { DATE_FORMAT_MAX_CHARACTERS } from './template-limits';

/** The format of a function that is called without one. */
const DEFAULT_DATE_FORMAT = "yyyy-MM-ddTHH:mm:ss.fff'Z'";

/**
 * Formats of .NET, and those of Day.js with another meaning or none there; quoted text and text in brackets stay as
 * they are.
 */
const TOKEN = /'([^']*)'|\[([^\]]*)\]|\\(.)|%|d+|f+|F+|h+|H+|K|m+|M+|s+|t+|y+|z+|YYYY|YY|DD?|ZZ?|SSS|A|a/g;

/** The format with fractions and zone, written as one letter. */
const ROUND_TRIP = "yyyy-MM-ddTHH:mm:ss.fff'0000'K";

type Part = (date: Date, names: Names) => string;
type Names = (part: 'month' | 'weekday', style: 'long' | 'short') => string;

const two = (value: number): string => String(value).padStart(2, '0');
const hour12 = (date: Date): number => date.getUTCHours() % 12 || 12;
const half = (date: Date): string => (date.getUTCHours() < 12 ? 'AM' : 'PM');
const milliseconds = (date: Date): string => String(date.getUTCMilliseconds()).padStart(3, '0');
const year = (date: Date): string => String(date.getUTCFullYear()).padStart(4, '0');
const shortYear: Part = (date) => year(date).slice(-2);

/** By letter: what one, two, three and more of it write. All times are UTC, so zones are fixed. */
const PARTS: ReadonlyMap<string, readonly Part[]> = new Map<string, readonly Part[]>([
	[
		'd',
		[
			(date) => String(date.getUTCDate()),
			(date) => two(date.getUTCDate()),
			(_date, names) => names('weekday', 'short'),
			(_date, names) => names('weekday', 'long'),
		],
	],
	['D', [(date) => String(date.getUTCDate()), (date) => two(date.getUTCDate())]],
	[
		'M',
		[
			(date) => String(date.getUTCMonth() + 1),
			(date) => two(date.getUTCMonth() + 1),
			(_date, names) => names('month', 'short'),
			(_date, names) => names('month', 'long'),
		],
	],
	['y', [shortYear, shortYear, year]],
	['Y', [shortYear, shortYear, year]],
	['h', [(date) => String(hour12(date)), (date) => two(hour12(date))]],
	['H', [(date) => String(date.getUTCHours()), (date) => two(date.getUTCHours())]],
	['m', [(date) => String(date.getUTCMinutes()), (date) => two(date.getUTCMinutes())]],
	['s', [(date) => String(date.getUTCSeconds()), (date) => two(date.getUTCSeconds())]],
	['f', [(date) => milliseconds(date).slice(0, 1), (date) => milliseconds(date).slice(0, 2), milliseconds]],
	['F', [(date) => milliseconds(date).slice(0, 1), (date) => milliseconds(date).slice(0, 2), milliseconds]],
	['S', [milliseconds]],
	['t', [half]],
	['A', [half]],
	['a', [(date) => half(date).toLowerCase()]],
	['K', [() => '+00:00']],
	['z', [() => '+0000', () => '+0000', () => '+00:00']],
	['Z', [() => '+00:00', () => '+0000']],
]);

/** How a date is written; both are optional. */
interface DateStyle {
	readonly format?: string | undefined;
	readonly locale?: string | undefined;
}

/** A moment as text, in UTC. Names of days and months are English unless a locale is given; each kind of them is paid for. */
export function formatDate(
	date: Date,
	{ format = '', locale = '' }: DateStyle,
	budget: TemplateBudget,
): string | Failure {
	if (Number.isNaN(date.getTime())) return new Failure('the date is out of range');
	if (format.length > DATE_FORMAT_MAX_CHARACTERS)
		return new Failure(`the format has more than ${DATE_FORMAT_MAX_CHARACTERS} characters`);
	const names = namesOf(date, locale === '' ? 'en-US' : locale, budget);
	if (names instanceof Failure) return names;
	const written = format === '' ? DEFAULT_DATE_FORMAT : /^o$/i.test(format) ? ROUND_TRIP : format;
	return written.replace(
		TOKEN,
		(token: string, quoted?: string, bracketed?: string, escaped?: string) =>
			quoted ?? bracketed ?? escaped ?? partOf(token)(date, names),
	);
}

function partOf(token: string): Part {
	const parts = PARTS.get(token.slice(0, 1)) ?? [];
	return parts[Math.min(token.length, parts.length) - 1] ?? (() => '');
}

function namesOf(date: Date, locale: string, budget: TemplateBudget): Names | Failure {
	try {
		const known = Intl.getCanonicalLocales(locale);
		return (part, style) => nameFormatter(known, [part, style], budget).format(date);
	} catch {
		// Not a language tag: the one thing that getCanonicalLocales refuses.
		return new Failure('the locale is not valid; write it like nb-NO');
	}
}
