import type { ToolEvent } from '../event';
import type { Payload } from '../payload';
import type { Sender } from '../sender';
import type { EventState } from '../vocabulary';

import { factsOf, plain, toolEvent } from '../event';
import { eventTime } from '../event-time';
import { joined } from '../repository-words';
import { stateOf } from '../vocabulary';

const STATES: Readonly<Record<string, EventState>> = {
	investigating: 'firing',
	identified: 'firing',
	monitoring: 'warning',
	resolved: 'resolved',
	postmortem: 'resolved',
	scheduled: 'pending',
	in_progress: 'maintenance',
	verifying: 'maintenance',
	completed: 'resolved',
	operational: 'resolved',
	degraded_performance: 'degraded',
	partial_outage: 'firing',
	major_outage: 'firing',
	under_maintenance: 'maintenance',
};

/** Statuspage's own ids; tools that copy the format have others, such as numbers. */
const OWN_ID = /^[a-z\d]{12}$/;

/**
 * Statuspage, and status pages that post in its format (Better Stack). Documented at support.atlassian.com/statuspage,
 * "Enable webhook notifications": page with status_indicator and status_description, meta, and an incident with its
 * updates, newest first, or a component with its update. `meta.unsubscribe` ends the subscription of whoever opens it,
 * so nothing links to it.
 */
export const statuspage: Sender = {
	name: 'Statuspage',
	recognises: ({ body }) =>
		body.has('page', 'id') &&
		(body.has('page', 'status_description') || body.has('page', 'status_indicator')) &&
		((body.text('incident', 'name') !== '' && body.text('incident', 'status') !== '') ||
			(body.text('component', 'name') !== '' && body.has('component_update'))),
	read: ({ body }) => ({
		...(body.has('incident') ? incidentEvent(body) : componentEvent(body)),
		...(OWN_ID.test(body.text('page', 'id')) ? {} : { senderName: 'Statuspage format' }),
	}),
};

function incidentEvent(body: Payload): ToolEvent {
	const incident = body.in('incident');
	const [latest] = incident.list('incident_updates');
	const status = incident.text('status');
	const impact = incident.text('impact');
	return toolEvent({
		kind: 'incident',
		state: stateOf(STATES, status, 'updated'),
		word: spelled(status),
		severity: impact === 'none' ? '' : impact,
		title: incident.text('name'),
		text: plain(latest?.text('body') ?? ''),
		facts: factsOf({
			Components: joined(
				incident.list('components').map((each) => joined([each.text('name'), spelled(each.text('status'))], ': ')),
			),
			Page: body.text('page', 'status_description'),
			'Scheduled for': eventTime(incident.text('scheduled_for')),
			'Scheduled until': eventTime(incident.text('scheduled_until')),
			'Resolved at': eventTime(incident.text('resolved_at')),
		}),
		links: [{ title: 'Open incident', url: incident.text('shortlink') }],
		time: eventTime(latest?.first('display_at', 'created_at') ?? '') || eventTime(incident.text('updated_at')),
		key: incident.text('id'),
	});
}

function componentEvent(body: Payload): ToolEvent {
	const update = body.in('component_update');
	const status = update.text('new_status') || body.text('component', 'status');
	return toolEvent({
		kind: 'incident',
		state: stateOf(STATES, status, 'updated'),
		word: spelled(status),
		title: body.text('component', 'name'),
		text: plain(body.text('component', 'description')),
		facts: factsOf({
			Was: spelled(update.text('old_status')),
			Page: body.text('page', 'status_description'),
		}),
		time: eventTime(update.text('created_at')),
		key: body.text('component', 'id'),
	});
}

function spelled(status: string): string {
	return status.replaceAll('_', ' ');
}
