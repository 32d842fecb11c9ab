import type { ToolEvent } from './event';
import type { Payload } from './payload';
import type { EventState } from './vocabulary';

import { factsOf, plain } from './event';
import { eventTime } from './event-time';
import { commitLines, shortRef, stateOfAction } from './repository-words';

/** Commits that were pushed to a branch or tag, which may be new or deleted. */
export function pushEvent(body: Payload): Partial<ToolEvent> {
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

/** A branch or tag that was created or deleted. */
export function refEvent(body: Payload, state: EventState): Partial<ToolEvent> {
	return {
		kind: 'push',
		state,
		title: shortRef(body.text('ref')),
		facts: factsOf({ Type: body.text('ref_type') }),
		key: `@${body.text('ref')}`,
	};
}

/** A release; its key is its tag. */
export function releaseEvent(body: Payload): Partial<ToolEvent> {
	const release = body.in('release');
	const isDraft = release.text('draft') === 'true';
	return {
		kind: 'release',
		state: isDraft ? 'draft' : stateOfAction(body.text('action'), 'updated'),
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
