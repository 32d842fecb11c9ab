/** What must not be cut in two: a mention, a link with its address, an escaped character. */
const WHOLE = /<at[^<>]*>[^<>]*<\/at>|\[[^[\]]*\]\([^()\s]*\)|\\./gu;

/** Chosen: a mention or link longer than this is no reason to give up so much text. */
const WHOLE_MAX = 1_000;

const ELLIPSIS = '…';

/**
 * At most `length` UTF-16 units of a text and an ellipsis; shorter texts come back unchanged. Cut between grapheme
 * clusters (what people see as one character), and never inside a mention, a Markdown link or an escape.
 */
export function cutText(text: string, length: number): string {
	if (text.length <= length) return text;
	const at = graphemeStart(text, Math.max(0, length));
	return `${text.slice(0, startOfWhole(text, at)).trimEnd()}${ELLIPSIS}`;
}

/** Where the grapheme cluster begins that holds this position. */
export function graphemeStart(text: string, position: number): number {
	const from = Math.max(0, position - WHOLE_MAX);
	const window = text.slice(from, position + WHOLE_MAX);
	const segment = new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(window).containing(position - from);
	return segment === undefined ? position : from + segment.index;
}

function startOfWhole(text: string, at: number): number {
	const from = Math.max(0, at - WHOLE_MAX);
	for (const match of text.slice(from, at + WHOLE_MAX).matchAll(WHOLE)) {
		const start = from + match.index;
		if (start < at && at < start + match[0].length) return start;
	}
	return at;
}
