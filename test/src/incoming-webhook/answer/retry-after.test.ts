import { retryAfterMs } from '../../../../src/incoming-webhook/answer/retry-after';

describe('Retry-After', () => {
	const NOW = Date.parse('2026-10-21T08:00:00Z');

	it.each<readonly [string, Readonly<Record<string, string>>, number | undefined]>([
		['seconds', { 'retry-after': '7' }, 7_000],
		['seconds between spaces', { 'retry-after': ' 7 ' }, 7_000],
		['zero', { 'retry-after': '0' }, 0],
		['a fraction, rounded up', { 'retry-after': '0.0015' }, 2],
		['a date', { 'retry-after': 'Wed, 21 Oct 2026 08:00:30 GMT' }, 30_000],
		['a date that has passed', { 'retry-after': 'Wed, 21 Oct 2026 07:00:00 GMT' }, 0],
		[
			'a date by a clock that is behind: theirs counts',
			{ 'retry-after': 'Wed, 21 Oct 2026 07:00:30 GMT', date: 'Wed, 21 Oct 2026 07:00:00 GMT' },
			30_000,
		],
		[
			'a date by a clock that is ahead: ours counts, being longer',
			{ 'retry-after': 'Wed, 21 Oct 2026 09:00:30 GMT', date: 'Wed, 21 Oct 2026 09:00:00 GMT' },
			3_630_000,
		],
		[
			'a date beside a clock that cannot be read',
			{ 'retry-after': 'Wed, 21 Oct 2026 08:00:30 GMT', date: 'now' },
			30_000,
		],
		['years, cut to a week', { 'retry-after': '999999999' }, 604_800_000],
		['a date in years, cut to a week', { 'retry-after': 'Fri, 21 Oct 2033 08:00:30 GMT' }, 604_800_000],
		['several, of which the longest counts', { 'retry-after': '7, 120' }, 120_000],
		['ten digits and more, cut to a week', { 'retry-after': '99999999999' }, 604_800_000],
		['a date of the oldest form, which means GMT', { 'retry-after': 'Wed Oct 21 08:00:30 2026' }, 30_000],
		['a date with another zone', { 'retry-after': 'Wed, 21 Oct 2026 10:00:30 +0200' }, 30_000],
		['a date without its weekday, as no server writes it', { 'retry-after': '21 Oct 2026 08:00:30 GMT' }, undefined],
		['nothing', {}, undefined],
		['no number', { 'retry-after': 'soon' }, undefined],
		['a negative number', { 'retry-after': '-1' }, undefined],
	])('of %s', (_title, headers, expected) => {
		expect(retryAfterMs(headers, NOW)).toBe(expected);
	});
});
