const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const exact = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const day = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });

/** A moment for people, with the day unless it is today. */
export function shortTime(atMs: number): string {
	return new Date(atMs).toDateString() === new Date().toDateString() ? clock.format(atMs) : day.format(atMs);
}

/** A moment, to the second. */
export function exactTime(atMs: number): string {
	return exact.format(atMs);
}

/** A number of bytes, with its thousands separated. */
export function bytesText(bytes: number): string {
	return `${bytes.toLocaleString('en')} bytes`;
}

/** How long something took, in the unit that is easiest to read. */
export function durationText(ms: number): string {
	return ms < 1_000 ? `${ms} ms` : `${(ms / 1_000).toFixed(1)} s`;
}
