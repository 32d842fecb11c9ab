/** Numbers from 0 to 1, determined by a seed. */
export type Random = () => number;

/** A sequence of its own for each seed (mulberry32): the same seed kills at the same moments again. */
export function seeded(seed: number): Random {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

/** A number between two others. */
export function between(random: Random, least: number, most: number): number {
	return least + random() * (most - least);
}
