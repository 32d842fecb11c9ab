import type { ToolEvent } from './event';
import type { Payload } from './payload';

import { factsOf, plain } from './event';
import { eventTime } from './event-time';
import { joined, numbered, shortCommit, stateOfAction } from './repository-words';

/** An issue. */
export function issueEvent(body: Payload): Partial<ToolEvent> {
	const issue = body.in('issue');
	const number = issue.text('number');
	return {
		kind: 'issue',
		state: stateOfAction(body.text('action'), 'updated'),
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

/** A comment on an issue, a pull request or a commit; its key is that of what it is about. */
export function commentEvent(body: Payload): Partial<ToolEvent> {
	const comment = body.in('comment');
	const about = body.in(body.has('pull_request') ? 'pull_request' : 'issue');
	const number = about.text('number');
	return {
		kind: 'comment',
		state: stateOfAction(body.text('action'), 'updated'),
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
