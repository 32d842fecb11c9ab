import type { Person, Setup, Team } from './types';

import { newThreadId } from './ids';

/** People of the simulator; names and ids are invented. */
const PEOPLE: readonly Person[] = [
	{
		id: '29:1x7vExampleOpaqueUserId',
		name: 'Ada Example',
		aadObjectId: '0f0e0d0c-1111-4222-8333-444455556666',
		upn: 'ada@example.com',
	},
	{
		id: '29:1y8wExampleOpaqueUserId',
		name: 'Bo Example',
		aadObjectId: '1f0e0d0c-1111-4222-8333-444455556666',
		upn: 'bo@example.com',
	},
	{
		id: '29:1z9xExampleOpaqueUserId',
		name: 'Chi Example',
		aadObjectId: '2f0e0d0c-1111-4222-8333-444455556666',
		upn: 'chi@example.com',
	},
];

/** What a new simulator begins with: one team with its channels, three people, no webhook. */
export function seed(): Setup {
	return {
		teams: [newTeam('Platform', ['ops', 'support', 'management'])],
		people: PEOPLE,
		outgoing: [],
		incoming: [],
		faults: [],
		settings: { rates: true, flowBotRate: false, previews: true },
	};
}

/** A team with General, whose id is the team's own, and further standard channels. */
export function newTeam(name: string, channels: readonly string[] = []): Team {
	const id = newThreadId();
	return {
		id,
		name,
		channels: [
			{ id, name: 'General', kind: 'standard' },
			...channels.map((channel) => ({ id: newThreadId(), name: channel, kind: 'standard' as const })),
		],
	};
}
