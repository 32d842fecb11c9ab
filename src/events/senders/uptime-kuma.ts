import type { Payload } from '../payload';
import type { Sender } from '../sender';
import type { EventState } from '../vocabulary';

import { factsOf, plain, toolEvent } from '../event';
import { eventTime } from '../event-time';

/** The numbers of `heartbeat.status`, with the words of its pages. */
const STATUSES: Readonly<Record<string, { readonly word: string; readonly state: EventState }>> = {
	'0': { word: 'Down', state: 'firing' },
	'1': { word: 'Up', state: 'resolved' },
	'2': { word: 'Pending', state: 'pending' },
	'3': { word: 'Maintenance', state: 'maintenance' },
};

/**
 * Uptime Kuma's webhook with its preset JSON body. Its source (server/notification-providers/webhook.js) posts
 * heartbeat, monitor and msg; the test of a notification has null for the first two. Times of a heartbeat are UTC;
 * localDateTime has timezoneOffset beside it. Bodies that people define are unknown senders.
 */
export const uptimeKuma: Sender = {
	name: 'Uptime Kuma',
	recognises: ({ body }) => isTest(body) || isBeat(body),
	read: ({ body }) => {
		if (isTest(body)) return toolEvent({ kind: 'ping', title: 'The webhook works', text: plain(body.text('msg')) });
		const beat = body.in('heartbeat');
		const monitor = body.in('monitor');
		const { word, state } = STATUSES[beat.text('status')] ?? { word: '', state: 'info' };
		return toolEvent({
			kind: 'alert',
			state,
			word,
			title: monitor.text('name'),
			text: plain(beat.text('msg') || body.text('msg')),
			facts: factsOf({
				Address: monitor.first('url', 'hostname'),
				Type: monitor.text('type'),
				'Response time (ms)': beat.text('ping'),
			}),
			time: timeOf(beat),
			key: monitor.text('id'),
		});
	},
};

function isBeat(body: Payload): boolean {
	return (
		typeof body.in('heartbeat').raw.status === 'number' &&
		Object.hasOwn(STATUSES, body.text('heartbeat', 'status')) &&
		body.text('monitor', 'name') !== '' &&
		(body.has('heartbeat', 'msg') || body.has('heartbeat', 'time') || body.has('msg'))
	);
}

function isTest({ raw }: Payload): boolean {
	return raw.heartbeat === null && raw.monitor === null && typeof raw.msg === 'string';
}

function timeOf(beat: Payload): string {
	const offset = beat.text('timezoneOffset');
	return (
		(offset === '' ? '' : eventTime(`${beat.text('localDateTime')}${offset}`)) || eventTime(`${beat.text('time')}Z`)
	);
}
