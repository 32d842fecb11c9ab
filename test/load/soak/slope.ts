/** What was measured, and its standard error. */
interface Estimate {
	readonly mean: number;
	readonly error: number;
}

/** A point of a measurement. */
export type Point = readonly [x: number, y: number];

/** How much y grows with each x: the slope of the least-squares line. Throws for fewer than three points. */
export function slopeOf(points: readonly Point[]): Estimate {
	if (points.length < 3) throw new Error(`a slope with its error needs three points, and there are ${points.length}`);
	const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
	const [middle, height] = [mean(points.map(([x]) => x)), mean(points.map(([, y]) => y))];
	const width = points.reduce((sum, [x]) => sum + (x - middle) ** 2, 0);
	const slope = points.reduce((sum, [x, y]) => sum + (x - middle) * (y - height), 0) / width;
	const rest = points.reduce((sum, [x, y]) => sum + (y - height - slope * (x - middle)) ** 2, 0);
	return { mean: slope, error: Math.sqrt(rest / (points.length - 2) / width) };
}

/** How much larger one is than the other. */
export function minus(left: Estimate, right: Estimate): Estimate {
	return { mean: left.mean - right.mean, error: Math.hypot(left.error, right.error) };
}
