import type { Line, Span } from './outline';

import { listLines } from './outline';

/** A link or an image; both parts are bounded, so that a row of brackets costs little. */
const LINK = /!?\[([^[\]]{0,500})\]\(([^()\s]{0,2000})\)/y;

const MENTION = /<at[^<>]*>([^<>]*)<\/at>/gi;

/** Marks of emphasis; an underscore inside a word is not one. */
const MARK = /\*\*|__|[*_]/y;
const WORD = /[\p{L}\p{N}]/u;

/** A part of a line: characters, or a mark that may begin or end emphasis. */
type MarkdownPiece =
	| { readonly kind: 'text'; readonly text: string }
	| { readonly kind: 'mark'; readonly mark: string };

/**
 * Reads the Markdown of cards (teams.md H.3): emphasis and lists. A link becomes its text with the address in parentheses,
 * an image its description, a mention a name after an "@"; everything else stays as it is.
 */
export function markdownLines(text: string): readonly Line[] {
	return listLines(text.replace(MENTION, '@$1'), spansOf);
}

function spansOf(line: string): readonly Span[] {
	const pieces = piecesOf(line);
	const left = new Map<string, number>();
	for (const piece of pieces) if (piece.kind === 'mark') left.set(piece.mark, (left.get(piece.mark) ?? 0) + 1);
	const open = new Set<string>();
	const spans: Span[] = [];
	const add = (text: string) =>
		spans.push({ text, isStrong: open.has('**') || open.has('__'), isEmphasized: open.has('*') || open.has('_') });
	for (const piece of pieces) {
		if (piece.kind === 'text') {
			add(piece.text);
			continue;
		}
		const others = (left.get(piece.mark) ?? 0) - 1;
		left.set(piece.mark, others);
		// The last mark of an odd number has no partner.
		if (open.delete(piece.mark)) continue;
		if (others === 0) add(piece.mark);
		else open.add(piece.mark);
	}
	return spans;
}

function piecesOf(line: string): readonly MarkdownPiece[] {
	const pieces: MarkdownPiece[] = [];
	let text = '';
	for (let index = 0; index < line.length; ) {
		const [length, shown] = escapeAt(line, index) ?? linkAt(line, index) ?? [0, ''];
		const mark = length === 0 ? markAt(line, index) : undefined;
		if (mark !== undefined) {
			if (text !== '') pieces.push({ kind: 'text', text });
			text = '';
			pieces.push({ kind: 'mark', mark });
			index += mark.length;
		} else {
			text += length === 0 ? line.charAt(index) : shown;
			index += Math.max(1, length);
		}
	}
	if (text !== '') pieces.push({ kind: 'text', text });
	return pieces;
}

function escapeAt(line: string, index: number): readonly [number, string] | undefined {
	return line.charAt(index) === '\\' && /[!-/:-@[-`{-~]/.test(line.charAt(index + 1))
		? [2, line.charAt(index + 1)]
		: undefined;
}

function linkAt(line: string, index: number): readonly [number, string] | undefined {
	if (!'!['.includes(line.charAt(index))) return undefined;
	LINK.lastIndex = index;
	const match = LINK.exec(line);
	if (match === null) return undefined;
	const [whole, label = '', address = ''] = match;
	return [whole.length, whole.startsWith('!') ? `[image: ${label}]` : `${label} (${address})`];
}

/** A mark is next to a word: with spaces on both sides, or inside a word (underscores), it is text. */
function markAt(line: string, index: number): string | undefined {
	MARK.lastIndex = index;
	const mark = MARK.exec(line)?.[0];
	if (mark === undefined) return undefined;
	const before = line.charAt(index - 1);
	const after = line.charAt(index + mark.length);
	if (before.trim() === '' && after.trim() === '') return undefined;
	return mark.startsWith('_') && WORD.test(before) && WORD.test(after) ? undefined : mark;
}
