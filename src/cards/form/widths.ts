/** Chosen by looking at cards at 320 px: narrower columns break short words, wider ones take space from the others. */
const WIDTH_MIN = 5;
const WIDTH_MAX = 12;

/** UTF-16 units of the longest word; lines break at spaces and hyphens only. */
export function longestWord(text: string): number {
	return text.split(/[\s-]+/).reduce((longest, word) => Math.max(longest, word.length), 0);
}

/** Relative widths of columns, so that the longest word of each, heading included, fits if possible. */
export function columnWidths(rows: ReadonlyArray<readonly string[]>): readonly number[] {
	const columns = rows[0] ?? [];
	return columns.map((_, column) =>
		Math.min(WIDTH_MAX, Math.max(WIDTH_MIN, ...rows.map((row) => longestWord(row[column] ?? '')))),
	);
}
