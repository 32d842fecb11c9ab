/** @jest-environment ./test/support/zone-environment.cjs */
import { createDataText } from '../src/cards/data-text';
import { expandTemplate } from '../src/cards/template/expand';
import { retryAfterMs } from '../src/incoming-webhook/answer/retry-after';

/** Sets the time zone of the process, as TZ does when n8n is started. */
declare const setZone: (zone: string) => void;

/** West and east of Greenwich, half hours, and summer time in the southern hemisphere. */
const ZONES = [
	'UTC',
	'America/Los_Angeles',
	'America/St_Johns',
	'Europe/Oslo',
	'Asia/Kolkata',
	'Pacific/Auckland',
	'Pacific/Kiritimati',
] as const;
const NOW = Date.parse('2026-10-21T08:00:00Z');

it('sets the zone', () => {
	const hours = ZONES.map((zone) => {
		setZone(zone);
		return new Date(NOW).getHours();
	});
	expect(hours).toEqual([8, 1, 5, 10, 13, 21, 22]);
});

describe.each(ZONES)('in %s', (zone) => {
	beforeEach(() => setZone(zone));

	it.each([
		['Wed, 21 Oct 2026 08:00:30 GMT', 30_000],
		['Wednesday, 21-Oct-26 08:00:30 GMT', 30_000],
		['Wed Oct 21 08:00:30 2026', 30_000],
		['Wed, 21 Oct 2026 10:00:30 +0200', 30_000],
		['Wed, 21 Oct 2026 08:00:30 UTC', 30_000],
		['Wed, 21 Oct 2026 08:00:30', 30_000],
	])('Retry-After "%s" is a moment in GMT unless it says another zone', (value, expected) => {
		expect(retryAfterMs({ 'retry-after': value }, NOW)).toBe(expected);
		expect(retryAfterMs({ 'retry-after': value, date: 'Wed, 21 Oct 2026 08:00:00 GMT' }, NOW - 3_600_000)).toBe(
			3_630_000,
		);
	});

	it.each([
		["formatDateTime('2026-01-31', 'yyyy-MM-dd HH:mm')", '2026-01-31 00:00'],
		["formatDateTime('2026-07-31T23:30:00+02:00', 'dddd d MMMM HH:mm', 'nb-NO')", 'fredag 31 juli 21:30'],
		["addDays('2026-03-28', 1)", '2026-03-29T00:00:00.000Z'],
		["startOfDay('2026-10-25T01:30:00Z', 'o')", '2026-10-25T00:00:00.0000000+00:00'],
		["dayOfYear('2026-12-31T23:59:00Z')", 365],
		["addToTime('2024-02-29', 1, 'Year', 'yyyy-MM-dd')", '2025-02-28'],
		["formatEpoch(0, 'yyyy-MM-dd HH')", '1970-01-01 00'],
	])('%s of a template is in UTC', (expression, expected) => {
		expect(expandTemplate(`\${${expression}}`, {})).toEqual({ card: expected, findings: [] });
	});

	it('a date of the data keeps its day and time where it has no zone, and is shown in the zone that was chosen where it has one', () => {
		const dataText = createDataText({ style: 'dateTime', locale: 'en-GB', timeZone: 'Asia/Tokyo' });
		expect(['2026-01-31', '2026-01-31 23:30', '2026-01-31T23:30:00Z'].map(dataText)).toEqual([
			'31 Jan 2026',
			'31 Jan 2026, 23:30',
			'1 Feb 2026, 08:30',
		]);
	});
});
