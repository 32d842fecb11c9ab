/** One word of a message: its value, and where it stood in the text. */
export interface Word {
	readonly value: string;
	/** Offsets in the text, quotes included. */
	readonly start: number;
	readonly end: number;
}

/** Unicode white space (property White_Space), which also has the spaces `\s` leaves out. */
const SPACE = /\p{White_Space}/u;

/** Marks without width or for direction, which pasting brings along. Joiners are not here: emoji and scripts need them. */
const INVISIBLE = /[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/gu;

/** What matching leaves out besides: joiners and the selectors of text and emoji form. */
const UNMATCHED = /\u200c|\u200d|\ufe0e|\ufe0f/gu;

const DOUBLE_QUOTES = '"“”„‟«»';

/** French puts spaces inside these. */
const SPACED_QUOTES = '«‹';

const SINGLE_QUOTES = "'‘’‚‛‹›";

/**
 * Splits text into words at Unicode white space. A part in straight or typographic quotes, at the start of a word or
 * after "=", is one word even with spaces; a backslash before a quote keeps it; a quote that is never closed is a
 * character like any other. A leading em or en dash is read as "--", which Teams makes of it. Never throws; linear.
 */
export function splitWords(text: string): readonly Word[] {
	const words: Word[] = [];
	const closers = createCloserSearch(text);
	let position = skipSpace(text, 0);
	while (position < text.length) {
		const word = readWord(text, position, closers);
		if (word.value !== '' || isQuote(text[word.start])) words.push(word);
		position = skipSpace(text, word.end);
	}
	return words;
}

/** The form in which words are compared: NFKC, no invisible marks, case folded without regard to locale. */
export function foldWord(word: string): string {
	return word.normalize('NFKC').replace(INVISIBLE, '').replace(UNMATCHED, '').toLowerCase().replaceAll('i\u0307', 'i').replaceAll('ß', 'ss').replaceAll('ς', 'σ');
}

/** Removes marks that nobody sees; joiners stay. */
export function withoutInvisible(text: string): string {
	return text.replace(INVISIBLE, '');
}

function skipSpace(text: string, from: number): number {
	let position = from;
	while (position < text.length && isSpace(text[position])) position += 1;
	return position;
}

/** Every Unicode space is one UTF-16 unit; the test before the expression is for speed only. */
function isSpace(character: string | undefined): boolean {
	if (character === undefined) return false;
	const code = character.charCodeAt(0);
	return code <= 0x20 || (code >= 0x80 && SPACE.test(character));
}

function readWord(text: string, start: number, closers: CloserSearch): Word {
	let value = '';
	let position = start;
	while (position < text.length && !isSpace(text[position])) {
		const before = position === start ? undefined : text[position - 1];
		const end = before === undefined || before === '=' ? closers.after(position) : -1;
		if (end !== -1) {
			const quoted = unescapeQuotes(text.slice(position + 1, end));
			value += SPACED_QUOTES.includes(text[position] ?? '') ? quoted.trim() : quoted;
			position = end + 1;
			continue;
		}
		const escape = text[position] === '\\' && isQuote(text[position + 1]) ? 1 : 0;
		value += text.slice(position + escape, position + escape + 1);
		position += escape + 1;
	}
	return { value: withoutInvisible(text[start] === '—' || text[start] === '–' ? `--${value.slice(1)}` : value), start, end: position };
}

/** Finds the quote that closes the one at a position: of the same family, at the end of a word, not escaped. */
interface CloserSearch {
	/** The offset of the closing quote, or -1: no quote there, or none that closes it. */
	after(position: number): number;
}

function createCloserSearch(text: string): CloserSearch {
	// From these offsets on there is no closing quote; without them, many open quotes would each search to the end.
	const noneFrom = new Map<string, number>();
	return {
		after(position) {
			const family = familyOf(text[position]);
			if (family === undefined || position >= (noneFrom.get(family) ?? Infinity)) return -1;
			for (let end = position + 1; end < text.length; end += 1) {
				const closes = family.includes(text[end] ?? '') && (end + 1 === text.length || isSpace(text[end + 1])) && !isEscaped(text, end);
				if (closes) return end;
			}
			noneFrom.set(family, position);
			return -1;
		},
	};
}

function familyOf(character: string | undefined): string | undefined {
	if (character === undefined) return undefined;
	return DOUBLE_QUOTES.includes(character) ? DOUBLE_QUOTES : SINGLE_QUOTES.includes(character) ? SINGLE_QUOTES : undefined;
}

function isQuote(character: string | undefined): boolean {
	return familyOf(character) !== undefined;
}

/** True after an odd number of backslashes, so that a path may end with an escaped one. */
function isEscaped(text: string, position: number): boolean {
	let backslashes = 0;
	while (text[position - 1 - backslashes] === '\\') backslashes += 1;
	return backslashes % 2 === 1;
}

/** Backslashes count only before a quote and at the end, so that Windows paths stay as they were typed. */
function unescapeQuotes(text: string): string {
	let value = '';
	let position = 0;
	while (position < text.length) {
		const run = text.indexOf('\\', position);
		if (run === -1) break;
		let end = run;
		while (text[end] === '\\') end += 1;
		const counts = end === text.length || isQuote(text[end]);
		value += text.slice(position, run) + '\\'.repeat(counts ? (end - run) >> 1 : end - run);
		position = end;
	}
	return value + text.slice(position);
}
