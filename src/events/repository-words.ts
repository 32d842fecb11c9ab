import type { Payload } from './payload';
import type { EventState } from './vocabulary';

import { stateOf } from './vocabulary';

/** Chosen: commits that a push shows. */
const COMMITS_MAX = 5;

/** Chosen: characters of a commit's id that people write. */
const COMMIT_CHARACTERS = 8;

const ACTIONS: Readonly<Record<string, EventState>> = {
	opened: 'open',
	reopened: 'open',
	closed: 'closed',
	created: 'created',
	published: 'created',
	released: 'created',
	deleted: 'deleted',
};

/** The state that the member `action` of an event names; `otherwise` for other actions. */
export function stateOfAction(action: string, otherwise: EventState = 'info'): EventState {
	return stateOf(ACTIONS, action, otherwise);
}

/** A branch or tag without `refs/heads/` or `refs/tags/`. */
export function shortRef(ref: string): string {
	return ref.replace(/^refs\/(?:heads|tags)\//, '');
}

/** The beginning of a commit's id. */
export function shortCommit(id: string): string {
	return id.slice(0, COMMIT_CHARACTERS);
}

/** "#42 Pay with cards"; `sign` is what the sender writes before a number. */
export function numbered(number: string, title: string, sign = '#'): string {
	return joined([number === '' ? '' : `${sign}${number}`, title], ' ');
}

/** "Deployment: production", or only "Deployment". */
export function titled(what: string, name: string): string {
	return name === '' ? what : `${what}: ${name}`;
}

/** The texts that are not empty. */
export function joined(texts: readonly string[], separator = ', '): string {
	return texts.filter((text) => text !== '').join(separator);
}

/** The first commits of a push, a line each: the id and the first line of the message. */
export function commitLines(commits: readonly Payload[]): string {
	return commits
		.slice(0, COMMITS_MAX)
		.map((commit) => {
			const [subject = ''] = commit.first('message', 'comment').split('\n');
			return joined([shortCommit(commit.first('id', 'hash', 'commitId')), subject], ' ');
		})
		.join('\n');
}
