import type { EventFact, ToolEvent } from '../event';
import type { Payload } from '../payload';
import type { Sender } from '../sender';
import type { EventState } from '../vocabulary';

import { factsOf, plain, toolEvent } from '../event';
import { eventTime } from '../event-time';
import { joined } from '../repository-words';

/** Changes that the card shows elsewhere, or that tell people nothing. */
const NOT_SHOWN: ReadonlySet<string> = new Set(['description', 'rank', 'attachment', 'comment', 'worklogid']);

/** The API address of a thing; its page is on the same site. */
const API = /^(https?:\/\/[^/]+(?:\/[^/]+)*?)\/rest\/(?:api|agile)\//;

/** Where apps reach the API of a cloud site; it has no pages. */
const NO_PAGES = /^https?:\/\/api\.atlassian\.com\//;

/**
 * Jira, cloud and Data Center. Documented at developer.atlassian.com, "Webhooks": webhookEvent, timestamp, issue with
 * key and fields, user, comment, and changelog with items whose members are `fromString` and `toString`. In the cloud,
 * a comment comes without a user and with a shortened issue.
 */
export const jira: Sender = {
	name: 'Jira',
	recognises: ({ body }) =>
		/^(?:jira:)?[a-z]+_[a-z_]+$/.test(body.text('webhookEvent')) &&
		body.has('timestamp') &&
		['issue', 'comment', 'worklog', 'sprint', 'version', 'project', 'board'].some((name) => body.has(name)),
	read: ({ body }) => (body.has('issue') ? issueEvent(body) : otherEvent(body)),
};

function issueEvent(body: Payload): ToolEvent {
	const issue = body.in('issue');
	const fields = issue.in('fields');
	const isComment = body.has('comment');
	const comment = body.in('comment');
	const changed = changes(body);
	const state = stateIn(body);
	// The status is that of the issue: it says nothing about a comment, and hides that an issue was deleted.
	const isStatusFact = isComment || state === 'deleted';
	return toolEvent({
		kind: isComment ? 'comment' : 'issue',
		state,
		...(isStatusFact ? {} : { word: fields.text('status', 'name') }),
		severity: fields.text('priority', 'name'),
		title: joined([issue.text('key'), fields.text('summary')], ' '),
		text: plain(isComment ? comment.text('body') : changed.length > 0 ? '' : fields.text('description')),
		facts: [
			...changed,
			...factsOf({
				Status: isStatusFact ? fields.text('status', 'name') : '',
				...(changed.some(({ title }) => title === 'Assignee')
					? {}
					: { Assignee: fields.text('assignee', 'displayName') }),
				Type: fields.text('issuetype', 'name'),
				Project: fields.text('project', 'name'),
				Labels: joined(fields.texts('labels')),
				By: comment.text('author', 'displayName') || body.text('user', 'displayName'),
			}),
		],
		links: [{ title: 'Open issue', url: pageOf(issue) }],
		time: eventTime(body.text('timestamp')),
		key: issue.text('key') || issue.text('id'),
	});
}

function stateIn(body: Payload): EventState {
	const event = body.text('webhookEvent');
	if (event.endsWith('_deleted')) return 'deleted';
	if (event === 'comment_created') return 'created';
	if (event.endsWith('issue_created')) return 'open';
	const isDone = body.text('issue', 'fields', 'status', 'statusCategory', 'key') === 'done';
	const changed = body.list('changelog', 'items').map((item) => item.text('field').toLowerCase());
	return isDone && changed.some((field) => ['status', 'resolution'].includes(field)) ? 'resolved' : 'updated';
}

/** "In Progress → Done". */
function changes(body: Payload): readonly EventFact[] {
	return body
		.list('changelog', 'items')
		.filter((item) => !NOT_SHOWN.has(item.text('field').toLowerCase()))
		.map((item) => ({
			title: item.text('field').charAt(0).toUpperCase() + item.text('field').slice(1),
			value: joined([item.text('fromString') || '–', item.text('toString') || '–'], ' → '),
		}))
		.filter(({ value }) => value !== '– → –');
}

function otherEvent(body: Payload): ToolEvent {
	const [name = 'comment'] = ['sprint', 'version', 'project', 'board', 'worklog', 'comment'].filter((each) =>
		body.has(each),
	);
	const thing = body.in(name);
	const event = body.text('webhookEvent').replace(/^jira:/, '');
	return toolEvent({
		kind: name === 'comment' ? 'comment' : 'other',
		state: event.endsWith('_deleted') ? 'deleted' : event.endsWith('_created') ? 'created' : 'updated',
		title: joined([event.replaceAll('_', ' '), thing.text('name')], ': '),
		text: plain(thing.first('body', 'goal', 'comment', 'description')),
		facts: factsOf({ By: body.text('user', 'displayName') || thing.text('author', 'displayName') }),
		time: eventTime(body.text('timestamp')),
		key: `${name}/${thing.text('id')}`,
	});
}

function pageOf(issue: Payload): string {
	const self = issue.text('self');
	const site = NO_PAGES.test(self) ? undefined : API.exec(self)?.[1];
	const key = issue.text('key');
	return site === undefined || !/^[A-Z][A-Z\d_]*-\d+$/.test(key) ? '' : `${site}/browse/${key}`;
}
