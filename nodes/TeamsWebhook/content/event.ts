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

/** An event that a message reports, and its time in ISO 8601, `''` if it has none. */
export interface MessageEvent {
	readonly summary: EventSummary;
	readonly time: string;
}

/** A draft with the event that it reports. */
export interface EventDraft extends Draft {
	readonly event: MessageEvent;
}

const SOURCES: readonly EventSource[] = ['auto', ...SENDER_IDS];

/**
 * Makes the card of a tool's event, from the field Event, or from the item if that field is empty. With On Too Large
 * set to truncate, the least important parts are left out until the card fits. Throws `event-empty`,
 * `card-invalid-json` and `option-invalid`.
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

/** What an output says about the events of a message: `event` for one, `events` for several in one message. */
export function eventMembers(events: readonly MessageEvent[]): IDataObject {
	const summaries = events.map(({ summary }): IDataObject => ({ ...summary }));
	if (summaries.length === 0) return {};
	return summaries.length === 1 ? { event: summaries[0] } : { events: summaries };
}

function payloadIn(input: ItemInput): unknown {
	const given = input.value('event', '');
	if (given !== undefined && given !== null && given !== '') return parseJsonParameter(given, 'event');
	// An agent that posts an event passes it in; whatever else the agent was given does not go to a channel.
	return input.isTool ? {} : input.json;
}
