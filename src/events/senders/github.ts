import type { Payload } from '../payload';
import type { EventDelivery, Sender } from '../sender';

import { readRepositoryEvent } from '../repository-event';

/** Tools with the same payloads send this GitHub header too, alongside one of their own. */
const HEADERS_OF_OTHERS: readonly string[] = ['x-gitea-event', 'x-gogs-event', 'x-forgejo-event'];

/**
 * GitHub, on github.com or a self-hosted server. Documented at docs.github.com, "Webhook events and payloads": the
 * event is named in the header X-GitHub-Event only. Without headers, the `node_id` of repository or sender tells GitHub
 * from tools that post the same members.
 */
export const github: Sender = {
	name: 'GitHub',
	recognises: ({ headers, body }) => {
		if (HEADERS_OF_OTHERS.some((name) => Object.hasOwn(headers, name))) return false;
		return isRepositoryEvent(body) && (Object.hasOwn(headers, 'x-github-event') || hasNodeId(body));
	},
	read: ({ headers, body }: EventDelivery) => readRepositoryEvent(body, headers['x-github-event'] ?? ''),
};

function isRepositoryEvent(body: Payload): boolean {
	return (
		(body.has('sender', 'login') || body.has('pusher', 'name')) &&
		(body.text('repository', 'full_name') !== '' || body.text('organization', 'login') !== '')
	);
}

function hasNodeId(body: Payload): boolean {
	return ['repository', 'sender', 'organization'].some((holder) => body.text(holder, 'node_id') !== '');
}
