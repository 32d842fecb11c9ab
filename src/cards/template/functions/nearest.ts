/** Longer names are not typing mistakes. */
const NAME_MAX_CHARACTERS = 40;

/** The most similar name, if at most a third of it differs, ignoring case. */
export function nearestName(wrong: string, names: readonly string[]): string | undefined {
	if (wrong === '' || wrong.length > NAME_MAX_CHARACTERS) return undefined;
	const lower = wrong.toLowerCase();
	const ranked = names
		.map((name) => ({ name, distance: distanceOf(lower, name.toLowerCase()) }))
		.sort((left, right) => left.distance - right.distance);
	const [best] = ranked;
	return best !== undefined && best.distance <= Math.max(1, Math.floor(wrong.length / 3)) ? best.name : undefined;
}

/** The number of letters to insert, remove or replace (Levenshtein). */
function distanceOf(left: string, right: string): number {
	let row = Array.from({ length: right.length + 1 }, (_value, index) => index);
	for (const [line, letter] of [...left].entries()) {
		const next = [line + 1];
		for (const [column, other] of [...right].entries()) {
			next.push(
				Math.min((row[column] ?? 0) + (letter === other ? 0 : 1), (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1),
			);
		}
		row = next;
	}
	return row.at(-1) ?? 0;
}
