import { isAllowed, parseAllowList } from '../../../src/outgoing-webhook/allow-list';

const GUID = 'aaaabbbb-cccc-4ddd-8eee-ffff00001111';
const THREAD = '19:0123abcDEF_-x@thread.tacv2';
const link = (kind: string, host = 'teams.microsoft.com') =>
	`https://${host}/l/${kind}/${encodeURIComponent(THREAD)}/General?groupId=${GUID}&tenantId=${GUID}`;

it.each([
	['tenants', GUID.toUpperCase(), GUID],
	['users', ` ${GUID} ,\t29:1x7v-Opaque `, '29:1x7v-Opaque'],
	['users', [` ${GUID} `], GUID],
	['users', [GUID, '29:1x7v'], GUID],
	['channels', `19:other@thread.skype;\n${THREAD}`, THREAD],
	['channels', link('channel'), THREAD],
	['channels', link('channel', 'teams.cloud.microsoft'), THREAD],
	['channels', link('channel', 'gov.teams.microsoft.us'), THREAD],
	['teams', link('team'), THREAD],
] as const)('reads %s from %j', (kind, value, id) =>
	expect(isAllowed(parseAllowList(value, kind), [null, id])).toBe(true),
);

it.each([
	['users', 'Ada Example'],
	['users', THREAD],
	['users', `${GUID}, Ada`],
	['tenants', '29:1x7v'],
	['channels', GUID],
	['channels', link('team')],
	['channels', link('channel', 'teams.microsoft.com.example.org')],
	['channels', 'https://teams.microsoft.com/l/channel/%'],
	['tenants', link('team')],
	['teams', ''],
	['teams', ' , '],
	['teams', []],
	['teams', null],
	['teams', 7],
	['teams', [GUID, {}]],
] as const)('lets nobody in when %s are %j', (kind, value) => {
	const list = parseAllowList(value, kind);
	expect([list.kind, isAllowed(list, [GUID, THREAD])]).toEqual(['broken', false]);
});

it('says which entry is no id', () =>
	expect([`${GUID}\nAda`, 'Ada', 7, '', []].map((value) => parseAllowList(value, 'users'))).toEqual([
		{ kind: 'broken', entry: 2 },
		{ kind: 'broken', entry: 1 },
		{ kind: 'broken', entry: 1 },
		{ kind: 'broken', entry: 0 },
		{ kind: 'broken', entry: 0 },
	]));

it('is off when nothing was set, and admits nobody whose id is missing', () => {
	expect(isAllowed(parseAllowList(undefined, 'users'), [null])).toBe(true);
	expect(isAllowed(parseAllowList(GUID, 'users'), [null])).toBe(false);
});
