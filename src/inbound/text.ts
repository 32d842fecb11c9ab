import { decodeHTMLStrict } from '../vendor/html-entities';

/** A stretch of message text: characters, or one `<at>` mention; a mention that is only an image is an emoji, so text. */
type Piece = { readonly kind: 'text'; readonly value: string } | { readonly kind: 'mention'; readonly value: string };

/** Message text, and where the names of mentioned people stand in it. */
export interface PlainText {
	readonly text: string;
	/** Offsets, in order. What stands there was chosen by the person who is named, not by the one who writes. */
	readonly names: ReadonlyArray<{ readonly start: number; readonly end: number }>;
}

/** What is known about the mentions of one message, from its `entities` and `channelData`. */
export interface KnownMentions {
	/** Mentioned people, in order, each under every name the message gives; the webhook is not among them (teams.md A.4, 2018 on). */
	readonly people: ReadonlyArray<readonly string[]>;
	/** The webhook's own name, where the message tells it (2017 only). */
	readonly ownName?: string;
}

/**
 * Turns the `text` of an activity into what the person typed to the webhook: its own mention is removed once wherever
 * it stands, other mentions become names, `<img>` becomes its alt text, HTML entities are decoded, no-break spaces
 * become spaces, and the ends are trimmed. Never throws; the work is linear in the length (teams.md A.5).
 */
export function plainText(text: string, known: KnownMentions): PlainText {
	const pieces = splitMentions(text).map((piece) => ({ ...piece, value: decodeHTMLStrict(piece.value).replaceAll('\u00a0', ' ') }));
	const own = ownMentionIndex(pieces, known);
	if (own !== -1) return joinTexts(joinPieces(pieces.slice(0, own)), joinPieces(pieces.slice(own + 1)));
	const joined = joinPieces(pieces);
	return cut(joined, joined.text.length - withoutLeadingName(joined.text, known.ownName).length);
}

/** Joins pieces and trims the ends. */
function joinPieces(pieces: readonly Piece[]): PlainText {
	let text = '';
	const names: Array<{ start: number; end: number }> = [];
	for (const piece of pieces) {
		if (piece.kind === 'mention') names.push({ start: text.length, end: text.length + piece.value.length });
		text += piece.value;
	}
	return cut({ text: text.trimEnd(), names }, text.length - text.trimStart().length);
}

/** What stood before the own mention and after it, one space between. */
function joinTexts(before: PlainText, after: PlainText): PlainText {
	if (before.text === '') return after;
	if (after.text === '') return before;
	const shift = before.text.length + 1;
	return { text: `${before.text} ${after.text}`, names: [...before.names, ...after.names.map(({ start, end }) => ({ start: start + shift, end: end + shift }))] };
}

/** The text from an offset on, its names moved along. */
function cut({ text, names }: PlainText, start: number): PlainText {
	const rest = text.slice(start);
	const moved = names.map((name) => ({ start: Math.max(name.start - start, 0), end: Math.min(name.end - start, rest.length) }));
	return { text: rest, names: moved.filter((name) => name.end > name.start) };
}

/** The text between the tags of one `<at>` element, decoded; for the `text` of a mention entity. */
export function mentionName(tag: string): string {
	return decodeHTMLStrict(splitMentions(tag).map((piece) => piece.value).join('')).trim();
}

/** Splits at tags in one pass. Tags other than `<at>` are dropped, `<img>` for its alt text; a lone "<" is text. */
function splitMentions(text: string): Piece[] {
	const pieces: Piece[] = [];
	let mention: { value: string; typed: boolean } | undefined;
	let position = 0;
	let close = text.indexOf('>');
	const add = (value: string, typed = true) => {
		if (mention === undefined) pieces.push({ kind: 'text', value });
		else mention = { value: mention.value + value, typed: mention.typed || (typed && value.trim() !== '') };
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
		if (name === 'at') mention ??= { value: '', typed: false };
		else if (name === '/at' && mention !== undefined) {
			pieces.push({ kind: mention.typed ? 'mention' : 'text', value: mention.value });
			mention = undefined;
		} else if (name === 'img') add(altText(tag), false);
		else if (name === undefined) {
			add('<');
			position = open + 1;
		}
	}
	if (mention !== undefined) pieces.push({ kind: 'text', value: mention.value });
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
	const unclaimed = claimsOf(known.people);
	for (const [index, piece] of pieces.entries()) {
		if (piece.kind === 'mention' && !claim(unclaimed, piece.value.trim())) return index;
	}
	if (known.ownName !== undefined) return -1;
	const first = pieces.findIndex((piece) => piece.kind === 'mention' || piece.value.trim() !== '');
	return pieces[first]?.kind === 'mention' ? first : -1;
}

/** One claim per listed person, shared by all of the person's names. */
type Claims = Map<string, Array<{ used: boolean }>>;

function claimsOf(people: KnownMentions['people']): Claims {
	const claims: Claims = new Map();
	for (const names of people) {
		const person = { used: false };
		for (const name of new Set(names)) {
			const claimants = claims.get(name);
			if (claimants === undefined) claims.set(name, [person]);
			else claimants.push(person);
		}
	}
	return claims;
}

function claim(claims: Claims, name: string): boolean {
	const people = claims.get(name) ?? [];
	while (people.length > 0) {
		const person = people.pop();
		if (person === undefined || person.used) continue;
		person.used = true;
		return true;
	}
	return false;
}

function withoutLeadingName(text: string, ownName: string | undefined): string {
	if (ownName === undefined || ownName === '' || !text.toLowerCase().startsWith(ownName.toLowerCase())) return text;
	const rest = text.slice(ownName.length);
	return rest === '' || /^\s/.test(rest) ? rest.trim() : text;
}
