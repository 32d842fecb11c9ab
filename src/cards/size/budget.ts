import type { Content } from '../content';
import type { MessageTarget } from '../finding';

import { countBytes } from './bytes';

/** How large a message may be. */
export interface SizeBudget {
	/** Every UTF-16 unit of a message counts at least one byte. */
	readonly maxBytes: number;
	/** Whether a message takes no more than this share of the bytes; all of them, where no share is given. */
	readonly fits: (content: Content, share?: number) => boolean;
	/** False where `summary` takes nothing of it: a flow gets it beside the cards, and posts the cards. */
	readonly countsSummary: boolean;
}

/** The size of one message to a target, in bytes as {@link countBytes} counts them. */
export function budgetOf(target: MessageTarget, maxBytes: number): SizeBudget {
	return {
		maxBytes,
		fits: (content, share = 1) => countBytes(content, target) <= maxBytes * share,
		countsSummary: target !== 'workflows',
	};
}

/** The greatest number from `low` to `high` that is good, where `low` is good and everything below a good one is good too. */
export function greatest(low: number, high: number, isGood: (value: number) => boolean): number {
	let good = low;
	let most = Math.max(high, low);
	while (good < most) {
		const middle = Math.ceil((good + most) / 2);
		if (isGood(middle)) good = middle;
		else most = middle - 1;
	}
	return good;
}

/** How many of `length` entries are good together, from none on. Small numbers are tried first: a long list costs no more than what it gives. */
export function greatestCount(length: number, isGood: (count: number) => boolean): number {
	let good = 0;
	let step = 1;
	while (good + step <= length && isGood(good + step)) {
		good += step;
		step *= 2;
	}
	return greatest(good, Math.min(length, good + step - 1), isGood);
}
