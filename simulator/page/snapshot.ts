import type { Change, Snapshot } from '../model/types';

/**
 * Applies one change: an entity replaces the one with the same id, or comes last. After a `reset`, everything is loaded
 * again.
 */
export function applyChange(snapshot: Snapshot, change: Exclude<Change, { kind: 'reset' }>): Snapshot {
	switch (change.kind) {
		case 'setup':
			return { ...snapshot, ...change.setup };
		case 'message':
			return { ...snapshot, messages: upsert(snapshot.messages, change.message) };
		case 'run':
			return { ...snapshot, runs: upsert(snapshot.runs, change.run) };
		case 'request':
			return { ...snapshot, requests: upsert(snapshot.requests, change.request) };
	}
}

function upsert<T extends { readonly id: string }>(entries: readonly T[], entry: T): readonly T[] {
	const at = entries.findLastIndex(({ id }) => id === entry.id);
	return at === -1 ? [...entries, entry] : entries.with(at, entry);
}
