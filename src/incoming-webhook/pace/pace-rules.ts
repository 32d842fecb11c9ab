import type { Destination } from '../destination/destination';
import type { PaceWindow } from './schedule';

import {
	PACE_FLOW_WINDOW_MS,
	PACE_HALF_MINUTE_MS,
	PACE_PER_HALF_MINUTE,
	PACE_PER_SECOND,
	PACE_SECOND_MS,
	PACE_SECOND_SLACK,
	PACE_WINDOW_SLACK,
} from '../../limits';

/** What a credential says about the pace. Flows of one owner share a group; `per300s` is 0 where it is off. */
export interface PaceSettings {
	readonly group: string;
	readonly per300s: number;
}

/** The windows that messages to a destination have to keep: none for a gateway of the user's own. */
export function paceWindows(
	{ kind, lane }: Pick<Destination, 'kind' | 'lane'>,
	{ group, per300s }: PaceSettings,
): readonly PaceWindow[] {
	const window = (name: string, limit: number, windowMs: number, slack = PACE_WINDOW_SLACK): PaceWindow => ({
		group: name,
		limit,
		windowMs: windowMs * slack,
	});
	return [
		...(kind === 'other' ? [] : [window(lane, PACE_PER_SECOND, PACE_SECOND_MS, PACE_SECOND_SLACK)]),
		...(kind === 'connector' ? [window(lane, PACE_PER_HALF_MINUTE, PACE_HALF_MINUTE_MS)] : []),
		...(per300s > 0 ? [window(group, per300s, PACE_FLOW_WINDOW_MS)] : []),
	];
}
