/** How old a message is compared with this server's clock. */
type Freshness =
	| { readonly kind: 'fresh' }
	| { readonly kind: 'unreadable' }
	| { readonly kind: 'stale'; readonly offBySeconds: number };

/** RFC 3339 with a zone and up to seven fraction digits (teams.md A.4). */
const TIMESTAMP = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,7})?(?:Z|[+-]\d\d:\d\d)$/;

/**
 * Judges the signed `timestamp` against the clock, in both directions: a message from the future is as suspicious as an
 * old one. `maxAgeMs` 0 switches the check off. `offBySeconds` is positive for the past, rounded up, and never 0.
 */
export function judgeFreshness(timestamp: string | null, maxAgeMs: number, nowMs: number): Freshness {
	if (maxAgeMs <= 0) return { kind: 'fresh' };
	const sentMs = timestamp !== null && TIMESTAMP.test(timestamp) ? Date.parse(timestamp) : Number.NaN;
	if (Number.isNaN(sentMs)) return { kind: 'unreadable' };
	const ageMs = nowMs - sentMs;
	if (Math.abs(ageMs) <= maxAgeMs) return { kind: 'fresh' };
	return { kind: 'stale', offBySeconds: Math.sign(ageMs) * Math.ceil(Math.abs(ageMs) / 1_000) };
}
