/** True where a value nests objects and lists deeper than `levels`. It looks without recursion, so any depth can be asked for. */
export function isDeeperThan(value: unknown, levels: number): boolean {
	let layer: readonly unknown[] = [value];
	for (let level = 0; level <= levels; level += 1) {
		const next: unknown[] = [];
		for (const entry of layer)
			if (typeof entry === 'object' && entry !== null)
				for (const member of Object.values(entry)) if (typeof member === 'object' && member !== null) next.push(member);
		if (next.length === 0) return false;
		layer = next;
	}
	return true;
}
