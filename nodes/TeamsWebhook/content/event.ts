import type { IDataObject } from 'n8n-workflow';
import type { Draft } from '../../../src/cards/prepare';
import type { EventSource, EventSummary } from '../../../src/events/read-event';
import type { ItemInput } from '../item-input';

import { parseJsonParameter } from '../../../src/cards/card-json';
import { cardContent } from '../../../src/cards/content';
import { budgetOf } from '../../../src/cards/size/budget';
import { readEvent } from '../../../src/events/read-event';
import { SENDER_IDS } from '../../../src/events/senders';
import { oneOf } from '../options/option-values';
import { readLooks, readPrepareOptions } from '../options/message-options';

/** An event that a message tells, and its time in ISO 8601, `''` if it has none. */
export interface MessageEvent {
	readonly summary: EventSummary;
	readonly time: string;
}

/** A draft with what it tells. */
export interface EventDraft extends Draft {
	readonly event: MessageEvent;
}

const SOURCES: readonly EventSource[] = ['auto', ...SENDER_IDS];

/**
 * Makes the card of a tool's event, from the field Event, or from the item where that is empty. With On Too Large set to
 * truncate, what is least important is left out until the card fits. Throws `event-empty`, `card-invalid-json` and
 * `option-invalid`.
 */
export function readEventDraft(input: ItemInput): EventDraft {
	const { dates, rightToLeft, maxItems, moreText } = readLooks(input);
	const { onTooLarge, maxBytes = Infinity } = readPrepareOptions(input);
	const budget = budgetOf('workflows', maxBytes);
	const source = oneOf(input.value('source', 'auto'), SOURCES, 'Source');
	const { event, time, attachment, findings } = readEvent(payloadIn(input), source, {
		dates: { ...dates, style: 'dateTime' },
		rightToLeft,
		maxParts: maxItems,
		moreText,
		fits: (card) => onTooLarge !== 'truncate' || budget.fits(cardContent([card])),
	});
	return { content: cardContent([attachment]), findings, event: { summary: event, time } };
}

/** What an output says of the events of a message: `event` of one, `events` of several in one message. */
export function eventMembers(events: readonly MessageEvent[]): IDataObject {
	const summaries = events.map(({ summary }): IDataObject => ({ ...summary }));
	if (summaries.length === 0) return {};
	return summaries.length === 1 ? { event: summaries[0] } : { events: summaries };
}

function payloadIn(input: ItemInput): unknown {
	const given = input.value('event', '');
	if (given !== undefined && given !== null && given !== '') return parseJsonParameter(given, 'event');
	// An agent that posts an event gives it; what else it was given does not go to a channel.
	return input.isTool ? {} : input.json;
}
