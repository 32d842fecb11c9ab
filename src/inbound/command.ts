import type { Word } from './words';

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
export function splitCommand(text: string): CommandWords {
	const words = splitWords(text);
	const first = words[0];
	return first === undefined ? { command: null, args: [], argsText: '' } : { command: first.value.toLowerCase(), ...argumentsAfter(text, words, 1) };
}

/** The arguments that follow the first `count` words. */
export function argumentsAfter(text: string, words: readonly Word[], count: number): { args: readonly string[]; argsText: string } {
	const last = words[count - 1];
	return { args: words.slice(count).map((word) => word.value), argsText: withoutInvisible(text.slice(last?.end ?? 0)).trim() };
}
