import type { ToolEvent } from '../event';
import type { Payload } from '../payload';
import type { EventDelivery, Sender } from '../sender';
import type { EventKind, EventState } from '../vocabulary';

import { factsOf, plain, toolEvent } from '../event';
import { eventTime } from '../event-time';
import { payloadOf } from '../payload';
import { commitLines, joined, numbered, shortCommit } from '../repository-words';
import { stateOf } from '../vocabulary';

/** What only the header says about a pull request, in the cloud and on a server. */
const PULL_REQUESTS: Readonly<Record<string, readonly [EventKind, EventState]>> = {
	'pullrequest:created': ['pullRequest', 'open'],
	'pullrequest:updated': ['pullRequest', 'updated'],
	'pullrequest:fulfilled': ['pullRequest', 'merged'],
	'pullrequest:rejected': ['pullRequest', 'closed'],
	'pullrequest:approved': ['review', 'approved'],
	'pullrequest:unapproved': ['review', 'cancelled'],
	'pullrequest:changes_request_created': ['review', 'changesRequested'],
	'pr:opened': ['pullRequest', 'open'],
	'pr:modified': ['pullRequest', 'updated'],
	'pr:merged': ['pullRequest', 'merged'],
	'pr:declined': ['pullRequest', 'closed'],
	'pr:deleted': ['pullRequest', 'deleted'],
	'pr:reviewer:approved': ['review', 'approved'],
	'pr:reviewer:needs_work': ['review', 'changesRequested'],
	'pr:comment:added': ['comment', 'created'],
};

const STATES: Readonly<Record<string, EventState>> = { merged: 'merged', declined: 'closed', superseded: 'closed' };

const BUILDS: Readonly<Record<string, EventState>> = {
	successful: 'success',
	failed: 'failed',
	inprogress: 'running',
	stopped: 'cancelled',
};

const CLOUD_MEMBERS: readonly string[] = ['pullrequest', 'push', 'commit_status', 'issue', 'comment', 'fork'];

/**
 * Bitbucket. Documented at support.atlassian.com/bitbucket-cloud, "Event payloads": the event is named in the header
 * X-Event-Key only; actor, repository and what it is about are in the body. Server and Data Center
 * (confluence.atlassian.com, "Event payload") also name it in eventKey.
 */
export const bitbucket: Sender = {
	name: 'Bitbucket',
	recognises: ({ headers, body }) =>
		isServer(body) ||
		(body.text('repository', 'full_name') !== '' &&
			body.has('actor') &&
			!body.has('sender') &&
			CLOUD_MEMBERS.some((name) => body.has(name)) &&
			(Object.hasOwn(headers, 'x-event-key') || body.has('repository', 'uuid'))),
	read: (delivery) => (isServer(delivery.body) ? serverEvent(delivery.body) : cloudEvent(delivery)),
};

function isServer(body: Payload): boolean {
	return (
		/^(?:pr|repo):/.test(body.text('eventKey')) &&
		body.has('actor') &&
		(body.has('pullRequest') || body.has('repository'))
	);
}

function cloudEvent({ headers, body }: EventDelivery): ToolEvent {
	const read = cloudReading(body, headers['x-event-key'] ?? '');
	const repository = body.text('repository', 'full_name');
	return toolEvent({
		...read,
		title: read.title || repository,
		key: read.key === undefined ? '' : `${repository}${read.key}`,
		facts: [
			...(read.facts ?? []),
			...factsOf({ Repository: repository, By: body.in('actor').first('display_name', 'nickname') }),
		],
		links: [...(read.links ?? []), { title: 'Open repository', url: pageOf(body.in('repository')) }],
	});
}

function cloudReading(body: Payload, event: string): Partial<ToolEvent> {
	if (body.has('commit_status')) return statusEvent(body.in('commit_status'));
	if (body.has('comment')) return commentEvent(body, event);
	if (body.has('pullrequest')) return pullRequestEvent(body, event);
	if (body.has('push')) return pushEvent(body);
	if (body.has('issue')) return issueEvent(body, event);
	return { title: event.replaceAll(':', ' ') };
}

function pullRequestEvent(body: Payload, event: string): Partial<ToolEvent> {
	const pull = body.in('pullrequest');
	const [kind, named] = Object.hasOwn(PULL_REQUESTS, event) ? (PULL_REQUESTS[event] ?? []) : [];
	const state = named ?? stateOf(STATES, pull.text('state'), 'updated');
	const isDraft = pull.text('draft') === 'true' && ['open', 'updated'].includes(state);
	return {
		kind: kind ?? 'pullRequest',
		state: isDraft ? 'draft' : state,
		title: numbered(pull.text('id'), pull.text('title')),
		text: plain(state === 'closed' ? pull.first('reason', 'description') : pull.text('description')),
		facts: factsOf({
			Branches: joined([pull.text('source', 'branch', 'name'), pull.text('destination', 'branch', 'name')], ' → '),
			Author: pull.text('author', 'display_name'),
			'Merge commit': shortCommit(pull.text('merge_commit', 'hash')),
		}),
		links: [{ title: 'Open pull request', url: pageOf(pull) }],
		key: `#${pull.text('id')}`,
		time: eventTime(pull.text('updated_on')),
	};
}

function commentEvent(body: Payload, event: string): Partial<ToolEvent> {
	const comment = body.in('comment');
	const about = body.in(body.has('pullrequest') ? 'pullrequest' : 'issue');
	const number = about.text('id');
	const commit = comment.text('commit', 'hash') || body.text('commit', 'hash');
	return {
		kind: 'comment',
		state: event.endsWith('_deleted') ? 'deleted' : event.endsWith('_updated') ? 'updated' : 'created',
		title: numbered(number, about.text('title')) || shortCommit(commit),
		text: plain(comment.text('content', 'raw')),
		links: [{ title: 'Open comment', url: pageOf(comment) }],
		key: number === '' ? `@${commit}` : `#${number}`,
		time: eventTime(comment.text('created_on')),
	};
}

function pushEvent(body: Payload): Partial<ToolEvent> {
	const changes = body.list('push', 'changes');
	const first = changes[0] ?? payloadOf({});
	const isDeleted = changes.length > 0 && !first.has('new');
	const names = changes.map((change) => change.text('new', 'name') || change.text('old', 'name'));
	const commits = changes.flatMap((change) => change.list('commits'));
	const hash = first.text('new', 'target', 'hash');
	return {
		kind: 'push',
		state: isDeleted ? 'deleted' : first.text('created') === 'true' ? 'created' : 'pushed',
		title: joined(names),
		text: plain(commitLines(commits)),
		facts: factsOf({
			[first.text('new', 'type') === 'tag' ? 'Tag' : 'Branch']: joined(names),
			Commits: commits.length === 0 ? '' : String(commits.length),
			Forced: first.text('forced') === 'true' ? 'yes' : '',
		}),
		links: [{ title: 'Open changes', url: pageOf(first) }],
		key: `@${isDeleted ? joined(names) : hash}`,
		time: eventTime(first.text('new', 'target', 'date')),
	};
}

function issueEvent(body: Payload, event: string): Partial<ToolEvent> {
	const issue = body.in('issue');
	const state = issue.text('state');
	const isDone = ['resolved', 'closed'].includes(state);
	return {
		kind: 'issue',
		state: isDone ? 'closed' : event === 'issue:created' ? 'open' : 'updated',
		severity: issue.text('priority'),
		title: numbered(issue.text('id'), issue.text('title')),
		text: plain(issue.text('content', 'raw')),
		facts: factsOf({ Status: state, Type: issue.text('type') }),
		links: [{ title: 'Open issue', url: pageOf(issue) }],
		key: `#${issue.text('id')}`,
		time: eventTime(issue.text('updated_on')),
	};
}

function statusEvent(status: Payload): Partial<ToolEvent> {
	return {
		kind: 'build',
		state: stateOf(BUILDS, status.text('state')),
		title: status.first('name', 'key'),
		text: plain(status.text('description')),
		facts: factsOf({ Ref: status.text('refname'), Commit: shortCommit(status.text('commit', 'hash')) }),
		links: [{ title: 'Open build', url: status.text('url') }],
		key: `/statuses/${status.text('key')}`,
		time: eventTime(status.text('updated_on')),
	};
}

function serverEvent(body: Payload): ToolEvent {
	const event = body.text('eventKey');
	const pull = body.in('pullRequest');
	const repository = body.has('pullRequest') ? pull.in('toRef', 'repository') : body.in('repository');
	const name = joined([repository.text('project', 'key'), repository.first('slug', 'name')], '/');
	const by = factsOf({ Repository: name, By: body.in('actor').first('displayName', 'name') });
	if (!body.has('pullRequest')) return serverPush(body, name, by);
	const [kind, state] = Object.hasOwn(PULL_REQUESTS, event) ? (PULL_REQUESTS[event] ?? []) : [];
	return toolEvent({
		kind: kind ?? 'pullRequest',
		state: state ?? 'updated',
		title: numbered(pull.text('id'), pull.text('title')),
		text: plain(body.text('comment', 'text') || pull.text('description')),
		facts: [
			...factsOf({
				Branches: joined([pull.text('fromRef', 'displayId'), pull.text('toRef', 'displayId')], ' → '),
				Author: pull.text('author', 'user', 'displayName'),
			}),
			...by,
		],
		links: [{ title: 'Open pull request', url: pull.list('links', 'self')[0]?.text('href') ?? '' }],
		time: eventTime(body.text('date')),
		key: `${name}#${pull.text('id')}`,
	});
}

function serverPush(body: Payload, name: string, facts: ToolEvent['facts']): ToolEvent {
	const changes = body.list('changes');
	const [first] = changes;
	const refs = joined(changes.map((change) => change.text('ref', 'displayId')));
	const type = first?.text('type') ?? '';
	return toolEvent({
		kind: 'push',
		state: type === 'DELETE' ? 'deleted' : type === 'ADD' ? 'created' : 'pushed',
		title: refs || name,
		text: plain(commitLines(body.list('commits'))),
		facts: [...factsOf({ Branch: refs }), ...facts],
		time: eventTime(body.text('date')),
		key: `${name}@${type === 'DELETE' ? refs : (first?.text('toHash') ?? '')}`,
	});
}

function pageOf(thing: Payload): string {
	return thing.text('links', 'html', 'href');
}
