import type { Finding } from '../cards/finding';
import type { Attachment } from '../cards/message';
import type { EventKind, EventState } from './vocabulary';

/** A name and a value, both data. Facts without a value are not shown. */
export interface EventFact {
	readonly title: string;
	readonly value: string;
}

/** A page that a button or a link opens; anything but an absolute http(s) address is not shown. */
export interface EventLink {
	readonly title: string;
	readonly url: string;
}

/** A text from the sender: data that appears as it is, or Markdown where the sender's format says so. */
export interface EventText {
	readonly format: 'plain' | 'markdown';
	readonly value: string;
}

/** One alert of a group, or one part of a message. */
export interface EventPart {
	readonly title: string;
	readonly state: EventState;
	/** The sender's own word for the state, which a card then shows. */
	readonly word?: string;
	readonly severity: string;
	readonly text: EventText;
	readonly facts: readonly EventFact[];
	readonly links: readonly EventLink[];
	/** ISO 8601; `''` if there is none. */
	readonly time: string;
}

/** What a tool reported, in one form for all tools. Texts are `''` where the payload does not say. */
export interface ToolEvent extends EventPart {
	readonly kind: EventKind;
	/** The sender's own identity of the thing: a fingerprint, an incident, a pull request. */
	readonly key: string;
	/** The alerts of a group, each with its own state; empty if the event is about one thing. */
	readonly parts: readonly EventPart[];
	/** Alerts that the sender has counted but left out. */
	readonly partsMissing: number;
	/** An address for the output that no card may link to. */
	readonly outputLink?: string;
	/** The sender's name for the card, if the payload is in a tool's format but may come from another tool. */
	readonly senderName?: string;
	/** The card itself, if the payload already is one; then only the names above are used. */
	readonly card?: Attachment;
	/** What the sender's format has that the card cannot show. */
	readonly findings?: readonly Finding[];
}

const NO_TEXT: EventText = { format: 'plain', value: '' };

/** An event with the members that a sender gives; all others are empty. */
export function toolEvent(members: Partial<ToolEvent>): ToolEvent {
	return { kind: 'other', key: '', parts: [], partsMissing: 0, ...eventPart(members), ...members };
}

/** A part with the members that a sender gives; all others are empty. */
export function eventPart(members: Partial<EventPart>): EventPart {
	return { title: '', state: 'info', severity: '', text: NO_TEXT, facts: [], links: [], time: '', ...members };
}

/** A fact for each name, in the given order. */
export function factsOf(named: Readonly<Record<string, string>>): readonly EventFact[] {
	return Object.entries(named).map(([title, value]) => ({ title, value }));
}

/** A text that appears as it is. */
export function plain(value: string): EventText {
	return { format: 'plain', value };
}

/** Markdown from the sender; it mentions nobody. */
export function markdown(value: string): EventText {
	return { format: 'markdown', value };
}
