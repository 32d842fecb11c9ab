/** A piece of HTML: verbatim text, or a tag with a lower-case name. `isFenced`: lines of Markdown code, which tags around it do not change. */
export type HtmlToken =
	| { readonly kind: 'text'; readonly text: string; readonly isFenced?: boolean }
	| { readonly kind: 'open' | 'close'; readonly name: string; readonly attributes: string };

/** How a tag begins, after its "<". Names can have dashes and colons: Word writes `<o:p>`. */
const TAG_START = /^(\/?)([a-z][a-z0-9:-]{0,30})(?=[\s/>])/i;

/** The number of characters that {@link TAG_START} looks at. */
const TAG_START_MAX = 40;

/** Chosen: attributes longer than this are not read. */
const ATTRIBUTES_MAX = 8_000;

/**
 * Splits HTML at its tags in one pass. Comments are dropped; a "<" that does not begin a tag is text, and so is everything
 * from a tag that never ends. Takes linear time.
 */
export function htmlTokens(html: string): readonly HtmlToken[] {
	const tokens: HtmlToken[] = [];
	let textStart = 0;
	let position = html.indexOf('<');
	while (position !== -1) {
		const start = TAG_START.exec(html.slice(position + 1, position + TAG_START_MAX));
		const isDeclaration = html.startsWith('<!', position);
		const end = start !== null || isDeclaration ? endOfMarkup(html, position) : position;
		if (end === -1) break;
		if (end > position) {
			if (textStart < position) tokens.push({ kind: 'text', text: html.slice(textStart, position) });
			if (start !== null)
				tokens.push({
					kind: start[1] === '/' ? 'close' : 'open',
					name: start[2]?.toLowerCase() ?? '',
					attributes: html.slice(position + start[0].length + 1, Math.min(end - 1, position + ATTRIBUTES_MAX)),
				});
			textStart = end;
		}
		position = html.indexOf('<', Math.max(end, position + 1));
	}
	if (textStart < html.length) tokens.push({ kind: 'text', text: html.slice(textStart) });
	return tokens;
}

/** The position after the tag or comment that begins here; -1 if it never ends. */
function endOfMarkup(html: string, start: number): number {
	if (html.startsWith('<!--', start)) return behind(html.indexOf('-->', start + 4), 3);
	return behind(html.startsWith('<!', start) ? html.indexOf('>', start) : closingBracket(html, start), 1);
}

function behind(index: number, length: number): number {
	return index === -1 ? -1 : index + length;
}

/** The ">" of a tag; one in a quoted value does not count. Quotes count only where a value begins, as in `title="it's"`. */
function closingBracket(html: string, start: number): number {
	let quote = '';
	let last = '';
	for (let index = start + 1; index < html.length; index += 1) {
		const character = html.charAt(index);
		if (quote !== '') {
			if (character === quote) quote = '';
		} else if (character === '>') return index;
		else if (last === '=' && (character === '"' || character === "'")) quote = character;
		if (character.trim() !== '') last = character;
	}
	return -1;
}

/** The value of an attribute as it is written, `''` if it is missing. */
export function attribute(attributes: string, name: 'href' | 'alt'): string {
	const match = ATTRIBUTES[name].exec(attributes);
	return match?.[1] ?? match?.[2] ?? match?.[3] ?? '';
}

const ATTRIBUTES = {
	href: /\shref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/i,
	alt: /\salt\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/i,
} as const;
