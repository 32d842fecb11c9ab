import type { CodeRange } from './markdown-code';
import type { HtmlToken } from './html-tokens';

import { codeRanges, isEscaped } from './markdown-code';

/** Tags that have no meaning without their end: a lone one is text, as in "option <b> or <i>". */
const PAIRED: ReadonlySet<string> = new Set([
	'a',
	'b',
	'big',
	'blockquote',
	'center',
	'code',
	'del',
	'div',
	'em',
	'font',
	'h1',
	'h2',
	'h3',
	'h4',
	'h5',
	'h6',
	'i',
	'ins',
	'ol',
	'pre',
	's',
	'small',
	'span',
	'strike',
	'strong',
	'sub',
	'sup',
	'table',
	'u',
	'ul',
]);

/** Tags that have no end, or whose end may be missing. */
const SINGLE: ReadonlySet<string> = new Set([
	'br',
	'hr',
	'img',
	'li',
	'p',
	'tbody',
	'td',
	'tfoot',
	'th',
	'thead',
	'tr',
]);

/** A whole tag. Attributes must be well-formed: "<b && c>" is not a tag. */
const TAG = /<(\/?)([a-z][a-z0-9]{0,9})((?:\s+[a-z_:][\w:.-]*(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+))?)*)\s*\/?>/iy;

interface Tag {
	readonly start: number;
	readonly end: number;
	readonly token: Extract<HtmlToken, { readonly kind: 'open' | 'close' }>;
}

/**
 * Splits Markdown at the tags that connector cards accept. Everything else is text: tags in code or after a backslash,
 * tags with other names, and tags whose end is missing.
 */
export function mixedTokens(text: string): readonly HtmlToken[] {
	const code = codeRanges(text);
	const fenced = code
		.filter(({ isFenced }) => isFenced)
		.map(({ start, end }) => ({
			start,
			end,
			token: { kind: 'text', text: text.slice(start, end), isFenced: true } as const,
		}));
	const tokens: HtmlToken[] = [];
	let textStart = 0;
	for (const { start, end, token } of [...fenced, ...withoutLonely(tagsOf(text, code))].sort(
		(one, other) => one.start - other.start,
	)) {
		if (textStart < start) tokens.push({ kind: 'text', text: text.slice(textStart, start) });
		tokens.push(token);
		textStart = end;
	}
	if (textStart < text.length) tokens.push({ kind: 'text', text: text.slice(textStart) });
	return tokens;
}

function tagsOf(text: string, ranges: readonly CodeRange[]): readonly Tag[] {
	const tags: Tag[] = [];
	const code = [...ranges].reverse();
	for (let position = text.indexOf('<'); position !== -1; ) {
		const tag = isCode(code, position) ? undefined : tagAt(text, position);
		if (tag !== undefined) tags.push(tag);
		position = text.indexOf('<', tag?.end ?? position + 1);
	}
	return tags;
}

/** Positions come in order, so ranges before the current one are removed. */
function isCode(code: CodeRange[], position: number): boolean {
	while (code.length > 0 && (code.at(-1)?.end ?? 0) <= position) code.pop();
	return (code.at(-1)?.start ?? Number.POSITIVE_INFINITY) <= position;
}

function tagAt(text: string, start: number): Tag | undefined {
	TAG.lastIndex = start;
	const match = TAG.exec(text);
	const [found = '', slash, written = '', attributes = ''] = match ?? [];
	const name = written.toLowerCase();
	if (!PAIRED.has(name) && !SINGLE.has(name)) return undefined;
	// A path can precede an end, as in <b>C:\</b>; the end of an escaped start tag has no start tag to belong to.
	if (isEscaped(text, start) && (slash === '' || SINGLE.has(name))) return undefined;
	return { start, end: start + found.length, token: { kind: slash === '/' ? 'close' : 'open', name, attributes } };
}

/** An end tag belongs to the last start tag of its name that has no end yet. */
function withoutLonely(tags: readonly Tag[]): readonly Tag[] {
	const open = new Map([...PAIRED].map((name): [string, Tag[]] => [name, []]));
	const kept = new Set<Tag>();
	for (const tag of tags) {
		const { kind, name } = tag.token;
		if (SINGLE.has(name)) kept.add(tag);
		else if (kind === 'open') open.get(name)?.push(tag);
		else {
			const begin = open.get(name)?.pop();
			if (begin !== undefined) kept.add(begin).add(tag);
		}
	}
	return tags.filter((tag) => kept.has(tag));
}
