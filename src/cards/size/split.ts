import type { SizeBudget } from './budget';
import type { Content } from '../content';
import type { Located } from './located';
import type { Loss } from './losses';

import { greatest } from './budget';
import { isAdaptive } from '../content';
import { divideText } from './cut-text';
import { apart } from './located';
import { shorten, withShortNotices } from './shorten';
import { WIDEST_NUMBER, splitCard } from './split-card';

/** The parts of a message, in order and possibly none, and their losses. */
export interface Split {
	readonly parts: readonly Content[];
	readonly losses: readonly Loss[];
}

/**
 * Divides a message into several that fit, in order and numbered "(1/3)": cards are separated, a card is divided
 * between its elements with its heading repeated, a text between its lines, and a piece that is larger than a message
 * somewhere inside it. Only what cannot be divided is shortened. What notifications show is cut first; if that is
 * enough, nothing is divided.
 */
export function split(located: Located, budget: SizeBudget): Split {
	const { content, losses } = withShortNotices(located, budget);
	if (budget.fits(content)) return { parts: [content], losses };
	const pieces = apart({ ...located, content }).map((piece) => splitPiece(piece, budget));
	return {
		parts: pieces.flatMap(({ parts }) => parts),
		losses: [...losses, ...pieces.flatMap((piece) => piece.losses)],
	};
}

function splitPiece(piece: Located, budget: SizeBudget): Split {
	if (budget.fits(piece.content)) return { parts: [piece.content], losses: [] };
	const divided = divide(piece, budget);
	if (divided !== undefined && divided.parts.length > 0) return divided;
	const shortened = shorten(piece, budget);
	if (shortened !== undefined) return { parts: [shortened.content], losses: shortened.losses };
	return {
		parts: [],
		losses: [{ kind: 'left-out', path: piece.content.text === undefined ? piece.paths[0] || '$' : 'text' }],
	};
}

function divide({ content, paths }: Located, budget: SizeBudget): Split | undefined {
	if (content.text !== undefined) {
		const parts = splitText(content.text, (text) => budget.fits({ ...content, text }), budget.maxBytes);
		return parts === undefined ? undefined : { parts: parts.map((text) => ({ ...content, text })), losses: [] };
	}
	const [attachment] = content.attachments;
	return attachment === undefined || !isAdaptive(attachment)
		? undefined
		: splitCard({ attachment, path: paths[0] ?? '', content }, budget);
}

/** The pieces of a text, each below its number. `undefined` if not even a word fits. */
function splitText(text: string, fits: (piece: string) => boolean, longest: number): readonly string[] | undefined {
	const withNumber = (piece: string, number: string) => `${number}\n\n${piece}`;
	const pieces: string[] = [];
	let rest = text;
	while (!fits(withNumber(rest, WIDEST_NUMBER))) {
		const most = greatest(0, Math.min(rest.length, longest), (length) =>
			fits(withNumber(rest.slice(0, length), WIDEST_NUMBER)),
		);
		const divided = divideText(rest, most);
		if (divided === undefined) return undefined;
		pieces.push(divided[0]);
		rest = divided[1];
	}
	pieces.push(rest);
	return pieces.map((piece, index) => withNumber(piece, `(${index + 1}/${pieces.length})`));
}
