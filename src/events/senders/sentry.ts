import type { ToolEvent } from '../event';
import type { Payload } from '../payload';
import type { Sender } from '../sender';
import type { EventState } from '../vocabulary';

import { factsOf, plain, toolEvent } from '../event';
import { eventTime } from '../event-time';
import { stateOf } from '../vocabulary';

const ACTIONS: Readonly<Record<string, EventState>> = {
	triggered: 'firing',
	critical: 'firing',
	created: 'open',
	unresolved: 'open',
	warning: 'warning',
	resolved: 'resolved',
	ignored: 'closed',
	archived: 'closed',
	assigned: 'updated',
	updated: 'updated',
	deleted: 'deleted',
};

const RESOURCES: readonly string[] = ['event', 'error', 'issue', 'metric_alert', 'comment'];

/**
 * Sentry's integration platform. Documented at docs.sentry.io, "Webhooks": action, actor, installation (uuid) and data,
 * which holds an issue, an event of an issue alert with its rule, an error, a metric alert or a comment; the header
 * Sentry-Hook-Resource names it too.
 */
export const sentry: Sender = {
	name: 'Sentry',
	recognises: ({ body }) =>
		body.text('action') !== '' &&
		body.text('installation', 'uuid') !== '' &&
		RESOURCES.some((name) => body.has('data', name)),
	read: ({ body }) => {
		const data = body.in('data');
		if (data.has('metric_alert')) return metricEvent(body, data);
		if (data.has('issue')) return issueEvent(body, data.in('issue'));
		if (data.has('comment')) return commentEvent(body, data);
		return errorEvent(body, data);
	},
};

function errorEvent(body: Payload, data: Payload): ToolEvent {
	const error = data.in(data.has('event') ? 'event' : 'error');
	const issue = error.text('issue_id') || (/\/issues\/(\w+)\/?$/.exec(error.text('issue_url'))?.[1] ?? '');
	return toolEvent({
		kind: 'alert',
		state: stateOf(ACTIONS, body.text('action'), 'open'),
		word: body.text('action'),
		severity: error.text('level'),
		title: error.text('title') || error.text('message'),
		text: plain(error.text('message')),
		facts: factsOf({
			Rule: data.text('triggered_rule'),
			Culprit: error.text('culprit'),
			Project: error.text('project'),
			Environment: error.text('environment'),
			Release: error.text('release'),
			Location: error.text('location'),
		}),
		links: [{ title: 'Open event', url: error.text('web_url') }],
		time: eventTime(error.first('datetime', 'timestamp')),
		key: issue || error.text('event_id'),
	});
}

function issueEvent(body: Payload, issue: Payload): ToolEvent {
	return toolEvent({
		kind: 'issue',
		state: stateOf(ACTIONS, body.text('action'), 'updated'),
		word: body.text('action'),
		severity: issue.text('level'),
		title: issue.text('title'),
		facts: factsOf({
			Issue: issue.text('shortId'),
			Project: issue.text('project', 'name') || issue.text('project', 'slug'),
			Culprit: issue.text('culprit'),
			Assignee: issue.text('assignedTo', 'name'),
			Events: issue.text('count'),
			Users: issue.text('userCount'),
			By: personIn(body),
		}),
		links: [{ title: 'Open issue', url: issue.first('permalink', 'web_url') }],
		time: eventTime(issue.text('lastSeen')),
		key: issue.text('id'),
	});
}

/** The title of the alert itself is made of random words; the description names the rule. */
function metricEvent(body: Payload, data: Payload): ToolEvent {
	const alert = data.in('metric_alert');
	const rule = alert.in('alert_rule');
	return toolEvent({
		kind: 'alert',
		state: stateOf(ACTIONS, body.text('action')),
		word: body.text('action'),
		title: data.text('description_title') || rule.text('name'),
		text: plain(data.text('description_text').replaceAll('\\n', '\n')),
		facts: factsOf({
			Rule: rule.text('name'),
			Projects: alert.texts('projects').join(', '),
			Query: rule.text('query'),
			Environment: rule.text('environment'),
		}),
		links: [{ title: 'Open alert', url: data.text('web_url') }],
		time: eventTime(alert.first('date_started', 'date_detected')),
		key: alert.text('id'),
	});
}

function commentEvent(body: Payload, data: Payload): ToolEvent {
	return toolEvent({
		kind: 'comment',
		state: stateOf(ACTIONS, body.text('action'), 'updated') === 'deleted' ? 'deleted' : 'created',
		title: data.text('project_slug'),
		text: plain(data.text('comment')),
		facts: factsOf({ By: personIn(body) }),
		time: eventTime(data.text('timestamp')),
		key: data.text('issue_id'),
	});
}

function personIn(body: Payload): string {
	return body.text('actor', 'type') === 'user' ? body.text('actor', 'name') : '';
}
