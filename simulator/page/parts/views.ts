import type { Snapshot } from '../../model/types';
import type { IconName } from './icons';

/** What can be looked at; `channel` is the conversation alone. */
export type View = 'channel' | 'webhooks' | 'runs' | 'requests' | 'faults';

/** The views in their order, as the rail shows them. */
export const VIEWS: ReadonlyArray<{
	readonly view: View;
	readonly title: string;
	readonly icon: IconName;
	readonly badge: (snapshot: Snapshot) => number;
}> = [
	{ view: 'channel', title: 'Channel', icon: 'channel', badge: () => 0 },
	{ view: 'webhooks', title: 'Webhooks', icon: 'webhooks', badge: () => 0 },
	{ view: 'runs', title: 'Runs', icon: 'runs', badge: () => 0 },
	{ view: 'requests', title: 'Requests', icon: 'requests', badge: () => 0 },
	{ view: 'faults', title: 'Faults', icon: 'faults', badge: ({ faults }) => faults.length },
];
