/** A difference that was measured several times: its mean, and the standard error of the mean. */
interface Difference {
	readonly mean: number;
	readonly error: number;
}

/** How much more `ours` are than `theirs`, pair by pair. Throws for fewer than two pairs. */
export function difference(ours: readonly number[], theirs: readonly number[]): Difference {
	const count = Math.min(ours.length, theirs.length);
	if (count < 2) throw new Error(`a spread needs two pairs at least, and there are ${count}`);
	const pairs = Array.from({ length: count }, (_, index) => (ours[index] ?? 0) - (theirs[index] ?? 0));
	const mean = pairs.reduce((total, each) => total + each, 0) / count;
	const variance = pairs.reduce((total, each) => total + (each - mean) ** 2, 0) / (count - 1);
	return { mean, error: Math.sqrt(variance / count) };
}

/** Whether something grows: more than twice its error above nothing, and more than `least` is worth a word. */
export function isGrowth({ mean, error }: Difference, least: number): boolean {
	return mean > 2 * error && mean > least;
}
