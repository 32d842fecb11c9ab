import type { EventFact, ToolEvent } from './event';
import type { Payload } from './payload';

import { isPlainObject } from '../json';
import { plain, toolEvent } from './event';
import { eventTime } from './event-time';
import { payloadOf } from './payload';
import { holdsSecret, isSecretName } from './secrets';

const TITLES: readonly string[] = [
	'title',
	'subject',
	'summary',
	'name',
	'event',
	'event_type',
	'eventType',
	'type',
	'action',
];

const TEXTS: readonly string[] = ['text', 'message', 'description', 'body', 'content', 'details', 'reason', 'comment'];

const LINKS: readonly string[] = ['html_url', 'web_url', 'link', 'url', 'permalink', 'href'];

/** Names of members that tell people something; nested objects are searched for them too. */
const TELLING: ReadonlySet<string> = new Set(
	`status state severity priority level result outcome environment env service host hostname server instance node region cluster
	project repository repo branch version build number id key_name author user username owner assignee email from to
	category component resource site monitor check alert rule metric value threshold count amount currency total quantity
	duration start end date time timestamp created createdat created_at updated updatedat updated_at due due_date customer
	order product team channel location source reason error code job stage phase progress result score device app application`.split(
		/\s+/,
	),
);

/** Chosen: nobody reads a longer list, and what is deeper is not about the thing itself. */
const FACTS_MAX = 12;
const DEPTH_MAX = 2;

/** Ids of machines, which tell people nothing. */
const MACHINE_ID = /^\{?[\da-f]{8}-[\da-f-]{27}\}?$|^[\da-f]{24,}$/i;

/** Chosen: a longer value does not fit next to a name. */
const VALUE_MAX = 200;

/**
 * The event of an unknown sender: a title, a text, an address and facts from members whose names say that they tell
 * people something. Members with the name of a secret, values that look like one, and everything in them are never
 * shown, whatever else they are called. The state of the event stays open; what an unknown tool calls its state is
 * shown as a fact.
 */
export function unknownEvent(body: Payload): ToolEvent {
	const entries = body.list('entries');
	// What `deliveryOf` makes of a list: each of its objects is a part of its own.
	if (entries.length > 1 && Object.keys(body.raw).length === 1)
		return toolEvent({ kind: 'other', parts: entries.map((entry) => unknownEvent(entry)) });
	const open = payloadOf(withoutSecrets(body.raw, 0));
	const [titleName, title] = firstOf(open, TITLES);
	const [textName, text] = firstOf(open, TEXTS);
	const [, url] = firstOf(open, LINKS);
	return toolEvent({
		kind: 'other',
		title,
		text: plain(text),
		facts: factsIn(open, '', 0)
			.filter(({ title: name }) => name !== titleName && name !== textName)
			.slice(0, FACTS_MAX),
		links: [{ title: 'Open', url }],
		time: eventTime(open.first('timestamp', 'time', 'created_at', 'createdAt', 'date')),
	});
}

/** The same value without members that have the name of a secret and without texts that look like one. */
function withoutSecrets(value: unknown, depth: number): unknown {
	if (typeof value === 'string') return holdsSecret(value) ? undefined : value;
	if (!isPlainObject(value)) return Array.isArray(value) ? undefined : value;
	if (depth > DEPTH_MAX) return undefined;
	return Object.fromEntries(
		Object.entries(value)
			.filter(([name]) => !isSecretName(name))
			.map(([name, member]) => [name, withoutSecrets(member, depth + 1)]),
	);
}

function firstOf(body: Payload, names: readonly string[]): readonly [string, string] {
	const name = names.find((candidate) => body.text(candidate) !== '');
	return name === undefined ? ['', ''] : [name, body.text(name)];
}

function factsIn(value: Payload, prefix: string, depth: number): readonly EventFact[] {
	return Object.keys(value.raw).flatMap((name): readonly EventFact[] => {
		const path = prefix === '' ? name : `${prefix}.${name}`;
		const text = value.text(name);
		const isTelling = TELLING.has(name.toLowerCase()) || (depth > 0 && ['name', 'title'].includes(name));
		if (text !== '' && text.length <= VALUE_MAX && !MACHINE_ID.test(text))
			return isTelling ? [{ title: path, value: shown(name, text) }] : [];
		return depth < DEPTH_MAX ? factsIn(value.in(name), path, depth + 1) : [];
	});
}

function shown(name: string, text: string): string {
	if (/(?:time|date|timestamp|_at|At)$/.test(name) && /^\d{9,14}$/.test(text)) return eventTime(text);
	return /^\d{4}-\d{2}-\d{2}T/.test(text) ? eventTime(text) : text;
}
