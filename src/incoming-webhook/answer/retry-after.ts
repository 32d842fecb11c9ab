/** Longer delays make no sense; this also keeps sums of milliseconds exact. */
const LONGEST_MS = 7 * 86_400_000;

/** One number, or several if the header came more than once: the longest wait counts. */
const SECONDS = /^\d+(?:\.\d+)?(?:\s*,\s*\d+(?:\.\d+)?)*$/;

/** The oldest HTTP date format has no zone and means GMT. */
const ZONE = /(?:GMT|UTC|[+-]\d{4})$/i;

/**
 * The wait that the other side asks for, in milliseconds: `Retry-After` in seconds or as a date (RFC 9110, 10.2.3).
 * `undefined` if it is missing or not readable. A date is compared with the `Date` of the same answer and with this
 * clock; the longer wait counts, so that a clock that is ahead never shortens it.
 */
export function retryAfterMs(headers: Readonly<Record<string, string>>, nowMs: number): number | undefined {
	const value = headers['retry-after']?.trim() ?? '';
	if (SECONDS.test(value)) return Math.min(Math.ceil(Math.max(...value.split(',').map(Number)) * 1_000), LONGEST_MS);
	const atMs = /^[A-Za-z]/.test(value) ? Date.parse(ZONE.test(value) ? value : `${value} GMT`) : Number.NaN;
	if (Number.isNaN(atMs)) return undefined;
	const theirMs = Date.parse(headers.date ?? '');
	const waits = [atMs - nowMs, Number.isNaN(theirMs) ? 0 : atMs - theirMs];
	return Math.min(Math.max(0, ...waits), LONGEST_MS);
}
