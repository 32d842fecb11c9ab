import type { EventPart, ToolEvent } from '../event';
import type { Payload } from '../payload';
import type { Sender } from '../sender';
import type { EventState } from '../vocabulary';

import { groupEvent, partOf } from '../alert-group';
import { plain, toolEvent } from '../event';
import { stateOf } from '../vocabulary';

/** The states of a rule before unified alerting. */
const RULE_STATES: Readonly<Record<string, EventState>> = {
	alerting: 'firing',
	ok: 'resolved',
	no_data: 'noData',
	pending: 'pending',
	paused: 'info',
};

/** The title that Grafana makes by itself: "[FIRING:2] name (labels)". */
const OWN_TITLE = /^\[(?:FIRING|RESOLVED)\b/i;

/**
 * Grafana Alerting. Documented at grafana.com/docs/grafana/latest/alerting, "Configure the webhook notifier": the
 * members of Alertmanager with version "1", and orgId, title, state, message and truncatedAlerts. `state` is a leftover
 * that contradicts `status`; `status` counts. Before version 9, rules posted ruleId, ruleName, ruleUrl, state and
 * evalMatches ("Legacy alerting notifications").
 */
export const grafana: Sender = {
	name: 'Grafana',
	recognises: ({ body }) => isGroup(body) || isRule(body),
	read: ({ body }) => (isRule(body) ? ruleEvent(body) : alertingEvent(body)),
};

function isGroup(body: Payload): boolean {
	return body.has('orgId') && body.has('groupKey') && Array.isArray(body.raw.alerts) && body.has('commonLabels');
}

function isRule(body: Payload): boolean {
	return body.has('ruleId') && body.text('ruleName') !== '' && body.text('state') !== '' && !body.has('alerts');
}

function alertingEvent(body: Payload): ToolEvent {
	const event = groupEvent(body, alertOf, [{ title: 'Open Grafana', url: body.text('externalURL') }]);
	const title = body.text('title');
	const isOwn = title === '' || OWN_TITLE.test(title);
	const group = isOwn && event.title !== '' ? event : { ...event, title };
	return group.text.value === '' && group.parts.length === 0 && group.facts.length === 0
		? { ...group, text: plain(body.text('message')) }
		: group;
}

function alertOf(alert: Payload, group: Payload): EventPart {
	const part = partOf(alert, group, [
		{ title: 'Open panel', url: alert.text('panelURL') },
		{ title: 'Open dashboard', url: alert.text('dashboardURL') },
		{ title: 'Open rule', url: alert.text('generatorURL') },
		{ title: 'Open runbook', url: alert.text('annotations', 'runbook_url') },
		{ title: 'Silence', url: alert.text('silenceURL') },
	]);
	const values = alert.entries('values').map(([name, value]) => `${name} = ${value}`);
	return { ...part, facts: [...part.facts, { title: 'Values', value: values.join(', ') }] };
}

function ruleEvent(body: Payload): ToolEvent {
	const matches = body
		.list('evalMatches')
		.map((match) => ({ title: match.text('metric'), value: match.text('value') }));
	const tags = body.entries('tags').map(([title, value]) => ({ title, value }));
	return toolEvent({
		kind: 'alert',
		state: stateOf(RULE_STATES, body.text('state')),
		title: body.text('ruleName'),
		text: plain(body.text('message')),
		facts: [...matches, ...tags],
		links: [{ title: 'Open rule', url: body.text('ruleUrl') }],
		key: body.text('ruleId'),
	});
}
