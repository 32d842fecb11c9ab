import type { ListedMention } from './mentions';
import type { KnownMentions, PlainText } from './own-mention';
import type { MentionPiece, Piece } from './pieces';

import { settle } from './html-copy';
import { tokenize } from './markup';
import { foldName, isBotId, nameOf, oddElements } from './mentions';
import { findOwn, withoutOwn } from './own-mention';
import { toPieces } from './pieces';

/** Message text, and the people and bots it mentions. */
interface MessageText extends PlainText {
	readonly mentions: ReadonlyArray<{ readonly name: string; readonly id: string | null }>;
}

/**
 * Turns the `text` of an activity into what the person typed to the webhook (teams.md A.5). The webhook's own mention
 * is removed once, wherever it is, with the punctuation around it; other mentions become names, one for all
 * neighbouring tags of one person. Only tags that Teams writes are markup: pictures become their alternative text,
 * breaks white space. An `<at>` without an entity is text. No-break spaces become spaces, and the ends are trimmed.
 * Never throws; linear.
 */
export function plainText(text: string, known: KnownMentions): MessageText {
	const readings = settle(tokenize(text, oddElements(known.listed)), known.html ?? null);
	const ownNames = [known.webhookName, known.ownName].flatMap((name) => (name === undefined ? [] : [foldName(name)]));
	const pieces = toPieces(readings, { listed: known.listed, ownNames });
	const own = findOwn(pieces, known);
	return { ...withoutOwn(pieces, own, known), mentions: mentionsIn(pieces, pieces[own], known.listed) };
}

/** One entry for each listed mention, or for several that are one; the webhook itself is not among them. */
function mentionsIn(
	pieces: readonly Piece[],
	own: Piece | undefined,
	listed: readonly ListedMention[],
): MessageText['mentions'] {
	const placed = new Map(
		pieces.flatMap((piece) => (piece.kind === 'mention' ? piece.listed.map((index) => [index, piece] as const) : [])),
	);
	const ownIds = new Set(own?.kind === 'mention' ? own.listed.flatMap((index) => listed[index]?.id ?? []) : []);
	return listed.flatMap((mention, index) => {
		const piece = placed.get(index);
		const isOwn =
			piece === undefined ? isBotId(mention.id) : piece === own || (mention.id !== null && ownIds.has(mention.id));
		if (isOwn || (piece !== undefined && piece.listed[0] !== index)) return [];
		const name = piece === undefined ? nameOf(mention) : nameOfAll(piece, listed);
		return name === '' ? [] : [{ name, id: mention.id }];
	});
}

/**
 * The name that every tag of a mention is listed under, or the listed name that all tags spell together; otherwise the
 * listed names, joined.
 */
function nameOfAll(piece: MentionPiece, listed: readonly ListedMention[]): string {
	const names = piece.listed.flatMap((index) => listed[index] ?? []).map(nameOf);
	if (new Set(names).size === 1) return names[0] ?? '';
	const shown = foldName(piece.value);
	return names.find((name) => foldName(name) === shown) ?? names.join(' ');
}
