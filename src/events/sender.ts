import type { ToolEvent } from './event';
import type { Payload } from './payload';

/** What a webhook has received. */
export interface EventDelivery {
	/** By lower-case name; empty if only the body is known. */
	readonly headers: Readonly<Record<string, string>>;
	readonly body: Payload;
}

/** A tool, or a format of messages: how its payloads are recognised and read. */
export interface Sender {
	/** The name that a card shows. */
	readonly name: string;
	/** Judges structure and documented headers, never a single word. No payload is recognised by two senders. */
	readonly recognises: (delivery: EventDelivery) => boolean;
	/** Never throws. A payload of another sender gives an event with little in it. */
	readonly read: (delivery: EventDelivery) => ToolEvent;
}
