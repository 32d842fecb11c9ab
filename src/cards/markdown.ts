/**
 * Characters with a meaning inside a line of Markdown (CommonMark; teams.md H.3 lists what Teams supports). An
 * underscore inside a word and a single tilde have none and stay, so that addresses remain links.
 */
const INLINE = /[\\*`]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|~(?=~)|(?<=~)~|\](?=[(:[])/gu;

/** What would make a line a heading, a list entry, a quote or a rule; the mark to escape is in the second group. */
const LINE_START = /^(\s*)(#{1,6}(?=\s|$)|[-+](?=\s|$|-)|>)/;
const NUMBERED_LINE = /^(\s*\d{1,9})([.)])(?=\s|$)/;

/** Where HTML or an entity would begin. */
const MARKUP = /<(?=[a-z/!?])|&(?=#?[a-z0-9]+;)/gi;

/** Where the official renderer would put a date, and where a template would put a value. */
const FUNCTION_START = /\{(?=\{(?:DATE|TIME)\()|\$(?=\{)/g;

/** The end of a link's text before an address that is not absolute or has another scheme. */
const OTHER_LINK = /\](?=\((?!\s*(?:https?:\/\/[^/\\]|mailto:)))/gi;

/** A whole mention tag, or the beginning of one. */
const MENTION_TAG = /<at[^<>]*>[^<>]*<\/at>|<(?=\/?at[\s>/])/gi;

/** Embeddings, overrides and isolates of the Unicode bidirectional algorithm: they would reorder what follows them. */
const BIDI_CONTROLS = /[\u202a-\u202e\u2066-\u2069]/g;

/** Control characters other than tab and line feed, which are never shown. */
// eslint-disable-next-line no-control-regex
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;

const NO_BREAK_SPACE = '\u00a0';
const ZERO_WIDTH_SPACE = '\u200b';

/**
 * Makes text appear as it was written where Teams reads Markdown: emphasis, code, links and line marks are escaped
 * with a backslash. Angle brackets stay: see {@link escapeData}.
 */
export function escapeMarkdown(text: string): string {
	return text.replace(INLINE, '\\$&').split('\n').map(escapeLineStart).join('\n');
}

/** The same for texts that mix Markdown and HTML, such as those of connector cards. */
export function escapeMixed(text: string): string {
	return escapeMarkdown(text).replace(MARKUP, '\\$&');
}

/** The same for the `text` of a message, where Teams also reads HTML. */
export function escapeMessageText(text: string): string {
	return escapeMarkdown(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/**
 * Data as Markdown that shows it as it was written: Markdown, HTML and entities are escaped, line breaks and spaces
 * stay, a mention tag mentions nobody, and control characters that reorder or hide text are removed.
 */
export function escapeData(text: string): string {
	const clean = text
		.replace(/\r\n?|[\u2028\u2029]/g, '\n')
		.replace(BIDI_CONTROLS, '')
		.replace(CONTROLS, '')
		.replaceAll('\t', NO_BREAK_SPACE.repeat(4));
	const escaped = escapeMixed(clean).replace(FUNCTION_START, `$&${ZERO_WIDTH_SPACE}`);
	return withVisibleLineBreaks(neutralizeMentions(escaped).split('\n').map(keepSpaces).join('\n'));
}

/**
 * Markdown that somebody else has written, for a TextBlock: it is read as Markdown, and made inert, see
 * {@link inertMarkdown}.
 */
export function othersMarkdown(text: string): string {
	return withVisibleLineBreaks(inertMarkdown(text));
}

/**
 * Markdown that mentions nobody, links nothing but web pages and email addresses, and holds no functions and no
 * characters that reorder or hide text.
 */
export function inertMarkdown(text: string): string {
	return neutralizeMentions(
		withoutControls(text).replace(FUNCTION_START, `$&${ZERO_WIDTH_SPACE}`).replace(OTHER_LINK, '\\$&'),
	);
}

/** A text without characters that reorder or hide what follows; line breaks stay. For pages, where no Markdown is read. */
export function withoutControls(text: string): string {
	return text
		.replace(/\r\n?|[\u2028\u2029]/g, '\n')
		.replace(BIDI_CONTROLS, '')
		.replace(CONTROLS, '');
}

/** Data for places without Markdown, such as the title of a button: one line without mention tags and control characters. */
export function plainLine(text: string): string {
	return neutralizeMentions(
		text
			.replace(BIDI_CONTROLS, '')
			.replace(/[\s\p{Cc}]+/gu, ' ')
			.trim(),
	);
}

/**
 * Makes `<at>` a text that mentions nobody, with a zero-width space, outside the whole tags in `keep` (`<at>Bo</at>`).
 */
export function neutralizeMentions(text: string, keep: ReadonlySet<string> = new Set()): string {
	return text.replace(MENTION_TAG, (tag) => (keep.has(tag) ? tag : tag.replaceAll('<', `<${ZERO_WIDTH_SPACE}`)));
}

/** A TextBlock joins lines separated by one newline; a blank line keeps them apart, except inside lists (teams.md H.3). */
export function withVisibleLineBreaks(text: string): string {
	const lines = text.replaceAll('\r\n', '\n').split('\n');
	return lines.map((line, index) => line + separatorAfter(line, lines[index + 1])).join('');
}

function separatorAfter(line: string, next: string | undefined): string {
	if (next === undefined) return '';
	const tight = line.trim() === '' || next.trim() === '' || (isListLine(line) && isListLine(next));
	return tight ? '\n' : '\n\n';
}

function isListLine(line: string): boolean {
	return /^\s*(?:[-*+]|\d{1,9}\.)\s/.test(line);
}

function escapeLineStart(line: string): string {
	return line.replace(LINE_START, '$1\\$2').replace(NUMBERED_LINE, '$1\\$2');
}

/** Markdown drops spaces at the beginning of a line, unless something precedes them, and joins others. */
function keepSpaces(line: string): string {
	return line.replace(
		/^[ \u00a0]+| {2,}/g,
		(spaces, at: number) => (at === 0 ? ZERO_WIDTH_SPACE : '') + NO_BREAK_SPACE.repeat(spaces.length),
	);
}
