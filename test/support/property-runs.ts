/** How often a property is tried: `usual` times, or as often as the variable FC_RUNS says for a long run by hand. */
export function propertyRuns(usual: number): number {
	return Number(process.env.FC_RUNS ?? usual);
}
