import type { Stretch, Word } from './words';

import { splitWords, withoutInvisible } from './words';

/** The words of a message: the first one names the command, the rest are its arguments. */
export interface CommandWords {
	/** The name of the command; without configured commands the first word in lower case; `null` where there is none. */
	readonly command: string | null;
	readonly args: readonly string[];
	/** What follows the command, as typed, trimmed. */
	readonly argsText: string;
}

/** Reads a message where no commands are configured: its first word is the command. Never throws. */
export function splitCommand(text: string, names: readonly Stretch[] = []): CommandWords {
	const words = splitWords(text, names).flatMap(parts);
	const first = words[0];
	return first === undefined ? { command: null, args: [], argsText: '' } : { command: first.value.toLowerCase(), ...argumentsAfter(text, words, 1) };
}

/**
 * The arguments that follow the first `count` words. A name of several words is several arguments here; the parameters
 * of a usage take it as one, because the one who is named has chosen it.
 */
export function argumentsAfter(text: string, words: readonly Word[], count: number): { args: readonly string[]; argsText: string } {
	const last = words[count - 1];
	return { args: words.slice(count).flatMap(parts).map((word) => word.value), argsText: withoutInvisible(text.slice(last?.end ?? 0)).trim() };
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
