import type { EventLink, EventPart, ToolEvent } from '../event';
import type { Payload } from '../payload';
import type { EventDelivery, Sender } from '../sender';

import { groupEvent, partOf } from '../alert-group';
import { payloadOf } from '../payload';

/**
 * Prometheus Alertmanager, and tools that post in its format (vmalert's Alertmanager, Grafana OnCall). Documented at
 * prometheus.io/docs/alerting/latest/configuration, "webhook_config": version "4", groupKey, status, receiver, labels
 * and annotations of the group, and alerts with status, labels, annotations, startsAt, endsAt, generatorURL and
 * fingerprint. Version "3" has a number as groupKey.
 */
export const alertmanager: Sender = {
	name: 'Prometheus Alertmanager',
	recognises: ({ body }) =>
		['3', '4'].includes(body.text('version')) &&
		body.has('groupKey') &&
		body.text('receiver') !== '' &&
		Array.isArray(body.raw.alerts) &&
		!body.has('orgId'),
	read: ({ body }: EventDelivery): ToolEvent => ({
		...groupEvent(body, alertOf, linksOf(body)),
		// OnCall and others send counts; Alertmanager does not.
		...(body.has('numFiring') ? { senderName: 'Alertmanager format' } : {}),
	}),
};

function linksOf(group: Payload): readonly EventLink[] {
	return [{ title: 'Open Alertmanager', url: group.text('externalURL') }];
}

function alertOf(alert: Payload, group: Payload): EventPart {
	return partOf(alert, group, [
		{ title: 'Open source', url: alert.text('generatorURL') },
		{ title: 'Open runbook', url: payloadOf(alert.raw.annotations).first('runbook_url', 'runbook') },
		{ title: 'Open dashboard', url: payloadOf(alert.raw.annotations).first('dashboard_url', 'dashboard') },
	]);
}
