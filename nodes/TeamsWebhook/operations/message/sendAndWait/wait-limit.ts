import { TeamsWebhookError } from '../../../../../src/errors';
import { isPlainObject, scalarText } from '../../../../../src/json';
import { numberIn } from '../../../../shared/number-option';

const UNITS_MS: ReadonlyMap<string, number> = new Map([
	['minutes', 60_000],
	['hours', 3_600_000],
	['days', 86_400_000],
]);

/** Chosen: nobody answers after that; n8n stores "for ever" as a date in the year 3000. */
const AMOUNT_MAX = 36_500;

/** A date with a time and no zone, as n8n's picker writes it. */
const LOCAL_TIME = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2})?(?:\.\d{1,3})?)$/;

/**
 * Reads `limitWaitTime` in the shape of n8n's own nodes: how long the node waits, as a time in milliseconds since 1970;
 * `null` for ever. A date without a zone is in the workflow's zone. Throws `wait-limit-invalid` and `option-invalid`.
 */
export function readWaitLimit(option: unknown, timeZone: string, nowMs: number): number | null {
	const values = isPlainObject(option) ? option.values : undefined;
	if (!isPlainObject(values)) return null;
	if ((values.limitType ?? 'afterTimeInterval') === 'atSpecifiedTime')
		return dateOf(values.maxDateAndTime, timeZone, nowMs);
	const unit = UNITS_MS.get(scalarText(values.resumeUnit ?? 'minutes'));
	if (unit === undefined) throw invalid('The unit of Limit Wait Time is not minutes, hours or days.');
	const amount = numberIn(values.resumeAmount ?? 45, { name: 'Limit Wait Time', from: 0, to: AMOUNT_MAX });
	if (amount === 0) throw invalid('Limit Wait Time is 0: nobody could answer.');
	return nowMs + Math.round(amount * unit);
}

function dateOf(written: unknown, timeZone: string, nowMs: number): number {
	const text = written instanceof Date ? written.toISOString() : scalarText(written).trim();
	const local = LOCAL_TIME.exec(text);
	const atMs = local === null ? Date.parse(text) : inZone(`${local[1] ?? ''}T${local[2] ?? ''}Z`, timeZone);
	if (Number.isNaN(atMs)) throw invalid('The date in Limit Wait Time cannot be read.');
	if (atMs <= nowMs) throw invalid('The date in Limit Wait Time has passed: nobody could answer.');
	return atMs;
}

/** The moment at which clocks in the zone show what clocks in UTC show at `utc`. */
function inZone(utc: string, timeZone: string): number {
	const asUtcMs = Date.parse(utc);
	if (Number.isNaN(asUtcMs)) return asUtcMs;
	const firstGuess = asUtcMs - offsetMs(asUtcMs, timeZone);
	return asUtcMs - offsetMs(firstGuess, timeZone);
}

function offsetMs(atMs: number, timeZone: string): number {
	const parts = new Intl.DateTimeFormat('en-US', {
		timeZone,
		hourCycle: 'h23',
		year: 'numeric',
		month: 'numeric',
		day: 'numeric',
		hour: 'numeric',
		minute: 'numeric',
		second: 'numeric',
	}).formatToParts(atMs);
	const value = (type: string): number => Number(parts.find((part) => part.type === type)?.value ?? 0);
	const shown = Date.UTC(
		value('year'),
		value('month') - 1,
		value('day'),
		value('hour'),
		value('minute'),
		value('second'),
	);
	return shown - Math.floor(atMs / 1_000) * 1_000;
}

function invalid(message: string): TeamsWebhookError {
	return new TeamsWebhookError(
		'wait-limit-invalid',
		`${message} The question was not asked.`,
		'Enter a time in the future; without the option, the workflow waits until somebody answers.',
	);
}
