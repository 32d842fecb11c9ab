import { readWaitLimit } from '../../../../../../nodes/TeamsWebhook/operations/message/sendAndWait/wait-limit';

const NOW = Date.parse('2026-03-20T12:00:00Z');
const read = (values: unknown, zone = 'Europe/Oslo') => readWaitLimit({ values }, zone, NOW);
const at = (maxDateAndTime: unknown, zone?: string) => read({ limitType: 'atSpecifiedTime', maxDateAndTime }, zone);

it.each([undefined, null, '', {}, { values: [] }])('waits for ever with %j', (option) =>
	expect(readWaitLimit(option, 'UTC', NOW)).toBeNull(),
);

it.each([
	[{}, 45 * 60_000],
	[{ resumeAmount: 1.5, resumeUnit: 'hours' }, 5_400_000],
	[{ resumeAmount: '2', resumeUnit: 'days' }, 172_800_000],
])('waits %j from now', (values, ms) => expect(read(values)).toBe(NOW + ms));

it.each([
	['2026-03-21T08:00:00', 'Europe/Oslo', '2026-03-21T07:00:00Z'],
	['2026-03-29T01:59:59', 'Europe/Oslo', '2026-03-29T00:59:59Z'],
	['2026-03-29T03:00', 'Europe/Oslo', '2026-03-29T01:00:00Z'],
	['2026-07-01 08:00:00', 'Asia/Kolkata', '2026-07-01T02:30:00Z'],
	['2026-07-01T08:00:00Z', 'Asia/Kolkata', '2026-07-01T08:00:00Z'],
	['2026-07-01T08:00:00+02:00', 'Asia/Kolkata', '2026-07-01T06:00:00Z'],
])('takes %s in %s for %s', (text, zone, utc) => expect(at(text, zone)).toBe(Date.parse(utc)));

it.each([
	{ resumeAmount: 0 },
	{ resumeUnit: 'weeks' },
	{ limitType: 'atSpecifiedTime', maxDateAndTime: '' },
	{ limitType: 'atSpecifiedTime', maxDateAndTime: 'soon' },
	{ limitType: 'atSpecifiedTime', maxDateAndTime: '2026-03-20T12:59:59' },
])('refuses %j', (values) =>
	expect(() => read(values)).toThrow(expect.objectContaining({ code: 'wait-limit-invalid' }) as Error),
);

it.each([-1, 'many', 1e9])('refuses an amount of %j', (resumeAmount) =>
	expect(() => read({ resumeAmount })).toThrow(expect.objectContaining({ code: 'option-invalid' }) as Error),
);
