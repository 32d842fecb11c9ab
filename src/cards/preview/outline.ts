/** A stretch of text in one style, as people read it: without Markdown. */
export interface Span {
	readonly text: string;
	readonly isStrong: boolean;
	readonly isEmphasized: boolean;
}

/** One line of text; `marker` is the mark of a list entry (`-` or `1.`), else `''`. */
export interface Line {
	readonly marker: string;
	readonly spans: readonly Span[];
}

/** The emphasis of a text. */
export type Look = 'plain' | 'strong' | 'subtle' | 'note';

/** What a card says, piece by piece, in the order people read it. */
export type Block =
	| { readonly kind: 'text'; readonly look: Look; readonly lines: readonly Line[] }
	| {
			readonly kind: 'facts';
			readonly facts: ReadonlyArray<{ readonly title: readonly Line[]; readonly value: readonly Line[] }>;
	  }
	| { readonly kind: 'columns'; readonly isRow: boolean; readonly columns: ReadonlyArray<readonly Block[]> }
	| { readonly kind: 'group'; readonly style: string; readonly blocks: readonly Block[] }
	| { readonly kind: 'button'; readonly title: string; readonly address: string }
	| { readonly kind: 'code'; readonly text: string };

/** A card or other attachment: its kind, and its content. */
export interface Outline {
	readonly caption: string;
	readonly blocks: readonly Block[];
}

/** Embeddings, overrides and isolates of the Unicode bidirectional algorithm, and control characters: they reorder or hide text. */
// eslint-disable-next-line no-control-regex
const UNSEEN = /[\u202a-\u202e\u2066-\u2069\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufeff]/g;

/** Half a character cannot be written as UTF-8. */
const LONE_SURROGATE = /\p{Cs}/gu;

const LIST_LINE = /^\s{0,20}(?:[-*+]|(\d{1,9})[.)])\s+(.*)$/s;

/** Actions that only open a page. */
const LINK_TYPES: ReadonlySet<string> = new Set(['Action.OpenUrl', 'OpenUri', 'ViewAction']);

/** Text without characters that reorder or hide it, and with uniform line ends. */
export function cleanText(text: string): string {
	return text
		.replace(/\r\n?|[\u2028\u2029]/g, '\n')
		.replace(UNSEEN, '')
		.replace(LONE_SURROGATE, '\ufffd');
}

/** A text in one style. */
export function textBlock(lines: readonly Line[], look: Look = 'plain'): readonly Block[] {
	return lines.length === 0 ? [] : [{ kind: 'text', look, lines }];
}

/** Our description of an element without text, in square brackets. */
export function noteBlock(text: string): Block {
	return { kind: 'text', look: 'note', lines: plainLines(`[${text}]`) };
}

/** Plain text line by line, without blank lines. */
export function plainLines(text: string): readonly Line[] {
	return linesOf(text).map((line) => ({ marker: '', spans: [{ text: line, isStrong: false, isEmphasized: false }] }));
}

/** A button: its title, and its type if it does more than open a page. */
export function buttonBlock(title: string, type: string, address: string): Block {
	const isPlain = type === '' || LINK_TYPES.has(type);
	const label = title === '' ? type : `${title}${isPlain ? '' : ` [${type}]`}`;
	return { kind: 'button', title: cleanText(label).trim(), address: cleanText(address).trim() };
}

/** Splits a text, possibly a list, into lines, each read by `toSpans`. */
export function listLines(text: string, toSpans: (line: string) => readonly Span[]): readonly Line[] {
	return linesOf(text).map((line) => {
		const entry = LIST_LINE.exec(line);
		if (entry === null) return { marker: '', spans: toSpans(line) };
		return { marker: entry[1] === undefined ? '-' : `${entry[1]}.`, spans: toSpans(entry[2] ?? '') };
	});
}

function linesOf(text: string): readonly string[] {
	return cleanText(text)
		.split('\n')
		.filter((line) => line.trim() !== '');
}
