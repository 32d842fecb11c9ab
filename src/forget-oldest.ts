/** Makes room in a memory: removes the oldest entries until at most `most` are left. */
export function forgetOldest(memory: Map<unknown, unknown>, most: number): void {
	for (const key of memory.keys()) {
		if (memory.size <= most) return;
		memory.delete(key);
	}
}
