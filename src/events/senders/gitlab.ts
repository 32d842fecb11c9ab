import type { ToolEvent } from '../event';
import type { Payload } from '../payload';
import type { Sender } from '../sender';
import type { EventState } from '../vocabulary';

import { factsOf, plain, toolEvent } from '../event';
import { eventTime } from '../event-time';
import { commitLines, joined, numbered, shortCommit, shortRef, titled } from '../repository-words';
import { stateOf } from '../vocabulary';

/** Reads one kind of event; project and person are added to it. */
type EventReader = (body: Payload) => Partial<ToolEvent>;

const RUNS: Readonly<Record<string, EventState>> = {
	success: 'success',
	failed: 'failed',
	canceled: 'cancelled',
	cancelled: 'cancelled',
	skipped: 'cancelled',
	running: 'running',
	created: 'pending',
	pending: 'pending',
	manual: 'pending',
	scheduled: 'pending',
	waiting_for_resource: 'pending',
};

const STATES: Readonly<Record<string, EventState>> = { merged: 'merged', closed: 'closed' };

const ACTIONS: Readonly<Record<string, EventState>> = {
	open: 'open',
	reopen: 'open',
	close: 'closed',
	merge: 'merged',
	approved: 'approved',
	approval: 'approved',
	create: 'created',
	update: 'updated',
	delete: 'deleted',
};

/** By `object_kind`. */
const EVENTS: Readonly<Record<string, EventReader>> = {
	push: pushEvent,
	tag_push: pushEvent,
	merge_request: mergeRequestEvent,
	issue: issueEvent,
	work_item: issueEvent,
	note: noteEvent,
	pipeline: pipelineEvent,
	build: jobEvent,
	deployment: deploymentEvent,
	release: releaseEvent,
};

const NO_COMMIT = /^0+$/;

/**
 * GitLab, on gitlab.com or a self-hosted server. Documented at docs.gitlab.com, "Webhook events": object_kind names the
 * event, project what it is about; a job names its project in project_name and repository. The header X-Gitlab-Event
 * says the same.
 */
export const gitlab: Sender = {
	name: 'GitLab',
	recognises: ({ body }) =>
		body.text('object_kind') !== '' &&
		(body.text('project', 'path_with_namespace') !== '' ||
			body.has('project', 'web_url') ||
			(body.has('project_name') && body.has('project_id'))),
	read: ({ body }) => {
		const kind = body.text('object_kind');
		const read = Object.hasOwn(EVENTS, kind) ? EVENTS[kind]?.(body) : undefined;
		const event = read ?? { title: kind.replaceAll('_', ' '), state: stateOf(ACTIONS, actionOf(body)) };
		const project = body.text('project', 'path_with_namespace') || body.first('project_name');
		return toolEvent({
			...event,
			title: event.title || project,
			key: event.key === undefined ? '' : `${project}${event.key}`,
			facts: [
				...(event.facts ?? []),
				...factsOf({ Project: project, By: body.text('user', 'name') || body.first('user_name', 'user_username') }),
			],
			links: [
				...(event.links ?? []),
				{ title: 'Open project', url: body.text('project', 'web_url') || body.text('repository', 'homepage') },
			],
		});
	},
};

function actionOf(body: Payload): string {
	return body.text('object_attributes', 'action') || body.text('action');
}

function pushEvent(body: Payload): Partial<ToolEvent> {
	const ref = body.text('ref');
	const isTag = ref.startsWith('refs/tags/');
	const isDeleted = NO_COMMIT.test(body.text('after'));
	const isCreated = NO_COMMIT.test(body.text('before'));
	return {
		kind: 'push',
		state: isDeleted ? 'deleted' : isCreated ? 'created' : 'pushed',
		title: shortRef(ref),
		text: plain(commitLines(body.list('commits'))),
		facts: factsOf({
			[isTag ? 'Tag' : 'Branch']: shortRef(ref),
			Commits: body.text('total_commits_count') === '0' ? '' : body.text('total_commits_count'),
		}),
		links: [{ title: 'Open commit', url: body.list('commits').at(-1)?.text('url') ?? '' }],
		key: `@${isDeleted ? ref : body.text('after')}`,
		time: eventTime(body.list('commits').at(-1)?.text('timestamp') ?? ''),
	};
}

function mergeRequestEvent(body: Payload): Partial<ToolEvent> {
	const request = body.in('object_attributes');
	const isReview = ['approved', 'approval', 'unapproved', 'unapproval'].includes(request.text('action'));
	return {
		kind: isReview ? 'review' : 'pullRequest',
		state: mergeRequestState(request),
		title: numbered(request.text('iid'), request.text('title'), '!'),
		text: plain(request.text('description')),
		facts: factsOf({
			Branches: joined([request.text('source_branch'), request.text('target_branch')], ' → '),
			Labels: joined(body.list('labels').map((label) => label.text('title'))),
			Assignees: joined(body.list('assignees').map((person) => person.text('name'))),
		}),
		links: [{ title: 'Open merge request', url: request.text('url') }],
		key: `!${request.text('iid')}`,
		time: eventTime(request.text('updated_at')),
	};
}

function mergeRequestState(request: Payload): EventState {
	const done = stateOf(STATES, request.text('state'));
	if (done !== 'info') return done;
	const isDraft = request.text('draft') === 'true' || request.text('work_in_progress') === 'true';
	const state = stateOf(ACTIONS, request.text('action'), 'updated');
	return isDraft && state !== 'approved' ? 'draft' : state;
}

function issueEvent(body: Payload): Partial<ToolEvent> {
	const issue = body.in('object_attributes');
	const state = stateOf(STATES, issue.text('state'));
	return {
		kind: 'issue',
		state: state === 'info' ? stateOf(ACTIONS, issue.text('action'), 'updated') : state,
		severity: issue.text('severity') === 'unknown' ? '' : issue.text('severity'),
		title: numbered(issue.text('iid'), issue.text('title')),
		text: plain(issue.text('description')),
		facts: factsOf({
			Labels: joined(body.list('labels').map((label) => label.text('title'))),
			Assignees: joined(body.list('assignees').map((person) => person.text('name'))),
		}),
		links: [{ title: 'Open issue', url: issue.text('url') }],
		key: `#${issue.text('iid')}`,
		time: eventTime(issue.text('updated_at')),
	};
}

function noteEvent(body: Payload): Partial<ToolEvent> {
	const note = body.in('object_attributes');
	const isMerge = body.has('merge_request');
	const about = body.in(isMerge ? 'merge_request' : 'issue');
	const sign = isMerge ? '!' : '#';
	const number = about.text('iid');
	return {
		kind: 'comment',
		state: stateOf(ACTIONS, note.text('action'), 'created'),
		title: numbered(number, about.text('title'), sign) || shortCommit(body.text('commit', 'id')),
		text: plain(note.text('note')),
		links: [{ title: 'Open comment', url: note.text('url') }],
		key: number === '' ? `@${body.text('commit', 'id')}` : `${sign}${number}`,
		time: eventTime(note.text('created_at')),
	};
}

function pipelineEvent(body: Payload): Partial<ToolEvent> {
	const pipeline = body.in('object_attributes');
	const jobsIn = (status: string) =>
		joined(body.list('builds').flatMap((job) => (job.text('status') === status ? [job.text('name')] : [])));
	const duration = pipeline.text('duration');
	return {
		kind: 'build',
		state: stateOf(RUNS, pipeline.text('status')),
		title: titled('Pipeline', pipeline.text('name') || numbered(pipeline.text('id'), '')),
		text: plain(body.text('commit', 'message')),
		facts: factsOf({
			'Failed jobs': jobsIn('failed'),
			'Manual jobs': jobsIn('manual'),
			Ref: pipeline.text('ref'),
			Commit: shortCommit(pipeline.text('sha')),
			'Duration (s)': duration,
			'Merge request': numbered(body.text('merge_request', 'iid'), body.text('merge_request', 'title'), '!'),
		}),
		links: [{ title: 'Open pipeline', url: pipeline.text('url') }],
		key: `/pipelines/${pipeline.text('id')}`,
		time: eventTime(pipeline.text('finished_at')) || eventTime(pipeline.text('created_at')),
	};
}

function jobEvent(body: Payload): Partial<ToolEvent> {
	return {
		kind: 'build',
		state: stateOf(RUNS, body.text('build_status')),
		title: body.text('build_name'),
		facts: factsOf({
			Stage: body.text('build_stage'),
			Reason: body.text('build_status') === 'failed' ? body.text('build_failure_reason') : '',
			Ref: body.text('ref'),
			Commit: shortCommit(body.text('sha')),
			'Duration (s)': body.text('build_duration'),
		}),
		key: `/jobs/${body.text('build_id')}`,
		time: eventTime(body.text('build_finished_at')) || eventTime(body.text('build_created_at')),
	};
}

function deploymentEvent(body: Payload): Partial<ToolEvent> {
	return {
		kind: 'deployment',
		state: stateOf(RUNS, body.text('status')),
		title: titled('Deployment', body.text('environment')),
		text: plain(body.text('commit_title')),
		facts: factsOf({ Ref: body.text('ref'), Commit: body.text('short_sha') }),
		links: [
			{ title: 'Open job', url: body.text('deployable_url') },
			{ title: 'Open commit', url: body.text('commit_url') },
		],
		key: `/deployments/${body.text('deployment_id')}`,
		time: eventTime(body.text('status_changed_at')),
	};
}

function releaseEvent(body: Payload): Partial<ToolEvent> {
	return {
		kind: 'release',
		state: stateOf(ACTIONS, body.text('action'), 'created'),
		title: body.first('name', 'tag'),
		text: plain(body.text('description')),
		facts: factsOf({ Tag: body.text('tag') }),
		links: [{ title: 'Open release', url: body.text('url') }],
		key: `@${body.text('tag')}`,
		time: eventTime(body.text('released_at')),
	};
}
