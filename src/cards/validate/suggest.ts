/** Longer names are not typing mistakes of a known name. */
const NAME_MAX_CHARACTERS = 40;

/** The name that was probably meant: it differs in case, a prefix, or one or two typing mistakes. */
export function suggestion(name: string, candidates: Iterable<string>): string | undefined {
	if (name.length > NAME_MAX_CHARACTERS) return undefined;
	const wanted = name.toLowerCase();
	let best: string | undefined;
	let bestDistance = slipsAllowed(wanted.length) + 1;
	for (const candidate of candidates) {
		const distance = slipsTo(wanted, candidate.toLowerCase(), bestDistance);
		if (distance >= bestDistance) continue;
		best = candidate;
		bestDistance = distance;
	}
	return best;
}

function slipsAllowed(length: number): number {
	return length < 4 ? 1 : length < 8 ? 2 : 3;
}

/** Names like `OpenUrl` for `Action.OpenUrl` count as half a mistake. */
function slipsTo(wanted: string, candidate: string, limit: number): number {
	if (candidate === wanted) return 0;
	if (candidate.endsWith(`.${wanted}`)) return 0.5;
	return Math.abs(candidate.length - wanted.length) >= limit ? limit : editDistance(wanted, candidate);
}

/** Insertions, deletions, replacements and swaps of neighbours that turn one text into the other. */
function editDistance(left: string, right: string): number {
	let beforeLast: number[] = [];
	let last = Array.from({ length: right.length + 1 }, (_, index) => index);
	for (let row = 1; row <= left.length; row += 1) {
		const current = [row];
		for (let column = 1; column <= right.length; column += 1) {
			const replaced = (last[column - 1] ?? 0) + (left[row - 1] === right[column - 1] ? 0 : 1);
			const swapped =
				left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1]
					? (beforeLast[column - 2] ?? replaced) + 1
					: replaced;
			current.push(Math.min((last[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1, replaced, swapped));
		}
		beforeLast = last;
		last = current;
	}
	return last[right.length] ?? 0;
}
