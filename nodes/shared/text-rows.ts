/** Seen in n8n 2.41: the narrow panel shows about so many characters of a text in a line, and no more lines than it is told. */
const CHARACTERS_PER_LINE = 34;

/** Lines of a field in a collection within a collection, so that its default text is not cut off. */
export function rowsOf(text: string): number {
	return Math.max(2, Math.ceil(text.length / CHARACTERS_PER_LINE));
}
