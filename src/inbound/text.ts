/** The HTML entities Teams writes into `text`; others are numeric (teams.md A.5). */
const NAMED_ENTITIES: Readonly<Record<string, string>> = { amp: '&', apos: "'", gt: '>', lt: '<', nbsp: '\u00a0', quot: '"' };

/** The longest text between "&" and ";" that is looked at; it bounds the work per ampersand. */
const ENTITY_MAX_CHARACTERS = 10;

/** A stretch of message text: characters, or one `<at>` mention. */
type Piece = { readonly kind: 'text'; readonly value: string } | { readonly kind: 'mention'; readonly value: string };

/** What is known about the mentions of one message, from its `entities` and `channelData`. */
export interface KnownMentions {
	/** Names of mentioned people, in order; the webhook itself is not among them (teams.md A.4, 2018 on). */
	readonly names: readonly string[];
	/** The webhook's own name, where the message tells it (2017 only). */
	readonly ownName?: string;
}

/**
 * Turns the `text` of an activity into what the person typed after the mention: the webhook's own mention is removed
 * once, other mentions become names, `<img>` becomes its alt text, entities are decoded, no-break spaces become
 * spaces, and the ends are trimmed. Never throws; the work is linear in the length (teams.md A.5).
 */
export function plainText(text: string, known: KnownMentions): string {
	const pieces = splitMentions(text);
	const own = ownMentionIndex(pieces, known);
	const kept = pieces.map((piece, index) => (index === own ? ' ' : decodeEntities(piece.value)));
	const joined = kept.join('').replaceAll('\u00a0', ' ').trim();
	return own === -1 ? withoutLeadingName(joined, known.ownName) : joined;
}

/** Decodes numeric entities and the named ones Teams writes; anything else stays as it is. Never throws. */
export function decodeEntities(text: string): string {
	if (!text.includes('&')) return text;
	const parts = text.split('&');
	const decoded = parts.slice(1).map((part) => {
		const end = part.slice(0, ENTITY_MAX_CHARACTERS + 1).indexOf(';');
		const character = end < 1 ? undefined : decodeEntity(part.slice(0, end));
		return character === undefined ? `&${part}` : character + part.slice(end + 1);
	});
	return (parts[0] ?? '') + decoded.join('');
}

function decodeEntity(name: string): string | undefined {
	if (!name.startsWith('#')) return Object.hasOwn(NAMED_ENTITIES, name) ? NAMED_ENTITIES[name] : undefined;
	const hex = name[1] === 'x' || name[1] === 'X';
	const digits = name.slice(hex ? 2 : 1);
	if (!(hex ? /^[0-9a-f]+$/i : /^[0-9]+$/).test(digits)) return undefined;
	const codePoint = Number.parseInt(digits, hex ? 16 : 10);
	const valid = codePoint > 0 && codePoint <= 0x10ffff && (codePoint < 0xd800 || codePoint > 0xdfff);
	return valid ? String.fromCodePoint(codePoint) : undefined;
}

/** Splits at tags in one pass. Tags other than `<at>` are dropped, `<img>` for its alt text; a lone "<" is text. */
function splitMentions(text: string): Piece[] {
	const pieces: Piece[] = [];
	let mention: string | undefined;
	let position = 0;
	let close = text.indexOf('>');
	const add = (value: string) => {
		if (mention === undefined) pieces.push({ kind: 'text', value });
		else mention += value;
	};
	while (position < text.length) {
		const open = text.indexOf('<', position);
		// The next ">" is remembered, so that a row of "<" does not search the rest of the text for each of them.
		if (open !== -1 && close !== -1 && close < open) close = text.indexOf('>', open);
		if (open === -1 || close === -1) {
			add(text.slice(position));
			break;
		}
		add(text.slice(position, open));
		const tag = text.slice(open + 1, close);
		position = close + 1;
		const name = tagName(tag);
		if (name === 'at') mention ??= '';
		else if (name === '/at' && mention !== undefined) {
			pieces.push({ kind: 'mention', value: mention });
			mention = undefined;
		} else if (name === 'img') add(altText(tag));
		else if (name === undefined) {
			add('<');
			position = open + 1;
		}
	}
	if (mention !== undefined) pieces.push({ kind: 'text', value: mention });
	return pieces;
}

/** The lower-case name of a tag, with its slash; `undefined` when "<" was followed by something that is no tag. */
function tagName(tag: string): string | undefined {
	return /^\/?[a-z][a-z0-9]{0,15}(?=[\s/]|$)/i.exec(tag)?.[0].toLowerCase();
}

function altText(tag: string): string {
	return /\salt="([^"]*)"/i.exec(tag)?.[1] ?? '';
}

/** The first mention that is no person listed in the message; where everyone is listed, the one the text starts with. */
function ownMentionIndex(pieces: readonly Piece[], known: KnownMentions): number {
	const unclaimed = [...known.names];
	for (const [index, piece] of pieces.entries()) {
		if (piece.kind !== 'mention' || piece.value === '') continue;
		const name = decodeEntities(piece.value);
		const person = unclaimed.indexOf(name);
		if (person === -1) return index;
		unclaimed.splice(person, 1);
	}
	if (known.ownName !== undefined) return -1;
	const first = pieces.findIndex((piece) => piece.kind === 'mention' || piece.value.trim() !== '');
	return pieces[first]?.kind === 'mention' ? first : -1;
}

function withoutLeadingName(text: string, ownName: string | undefined): string {
	if (ownName === undefined || ownName === '' || !text.toLowerCase().startsWith(ownName.toLowerCase())) return text;
	const rest = text.slice(ownName.length);
	return rest === '' || /^\s/.test(rest) ? rest.trim() : text;
}
