import type { Reading } from './html-copy';
import type { Claim, ListedMention } from './mentions';

import { decode, picturesOnly, shownText } from './markup';
import { createClaims, foldName, nameOf } from './mentions';

/** One mention: one tag, or several neighbouring tags of one person. */
export interface MentionPiece {
	readonly kind: 'mention';
	/** The name as the text shows it. */
	readonly value: string;
	/** The characters of its tags, for a mention that turns out to be text. */
	readonly literal: string;
	/** Its listed mentions, in order; empty if the message does not list it. */
	readonly listed: readonly number[];
	/** True if the HTML copy shows that Teams wrote it. */
	readonly real: boolean;
	/** The name in its first tag, as names are compared. */
	readonly first: string;
}

/** A stretch of message text: characters, the alternative text of a picture that is not an emoji, or a mention. */
export type Piece = { readonly kind: 'text' | 'picture'; readonly value: string } | MentionPiece;

/** What it takes to tell the tags of one mention from those of several. */
interface MentionNames {
	readonly listed: readonly ListedMention[];
	/** Names of the webhook, which the message may not list; as names are compared. */
	readonly ownNames: readonly string[];
}

/** Begins with a character that is an emoji by itself, so that digits and joiners alone do not match. */
const EMOJI =
	/^(?:\p{Regional_Indicator}{2}|[0-9#*]\ufe0f?\u20e3|\p{Extended_Pictographic}(?:\p{Emoji_Modifier}|\ufe0f|\u200d|[\u{e0020}-\u{e007f}])*)+$/u;

/**
 * Makes pieces of a text: text is joined, elements are given to the listed mentions, and neighbours with one name are
 * joined.
 */
export function toPieces(readings: readonly Reading[], names: MentionNames): readonly Piece[] {
	const claim = createClaims(names.listed);
	const pieces: Piece[] = [];
	let texts: string[] = [];
	const add = (piece: Piece) => {
		if (texts.length > 0) pieces.push({ kind: 'text', value: texts.join('') });
		texts = [];
		if (piece.kind === 'mention') addMention(pieces, piece, names);
		else if (piece.value !== '') pieces.push(piece);
	};
	const addText = (value: string) => {
		if (value !== '') texts.push(value);
	};
	const addPicture = (alt: string) => (EMOJI.test(alt) ? addText(alt) : add({ kind: 'picture', value: alt }));
	const endsInSpace = () => (texts.length === 0 ? pieces.length === 0 : /\s$/.test(texts.at(-1)?.at(-1) ?? ''));
	for (const reading of readings) {
		if (reading.kind === 'text') addText(reading.value);
		else if (reading.kind === 'break') addText(reading.soft && endsInSpace() ? '' : reading.value);
		else if (reading.kind === 'picture') addPicture(reading.alt);
		else {
			const claimed = claim(reading.inner);
			const pictures = claimed === undefined ? picturesOnly(reading.inner) : [];
			if (pictures.length > 0) pictures.forEach(addPicture);
			else add(toMention(reading, claimed));
		}
	}
	add({ kind: 'text', value: '' });
	return pieces;
}

/** True for white space. */
export function isBlank(piece: Piece | undefined): boolean {
	return piece?.kind === 'text' && piece.value.trim() === '';
}

function toMention(
	{ source, inner, real }: Extract<Reading, { kind: 'at' }>,
	claimed: Claim | undefined,
): MentionPiece {
	const value = claimed?.name ?? shownText(inner);
	return {
		kind: 'mention',
		value,
		literal: decode(source),
		listed: claimed === undefined ? [] : [claimed.listed],
		real,
		first: foldName(value),
	};
}

/** Adds a mention, joined with the one before it if both are one; two names never touch. */
function addMention(pieces: Piece[], mention: MentionPiece, names: MentionNames): void {
	const gap = isBlank(pieces.at(-1)) ? pieces.at(-1)?.value : undefined;
	const before = pieces.at(gap === undefined ? -1 : -2);
	if (before?.kind !== 'mention') {
		pieces.push(mention);
		return;
	}
	const value = `${before.value} ${mention.value}`;
	if (isOneMention(before, mention, value, names)) {
		const literal = `${before.literal}${gap ?? ''}${mention.literal}`;
		const listed = [...before.listed, ...mention.listed];
		pieces.splice(gap === undefined ? -1 : -2, 2, {
			...before,
			value,
			literal,
			listed,
			real: before.real && mention.real,
		});
		return;
	}
	if (gap === undefined) pieces.push({ kind: 'text', value: ' ' });
	pieces.push(mention);
}

/**
 * Newer clients split a name into tags with an entity each and one id (teams.md A.5). A tag that begins the name anew
 * is a second mention, unless the name itself contains those words twice. The webhook, which is not listed, is known by
 * its name.
 */
function isOneMention(
	before: MentionPiece,
	next: MentionPiece,
	value: string,
	{ listed, ownNames }: MentionNames,
): boolean {
	const [left, right] = [listed[before.listed.at(-1) ?? -1], listed[next.listed[0] ?? -1]];
	if (left === undefined && right === undefined) return ownNames.some((name) => goesOn(name, foldName(value)));
	if (left === undefined || right === undefined || left.id === null || left.id !== right.id) return false;
	return before.first !== next.first || goesOn(foldName(nameOf(right)), foldName(value));
}

/** Says whether a name begins with these words. */
function goesOn(name: string, words: string): boolean {
	return name.startsWith(words) && (name.length === words.length || name[words.length] === ' ');
}
