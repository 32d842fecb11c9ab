import type { Store } from '../model/store';
import type { Snapshot } from '../model/types';

/** What URLs begin with. */
export type Addresses = Pick<Snapshot, 'baseUrl' | 'n8nUrl'>;

/** Everything there is to see; no security token is in it. */
export function snapshotOf(store: Store, addresses: Addresses): Snapshot {
	const { setup, messages, runs, requests } = store.state();
	return { ...setup, messages, runs, requests, ...addresses };
}
