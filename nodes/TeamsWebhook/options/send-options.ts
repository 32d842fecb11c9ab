import type { SendPolicy } from '../../../src/incoming-webhook/send-policy';
import type { NumberRange } from '../../shared/number-option';
import type { EventSummary } from '../../../src/events/read-event';
import type { MessageEvent } from '../content/event';
import type { ItemInput } from '../item-input';

import {
	SEND_ATTEMPTS,
	SEND_ATTEMPTS_MAX,
	SEND_TIMEOUT_MAX_MS,
	SEND_TIMEOUT_MS,
	SEND_WAIT_MAX_MS,
} from '../../../src/limits';
import { TeamsWebhookError } from '../../../src/errors';
import { SKIP_RULES } from '../../../src/events/skip';
import { parameterText } from '../content/parameter-values';
import { oneOf } from './option-values';
import { numberIn } from '../../shared/number-option';

const SECOND_MS = 1_000;

/** Chosen: nobody reads an older message. */
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
			name: 'Timeout (Seconds)',
			from: 0.1,
			to: SEND_TIMEOUT_MAX_MS / SECOND_MS,
		}),
		maxWaitMs: milliseconds(options.maxWait ?? SEND_WAIT_MAX_MS / SECOND_MS, {
			name: 'Max Wait (Seconds)',
			from: 0,
			to: WAIT_MAX_SECONDS,
		}),
		pace: oneOf(options.pace ?? 'limits', ['limits', 'off'] as const, 'Pace'),
		retryUnclear: options.retryUnclear === true,
	};
}

/** The option `skipEvents`: kinds and states of events, as a list or separated by commas. Throws `option-invalid`. */
export function readSkipRules(input: ItemInput): readonly string[] {
	const { skipEvents = [] } = input.options();
	const rules: readonly unknown[] = Array.isArray(skipEvents) ? skipEvents : parameterText(skipEvents).split(',');
	return rules
		.map((rule) => parameterText(rule).trim())
		.filter((rule) => rule !== '')
		.map((rule) => oneOf(rule, SKIP_RULES, 'Skip Events'));
}

/** The placeholders for an event in a Send Once Key, such as `{event.key}`. */
const OF_EVENT = /\{event\.(key|kind|source|state|time)\}/g;

/**
 * The option `sendOnceKey` of one item, with its placeholders filled in from the events that the message reports;
 * `undefined` if the option was not added. It counts as empty if it asks for the key of an event that has none. Throws
 * `option-invalid` if it is empty: sending without the check would be a surprise.
 */
export function readSendOnceKey(input: ItemInput, events: readonly MessageEvent[]): string | undefined {
	const options = input.options();
	if (!Object.hasOwn(options, 'sendOnceKey')) return undefined;
	const { sendOnceKey } = options;
	const key = typeof sendOnceKey === 'string' || typeof sendOnceKey === 'number' ? String(sendOnceKey).trim() : '';
	const filled = events.length === 0 ? key : withEvents(key, events);
	if (filled !== '') return filled;
	throw new TeamsWebhookError(
		'option-invalid',
		'Send Once Key is empty for this item.',
		'Enter something that tells messages apart, check the expression, or remove the option. An event from an unknown sender does not have {event.key}.',
	);
}

/**
 * `''` if one of the events has no key and the text asks for it: without a key, different events would look the same.
 */
function withEvents(text: string, events: readonly MessageEvent[]): string {
	if (text.includes('{event.key}') && events.some(({ summary }) => summary.key === '')) return '';
	return text.replace(OF_EVENT, (_, name: keyof EventSummary | 'time') =>
		events.map(({ summary, time }) => (name === 'time' ? time : summary[name])).join('+'),
	);
}

function milliseconds(value: unknown, range: NumberRange): number {
	return Math.round(SECOND_MS * numberIn(value, range));
}
