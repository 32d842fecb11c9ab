import type { DeliveryProblem } from '../answer/outcome';
import type { Destination } from '../destination/destination';
import type { PaceSlot, PaceWindow } from './schedule';

import {
	PACE_FLOW_WINDOW_MS,
	PACE_HALF_MINUTE_MS,
	PACE_PER_HALF_MINUTE,
	PACE_PER_SECOND,
	PACE_QUEUE_MAX,
	PACE_SECOND_MS,
	PACE_SECOND_SLACK,
	PACE_WINDOW_SLACK,
} from '../../limits';
import { CANCELLED } from '../answer/failures';

/** What a credential says about the pace. Flows of one owner share a group; `per300s` is 0 if it is off. */
export interface PaceSettings {
	readonly group: string;
	readonly per300s: number;
}

/** The windows for messages to a destination: none for a gateway of the user's own. */
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

/** The problem of a message that did not get a slot. */
export function paceProblem({ reason, freeAtMs }: Extract<PaceSlot, { ok: false }>, nowMs: number): DeliveryProblem {
	if (reason === 'cancelled') return CANCELLED;
	const retryAtMs = Math.max(freeAtMs, nowMs);
	const at = new Date(retryAtMs).toISOString();
	if (reason === 'queue-full') {
		return {
			code: 'pace-queue-full',
			message: `${PACE_QUEUE_MAX} messages are already waiting for this destination; the next one can go at ${at}.`,
			hint: 'Send fewer messages, or combine them in one card (Items: Together).',
			retryAtMs,
		};
	}
	return {
		code: 'pace-window-full',
		message: `The pace limit of this destination has been reached; the next message can go at ${at}.`,
		hint: 'Send it again after that time, raise the option Max Wait, or combine messages in one card (Items: Together).',
		retryAtMs,
	};
}
