import type { EventFact, EventLink, ToolEvent } from '../event';
import type { Payload } from '../payload';
import type { Sender } from '../sender';
import type { EventState } from '../vocabulary';

import { factsOf, plain, toolEvent } from '../event';
import { eventTime } from '../event-time';
import { joined } from '../repository-words';
import { stateOf } from '../vocabulary';

const STATES: Readonly<Record<string, EventState>> = {
	fired: 'firing',
	activated: 'firing',
	resolved: 'resolved',
	deactivated: 'resolved',
};

/**
 * Azure Monitor. Documented at learn.microsoft.com, "Common alert schema": schemaId, data.essentials and
 * data.alertContext. Before it, metric alerts had the schema AzureMonitorMetricAlert with data.status and data.context
 * ("Webhook for metric alerts"), and classic alerts status and context alone.
 */
export const azureMonitor: Sender = {
	name: 'Azure Monitor',
	recognises: ({ body }) => isCommon(body) || isMetric(body) || isClassic(body),
	read: ({ body }) =>
		isCommon(body) ? commonEvent(body.in('data')) : contextEvent(isMetric(body) ? body.in('data') : body),
};

function isCommon(body: Payload): boolean {
	return body.text('schemaId') === 'azureMonitorCommonAlertSchema' && body.has('data', 'essentials');
}

function isMetric(body: Payload): boolean {
	return body.text('schemaId') === 'AzureMonitorMetricAlert' && body.has('data', 'context');
}

function isClassic(body: Payload): boolean {
	return (
		!body.has('schemaId') &&
		Object.hasOwn(STATES, body.text('status').toLowerCase()) &&
		body.text('context', 'subscriptionId') !== '' &&
		body.text('context', 'name') !== '' &&
		body.has('context', 'condition')
	);
}

function commonEvent(data: Payload): ToolEvent {
	const essentials = data.in('essentials');
	const context = data.in('alertContext');
	return toolEvent({
		kind: 'alert',
		state: stateOf(STATES, essentials.text('monitorCondition')),
		severity: essentials.text('severity'),
		title: essentials.text('alertRule'),
		text: plain(essentials.text('description')),
		facts: [
			...conditionFacts(context.in('condition')),
			...factsOf({
				Operation: context.text('operationName'),
				Target: joined(essentials.texts('configurationItems')) || namesOf(essentials.texts('alertTargetIDs')),
				'Monitored by': essentials.text('monitoringService'),
				'Resolved at': eventTime(essentials.text('resolvedDateTime')),
			}),
			...customFacts(data, 'customProperties'),
		],
		links: [
			{ title: 'Open alert', url: essentials.text('investigationLink') },
			...context.list('condition', 'allOf').map(searchLink),
		],
		time: eventTime(essentials.text('firedDateTime')),
		key: essentials.first('alertId', 'originAlertId'),
	});
}

function contextEvent(data: Payload): ToolEvent {
	const context = data.in('context');
	const severity = context.text('severity');
	return toolEvent({
		kind: 'alert',
		state: stateOf(STATES, data.text('status')),
		severity: severity === '' ? '' : `Sev${severity}`,
		title: context.text('name'),
		text: plain(context.text('description')),
		facts: [
			...conditionFacts(context.in('condition')),
			...factsOf({ Target: context.text('resourceName'), Region: context.text('resourceRegion') }),
			...customFacts(data, 'properties'),
		],
		links: [{ title: 'Open in the portal', url: context.text('portalLink') }],
		time: eventTime(context.text('timestamp')),
		key: context.text('id'),
	});
}

/** "Percentage CPU: 7.7 (GreaterThan 25)", for each part of a condition. */
function conditionFacts(condition: Payload): readonly EventFact[] {
	const criteria = condition.list('allOf');
	return (criteria.length === 0 ? [condition] : criteria).map((each) => {
		const limit = joined([each.text('operator'), each.text('threshold')], ' ');
		return {
			title: each.first('metricName', 'metricMeasureColumn', 'timeAggregation'),
			value: joined([each.text('metricValue'), limit === '' ? '' : `(${limit})`], ' '),
		};
	});
}

function customFacts(data: Payload, member: string): readonly EventFact[] {
	return data.entries(member).map(([title, value]) => ({ title, value }));
}

function searchLink(criterion: Payload): EventLink {
	return { title: 'Open results', url: criterion.first('linkToFilteredSearchResultsUI', 'linkToSearchResultsUI') };
}

function namesOf(ids: readonly string[]): string {
	return joined(ids.map((id) => id.split('/').at(-1) ?? ''));
}
