/** One word of a message: its value and its place in the text. */
export interface Word {
	readonly value: string;
	/** Offsets in the text, quotes included. */
	readonly start: number;
	readonly end: number;
	/** True if it contains the name of a mentioned person, which that person chose: it never names a command. */
	readonly named: boolean;
}

/** A stretch of text that is taken as it is. */
export type Stretch = Readonly<Record<'start' | 'end', number>>;

/** Unicode white space (property White_Space), which also has the spaces `\s` leaves out. */
const SPACE = /\p{White_Space}/u;

/** What nobody sees, joiners and selectors of emoji included (property Default_Ignorable_Code_Point); matching leaves it out. */
const IGNORABLE = /\p{Default_Ignorable_Code_Point}/gu;

/** Longer words are not folded. */
const FOLD_MAX_CHARACTERS = 256;

/** Marks without width or for direction, which pasting brings along. Joiners are not here: emoji and scripts need them. */
const INVISIBLE = /[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/gu;

const INVISIBLE_ONE = new RegExp(INVISIBLE.source, 'u');

/** One prefix of other chat tools, or the marks that begin a sentence in Spanish. */
const BEFORE_NAME = /^[/!¡¿]/;

/** Compatibility forms of these, and the ellipsis, are folded to them. */
const AFTER_NAME = /[,.:;!?、。؛،؟]+$/;

/** May follow a closing quote. */
const PUNCTUATION = ',.;:!?)]}';

const DOUBLE_QUOTES = '"“”„‟«»';

/** French puts spaces inside these. */
const SPACED_QUOTES = '«‹';

const SINGLE_QUOTES = "'‘’‚‛‹›";

/**
 * Splits text into words at Unicode white space. A part in straight or typographic quotes, at the start of a word or
 * after "=", is one word even with spaces; a backslash before a quote keeps it; a quote that is never closed is a
 * character like any other. A leading em or en dash is read as "--", which Teams makes of it; a dash by itself stays what
 * it is. The names of mentioned people are one word each, whatever they contain. Never throws; linear.
 */
export function splitWords(text: string, names: readonly Stretch[] = []): readonly Word[] {
	const words: Word[] = [];
	const nameAt = new Map(names.map(({ start, end }) => [start, end]));
	const reading = { text, nameAt, closerOf: createCloserSearch(text, nameAt) };
	let position = skipSpace(text, 0);
	while (position < text.length) {
		const word = readWord(reading, position);
		if (word.value !== '' || isQuote(text[word.start])) words.push(word);
		position = skipSpace(text, word.end);
	}
	return words;
}

/**
 * The form in which words are compared: NFKC, no invisible marks, case folded without regard to locale. `undefined` for
 * words of more than 256 visible units: no command has such a name, and composing their marks would take long.
 */
export function foldWord(word: string): string | undefined {
	const visible = word.replace(IGNORABLE, '');
	if (visible.length > FOLD_MAX_CHARACTERS) return undefined;
	return visible
		.normalize('NFKC')
		.replace(IGNORABLE, '')
		.toLowerCase()
		.replaceAll('i\u0307', 'i')
		.replaceAll('ß', 'ss')
		.replaceAll('ς', 'σ');
}

/**
 * A folded word without the punctuation people put around a command: "status?", "deploy:", "/deploy". A word of nothing
 * but punctuation stays.
 */
export function bareWord(folded: string, isFirst: boolean): string {
	const bare = (isFirst ? folded.replace(BEFORE_NAME, '') : folded).replace(AFTER_NAME, '');
	return bare === '' ? folded : bare;
}

/** Removes marks that nobody sees; joiners stay. */
export function withoutInvisible(text: string): string {
	return text.replace(INVISIBLE, '');
}

/** Invisible marks are skipped too, so that a quote or dash after one still begins its word. */
function skipSpace(text: string, from: number): number {
	let position = from;
	while (position < text.length && (isSpace(text[position]) || INVISIBLE_ONE.test(text[position] ?? ''))) position += 1;
	return position;
}

/** Every Unicode space is one UTF-16 unit; the test before the expression is for speed only. */
function isSpace(character: string | undefined): boolean {
	if (character === undefined) return false;
	const code = character.charCodeAt(0);
	return code <= 0x20 || (code >= 0x80 && SPACE.test(character));
}

/** A text that is being read, with what is known about its quotes and names. */
interface Reading {
	readonly text: string;
	readonly nameAt: ReadonlyMap<number, number>;
	readonly closerOf: CloserSearch;
}

function readWord(reading: Reading, start: number): Word {
	const { text, nameAt } = reading;
	let value = '';
	let position = start;
	let named = false;
	while (position < text.length && (nameAt.has(position) || !isSpace(text[position]))) {
		const part = readName(reading, position) ?? readQuoted(reading, start, position) ?? readOne(text, position);
		value += part.value;
		position = part.end;
		named ||= part.named;
	}
	const visible = withoutInvisible(value);
	const dashed = !nameAt.has(start) && visible.length > 1 && (text[start] === '—' || text[start] === '–');
	return { value: dashed ? `--${visible.slice(1)}` : visible, start, end: position, named };
}

/** A part of a word that is read as a whole. */
type WordPart = Omit<Word, 'start'>;

/** The name of a person is one part, spaces included. */
function readName({ text, nameAt }: Reading, position: number): WordPart | undefined {
	const end = nameAt.get(position);
	return end === undefined ? undefined : { value: text.slice(position, end), end, named: true };
}

/** A quoted part begins at the start of the word or after "=", and has an end. */
function readQuoted({ text, closerOf }: Reading, start: number, position: number): WordPart | undefined {
	const before = position === start ? undefined : text[position - 1];
	const closer = before === undefined || before === '=' ? closerOf(position) : undefined;
	if (closer === undefined) return undefined;
	const quoted = unescapeQuotes(text.slice(position + 1, closer.end));
	const value = SPACED_QUOTES.includes(text[position] ?? '') ? quoted.trim() : quoted;
	return { value, end: closer.end + 1, named: closer.named };
}

/** One character; a backslash in front of a quote is dropped. */
function readOne(text: string, position: number): WordPart {
	const escape = text[position] === '\\' && isQuote(text[position + 1]) ? 1 : 0;
	const end = position + escape + 1;
	return { value: text.slice(position + escape, end), end, named: false };
}

/** The end of a quoted stretch, and whether it contains the name of a person. */
interface Closer {
	readonly end: number;
	readonly named: boolean;
}

/** Finds the quote that closes the one at a position: of the same family, at the end of a word, not escaped, not in a name. */
type CloserSearch = (position: number) => Closer | undefined;

function createCloserSearch(text: string, nameAt: ReadonlyMap<number, number>): CloserSearch {
	// No closing quote follows these offsets; without them, many open quotes would each search to the end.
	const noneFrom = new Map<string, number>();
	return (position) => {
		const family = familyOf(text[position]);
		if (family === undefined || position >= (noneFrom.get(family) ?? Infinity)) return undefined;
		let named = false;
		let end = position + 1;
		while (end < text.length) {
			const nameEnd = nameAt.get(end);
			named ||= nameEnd !== undefined;
			if (nameEnd === undefined && family.includes(text[end] ?? '') && endsWord(text, end + 1) && !isEscaped(text, end))
				return { end, named };
			end = nameEnd ?? end + 1;
		}
		noneFrom.set(family, position);
		return undefined;
	};
}

function endsWord(text: string, position: number): boolean {
	const next = text[position];
	return next === undefined || isSpace(next) || PUNCTUATION.includes(next) || INVISIBLE_ONE.test(next);
}

function familyOf(character: string | undefined): string | undefined {
	if (character === undefined) return undefined;
	return DOUBLE_QUOTES.includes(character)
		? DOUBLE_QUOTES
		: SINGLE_QUOTES.includes(character)
			? SINGLE_QUOTES
			: undefined;
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
