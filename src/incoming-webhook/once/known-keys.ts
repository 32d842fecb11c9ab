import { SEND_ONCE_KEYS_MAX } from '../../limits';

/** Keys that this process knows as taken. Looking them up again would leave them open for a moment. */
export interface KnownKeys {
	has(name: string): boolean;
	add(name: string): void;
}

/** Starts empty, and forgets the oldest keys if there are too many. */
export function createKnownKeys(): KnownKeys {
	const names = new Set<string>();
	return {
		has: (name) => names.has(name),
		add(name) {
			names.delete(name);
			names.add(name);
			const oldest = names.values().next();
			if (names.size > SEND_ONCE_KEYS_MAX && oldest.done !== true) names.delete(oldest.value);
		},
	};
}
