import type { DeliveryProblem } from '../answer/outcome';
import type { Place } from './schedule';

import { PACE_QUEUE_MAX } from '../../limits';
import { CANCELLED } from '../answer/failures';

/** What to say of a message for which there was no place. */
export function paceProblem({ reason, freeAtMs }: Extract<Place, { ok: false }>, nowMs: number): DeliveryProblem {
	if (reason === 'cancelled') return CANCELLED;
	const retryAtMs = Math.max(freeAtMs, nowMs);
	const at = new Date(retryAtMs).toISOString();
	if (reason === 'queue-full') {
		return {
			code: 'pace-queue-full',
			message: `${PACE_QUEUE_MAX} messages wait for this destination already; the next one can go at ${at}.`,
			hint: 'Send fewer messages, or gather them in one card (Items: Together).',
			retryAtMs,
		};
	}
	return {
		code: 'pace-window-full',
		message: `The destination takes no more messages now; the next one can go at ${at}.`,
		hint: 'Send it again after that time, raise the option Max Wait, or gather messages in one card (Items: Together).',
		retryAtMs,
	};
}
