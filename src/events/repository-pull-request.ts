import type { ToolEvent } from './event';
import type { Payload } from './payload';
import type { EventState } from './vocabulary';

import { factsOf, plain } from './event';
import { eventTime } from './event-time';
import { joined, numbered } from './repository-words';
import { stateOf } from './vocabulary';

const REVIEWS: Readonly<Record<string, EventState>> = {
	approved: 'approved',
	changes_requested: 'changesRequested',
	commented: 'info',
	dismissed: 'cancelled',
};

/** A pull request, with its own state rather than what was done to it. */
export function pullRequestEvent(body: Payload): Partial<ToolEvent> {
	const pull = body.in('pull_request');
	return {
		...pullRequest(body),
		kind: 'pullRequest',
		state: pullRequestState(pull, body.text('action')),
		text: plain(pull.text('body')),
		time: eventTime(pull.text('updated_at')),
	};
}

/** A review of a pull request, or one that was dismissed; its key is that of the pull request. */
export function reviewEvent(body: Payload): Partial<ToolEvent> {
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
