import type { Store } from '../model/store';
import type { Snapshot } from '../model/types';

/** Everything there is to see; no security token is in it. */
export function snapshotOf(store: Store, baseUrl: string): Snapshot {
	const { setup, messages, runs, requests } = store.state();
	return { ...setup, messages, runs, requests, baseUrl };
}
