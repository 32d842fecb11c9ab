import type { CardColor } from '../cards/form/card-form';

/** What an event is about, and what the panel calls it. */
export const EVENT_KINDS = {
	alert: 'Alert',
	build: 'Build or Pipeline',
	comment: 'Comment',
	deployment: 'Deployment',
	incident: 'Incident',
	issue: 'Issue or Work Item',
	message: 'Message',
	other: 'Other',
	payment: 'Payment',
	ping: 'Test of the Webhook',
	pullRequest: 'Pull or Merge Request',
	push: 'Push',
	release: 'Release',
	review: 'Review',
	subscription: 'Subscription to Confirm',
} as const satisfies Readonly<Record<string, string>>;

/** A key of {@link EVENT_KINDS}. */
export type EventKind = keyof typeof EVENT_KINDS;

interface StateLook {
	/** The word on the card; empty: the card does not mention a state. */
	readonly word: string;
	readonly color: CardColor;
}

/** The states of all senders in one vocabulary, each with its word and colour; no name is that of a kind. */
export const EVENT_STATES = {
	acknowledged: { word: 'Acknowledged', color: 'warning' },
	approved: { word: 'Approved', color: 'good' },
	cancelled: { word: 'Cancelled', color: 'warning' },
	changesRequested: { word: 'Changes requested', color: 'warning' },
	closed: { word: 'Closed', color: 'default' },
	created: { word: 'Created', color: 'accent' },
	degraded: { word: 'Degraded', color: 'warning' },
	deleted: { word: 'Deleted', color: 'warning' },
	draft: { word: 'Draft', color: 'default' },
	failed: { word: 'Failed', color: 'attention' },
	firing: { word: 'Firing', color: 'attention' },
	info: { word: '', color: 'default' },
	maintenance: { word: 'Maintenance', color: 'accent' },
	merged: { word: 'Merged', color: 'good' },
	noData: { word: 'No data', color: 'warning' },
	open: { word: 'Open', color: 'accent' },
	pending: { word: 'Pending', color: 'default' },
	pushed: { word: 'Pushed', color: 'accent' },
	resolved: { word: 'Resolved', color: 'good' },
	running: { word: 'Running', color: 'accent' },
	success: { word: 'Succeeded', color: 'good' },
	updated: { word: 'Updated', color: 'default' },
	warning: { word: 'Warning', color: 'warning' },
} as const satisfies Readonly<Record<string, StateLook>>;

/** A key of {@link EVENT_STATES}. */
export type EventState = keyof typeof EVENT_STATES;

/** The first state that one of the words names, in any case; `fallback` for words that no table has. */
export function stateOf(
	table: Readonly<Record<string, EventState>>,
	word: string,
	fallback: EventState = 'info',
): EventState {
	const name = word.toLowerCase();
	return Object.hasOwn(table, name) ? (table[name] ?? fallback) : fallback;
}
