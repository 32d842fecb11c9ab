/** Delays longer than this are not delays any more; also keeps sums of milliseconds exact. */
const LONGEST_MS = 7 * 86_400_000;

/**
 * How long the other side asks to wait, in milliseconds: `Retry-After` in seconds or as a date (RFC 9110, 10.2.3).
 * `undefined` without a readable one. A date is compared with the `Date` of the same answer and with this clock; the
 * longer wait counts, so that a clock that is ahead never shortens it.
 */
export function retryAfterMs(headers: Readonly<Record<string, string>>, nowMs: number): number | undefined {
	const value = headers['retry-after']?.trim() ?? '';
	if (/^\d{1,9}(?:\.\d+)?$/.test(value)) return Math.min(Math.ceil(Number(value) * 1_000), LONGEST_MS);
	const atMs = /^[A-Za-z]/.test(value) ? Date.parse(value) : Number.NaN;
	if (Number.isNaN(atMs)) return undefined;
	const theirMs = Date.parse(headers.date ?? '');
	const waits = [atMs - nowMs, Number.isNaN(theirMs) ? 0 : atMs - theirMs];
	return Math.min(Math.max(0, ...waits), LONGEST_MS);
}
