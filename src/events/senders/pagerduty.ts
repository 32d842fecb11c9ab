import type { EventPart, ToolEvent } from '../event';
import type { Payload } from '../payload';
import type { Sender } from '../sender';
import type { EventState } from '../vocabulary';

import { eventPart, factsOf, plain, toolEvent } from '../event';
import { eventTime } from '../event-time';
import { joined, numbered } from '../repository-words';
import { stateOf } from '../vocabulary';

/** What happens to an incident, in the words of version 3 and of version 1. */
const EVENTS: Readonly<Record<string, EventState>> = {
	triggered: 'firing',
	trigger: 'firing',
	reopened: 'firing',
	unacknowledged: 'firing',
	unacknowledge: 'firing',
	acknowledged: 'acknowledged',
	acknowledge: 'acknowledged',
	resolved: 'resolved',
	resolve: 'resolved',
	annotated: 'info',
	annotate: 'info',
};

/**
 * PagerDuty. Documented at developer.pagerduty.com, "Webhooks Overview" (version 3): event with event_type,
 * resource_type, occurred_at, agent and data, an incident or a note, whose incident is one level deeper. Version 1 posted
 * a list of messages. Where the type of the event and the status of the incident disagree, the type is newer.
 */
export const pagerduty: Sender = {
	name: 'PagerDuty',
	recognises: ({ body }) =>
		(body.text('event', 'event_type').includes('.') &&
			body.has('event', 'resource_type') &&
			body.has('event', 'data')) ||
		isVersion1(body),
	read: ({ body }) => (isVersion1(body) ? messagesEvent(body.list('messages')) : incidentEvent(body.in('event'))),
};

function isVersion1(body: Payload): boolean {
	const [first] = body.list('messages');
	return first !== undefined && first.text('type').startsWith('incident.') && first.has('data', 'incident');
}

function incidentEvent(event: Payload): ToolEvent {
	const type = event.text('event_type');
	const data = event.in('data');
	const incident = data.has('incident') ? data.in('incident') : data;
	const action = type.split('.').at(-1) ?? '';
	if (type.startsWith('pagey.')) return toolEvent({ kind: 'ping', title: 'The webhook works', key: event.text('id') });
	const state = stateOf(EVENTS, action, 'updated');
	return toolEvent({
		kind: action === 'annotated' ? 'comment' : 'incident',
		state,
		...(state === 'info' ? {} : { word: action.replaceAll('_', ' ') }),
		severity: incident.text('priority', 'summary') || incident.text('urgency'),
		title: numbered(incident.text('number'), incident.first('title', 'summary')),
		text: plain(data.first('content', 'message')),
		facts: factsOf({
			Service: incident.text('service', 'summary'),
			Assignees: joined(incident.list('assignees').map((person) => person.text('summary'))),
			Teams: joined(incident.list('teams').map((team) => team.text('summary'))),
			By: event.text('agent', 'summary'),
		}),
		links: [{ title: 'Open incident', url: incident.text('html_url') }],
		time: eventTime(event.text('occurred_at')),
		key: incident.text('id'),
	});
}

/**
 * A single message is the event itself. Of several, the event is the last one about an open incident, or else the last
 * one.
 */
function messagesEvent(messages: readonly Payload[]): ToolEvent {
	const incidents = messages.map((message) => message.text('data', 'incident', 'id'));
	const parts = messages.map(messagePart);
	const open = parts.flatMap(({ state }, index) =>
		state === 'firing' && incidents.lastIndexOf(incidents[index] ?? '') === index ? [index] : [],
	);
	const now = open.at(-1) ?? parts.length - 1;
	return toolEvent({
		...(parts[now] ?? eventPart({})),
		kind: 'incident',
		key: incidents[now] ?? '',
		...(parts.length > 1 ? { facts: [], parts } : {}),
	});
}

function messagePart(message: Payload): EventPart {
	const incident = message.in('data', 'incident');
	const action = message.text('type').split('.').at(-1) ?? '';
	return eventPart({
		title: numbered(
			incident.text('incident_number'),
			incident.text('trigger_summary_data', 'subject') || incident.text('trigger_summary_data', 'description'),
		),
		state: stateOf(EVENTS, action, 'updated'),
		facts: factsOf({
			Service: incident.text('service', 'name'),
			Assignee: incident.text('assigned_to_user', 'name'),
			'Resolved by': incident.text('resolved_by_user', 'name'),
		}),
		links: [{ title: 'Open incident', url: incident.text('html_url') }],
		time: eventTime(message.text('created_on')),
	});
}
