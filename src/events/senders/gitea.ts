import type { Sender } from '../sender';

import { readRepositoryEvent } from '../repository-event';

/** Their names for events that GitHub names differently. */
const NAMES: Readonly<Record<string, string>> = {
	pull_request_approved: 'pull_request_review',
	pull_request_rejected: 'pull_request_review',
	pull_request_comment: 'issue_comment',
};

/**
 * Gitea and Forgejo, whose payloads are like GitHub's where they overlap. Documented at docs.gitea.com, "Webhooks": the
 * event is named in X-Gitea-Event (Forgejo: also X-Forgejo-Event), alongside GitHub's header. Without headers, people
 * have a `username` besides their `login`, and nothing has a `node_id`.
 */
export const gitea: Sender = {
	name: 'Gitea or Forgejo',
	recognises: ({ headers, body }) => {
		if (body.text('repository', 'full_name') === '') return false;
		if (Object.hasOwn(headers, 'x-gitea-event') || Object.hasOwn(headers, 'x-forgejo-event')) return true;
		return (
			!Object.hasOwn(headers, 'x-github-event') &&
			!body.has('repository', 'node_id') &&
			!body.has('sender', 'node_id') &&
			body.text('sender', 'username') !== '' &&
			body.text('sender', 'login') !== ''
		);
	},
	read: ({ headers, body }) => {
		const name = headers['x-gitea-event'] ?? headers['x-forgejo-event'] ?? '';
		return readRepositoryEvent(body, Object.hasOwn(NAMES, name) ? (NAMES[name] ?? name) : name);
	},
};
