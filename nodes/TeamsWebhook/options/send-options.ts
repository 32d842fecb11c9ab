import type { SendPolicy } from '../../../src/incoming-webhook/send-policy';
import type { NumberRange } from '../../shared/number-option';
import type { ItemInput } from '../item-input';

import {
	SEND_ATTEMPTS,
	SEND_ATTEMPTS_MAX,
	SEND_TIMEOUT_MAX_MS,
	SEND_TIMEOUT_MS,
	SEND_WAIT_MAX_MS,
} from '../../../src/limits';
import { TeamsWebhookError } from '../../../src/errors';
import { oneOf } from './option-values';
import { numberIn } from '../../shared/number-option';

const SECOND_MS = 1_000;

/** Chosen: nobody reads a message that is older. */
const WAIT_MAX_SECONDS = 86_400;

/** Reads how a message is sent: attempts, timeout, wait, pace. Throws `option-invalid`. */
export function readSendPolicy(input: ItemInput): SendPolicy {
	const options = input.options();
	return {
		maxAttempts: numberIn(options.maxAttempts ?? SEND_ATTEMPTS, {
			name: 'Max Attempts',
			from: 1,
			to: SEND_ATTEMPTS_MAX,
			whole: true,
		}),
		timeoutMs: milliseconds(options.timeout ?? SEND_TIMEOUT_MS / SECOND_MS, {
			name: 'Timeout',
			from: 0.1,
			to: SEND_TIMEOUT_MAX_MS / SECOND_MS,
		}),
		maxWaitMs: milliseconds(options.maxWait ?? SEND_WAIT_MAX_MS / SECOND_MS, {
			name: 'Max Wait',
			from: 0,
			to: WAIT_MAX_SECONDS,
		}),
		pace: oneOf(options.pace ?? 'limits', ['limits', 'off'] as const, 'Pace'),
		retryUnclear: options.retryUnclear === true,
	};
}

/** The option `sendOnceKey` of one item; `undefined` if it was not added. Throws `option-invalid` if it is empty: sending without the check would be a surprise. */
export function readSendOnceKey(input: ItemInput): string | undefined {
	const options = input.options();
	if (!Object.hasOwn(options, 'sendOnceKey')) return undefined;
	const { sendOnceKey } = options;
	const key = typeof sendOnceKey === 'string' || typeof sendOnceKey === 'number' ? String(sendOnceKey).trim() : '';
	if (key !== '') return key;
	throw new TeamsWebhookError(
		'option-invalid',
		'Send Once Key is empty for this item.',
		'Fill it in with something that distinguishes messages, check its expression, or remove the option.',
	);
}

function milliseconds(value: unknown, range: NumberRange): number {
	return Math.round(SECOND_MS * numberIn(value, range));
}
