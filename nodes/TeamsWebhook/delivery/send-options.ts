import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { SendPolicy } from '../../../src/delivery/send-policy';

import { SEND_ATTEMPTS, SEND_ATTEMPTS_MAX, SEND_TIMEOUT_MAX_MS, SEND_TIMEOUT_MS, SEND_WAIT_MAX_MS } from '../../../src/limits';
import { numberIn, oneOf, optionsOf } from '../option-values';

const SECOND_MS = 1_000;

/** Chosen: nobody reads a message that is older. */
const WAIT_MAX_SECONDS = 86_400;

/** Reads how a message is sent: attempts, timeout, wait, pace. Throws `option-invalid`. */
export function readSendPolicy(context: IExecuteFunctions, itemIndex: number): SendPolicy {
	const options: IDataObject = optionsOf(context, itemIndex);
	return {
		maxAttempts: numberIn(options.maxAttempts ?? SEND_ATTEMPTS, { name: 'Max Attempts', from: 1, to: SEND_ATTEMPTS_MAX, whole: true }),
		timeoutMs: SECOND_MS * numberIn(options.timeout ?? SEND_TIMEOUT_MS / SECOND_MS, { name: 'Timeout', from: 0.1, to: SEND_TIMEOUT_MAX_MS / SECOND_MS }),
		maxWaitMs: SECOND_MS * numberIn(options.maxWait ?? SEND_WAIT_MAX_MS / SECOND_MS, { name: 'Max Wait', from: 0, to: WAIT_MAX_SECONDS }),
		pace: oneOf(options.pace ?? 'limits', ['limits', 'off'] as const, 'Pace'),
		retryUnclear: options.retryUnclear === true,
	};
}

/** The option `sendOnceKey` of one item; `undefined` where it is not set. An expression that gives nothing counts as not set. */
export function readSendOnceKey(context: IExecuteFunctions, itemIndex: number): string | undefined {
	const { sendOnceKey }: IDataObject = optionsOf(context, itemIndex);
	const key = typeof sendOnceKey === 'string' || typeof sendOnceKey === 'number' ? String(sendOnceKey).trim() : '';
	return key === '' ? undefined : key;
}
