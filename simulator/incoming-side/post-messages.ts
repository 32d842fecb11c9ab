import type { Store } from '../model/store';
import type { Author, IncomingWebhook, Message } from '../model/types';
import type { Posting } from '../rules/posting';

/**
 * Puts what a webhook posts into its channel, in order, and returns the ids. A reply to a thread that does not exist
 * begins a new one.
 */
export function postMessages(store: Store, webhook: IncomingWebhook, postings: readonly Posting[]): readonly string[] {
	return postings.map((posting) => {
		const message = messageOf(store, webhook, posting);
		store.message(message);
		return message.id;
	});
}

function messageOf(store: Store, webhook: IncomingWebhook, { text, attachments, notes, replyToId }: Posting): Message {
	const id = store.newMessageId();
	return {
		id,
		channelId: webhook.channelId,
		rootId: rootOf(store, webhook.channelId, replyToId) ?? id,
		author: authorOf(webhook),
		text,
		textFormat: 'markdown',
		attachments,
		notes,
	};
}

function rootOf(store: Store, channelId: string, replyToId: string | undefined): string | undefined {
	return store.state().messages.find((message) => message.id === replyToId && message.channelId === channelId)?.rootId;
}

/** A flow posts as the flow bot, whose name cannot be changed (teams.md C.2); a connector has a name of its own. */
function authorOf({ id, kind, name }: IncomingWebhook): Author {
	return kind === 'workflows' ? { kind: 'flow', id, name: 'Workflows' } : { kind: 'connector', id, name };
}
