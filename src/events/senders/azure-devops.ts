import type { EventFact } from '../event';
import type { Payload } from '../payload';
import type { Sender } from '../sender';
import type { EventKind, EventState } from '../vocabulary';

import { factsOf, plain, toolEvent } from '../event';
import { eventTime } from '../event-time';
import { commitLines, joined, numbered, shortRef } from '../repository-words';
import { stateOf } from '../vocabulary';

/** Kinds by the beginning of `eventType`; the first that fits counts. */
const KINDS: ReadonlyArray<readonly [start: string, kind: EventKind]> = [
	['git.pullrequest', 'pullRequest'],
	['ms.vss-code.git-pullrequest-comment', 'comment'],
	['git.push', 'push'],
	['tfvc.checkin', 'push'],
	['workitem.commented', 'comment'],
	['workitem.', 'issue'],
	['build.', 'build'],
	['ms.vss-pipelines.', 'build'],
	['ms.vss-pipelinechecks', 'review'],
	['ms.vss-release.release-', 'release'],
	['ms.vss-release.', 'deployment'],
];

const RESULTS: Readonly<Record<string, EventState>> = {
	succeeded: 'success',
	approved: 'approved',
	partiallysucceeded: 'warning',
	succeededwithissues: 'warning',
	failed: 'failed',
	rejected: 'failed',
	canceled: 'cancelled',
	stopped: 'cancelled',
	skipped: 'cancelled',
	inprogress: 'running',
	pending: 'pending',
};

const WORK_ITEMS: Readonly<Record<string, EventState>> = {
	'workitem.created': 'open',
	'workitem.deleted': 'deleted',
	'workitem.restored': 'open',
	'workitem.commented': 'created',
};

/** Fields of a work item whose changes are shown. */
const FIELDS: Readonly<Record<string, string>> = {
	'System.State': 'State',
	'System.AssignedTo': 'Assigned to',
	'System.Title': 'Title',
	'Microsoft.VSTS.Common.Severity': 'Severity',
	'Microsoft.VSTS.Common.Priority': 'Priority',
	'System.IterationPath': 'Iteration',
};

/**
 * Azure DevOps service hooks. Documented at learn.microsoft.com, "Service hooks events": eventType, publisherId, message
 * and detailedMessage (each as text, HTML and Markdown) and resource. Addresses in a resource are those of the API, so
 * the page is taken from the Markdown of the message.
 */
export const azureDevOps: Sender = {
	name: 'Azure DevOps',
	recognises: ({ body }) =>
		body.text('eventType').includes('.') && body.text('publisherId') !== '' && body.has('resource'),
	read: ({ body }) => {
		const type = body.text('eventType');
		const resource = body.in('resource');
		const kind = KINDS.find(([start]) => type.startsWith(start))?.[1] ?? 'other';
		const { title, text, facts, key } = detailsOf(kind, body);
		return toolEvent({
			kind,
			state: stateIn(kind, type, resource),
			title: title || firstLine(body),
			text: plain(text),
			facts,
			links: [{ title: 'Open', url: pageIn(body) || resource.text('_links', 'web', 'href') }],
			time: eventTime(body.text('createdDate')),
			key,
		});
	},
};

function stateIn(kind: EventKind, type: string, resource: Payload): EventState {
	if (kind === 'push') return 'pushed';
	if (kind === 'comment') return 'created';
	if (kind === 'issue') return stateOf(WORK_ITEMS, type, 'updated');
	if (kind === 'pullRequest') return pullRequestState(type, resource);
	const result =
		resource.first('result', 'status') ||
		resource.text('run', 'result') ||
		resource.text('stage', 'result') ||
		resource.text('environment', 'status') ||
		resource.text('deployment', 'deploymentStatus') ||
		resource.text('run', 'state');
	return stateOf(RESULTS, result, kind === 'release' ? 'created' : 'info');
}

function pullRequestState(type: string, resource: Payload): EventState {
	const status = resource.text('status');
	if (status === 'completed') return 'merged';
	if (status === 'abandoned') return 'closed';
	if (resource.text('isDraft') === 'true') return 'draft';
	return type === 'git.pullrequest.created' ? 'open' : 'updated';
}

interface Details {
	readonly title: string;
	readonly text: string;
	readonly facts: readonly EventFact[];
	readonly key: string;
}

function detailsOf(kind: EventKind, body: Payload): Details {
	const resource = body.in('resource');
	if (kind === 'issue') return workItem(body);
	if (kind === 'pullRequest') return pullRequest(resource);
	if (kind === 'push') return push(resource);
	const id = resource.text('id') || resource.text('run', 'id') || resource.text('environment', 'releaseId');
	return {
		title: '',
		text: resource.text('comment', 'content') || (kind === 'comment' ? afterFirstLine(body) : ''),
		facts: factsOf({
			Build: resource.text('buildNumber') || resource.text('run', 'name'),
			Definition: resource.text('definition', 'name') || resource.text('pipeline', 'name'),
			Release: resource.text('release', 'name') || resource.text('environment', 'release', 'name'),
			Environment: resource.text('environment', 'name'),
			Branch: shortRef(resource.text('sourceBranch')),
			By: requesterOf(resource),
			Project: resource.text('project', 'name') || resource.text('definition', 'project', 'name'),
		}),
		key: id === '' ? '' : `${kind}/${id}`,
	};
}

function requesterOf(resource: Payload): string {
	const [request] = resource.list('requests');
	return (
		resource.text('requestedFor', 'displayName') ||
		(request?.text('requestedFor', 'displayName') ?? '') ||
		resource.text('lastChangedBy', 'displayName')
	);
}

function pullRequest(resource: Payload): Details {
	return {
		title: numbered(resource.text('pullRequestId'), resource.text('title'), '!'),
		text: resource.text('description'),
		facts: factsOf({
			Branches: joined([shortRef(resource.text('sourceRefName')), shortRef(resource.text('targetRefName'))], ' → '),
			Author: resource.text('createdBy', 'displayName'),
			Reviewers: joined(resource.list('reviewers').map((person) => person.text('displayName'))),
			Repository: resource.text('repository', 'name'),
			'Merge status': resource.text('mergeStatus'),
		}),
		key: `${resource.text('repository', 'id')}!${resource.text('pullRequestId')}`,
	};
}

function push(resource: Payload): Details {
	const refs = joined(resource.list('refUpdates').map((update) => shortRef(update.text('name'))));
	const commits = resource.list('commits');
	const repository = resource.text('repository', 'name');
	return {
		title: refs || repository,
		text: commitLines(commits),
		facts: factsOf({
			Branch: refs,
			Commits: commits.length === 0 ? '' : String(commits.length),
			Repository: repository,
			By: resource.text('pushedBy', 'displayName') || resource.text('checkedInBy', 'displayName'),
		}),
		key: `${resource.text('repository', 'id')}@${resource.list('refUpdates')[0]?.text('newObjectId') ?? ''}`,
	};
}

/** A change has pairs of old and new values, and the whole work item under `revision`; others have the item itself. */
function workItem(body: Payload): Details {
	const resource = body.in('resource');
	const revision = resource.has('revision') ? resource.in('revision') : resource;
	const id = (resource.has('revision') ? revision.text('id') : '') || resource.first('workItemId', 'id');
	const type = revision.text('fields', 'System.WorkItemType');
	return {
		title: joined([type, numbered(id, revision.text('fields', 'System.Title'))], ' '),
		text: '',
		facts: [
			...Object.entries(FIELDS).map(([name, title]) => ({ title, value: changeOf(resource, revision, name) })),
			{
				title: 'By',
				value:
					personIn(resource.in('fields').raw['System.ChangedBy']) ||
					personIn(revision.in('fields').raw['System.ChangedBy']),
			},
			{ title: 'Project', value: revision.text('fields', 'System.TeamProject') },
		],
		key: `workitem/${id}`,
	};
}

function changeOf(resource: Payload, revision: Payload, name: string): string {
	const change = resource.in('fields', name);
	const [before, after] = [personIn(change.raw.oldValue), personIn(change.raw.newValue)];
	if (change.has('newValue') || change.has('oldValue')) return joined([before, after], ' → ');
	return name === 'System.Title' ? '' : personIn(revision.in('fields').raw[name]);
}

/** People are a text ("Ada <ada@example.com>") or an object, depending on the version of the resource. */
function personIn(value: unknown): string {
	if (typeof value === 'string') return value.replace(/ <[^<>]*>$/, '');
	if (typeof value === 'number') return String(value);
	return typeof value === 'object' && value !== null && 'displayName' in value && typeof value.displayName === 'string'
		? value.displayName
		: '';
}

function firstLine(body: Payload): string {
	const [line = ''] = body.text('message', 'text').split(/\r?\n/);
	return line.trim();
}

function afterFirstLine(body: Payload): string {
	const [, ...lines] = body.text('detailedMessage', 'text').split(/\r?\n/);
	return lines
		.filter((line) => !/^\(https?:/.test(line.trim()))
		.join('\n')
		.trim();
}

function pageIn(body: Payload): string {
	const written = `${body.text('message', 'markdown')}\n${body.text('detailedMessage', 'markdown')}`;
	return /\]\((https?:\/\/[^\s()]+)\)/.exec(written)?.[1] ?? '';
}
