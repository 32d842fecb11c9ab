/** What must not be cut in two: a mention, a link or image with its address, an address in angle brackets, an escaped character, an entity. */
const WHOLE =
	/<at\b[^<>]*>[^<>]*<\/at>|!?\[(?:\\.|[^[\]\\]|\[(?:\\.|[^[\]\\])*\])*\]\((?:\\.|[^()\\]|\((?:\\.|[^()\\])*\))*\)|<[a-z][a-z0-9+.-]*:[^<>\s]*>|\\[^]|&#?[a-z0-9]+;/giu;

/** Chosen: a longer mention or link can be cut, to keep the text before it; signed addresses are shorter. */
const WHOLE_MAX = 4_000;

/** Chosen: longer clusters do not occur in writing, and finding where they begin costs time. */
const CLUSTER_MAX = 200;

/** Chosen: a longer run of characters without white space is not a word. */
const WORD_MAX = 100;

const ELLIPSIS = '…';

const CLUSTERS = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/**
 * At most `length` UTF-16 units of a text and an ellipsis; shorter texts are returned unchanged. Cuts between words and
 * grapheme clusters (what people see as one character), and never inside a mention, a Markdown link or an escape.
 */
export function cutText(text: string, length: number): string {
	if (text.length <= length) return text;
	return `${text.slice(0, breakBefore(text, Math.max(0, length))).trimEnd()}${ELLIPSIS}`;
}

/**
 * Divides a text that is too long: the first piece has at most `length` UTF-16 units and ends with a line if that is not
 * much shorter, else before a word, a mention, a link or an escape. `undefined` if not even the first of these fits.
 */
export function divideText(text: string, length: number): readonly [string, string] | undefined {
	const line = text.lastIndexOf('\n', length);
	if (line >= length / 2 && line > 0 && startOfWhole(text, line) === line)
		return [text.slice(0, line), text.slice(line + 1)];
	const at = breakBefore(text, length);
	return at <= 0 || at >= text.length ? undefined : [text.slice(0, at), text.slice(at)];
}

/** The last place at or before `position` that is not inside a word, cluster, mention, link or escape. */
function breakBefore(text: string, position: number): number {
	let at = startOfWord(text, startOfWhole(text, graphemeStart(text, position)));
	for (let before = -1; before !== at; ) {
		before = at;
		at = startOfWhole(text, graphemeStart(text, at));
	}
	return at;
}

/** The start of the grapheme cluster at this position. */
export function graphemeStart(text: string, position: number): number {
	if (position >= text.length) return text.length;
	const from = Math.max(0, position - CLUSTER_MAX);
	const segment = CLUSTERS.segment(text.slice(from, position + CLUSTER_MAX)).containing(position - from);
	return segment === undefined ? position : from + segment.index;
}

function startOfWhole(text: string, at: number): number {
	let from = Math.max(0, at - WHOLE_MAX);
	// An escape begins with the first of a row of backslashes.
	while (from > 0 && text[from - 1] === '\\') from -= 1;
	for (const match of text.slice(from, at + WHOLE_MAX).matchAll(WHOLE)) {
		const start = from + match.index;
		if (start >= at) return at;
		if (at < start + match[0].length) return start;
	}
	return at;
}

/** The start of the word at this place, if that gives up less than half of the text. */
function startOfWord(text: string, at: number): number {
	if (at >= text.length || isSpace(text, at)) return at;
	const least = Math.max(Math.floor(at / 2), at - WORD_MAX);
	for (let start = at; start > least; start -= 1) if (isSpace(text, start - 1)) return start;
	return at;
}

function isSpace(text: string, at: number): boolean {
	return /\s/u.test(text.charAt(at));
}
