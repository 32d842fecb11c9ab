import type { ToolEvent } from './event';
import type { Payload } from './payload';
import type { EventState } from './vocabulary';

import { factsOf, plain, toolEvent } from './event';
import { eventTime } from './event-time';
import { commitLines, joined, numbered, shortCommit, shortRef } from './repository-words';
import { deploymentEvent, runEvent, statusEvent } from './repository-runs';
import { stateOf } from './vocabulary';

/** Reads one kind of event; facts about the repository and the person are added to it. */
type EventReader = (body: Payload) => Partial<ToolEvent>;

interface EventRow {
	/** The name in the header. */
	readonly name: string;
	/** What only its payload has, for deliveries without the header. */
	readonly has: readonly string[];
	readonly read: EventReader;
}

const REVIEWS: Readonly<Record<string, EventState>> = {
	approved: 'approved',
	changes_requested: 'changesRequested',
	commented: 'info',
	dismissed: 'cancelled',
};

const ACTIONS: Readonly<Record<string, EventState>> = {
	opened: 'open',
	reopened: 'open',
	closed: 'closed',
	created: 'created',
	published: 'created',
	released: 'created',
	deleted: 'deleted',
};

/**
 * The events of repositories as GitHub documents them ("Webhook events and payloads") and Gitea and Forgejo post them
 * too. The order is that in which structures are tried: what has most members comes first.
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

/** GitHub says who has done it in `sender`; a push of others also in `pusher`. */
function personIn(body: Payload): string {
	return body.text('sender', 'login') || body.text('pusher', 'name') || body.text('pusher', 'login');
}

function otherEvent(body: Payload, name: string): Partial<ToolEvent> {
	const action = body.text('action');
	const title = [name.replaceAll('_', ' '), action.replaceAll('_', ' ')].filter((text) => text !== '').join(': ');
	return { kind: 'other', state: stateOf(ACTIONS, action), title };
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

function pullRequestEvent(body: Payload): Partial<ToolEvent> {
	const pull = body.in('pull_request');
	return {
		...pullRequest(body),
		kind: 'pullRequest',
		state: pullRequestState(pull, body.text('action')),
		text: plain(pull.text('body')),
		time: eventTime(pull.text('updated_at')),
	};
}

function pullRequest(body: Payload): Partial<ToolEvent> {
	const pull = body.in('pull_request');
	const number = pull.text('number') || body.text('number');
	const changed = pull.has('additions') ? `+${pull.text('additions')} −${pull.text('deletions')}` : '';
	return {
		title: numbered(number, pull.text('title')),
		facts: factsOf({
			Branches: [pull.text('head', 'ref'), pull.text('base', 'ref')].filter((ref) => ref !== '').join(' → '),
			Author: pull.text('user', 'login'),
			Changes: changed,
			Labels: joined(pull.list('labels').map((label) => label.text('name'))),
			'Merged by': pull.text('merged_by', 'login'),
		}),
		links: [{ title: 'Open pull request', url: pull.text('html_url') }],
		key: `#${number}`,
	};
}

function pullRequestState(pull: Payload, action: string): EventState {
	if (pull.text('merged') === 'true' || pull.text('merged_at') !== '') return 'merged';
	if (pull.text('state') === 'closed' || action === 'closed') return 'closed';
	if (pull.text('draft') === 'true') return 'draft';
	return ['opened', 'reopened', 'ready_for_review'].includes(action) ? 'open' : 'updated';
}

function reviewEvent(body: Payload): Partial<ToolEvent> {
	const review = body.in('review');
	const state = review.text('state') || review.text('type').replace(/^pull_request_review_/, '');
	return {
		...pullRequest(body),
		kind: 'review',
		state: stateOf(REVIEWS, state),
		text: plain(review.text('body') || review.text('content')),
		links: [
			{ title: 'Open review', url: review.text('html_url') },
			{ title: 'Open pull request', url: body.text('pull_request', 'html_url') },
		],
		time: eventTime(review.text('submitted_at')),
	};
}

function commentEvent(body: Payload): Partial<ToolEvent> {
	const comment = body.in('comment');
	const about = body.in(body.has('pull_request') ? 'pull_request' : 'issue');
	const number = about.text('number');
	return {
		kind: 'comment',
		state: stateOf(ACTIONS, body.text('action'), 'updated'),
		title: numbered(number, about.text('title')) || shortCommit(comment.text('commit_id')),
		text: plain(comment.text('body')),
		links: [
			{ title: 'Open comment', url: comment.text('html_url') },
			{ title: 'Open issue', url: about.text('html_url') },
		],
		key: number === '' ? `@${comment.text('commit_id')}` : `#${number}`,
		time: eventTime(comment.text('created_at')),
	};
}

function issueEvent(body: Payload): Partial<ToolEvent> {
	const issue = body.in('issue');
	const number = issue.text('number');
	return {
		kind: 'issue',
		state: stateOf(ACTIONS, body.text('action'), 'updated'),
		title: numbered(number, issue.text('title')),
		text: plain(issue.text('body')),
		facts: factsOf({
			Author: issue.text('user', 'login'),
			Assignee: issue.text('assignee', 'login'),
			Labels: joined(issue.list('labels').map((label) => label.text('name'))),
		}),
		links: [{ title: 'Open issue', url: issue.text('html_url') }],
		key: `#${number}`,
		time: eventTime(issue.text('updated_at')),
	};
}

function releaseEvent(body: Payload): Partial<ToolEvent> {
	const release = body.in('release');
	const isDraft = release.text('draft') === 'true';
	return {
		kind: 'release',
		state: isDraft ? 'draft' : stateOf(ACTIONS, body.text('action'), 'updated'),
		title: release.text('name') || release.text('tag_name'),
		text: plain(release.text('body')),
		facts: factsOf({
			Tag: release.text('tag_name'),
			Prerelease: release.text('prerelease') === 'true' ? 'yes' : '',
		}),
		links: [{ title: 'Open release', url: release.text('html_url') }],
		key: `@${release.text('tag_name')}`,
		time: eventTime(release.text('published_at')),
	};
}

function pushEvent(body: Payload): Partial<ToolEvent> {
	const ref = body.text('ref');
	const commits = body.list('commits');
	const isDeleted = body.text('deleted') === 'true';
	return {
		kind: 'push',
		state: isDeleted ? 'deleted' : body.text('created') === 'true' ? 'created' : 'pushed',
		title: shortRef(ref),
		text: plain(commitLines(commits)),
		facts: factsOf({
			...(ref.startsWith('refs/tags/') ? { Tag: shortRef(ref) } : { Branch: shortRef(ref) }),
			Commits: commits.length === 0 ? '' : body.text('total_commits') || String(commits.length),
			Forced: body.text('forced') === 'true' ? 'yes' : '',
		}),
		links: [
			{ title: 'Open changes', url: body.first('compare', 'compare_url') },
			{ title: 'Open commit', url: body.text('head_commit', 'url') },
		],
		key: `@${isDeleted ? ref : body.text('after')}`,
		time: eventTime(body.text('head_commit', 'timestamp')),
	};
}

function refEvent(body: Payload, state: EventState): Partial<ToolEvent> {
	return {
		kind: 'push',
		state,
		title: shortRef(body.text('ref')),
		facts: factsOf({ Type: body.text('ref_type') }),
		key: `@${body.text('ref')}`,
	};
}
