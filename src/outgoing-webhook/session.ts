import type { MentionActivity } from './activity';

import { randomUUID } from 'crypto';

/** What shares one memory: the messages of a thread, of a channel, or of a person in all channels of the tenant. */
export type SessionScope = 'thread' | 'channel' | 'person';

/**
 * The session that a mention belongs to, as AI Agent nodes and n8n's memories read it from `sessionId`:
 * `tenant/channel/root message`, `tenant/channel` or `tenant/person`. Two mentions that differ in one of these parts
 * never share a session: a "/" inside a part is encoded, and a mention that lacks a part has a random session of its
 * own.
 */
export function sessionId(mention: MentionActivity, scope: SessionScope): string {
	const parts = partsOf(mention, scope);
	return parts.every((part) => part !== null && part !== '') ? parts.map(encoded).join('/') : randomUUID();
}

function partsOf(
	{ tenant, channel, message, from }: MentionActivity,
	scope: SessionScope,
): ReadonlyArray<string | null> {
	switch (scope) {
		case 'thread':
			return [tenant.id, channel.id, message.rootId];
		case 'channel':
			return [tenant.id, channel.id];
		case 'person':
			return [tenant.id, from.aadObjectId ?? from.id];
	}
}

function encoded(part: string | null): string {
	return (part ?? '').replaceAll('%', '%25').replaceAll('/', '%2F');
}
