import type { EventFact, EventLink, EventPart, EventText, ToolEvent } from './event';
import type { Payload } from './payload';
import type { EventState } from './vocabulary';

import { eventPart, plain, toolEvent } from './event';
import { eventTime } from './event-time';
import { stateOf } from './vocabulary';

const STATES: Readonly<Record<string, EventState>> = { firing: 'firing', resolved: 'resolved' };

/** Labels that the card shows in other places. */
const SHOWN_ELSEWHERE: ReadonlySet<string> = new Set(['alertname', 'severity']);

/** Chosen: names of alerts in the title of a group. */
const NAMES_MAX = 3;

/** Reads one alert of a group. */
type AlertReader = (alert: Payload, group: Payload) => EventPart;

/**
 * A group of alerts as Alertmanager and Grafana post it. One alert becomes the event itself; of several, each is a part
 * with its own state, and the group is firing as long as one of them is. What they do not all have in common is shown
 * with each alert.
 */
export function groupEvent(group: Payload, read: AlertReader, links: readonly EventLink[]): ToolEvent {
	const alerts = group.list('alerts');
	const parts = alerts.map((alert) => read(alert, group));
	const partsMissing = Math.max(0, Math.floor(Number(group.text('truncatedAlerts')) || 0));
	const [only] = parts;
	const isOne = parts.length === 1 && partsMissing === 0 && only !== undefined;
	const shared = eventPart({
		title: group.text('commonLabels', 'alertname') || namesIn(alerts) || group.text('groupLabels', 'alertname'),
		state: parts.some(({ state }) => state === 'firing') ? 'firing' : stateOf(STATES, group.text('status'), 'resolved'),
		severity: group.text('commonLabels', 'severity'),
		text: textOf(group.in('commonAnnotations')),
		facts: labelFacts(group.entries('commonLabels')),
		links,
		time: parts.map(({ time }) => time).find((time) => time !== '') ?? '',
	});
	if (!isOne) return toolEvent({ ...shared, kind: 'alert', key: group.text('groupKey'), parts, partsMissing });
	return toolEvent({
		...shared,
		kind: 'alert',
		key: alerts[0]?.text('fingerprint') || group.text('groupKey'),
		title: only.title || shared.title,
		state: only.state,
		severity: only.severity || shared.severity,
		text: only.text.value === '' ? shared.text : only.text,
		facts: [...shared.facts, ...only.facts],
		links: [...only.links, ...links],
	});
}

/** One alert: the labels that are not those of the whole group, and the state of the group if it has none itself. */
export function partOf(alert: Payload, group: Payload, links: readonly EventLink[]): EventPart {
	const isCommon = ([name, value]: readonly [string, string]) => group.text('commonLabels', name) === value;
	const resolved = eventTime(alert.text('endsAt'));
	const state = stateOf(STATES, alert.text('status') || group.text('status'), 'firing');
	return eventPart({
		title: alert.text('labels', 'alertname'),
		state,
		severity: alert.text('labels', 'severity'),
		text: textOf(alert.in('annotations')),
		facts: [
			...labelFacts(alert.entries('labels').filter((label) => !isCommon(label))),
			{ title: 'Resolved at', value: state === 'resolved' ? resolved : '' },
		],
		links,
		time: eventTime(alert.text('startsAt')),
	});
}

function textOf(annotations: Payload): EventText {
	const texts = ['summary', 'title', 'description', 'message'].map((name) => annotations.text(name));
	return plain([...new Set(texts)].filter((text) => text !== '').join('\n'));
}

/** Labels that begin with two underscores are internal to Prometheus and Grafana. */
function labelFacts(labels: ReadonlyArray<readonly [string, string]>): readonly EventFact[] {
	return labels
		.filter(([name]) => !SHOWN_ELSEWHERE.has(name) && !name.startsWith('__'))
		.map(([title, value]) => ({ title, value }));
}

function namesIn(alerts: readonly Payload[]): string {
	const names = [...new Set(alerts.map((alert) => alert.text('labels', 'alertname')).filter((name) => name !== ''))];
	return names.length > NAMES_MAX ? `${names.slice(0, NAMES_MAX).join(', ')}…` : names.join(', ');
}
