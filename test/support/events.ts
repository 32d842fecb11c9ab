import type { EventLooks } from '../../src/events/event-card';

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { ROOT } from './root';

/** A payload, what is read of it, and the card beside it. */
export interface EventVector {
	/** `alertmanager/one-firing`. */
	readonly name: string;
	/** The folder: who has sent it. */
	readonly sender: string;
	readonly title: string;
	/** The description of the sender that it follows field for field. */
	readonly documented?: string;
	readonly headers?: Readonly<Record<string, string>>;
	readonly body: unknown;
	readonly event: unknown;
	readonly time: string;
	readonly findings: readonly string[];
	readonly card: unknown;
}

/** Times in Oslo, and all that fits into a message. */
export const LOOKS: EventLooks = {
	dates: { style: 'dateTime', locale: '', timeZone: 'Europe/Oslo' },
	rightToLeft: false,
	maxParts: 20,
	moreText: 'and {count} more',
	fits: () => true,
};

const FOLDER = join(ROOT, 'test', 'vectors', 'events');

/** Every payload of `test/vectors/events`. */
export function eventVectors(): readonly EventVector[] {
	return readdirSync(FOLDER).flatMap((sender) =>
		readdirSync(join(FOLDER, sender))
			.filter((file) => !file.endsWith('.card.json'))
			.map((file) => vectorIn(sender, file.slice(0, -'.json'.length))),
	);
}

/** What n8n's Webhook node makes of it; without headers, the body alone. */
export function itemOf({ headers, body }: Pick<EventVector, 'headers' | 'body'>): unknown {
	return headers === undefined
		? body
		: {
				headers,
				params: {},
				query: {},
				body,
				webhookUrl: 'https://n8n.example.com/webhook/6d1f',
				executionMode: 'production',
			};
}

function vectorIn(sender: string, file: string): EventVector {
	const read = (extension: string) =>
		JSON.parse(readFileSync(join(FOLDER, sender, file + extension), 'utf8')) as object;
	return { ...(read('.json') as EventVector), name: `${sender}/${file}`, sender, card: read('.card.json') };
}
