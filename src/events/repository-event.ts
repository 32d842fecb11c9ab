import type { ToolEvent } from './event';
import type { Payload } from './payload';

import { factsOf, toolEvent } from './event';
import { commentEvent, issueEvent } from './repository-issue';
import { pullRequestEvent, reviewEvent } from './repository-pull-request';
import { pushEvent, refEvent, releaseEvent } from './repository-push';
import { deploymentEvent, runEvent, statusEvent } from './repository-runs';
import { stateOfAction } from './repository-words';

/** Reads one kind of event; facts about the repository and the person are added to it. */
type EventReader = (body: Payload) => Partial<ToolEvent>;

interface EventRow {
	/** The name in the header. */
	readonly name: string;
	/** What only its payload has, for deliveries without the header. */
	readonly has: readonly string[];
	readonly read: EventReader;
}

/**
 * The events of repositories as GitHub documents them ("Webhook events and payloads") and Gitea and Forgejo post them
 * too. The order is that in which structures are tried: the kind with the most members comes first.
 */
const EVENTS: readonly EventRow[] = [
	{ name: 'ping', has: ['zen', 'hook_id'], read: pingEvent },
	{ name: 'pull_request_review', has: ['review', 'pull_request'], read: reviewEvent },
	{ name: 'pull_request_review_comment', has: ['comment', 'pull_request'], read: commentEvent },
	{ name: 'pull_request', has: ['pull_request'], read: pullRequestEvent },
	{ name: 'issue_comment', has: ['comment', 'issue'], read: commentEvent },
	{ name: 'issues', has: ['issue'], read: issueEvent },
	{ name: 'commit_comment', has: ['comment'], read: commentEvent },
	{ name: 'release', has: ['release'], read: releaseEvent },
	{ name: 'workflow_run', has: ['workflow_run'], read: (body) => runEvent(body, 'workflow_run') },
	{ name: 'workflow_job', has: ['workflow_job'], read: (body) => runEvent(body, 'workflow_job') },
	{ name: 'check_run', has: ['check_run'], read: (body) => runEvent(body, 'check_run') },
	{ name: 'check_suite', has: ['check_suite'], read: (body) => runEvent(body, 'check_suite') },
	{ name: 'deployment_status', has: ['deployment_status'], read: deploymentEvent },
	{ name: 'deployment', has: ['deployment'], read: deploymentEvent },
	{ name: 'status', has: ['sha', 'context', 'state'], read: statusEvent },
	{ name: 'push', has: ['ref', 'commits'], read: pushEvent },
	{ name: 'create', has: ['ref', 'ref_type', 'master_branch'], read: (body) => refEvent(body, 'created') },
	{ name: 'delete', has: ['ref', 'ref_type'], read: (body) => refEvent(body, 'deleted') },
];

/** Reads an event of a repository; `name` is that of the header, `''` if there is none. */
export function readRepositoryEvent(body: Payload, name: string): ToolEvent {
	const row =
		EVENTS.find((known) => known.name === name) ??
		(name === '' ? EVENTS.find(({ has }) => has.every((member) => body.has(member))) : undefined);
	const read = row?.read(body) ?? otherEvent(body, name);
	const repository = body.text('repository', 'full_name');
	return toolEvent({
		...read,
		title: read.title || repository,
		key: read.key === undefined || read.key === '' ? '' : `${repository}${read.key}`,
		facts: [...(read.facts ?? []), ...factsOf({ Repository: repository, By: personIn(body) })],
		links: [...(read.links ?? []), { title: 'Open repository', url: body.text('repository', 'html_url') }],
	});
}

/** GitHub names the person in `sender`; a push from other tools also names one in `pusher`. */
function personIn(body: Payload): string {
	return body.text('sender', 'login') || body.text('pusher', 'name') || body.text('pusher', 'login');
}

function otherEvent(body: Payload, name: string): Partial<ToolEvent> {
	const action = body.text('action');
	const title = [name.replaceAll('_', ' '), action.replaceAll('_', ' ')].filter((text) => text !== '').join(': ');
	return { kind: 'other', state: stateOfAction(action), title };
}

function pingEvent(body: Payload): Partial<ToolEvent> {
	return {
		kind: 'ping',
		title: 'The webhook works',
		facts: factsOf({
			Events: body.in('hook').texts('events').join(', '),
			Organization: body.text('organization', 'login'),
		}),
		key: `/hooks/${body.text('hook_id')}`,
	};
}
