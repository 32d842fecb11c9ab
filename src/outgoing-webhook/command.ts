import type { NameStretch } from './own-mention';
import type { Word } from './words';

import { splitWords, withoutInvisible } from './words';

/** The words of a message: the first one names the command, the rest are its arguments. */
export interface CommandWords {
	/** The name of the command; without configured commands the first word in lower case; `null` if there is none. */
	readonly command: string | null;
	readonly args: readonly string[];
	/** What follows the command, as typed, trimmed. */
	readonly argsText: string;
}

/**
 * Reads a message where no commands are configured: its first word is the command, unless it is a picture. With
 * `calledAt` the words before that offset only mention others. Never throws.
 */
export function splitCommand(text: string, names: readonly NameStretch[] = [], calledAt = 0): CommandWords {
	const words = splitWords(text, names).filter(({ start }) => start >= calledAt);
	const isPicture =
		words[0] !== undefined &&
		names.some(
			({ start, end, picture }) => picture === true && start < (words[0]?.end ?? 0) && end > (words[0]?.start ?? 0),
		);
	const parted = words.flatMap(parts);
	const first = isPicture ? undefined : parted[0];
	return first === undefined
		? { command: null, ...argumentsAfter(text, parted, 0, calledAt) }
		: { command: first.value.toLowerCase(), ...argumentsAfter(text, parted, 1) };
}

/**
 * The arguments that follow the first `count` words. A name of several words is several arguments here; the parameters
 * of a usage take it as one, because the named person chose it.
 */
export function argumentsAfter(
	text: string,
	words: readonly Word[],
	count: number,
	from = 0,
): { args: readonly string[]; argsText: string } {
	const last = words[count - 1];
	return {
		args: words
			.slice(count)
			.flatMap(parts)
			.map((word) => word.value),
		argsText: withoutInvisible(text.slice(last?.end ?? from)).trim(),
	};
}

function parts(word: Word): readonly Word[] {
	if (!word.named || !/\p{White_Space}/u.test(word.value)) return [word];
	const pieces = word.value.split(/\p{White_Space}+/u).filter((piece) => piece !== '');
	let start = word.start;
	return pieces.map((value) => {
		const end = Math.min(start + value.length, word.end);
		const piece = { value, start, end, named: true };
		start = end + 1;
		return piece;
	});
}
