import { decodeHTMLStrict } from '../vendor/html-entities';

/**
 * A stretch of the text of an activity: characters, formatting that leaves no trace, a break that is white space, a
 * picture, or an `<at>` element. The sources of all tokens, joined, are the text.
 */
export type MarkupToken =
	| { readonly kind: 'text' | 'format'; readonly source: string }
	/** All but `br` are soft: white space that is already there is enough. */
	| { readonly kind: 'break'; readonly source: string; readonly value: string; readonly soft: boolean }
	| { readonly kind: 'picture'; readonly source: string; readonly alt: string }
	| { readonly kind: 'at'; readonly source: string; readonly inner: string };

const LINES =
	'br p div li ul ol dl dt dd table caption colgroup col thead tbody tfoot tr blockquote pre hr h1 h2 h3 h4 h5 h6'.split(
		' ',
	);

const CELLS = ['td', 'th'];

/** Tags that end a line or a cell; they count with or without their closing tag, as HTML allows. */
const BREAKS: ReadonlyMap<string, string> = new Map([
	...LINES.map((name) => [name, '\n'] as const),
	...CELLS.map((name) => [name, ' '] as const),
]);

/** Tags within a line. Teams closes each, so one without its partner was typed: `vector<i>`. */
const PAIRED = 'b strong i em u s strike del ins sub sup code codeblock span font a attachment'.split(' ');

const PICTURES: ReadonlySet<string> = new Set(['img', 'emoji', 'customemoji']);

const NAMES = ['at', ...BREAKS.keys(), ...PAIRED, ...PICTURES].join('|');

/** Attributes have values in quotes: `x<p AND z>1` is not a tag. A "<" ends every attempt, which keeps the search linear. */
const ATTRIBUTE = String.raw`\s+(?:itemscope|([a-z][\w:-]*)\s*=\s*(?:"([^"<]*)"|'([^'<]*)'))`;

const TAG = new RegExp(String.raw`<(/?)(${NAMES})((?:${ATTRIBUTE.replaceAll(/\((?!\?)/g, '(?:')})*)\s*/?>`, 'gi');

const ATTRIBUTES = new RegExp(ATTRIBUTE, 'gi');

/** A tag that Teams could have written. */
interface Tag {
	readonly name: string;
	readonly closes: boolean;
	readonly attributes: string;
	readonly start: number;
	readonly end: number;
}

/**
 * Splits the text of an activity at the tags that Teams writes; anything else in angle brackets is text, and so are an
 * `<at>` and a formatting tag without their partner. `odd` holds the elements of names that themselves look like `<at>`
 * tags. Never throws; the work is linear in the length.
 */
export function tokenize(text: string, odd: readonly string[] = []): readonly MarkupToken[] {
	const tags = withoutLone([...text.matchAll(TAG)].map(toTag));
	const tokens: MarkupToken[] = [];
	let position = 0;
	for (const [index, tag] of tags.entries()) {
		if (tag.start < position) continue;
		const found = tag.name === 'at' ? elementAt(text, tags, index, odd) : tokenOf(tag, text.slice(tag.start, tag.end));
		if (found === undefined) continue;
		if (tag.start > position) tokens.push({ kind: 'text', source: text.slice(position, tag.start) });
		tokens.push(found);
		position = tag.start + found.source.length;
	}
	if (position < text.length) tokens.push({ kind: 'text', source: text.slice(position) });
	return tokens;
}

/** The characters people see in a piece of markup: tags dropped, entities decoded, pictures as their alternative text. */
export function shownText(markup: string): string {
	return markup.includes('<') ? tokenize(markup).map(shownToken).join('') : decode(markup);
}

function shownToken(token: MarkupToken): string {
	switch (token.kind) {
		case 'text':
			return decode(token.source);
		case 'at':
			return shownText(token.inner);
		case 'picture':
			return token.alt;
		case 'break':
			return token.value;
		case 'format':
			return '';
	}
}

/** The alternative texts of a piece of markup with only pictures; an emoji can come as such a mention. */
export function picturesOnly(markup: string): readonly string[] {
	if (!markup.includes('<')) return [];
	const tokens = tokenize(markup).filter((token) => token.kind === 'at' || shownToken(token).trim() !== '');
	return tokens.every(({ kind }) => kind === 'picture') ? tokens.map(shownToken) : [];
}

/** Decodes HTML entities once; a no-break space becomes a space. */
export function decode(text: string): string {
	return plainSpaces(text.includes('&') ? decodeHTMLStrict(text) : text);
}

/** Teams writes no-break spaces where people typed spaces. */
export function plainSpaces(text: string): string {
	return text.replaceAll('\u00a0', ' ');
}

function toTag(match: RegExpExecArray): Tag {
	const [source, slash, name = '', attributes = ''] = match;
	return {
		name: name.toLowerCase(),
		closes: slash === '/',
		attributes,
		start: match.index,
		end: match.index + source.length,
	};
}

/** Drops formatting tags without a partner. */
function withoutLone(tags: readonly Tag[]): readonly Tag[] {
	const open = new Map<string, Tag[]>();
	const paired = new Set<Tag>();
	for (const tag of tags) {
		const others = open.get(tag.name) ?? [];
		const partner = tag.closes ? others.pop() : undefined;
		if (partner !== undefined) paired.add(partner).add(tag);
		if (!tag.closes) others.push(tag);
		open.set(tag.name, others);
	}
	return tags.filter(
		(tag) => tag.name === 'at' || BREAKS.has(tag.name) || (PICTURES.has(tag.name) && !tag.closes) || paired.has(tag),
	);
}

function tokenOf({ name, closes, attributes }: Tag, source: string): MarkupToken {
	const value = BREAKS.get(name);
	if (value !== undefined) return { kind: 'break', source, value, soft: name !== 'br' };
	return PICTURES.has(name) && !closes
		? { kind: 'picture', source, alt: altOf(attributes) }
		: { kind: 'format', source };
}

/** An `<at>` ends at the next `</at>`; without one, or with another `<at>` before it, it is text. */
function elementAt(text: string, tags: readonly Tag[], index: number, odd: readonly string[]): MarkupToken | undefined {
	const open = tags[index];
	if (open === undefined || open.closes) return undefined;
	const named = odd.find((element) => text.startsWith(element, open.start));
	if (named !== undefined) return { kind: 'at', source: named, inner: innerOf(named) };
	let next = index + 1;
	while (tags[next] !== undefined && tags[next]?.name !== 'at') next += 1;
	const close = tags[next];
	if (close === undefined || !close.closes) return undefined;
	const inner = text.slice(open.end, close.start);
	return inner.trim() === '' ? undefined : { kind: 'at', source: text.slice(open.start, close.end), inner };
}

/** The text between the tags of an `<at>` element; any other text is returned unchanged. */
export function innerOf(element: string): string {
	return /^\s*<at(?:\s[^<>]*)?>([^]*)<\/at\s*>\s*$/i.exec(element)?.[1] ?? element;
}

function altOf(attributes: string): string {
	for (const [, name, double, single] of attributes.matchAll(ATTRIBUTES)) {
		if (name?.toLowerCase() === 'alt') return decode(double ?? single ?? '').trim();
	}
	return '';
}
