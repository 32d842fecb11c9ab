/** Makes room in a memory: what was put in first goes first, until no more than `most` entries are left. */
export function forgetOldest(memory: Map<unknown, unknown>, most: number): void {
	for (const key of memory.keys()) {
		if (memory.size <= most) return;
		memory.delete(key);
	}
}
