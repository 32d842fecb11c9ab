/** The words of a message: the first one names the command, the rest are its arguments. */
export interface CommandWords {
	/** The first word, lower-case without regard to locale; `null` for an empty message. */
	readonly command: string | null;
	readonly args: readonly string[];
	/** What follows the first word, as typed, trimmed. */
	readonly argsText: string;
}

/** Splits cleaned message text at Unicode white space. Never throws. */
export function splitCommand(text: string): CommandWords {
	const trimmed = text.trim();
	const [first, ...args] = trimmed.match(/\S+/g) ?? [];
	if (first === undefined) return { command: null, args: [], argsText: '' };
	return { command: first.toLowerCase(), args, argsText: trimmed.slice(first.length).trim() };
}
