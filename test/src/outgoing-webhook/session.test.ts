import type { MentionActivity } from '../../../src/outgoing-webhook/activity';
import type { SessionScope } from '../../../src/outgoing-webhook/session';

import fc from 'fast-check';

import { sessionId } from '../../../src/outgoing-webhook/session';
import { propertyRuns } from '../../support/property-runs';

interface Place {
	readonly tenant: string | null;
	readonly channel: string | null;
	readonly root: string | null;
	readonly person: string | null;
}

const PLACE: Place = { tenant: 'aaaa', channel: '19:c@thread.tacv2', root: '1761000000123', person: 'p' };

function mentionAt({ tenant, channel, root, person }: Place, id: string | null = null): MentionActivity {
	return {
		text: 'x',
		from: { id, name: 'Ada', aadObjectId: person },
		tenant: { id: tenant },
		team: { id: null },
		channel: { id: channel },
		message: {
			id: '1',
			timestamp: null,
			locale: null,
			html: null,
			isReply: false,
			rootId: root,
			mentions: [],
			attachments: [],
		},
	};
}

const sessionOf = (place: Place, scope: SessionScope = 'thread') => sessionId(mentionAt(place), scope);

it.each<[SessionScope, string]>([
	['thread', 'aaaa/19:c@thread.tacv2/1761000000123'],
	['channel', 'aaaa/19:c@thread.tacv2'],
	['person', 'aaaa/p'],
])('is a text that a person can read: %s', (scope, expected) => {
	expect(sessionOf(PLACE, scope)).toBe(expected);
});

it('takes the Bot Framework id of a person without an Entra object id', () => {
	expect(sessionId(mentionAt({ ...PLACE, person: null }, '29:1x'), 'person')).toBe('aaaa/29:1x');
});

const PARTS: Readonly<Record<SessionScope, ReadonlyArray<keyof Place>>> = {
	thread: ['tenant', 'channel', 'root'],
	channel: ['tenant', 'channel'],
	person: ['tenant', 'person'],
};

it.each(Object.entries(PARTS).flatMap(([scope, parts]) => parts.map((part) => [scope as SessionScope, part] as const)))(
	'is another one for every mention of the scope %s without a %s',
	(scope, part) => {
		for (const missing of [null, '']) {
			const sessions = [1, 2].map(() => sessionOf({ ...PLACE, [part]: missing }, scope));
			expect([new Set(sessions).size, sessions.some((session) => session.includes('/'))]).toEqual([2, false]);
		}
	},
);

it('does not depend on what the scope does not name', () => {
	expect(sessionOf({ ...PLACE, person: null })).toBe(sessionOf(PLACE));
	expect(sessionOf({ ...PLACE, root: '2', person: 'q' }, 'channel')).toBe(sessionOf(PLACE, 'channel'));
	expect(sessionOf({ ...PLACE, root: null, channel: '19:d' }, 'person')).toBe(sessionOf(PLACE, 'person'));
});

it.each([
	['a', 'b/c', 'd', 'a/b', 'c', 'd'],
	['a', '/', 'd', 'a', '%2F', 'd'],
	['a', '%', 'd', 'a', '%25', 'd'],
])('tells %s %s %s from %s %s %s', (tenant, channel, root, ...[otherTenant, otherChannel, otherRoot]) => {
	const other = { ...PLACE, tenant: otherTenant, channel: otherChannel, root: otherRoot };
	expect(sessionOf({ ...PLACE, tenant, channel, root })).not.toBe(sessionOf(other));
});

it('never mixes mentions that differ in a part of their scope, whatever the parts contain', () => {
	// Few characters, among them those with a meaning, so that equal joins would be found.
	const part = fc.option(fc.string({ unit: fc.constantFrom('a', '/', '%', '2', 'F', '5'), maxLength: 5 }));
	const place = fc.record({ tenant: part, channel: part, root: part, person: part });
	fc.assert(
		fc.property(fc.constantFrom<SessionScope>('thread', 'channel', 'person'), place, place, (scope, one, other) => {
			const differ = PARTS[scope].some((name) => one[name] !== other[name]);
			const complete = PARTS[scope].every((name) => (one[name] ?? '') !== '');
			expect(sessionOf(one, scope) === sessionOf(other, scope)).toBe(!differ && complete);
		}),
		{ numRuns: propertyRuns(3_000) },
	);
});
