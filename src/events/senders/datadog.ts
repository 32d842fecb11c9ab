import type { Sender } from '../sender';
import type { EventState } from '../vocabulary';

import { factsOf, markdown, toolEvent } from '../event';
import { eventTime } from '../event-time';
import { stateOf } from '../vocabulary';

/** The words in brackets before the title of a monitor. */
const STATES: Readonly<Record<string, EventState>> = {
	triggered: 'firing',
	're-triggered': 'firing',
	alert: 'firing',
	warn: 'warning',
	're-warn': 'warning',
	'no data': 'noData',
	're-no data': 'noData',
	recovered: 'resolved',
	renotify: 'firing',
};

/** Members of the default payload; payloads that people define have others. */
const DEFAULT: readonly string[] = ['id', 'title', 'body', 'date', 'last_updated', 'event_type'];

/** The address of a monitor in the text: as a path, or after a number sign. */
const MONITOR = /https?:\/\/[^\s()<>[\]]*\/monitors[/#](\d+)/;

/**
 * Datadog's webhooks with the default payload. Documented at docs.datadoghq.com/integrations/webhooks, "Default
 * payload": body, last_updated, event_type, title, date, org (id, name) and id. The state is a word before the title;
 * the text is Markdown between two lines of "%%%", and holds the address of the monitor.
 */
export const datadog: Sender = {
	name: 'Datadog',
	recognises: ({ body }) =>
		DEFAULT.every((name) => typeof body.raw[name] === 'string' || typeof body.raw[name] === 'number') &&
		body.has('org', 'id') &&
		body.has('org', 'name') &&
		eventTime(body.text('date')) !== '',
	read: ({ body }) => {
		const [, word = '', name = ''] = /^\s*\[([^\]]{1,40})\]\s*(.*)$/s.exec(body.text('title')) ?? [];
		const state = stateOf(STATES, /^[^:]*?(?=(?: on |:|$))/.exec(word)?.[0] ?? word);
		const [link = '', monitor = ''] = MONITOR.exec(body.text('body')) ?? [];
		return toolEvent({
			kind: 'alert',
			state,
			title: state === 'info' ? body.text('title') : name,
			...(state === 'info' ? {} : { word }),
			text: markdown(textOf(body.text('body'))),
			facts: factsOf({ Organization: body.text('org', 'name'), Type: body.text('event_type') }),
			links: [{ title: 'Open monitor', url: link }],
			time: eventTime(body.text('last_updated')) || eventTime(body.text('date')),
			key: monitor === '' ? body.text('id') : monitor,
		});
	},
};

/** The text without its "%%%" marks, the handles that Datadog notifies, pictures, and the links below the rule. */
function textOf(body: string): string {
	const [text = ''] = body.replaceAll('%%%', '').split(/^\s*- - -\s*$/m);
	return text
		.replace(/\[!\[[^\]]*\]\([^)]*\)\]\([^)]*\)|!\[[^\]]*\]\([^)]*\)/g, '')
		.split('\n')
		.filter((line) => !/^\s*(?:@[\w.@+-]+\s*)+$/.test(line))
		.join('\n')
		.replace(/\n{3,}/g, '\n\n')
		.trim();
}
