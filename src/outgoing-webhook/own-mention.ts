import type { ListedMention } from './mentions';
import type { MentionPiece, Piece } from './pieces';

import { foldName, isBotId, nameOf } from './mentions';
import { isBlank } from './pieces';

/** Punctuation, also of other scripts; at the end of a word, it is removed with the webhook's own mention. */
const MARKS = '.,:;!?…、。，．：；！？؛،؟';

/** Marks that separate the webhook's own mention from the rest, even without a space. */
const SEPARATORS = ',:;，、：；،؛';

const DASHES = '-–—';

const AFTER = new RegExp(`^[${MARKS}]+(?=\\s|$)|^[${SEPARATORS}]+`);

/** At the start of a message, a space or a dash can come between. */
const AFTER_FIRST = new RegExp(`^\\s*(?:[${MARKS}]+|[${DASHES}])(?=\\s|$)|^[${SEPARATORS}]+`);

/** What can follow the webhook's own name if it has no tag. */
const ENDS_NAME = new RegExp(`^(?:$|[\\s${MARKS}])`);

const BRACKETS: readonly string[] = ['()', '[]'];

const AT_THE_END = new RegExp(`^\\s*[${MARKS}]+\\s*$`);

/** A stretch of a text that somebody other than its writer chose: the name of a person, or of a picture. */
export interface NameStretch {
	readonly start: number;
	readonly end: number;
	/** True for the alternative text of a picture that is not an emoji. */
	readonly picture?: boolean;
}

/** Message text, and what is known about it. */
export interface PlainText {
	readonly text: string;
	/** In order. The named person chose this text, not the author of the message. */
	readonly names: readonly NameStretch[];
	/** Where the text continues after the webhook's own mention; only if nothing but other mentions comes before it. */
	readonly calledAt?: number;
}

/** What is known about the mentions of one message, from its `entities`, its HTML copy and `channelData`. */
export interface KnownMentions {
	/** The mentions that the message lists, in their order. */
	readonly listed: readonly ListedMention[];
	/** The HTML copy of the text, which shows what was typed and what is markup. */
	readonly html?: string | null;
	/** The webhook's own name, if the message has it (2017 only). */
	readonly ownName?: string;
	/** The webhook's own name as the user of the trigger gives it: the mention of that name is ours. */
	readonly webhookName?: string;
}

/** The index of the webhook's own mention; -1 if it has no tag. */
export function findOwn(pieces: readonly Piece[], known: KnownMentions): number {
	const ids = (piece: MentionPiece) => piece.listed.map((index) => known.listed[index]?.id ?? null);
	const find = (test: (piece: MentionPiece, index: number) => boolean) =>
		pieces.findIndex((piece, index) => piece.kind === 'mention' && test(piece, index));
	const first = pieces.findIndex((piece) => !isBlank(piece));
	const byName = (name = '') => {
		const folded = foldName(name);
		return folded === '' ? -1 : find((piece) => foldName(piece.value) === folded && ids(piece).every(isBotId));
	};
	const found = [
		() => byName(known.webhookName),
		() => byName(known.ownName),
		// The webhook is not listed (teams.md A.4, 2018 on), and its message begins with it, or Teams has written its tag.
		() => find(({ listed, real }, index) => listed.length === 0 && (index === first || real)),
		() => find((piece) => ids(piece).some(isBotId)),
		() => (leadingName(pieces, known) === undefined ? find(({ listed }) => listed.length === 0) : -1),
	];
	for (const look of found) {
		const index = look();
		if (index !== -1) return index;
	}
	return -1;
}

/** The text without the webhook's own mention, which can also be a plain name (2017), and the punctuation around it. */
export function withoutOwn(pieces: readonly Piece[], own: number, known: KnownMentions): PlainText {
	const named = withTypedTags(pieces, own);
	if (own === -1) {
		const plain = leadingName(pieces, known);
		const [first, ...others] = named;
		if (plain === undefined || first === undefined) return join(named);
		return join(around([], [{ kind: 'text', value: first.value.trimStart().slice(plain.length) }, ...others]).after);
	}
	const { before, after } = around(named.slice(0, own), named.slice(own + 1));
	const [left, right] = [join(before), join(after)];
	const text = [left.text, right.text].filter((part) => part !== '').join(' ');
	const shift = text.length - right.text.length;
	const called =
		before.some(({ kind }) => kind === 'mention') &&
		before.every((piece) => piece.kind === 'mention' || isBlank(piece));
	const names = [
		...left.names,
		...right.names.map((name) => ({ ...name, start: name.start + shift, end: name.end + shift })),
	];
	return { text, names, ...(called ? { calledAt: shift } : {}) };
}

/**
 * An `<at>` that the message does not list is text, whoever wrote it: it names nobody. The exceptions are one that the
 * HTML copy shows as a mention, one before the webhook's own mention (other webhooks, which are not listed either), and
 * a second mention of the webhook.
 */
function withTypedTags(pieces: readonly Piece[], own: number): readonly Piece[] {
	const lead = pieces.findIndex((piece) => piece.kind !== 'mention' && !isBlank(piece));
	const before = lead === -1 ? own : Math.min(own, lead);
	const ours = foldName(pieces[own]?.value ?? '');
	return pieces.map((piece, index) => {
		const isName =
			piece.kind !== 'mention' ||
			piece.listed.length > 0 ||
			piece.real ||
			index <= before ||
			foldName(piece.value) === ours;
		return isName ? piece : { kind: 'text', value: piece.literal };
	});
}

/** The webhook's own name, if the text begins with it untagged. */
function leadingName(pieces: readonly Piece[], known: KnownMentions): string | undefined {
	const [first] = pieces;
	if (first?.kind !== 'text') return undefined;
	const text = first.value.trimStart();
	const names = [known.webhookName, known.ownName, ...known.listed.filter(({ id }) => isBotId(id)).map(nameOf)];
	const begins = (name: string) => foldName(text.slice(0, name.length)) === foldName(name);
	const own = names
		.map((name = '') => name.trim())
		.find((name) => name !== '' && begins(name) && ENDS_NAME.test(text.slice(name.length, name.length + 1)));
	return own === undefined ? undefined : text.slice(0, own.length);
}

/** Removes the punctuation that belongs to the webhook's own mention, before and after it. */
function around(
	before: readonly Piece[],
	after: readonly Piece[],
): { readonly before: readonly Piece[]; readonly after: readonly Piece[] } {
	const [left, right] = withoutBrackets(textAt(before.at(-1)), textAt(after[0]));
	const isFirst = before.length === 0 || (before.length === 1 && left?.trim() === '');
	return {
		before: left === undefined ? before : [...before.slice(0, -1), { kind: 'text', value: withoutSeparator(left) }],
		after:
			right === undefined
				? after
				: [{ kind: 'text', value: textBehind(right, isFirst, after.length === 1) }, ...after.slice(1)],
	};
}

/** `undefined` if there is no text. */
function textAt(piece: Piece | undefined): string | undefined {
	return piece?.kind === 'text' ? piece.value : undefined;
}

/** Removes the brackets around the webhook's own mention. */
function withoutBrackets(
	left: string | undefined,
	right: string | undefined,
): readonly [left: string | undefined, right: string | undefined] {
	if (left === undefined || right === undefined) return [left, right];
	const areBrackets = BRACKETS.includes(`${left.at(-1) ?? ''}${right.at(0) ?? ''}`);
	return areBrackets ? [left.slice(0, -1), right.slice(1)] : [left, right];
}

function textBehind(text: string, isFirst: boolean, isLast: boolean): string {
	return isLast && AT_THE_END.test(text) ? '' : text.replace(isFirst ? AFTER_FIRST : AFTER, '');
}

/** Without a comma or the like at the end, or a dash by itself. Not an expression: those search again from every comma. */
function withoutSeparator(text: string): string {
	const trimmed = text.trimEnd();
	let end = trimmed.length;
	while (end > 0 && SEPARATORS.includes(trimmed[end - 1] ?? '')) end -= 1;
	if (end < trimmed.length) return trimmed.slice(0, end);
	const dash = end > 0 && DASHES.includes(trimmed[end - 1] ?? '') && (end === 1 || /\s/.test(trimmed[end - 2] ?? ''));
	return dash ? trimmed.slice(0, -1) : text;
}

/** Joins pieces and trims the ends; returns the places of names. */
function join(pieces: readonly Piece[]): PlainText {
	const all = pieces.map(({ value }) => value).join('');
	const text = all.trim();
	const skipped = all.length - all.trimStart().length;
	const names: NameStretch[] = [];
	let position = -skipped;
	for (const piece of pieces) {
		const [start, end] = [Math.max(position, 0), Math.min(position + piece.value.length, text.length)];
		if (piece.kind !== 'text' && end > start)
			names.push({ start, end, ...(piece.kind === 'picture' ? { picture: true } : {}) });
		position += piece.value.length;
	}
	return { text, names };
}
