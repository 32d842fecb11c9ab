import type { Now } from '../../ports';

import { forgetOldest } from '../../forget-oldest';
import { FLOW_GROUPS_MAX, PACE_FLOW_WINDOW_MS, PACE_PER_FLOW_WINDOW } from '../../limits';

/** Counts the messages that flows have taken, to warn when Microsoft is said to drop them. */
export interface FlowTally {
	/** Counts one message of a group. True from the 26th in 300 s (teams.md C.4). */
	isCrowded(group: string): boolean;
}

/**
 * Creates a tally. Each process remembers the last times of {@link FLOW_GROUPS_MAX} groups; the one that was quiet for
 * longest is forgotten first.
 */
export function createFlowTally(now: Now): FlowTally {
	const groups = new Map<string, number[]>();
	return {
		isCrowded(group) {
			const nowMs = now();
			const timesMs = groups.get(group) ?? [];
			timesMs.push(nowMs);
			if (timesMs.length > PACE_PER_FLOW_WINDOW + 1) timesMs.shift();
			groups.delete(group);
			groups.set(group, timesMs);
			forgetOldest(groups, FLOW_GROUPS_MAX);
			return timesMs.length > PACE_PER_FLOW_WINDOW && (timesMs[0] ?? 0) > nowMs - PACE_FLOW_WINDOW_MS;
		},
	};
}
