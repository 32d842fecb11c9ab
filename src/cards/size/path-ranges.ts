/** A path as names and indexes: `body[2].text` is `body`, `[2]`, `.text`. */
const TOKEN = /\[\d+\]|[^[\]]+/g;

/**
 * Joins paths: `body[3]`, `body[4]` and `body[7]` become `body[3..4,7]`, and so on outwards. Every path is included; each
 * joined path takes the place of its first one. Pieces of a message are left out in rows, so few joined paths remain.
 */
export function joinPaths(paths: readonly string[]): readonly string[] {
	let tokens: ReadonlyArray<readonly string[]> = [...new Set(paths)].map(tokensOf);
	const longest = Math.max(0, ...tokens.map(({ length }) => length));
	for (let position = longest - 1; position >= 0; position -= 1) tokens = joinAt(tokens, position);
	return tokens.map((path) => path.join(''));
}

/** A name that contains brackets is not split. */
function tokensOf(path: string): readonly string[] {
	const tokens: readonly string[] = path.match(TOKEN) ?? [];
	return tokens.join('') === path ? tokens : [path];
}

/** Joins the paths that differ only in the index at one position. */
function joinAt(paths: ReadonlyArray<readonly string[]>, position: number): string[][] {
	const groups = new Map<string, { readonly path: readonly string[]; readonly indexes: number[] }>();
	for (const path of paths) {
		const index = /^\[(\d+)\]$/.exec(path[position] ?? '')?.[1];
		const others = index === undefined ? path : path.map((token, at) => (at === position ? '[]' : token));
		const key = JSON.stringify(others);
		const group = groups.get(key) ?? { path, indexes: [] };
		if (index !== undefined) group.indexes.push(Number(index));
		groups.set(key, group);
	}
	return [...groups.values()].map(({ path, indexes }) =>
		indexes.length === 0 ? [...path] : path.map((token, at) => (at === position ? `[${rangesOf(indexes)}]` : token)),
	);
}

/** `0,2..5` of 2, 3, 0, 4 and 5. */
function rangesOf(indexes: readonly number[]): string {
	const ranges: Array<{ from: number; to: number }> = [];
	for (const index of [...indexes].sort((a, b) => a - b)) {
		const last = ranges.at(-1);
		if (last !== undefined && index <= last.to + 1) last.to = index;
		else ranges.push({ from: index, to: index });
	}
	return ranges.map(({ from, to }) => (from === to ? String(from) : `${from}..${to}`)).join(',');
}
