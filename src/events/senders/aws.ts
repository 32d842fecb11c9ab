import type { EventFact, ToolEvent } from '../event';
import type { Payload } from '../payload';
import type { Sender } from '../sender';
import type { EventState } from '../vocabulary';

import { factsOf, plain, toolEvent } from '../event';
import { eventTime } from '../event-time';
import { payloadOf } from '../payload';
import { joined } from '../repository-words';
import { unknownEvent } from '../unknown-event';
import { stateOf } from '../vocabulary';

const ALARM_STATES: Readonly<Record<string, EventState>> = {
	alarm: 'firing',
	ok: 'resolved',
	insufficient_data: 'noData',
};

const CONFIRMATIONS: readonly string[] = ['SubscriptionConfirmation', 'UnsubscribeConfirmation'];

/**
 * Amazon SNS, mainly with CloudWatch alarms. Documented at docs.aws.amazon.com, "Parsing Amazon SNS message formats":
 * Type, MessageId, TopicArn, Message, which is JSON in a text for an alarm ("Alarm events", AlarmName, NewStateValue,
 * NewStateReason ...). Lambda wraps the same into Records, and raw delivery posts the alarm alone. Whoever opens the
 * address of a confirmation confirms it, and a link preview opens addresses: no card links to it.
 */
export const aws: Sender = {
	name: 'Amazon SNS',
	recognises: ({ body }) => isMessage(messageIn(body)) || isAlarm(body),
	read: ({ body }) => {
		if (isAlarm(body)) return alarmEvent(body, payloadOf({}));
		const message = messageIn(body);
		return CONFIRMATIONS.includes(message.text('Type')) ? confirmationEvent(message) : notificationEvent(message);
	},
};

function messageIn(body: Payload): Payload {
	const record = body.list('Records')[0];
	return record?.has('Sns') === true ? record.in('Sns') : body;
}

function isMessage(message: Payload): boolean {
	return (
		['Notification', ...CONFIRMATIONS].includes(message.text('Type')) &&
		message.text('TopicArn') !== '' &&
		message.text('MessageId') !== ''
	);
}

function isAlarm(message: Payload): boolean {
	return message.text('AlarmName') !== '' && message.text('NewStateValue') !== '' && message.has('StateChangeTime');
}

function confirmationEvent(message: Payload): ToolEvent {
	const url = message.text('SubscribeURL');
	return toolEvent({
		kind: 'subscription',
		state: 'pending',
		title: 'Subscription to confirm',
		text: plain(
			'The confirmation address is in the output of the node, not on this card, because a link preview could open it.',
		),
		facts: factsOf({ Topic: topicOf(message), Host: URL.canParse(url) ? new URL(url).host : '' }),
		time: eventTime(message.text('Timestamp')),
		key: message.text('TopicArn'),
		outputLink: url,
	});
}

function notificationEvent(message: Payload): ToolEvent {
	const inner = payloadOf(jsonIn(message.text('Message')));
	if (isAlarm(inner)) return alarmEvent(inner, message);
	const isJson = Object.keys(inner.raw).length > 0;
	const told = isJson ? unknownEvent(inner) : toolEvent({ text: plain(message.text('Message')) });
	return {
		...told,
		kind: 'message',
		title: message.text('Subject') || told.title || topicOf(message),
		facts: [...told.facts, ...factsOf({ Topic: topicOf(message) })],
		time: eventTime(message.text('Timestamp')),
		key: message.text('MessageId'),
	};
}

function alarmEvent(alarm: Payload, message: Payload): ToolEvent {
	const name = alarm.text('AlarmName');
	return toolEvent({
		kind: 'alert',
		state: stateOf(ALARM_STATES, alarm.text('NewStateValue')),
		word: alarm.text('NewStateValue').replaceAll('_', ' '),
		title: name,
		text: plain(joined([alarm.text('AlarmDescription'), alarm.text('NewStateReason')], '\n')),
		facts: [
			{ title: 'Was', value: alarm.text('OldStateValue').replaceAll('_', ' ') },
			...triggerFacts(alarm.in('Trigger')),
			...factsOf({ Region: alarm.text('Region'), Account: alarm.text('AWSAccountId'), Topic: topicOf(message) }),
		],
		time: eventTime(alarm.text('StateChangeTime')),
		key: alarm.text('AlarmArn') || joined([alarm.text('AWSAccountId'), alarm.text('Region'), name], '/'),
		senderName: 'Amazon CloudWatch',
	});
}

/** One metric, or the first that an expression is made of. */
function triggerFacts(trigger: Payload): readonly EventFact[] {
	const metrics = trigger.list('Metrics');
	const stat = metrics.find((metric) => metric.has('MetricStat'))?.in('MetricStat', 'Metric');
	const metric = stat ?? trigger;
	const dimensions = metric.list('Dimensions').map((each) => `${each.text('name')} = ${each.text('value')}`);
	return factsOf({
		Metric: metric.text('MetricName'),
		Namespace: metric.text('Namespace'),
		Dimensions: dimensions.join(', '),
		Expression: joined(metrics.map((each) => each.text('Expression'))),
		Threshold: joined([trigger.text('ComparisonOperator'), trigger.text('Threshold')], ' '),
	});
}

function topicOf(message: Payload): string {
	return message.text('TopicArn').split(':').at(-1) ?? '';
}

/** `undefined` for a message that is text, which is then shown as it is. */
function jsonIn(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined;
	}
}
