const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const exact = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const day = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });

/** A moment for people: the day where it is not today. */
export function shortTime(atMs: number): string {
	return new Date(atMs).toDateString() === new Date().toDateString() ? clock.format(atMs) : day.format(atMs);
}

/** A moment with its second. */
export function exactTime(atMs: number): string {
	return exact.format(atMs);
}

/** Bytes with their thousands apart. */
export function bytesText(bytes: number): string {
	return `${bytes.toLocaleString('en')} bytes`;
}

/** How long something took, in the unit that people read easily. */
export function durationText(ms: number): string {
	return ms < 1_000 ? `${ms} ms` : `${(ms / 1_000).toFixed(1)} s`;
}
