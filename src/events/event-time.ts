/** Chosen: earlier times are zeros in disguise (Go writes the year 1, others 1970), later ones placeholders. */
const YEAR_MIN = 1990;
const YEAR_MAX = 2200;

const ISO_TIME = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)? ?(?:Z|UTC|[+-]\d{2}:?\d{2})?)?$/;

/** Chosen: numbers from here on are milliseconds; as seconds they would be the year 5138. */
const MILLISECONDS_FROM = 100_000_000_000;

/**
 * A time of a payload in ISO 8601, in UTC if it has a zone: texts in ISO 8601 or with "UTC", and numbers of seconds or
 * milliseconds since 1970. `''` for everything else and for the zero dates that mean "none".
 */
export function eventTime(text: string): string {
	const written = text.trim();
	if (/^\d{9,14}(?:\.\d+)?$/.test(written)) {
		const number = Number(written);
		return dateIn(new Date(number >= MILLISECONDS_FROM ? number : number * 1_000));
	}
	if (!ISO_TIME.test(written)) return '';
	const iso = written
		.replace(' ', 'T')
		.replace(/ ?UTC$/, 'Z')
		.replace(/ (?=[+-])/, '');
	const hasZone = /(?:Z|[+-]\d{2}:?\d{2})$/.test(iso.slice('yyyy-mm-dd'.length));
	const date = new Date(hasZone || iso.length === 'yyyy-mm-dd'.length ? iso : `${iso}Z`);
	return hasZone || dateIn(date) === '' ? dateIn(date) : iso;
}

function dateIn(date: Date): string {
	const year = date.getUTCFullYear();
	return year >= YEAR_MIN && year <= YEAR_MAX ? date.toISOString() : '';
}
