import type { Finding } from '../cards/finding';
import type { Attachment } from '../cards/message';
import type { ToolEvent } from './event';
import type { EventLooks } from './event-card';
import type { EventDelivery } from './sender';
import type { SenderId } from './senders';
import type { EventKind, EventState } from './vocabulary';

import { cutText } from '../cards/size/cut-text';
import { isDeeperThan } from '../json';
import { TeamsWebhookError } from '../errors';
import { CARD_DEPTH_MAX } from '../limits';
import { deliveryOf } from './delivery';
import { buildEventCard, firstLink } from './event-card';
import { SENDER_IDS, SENDERS } from './senders';
import { unknownEvent } from './unknown-event';

/** What an output says about an event. Texts are `''` where the payload does not say. */
export interface EventSummary {
	readonly source: SenderId | 'unknown';
	readonly kind: EventKind;
	readonly state: EventState;
	/** The sender's own identity of the thing. */
	readonly key: string;
	readonly title: string;
	readonly link: string;
}

/** A payload as a card. */
interface ReadEvent {
	readonly event: EventSummary;
	/** ISO 8601, `''` if the payload has none. */
	readonly time: string;
	readonly attachment: Attachment;
	readonly findings: readonly Finding[];
}

/** Whose payload it is: `auto` recognises it. */
export type EventSource = SenderId | 'auto';

/** Chosen: this many characters of a text take the place of a missing title. */
const TITLE_MAX = 120;

const UNKNOWN_NAME = 'Unknown sender';

/**
 * Makes a card from what a tool has posted: an item of n8n's Webhook node, or the body alone. The card of an unknown
 * sender shows the members whose names are telling, and comes with a warning. Throws `event-empty` if there is no JSON
 * object in it.
 */
export function readEvent(value: unknown, source: EventSource, looks: EventLooks): ReadEvent {
	const delivery = isDeeperThan(value, CARD_DEPTH_MAX) ? undefined : deliveryOf(value);
	if (delivery === undefined)
		throw new TeamsWebhookError(
			'event-empty',
			`The item does not contain an event: it has no JSON object, or only an empty one, or is nested deeper than ${CARD_DEPTH_MAX} levels.`,
			'Pass in the item from a Webhook node, or its body, or check the expression in "Event".',
		);
	const id = senderOf(delivery, source);
	const event = id === undefined ? unknownEvent(delivery.body) : SENDERS[id].read(delivery);
	const { attachment, isReduced } = buildEventCard(event, id === undefined ? UNKNOWN_NAME : SENDERS[id].name, looks);
	return {
		event: summaryOf(event, id),
		time: event.time,
		attachment,
		findings: [
			...(id === undefined ? [unknownFinding(source)] : []),
			...(isReduced ? [REDUCED] : []),
			...(event.findings ?? []),
		],
	};
}

/** The sender that recognises a delivery; `undefined` if none does, or if the chosen one does not. */
function senderOf(delivery: EventDelivery, source: EventSource): SenderId | undefined {
	const candidates = source === 'auto' ? SENDER_IDS : [source];
	return candidates.find((id) => SENDERS[id].recognises(delivery));
}

function summaryOf(event: ToolEvent, id: SenderId | undefined): EventSummary {
	const { kind, state, key, title, text } = event;
	const told = [text.value, ...event.parts.flatMap((part) => [part.title, part.text.value])].find(
		(each) => each !== '',
	);
	const shown = title || cutText(withoutMarks(told?.trim().split('\n')[0] ?? ''), TITLE_MAX);
	return { source: id ?? 'unknown', kind, state, key, title: shown, link: firstLink(event) };
}

/** The words of a line of Markdown. */
function withoutMarks(line: string): string {
	return line
		.replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
		.replace(/\*\*|~~|`/g, '')
		.replace(/\\([^\w\s])/g, '$1');
}

function unknownFinding(source: EventSource): Finding {
	return {
		severity: 'warning',
		code: 'event-unknown',
		path: 'event',
		message:
			source === 'auto'
				? 'The sender of this event is not known, so the card shows what its payload seems to say.'
				: `This event does not match ${SENDERS[source].name}, so the card shows what its payload seems to say.`,
		fix: 'docs/events.md lists the known senders; for others, use the content Card or Card Template.',
	};
}

const REDUCED: Finding = {
	severity: 'warning',
	code: 'event-shortened',
	path: 'event',
	message:
		'The event is too large for one message: details and the last alerts are not shown; the card shows only how many were left out.',
	fix: 'Set up the sender to group fewer alerts, or set the option On Too Large to Split.',
};
