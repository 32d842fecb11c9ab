import type { Content } from '../content';
import type { MessageTarget } from '../finding';

import { countBytes } from './bytes';

/** How large a message may be. */
export interface SizeBudget {
	/** The limit in bytes. Every UTF-16 unit of a message counts at least one. */
	readonly maxBytes: number;
	/** Whether a message takes at most this share of the bytes; by default all of them. */
	readonly fits: (content: Content, share?: number) => boolean;
	/** False if `summary` does not count: a flow gets it beside the cards, and posts only the cards. */
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

/** The largest good number from `low` to `high`, if `low` is good and everything below a good number is good too. */
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

/** How many of `length` entries are good together, possibly none. Small numbers are tried first, so that a long list costs only as much as its result. */
export function greatestCount(length: number, isGood: (count: number) => boolean): number {
	let good = 0;
	let step = 1;
	while (good + step <= length && isGood(good + step)) {
		good += step;
		step *= 2;
	}
	return greatest(good, Math.min(length, good + step - 1), isGood);
}
