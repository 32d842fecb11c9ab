/** Fewer common characters are chance; a key is longer. */
export const RUN_CHARACTERS = 8;

/** Chosen: bits for each character, so that about 3 % of look-ups need a second check. */
const BITS_PER_CHARACTER = 32;

/** Finds a run of {@link RUN_CHARACTERS} that a text shares with one of `texts`. Small and quick: one bit for each run, and the texts for certainty. */
export function createRunFinder(texts: readonly string[]): (text: string) => boolean {
	const known = [...new Set(texts)].filter((text) => text.length >= RUN_CHARACTERS).join('\n');
	const size = 2 ** Math.ceil(Math.log2(Math.max(8, known.length * BITS_PER_CHARACTER)));
	const bits = new Uint8Array(size / 8);
	for (let start = 0; start + RUN_CHARACTERS <= known.length; start += 1) {
		const place = placeOf(known, start, size);
		bits[place >> 3] = (bits[place >> 3] ?? 0) | (1 << (place & 7));
	}
	return (text) => {
		for (let start = 0; start + RUN_CHARACTERS <= text.length; start += 1) {
			const place = placeOf(text, start, size);
			if (
				((bits[place >> 3] ?? 0) & (1 << (place & 7))) !== 0 &&
				known.includes(text.slice(start, start + RUN_CHARACTERS))
			)
				return true;
		}
		return false;
	};
}

/** FNV-1a over one run, folded to the size, which is a power of two. */
function placeOf(text: string, start: number, size: number): number {
	let hash = 0x811c9dc5;
	for (let index = start; index < start + RUN_CHARACTERS; index += 1)
		hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
	return (hash ^ (hash >>> 15)) & (size - 1);
}
