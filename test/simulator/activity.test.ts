import type { Writing } from '../../simulator/activity';
import type { Mentionable } from '../../simulator/outgoing/segments';

import { activityBody, authorization } from '../../simulator/activity';
import { teamsHeaders } from '../../simulator/outgoing/headers';
import { segmentsOf } from '../../simulator/outgoing/segments';

/** What reference/teams.md A.2 to A.5 says of the request. */

const atMs = Date.parse('2026-10-21T08:00:00.123Z');
const kestrel: Mentionable = { kind: 'webhook', id: 'k', name: 'Kestrel' };
const bo: Mentionable = { kind: 'person', id: '29:1y8wOpaque', name: 'Bo Example' };
const names = [kestrel, bo];

const activityOf = (text: string, rootId = String(atMs)) =>
	JSON.parse(
		activityBody({
			webhookName: 'Kestrel',
			text: '',
			atMs,
			segments: segmentsOf(text, names),
			place: { teamId: '19:team@thread.tacv2', channelId: '19:channel@thread.tacv2', rootId },
		}),
	) as Record<string, unknown>;

describe('A.2: headers', () => {
	it('has those of the capture in their order and spelling, and no User-Agent', () => {
		const headers = teamsHeaders('{}', Buffer.alloc(32, 1).toString('base64'));
		expect(headers.map(([name]) => name)).toEqual([
			'Accept',
			'Authorization',
			'Content-Type',
			'x-ms-request-id',
			'x-ms-session-id',
		]);
		const values = Object.fromEntries(headers);
		expect([values.Accept, values['Content-Type']]).toEqual(['application/json', 'application/json; charset=utf-8']);
		expect(values.Authorization).toMatch(/^HMAC [A-Za-z0-9+/]{43}=$/);
		expect(values['x-ms-request-id']).toMatch(/^[0-9a-f]{8}-[0-9a-f-]{27}$/);
		expect(values['x-ms-session-id']).toMatch(/^6219\d{14}$/);
	});
});

describe('A.3: signature', () => {
	const key = 'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=';

	it.each([
		['{"type":"message","text":"ping"}', 'HMAC i1ThqIYXEMtm8fDi6h43M8V5EynR5C22OJXlOR7BihM='],
		[
			'{"type":"message","text":"<at>Kestrel</at>&nbsp;café ☕ 🚀\\n"}',
			'HMAC a9NVr2X5Ti97ph/oGXryauKnEBaC+i8xb/5SzbbzuCw=',
		],
	])('of %s', (body, header) => {
		expect(authorization(body, key)).toBe(header);
	});
});

describe('A.4: body', () => {
	it('has every member of the capture in its order, null ones included, on one line', () => {
		const body = activityBody({ webhookName: 'Kestrel', text: 'x', atMs });
		expect(body).not.toMatch(/\n|": /);
		expect(Object.keys(JSON.parse(body) as object)).toEqual(
			'type id timestamp localTimestamp serviceUrl channelId from conversation recipient textFormat attachmentLayout membersAdded membersRemoved topicName historyDisclosed locale text speak inputHint summary suggestedActions attachments entities channelData action replyToId value name relatesTo code'.split(
				' ',
			),
		);
	});

	it('has null and empty where the capture has them', () => {
		const activity = activityOf('@Kestrel x');
		for (const name of [
			'recipient',
			'attachmentLayout',
			'topicName',
			'historyDisclosed',
			'locale',
			'speak',
			'inputHint',
			'summary',
			'suggestedActions',
			'action',
			'replyToId',
			'value',
			'name',
			'relatesTo',
			'code',
		])
			expect([name, activity[name]]).toEqual([name, null]);
		expect(activity).toMatchObject({
			type: 'message',
			textFormat: 'plain',
			channelId: 'msteams',
			membersAdded: [],
			membersRemoved: [],
			timestamp: '2026-10-21T08:00:00.123Z',
			localTimestamp: expect.stringMatching(/\+\d\d:\d\d$/) as string,
		});
	});

	it('comes from a regional service, by a person with an opaque id and an object id, and nothing else about them', () => {
		const activity = activityOf('@Kestrel x');
		expect(activity.serviceUrl).toBe('https://smba.trafficmanager.net/emea/');
		expect(activity.from).toEqual({
			id: expect.stringMatching(/^29:/) as string,
			name: 'Ada Example',
			aadObjectId: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f-]{27}$/) as string,
		});
	});

	it('names no tenant in the conversation', () => {
		expect(Object.keys(activityOf('@Kestrel x').conversation as object)).toEqual([
			'isGroup',
			'id',
			'name',
			'conversationType',
		]);
	});

	it('has a message id of milliseconds, and the channel id with the id of the thread root', () => {
		expect(activityOf('@Kestrel x')).toMatchObject({
			id: String(atMs),
			conversation: {
				isGroup: true,
				id: `19:channel@thread.tacv2;messageid=${atMs}`,
				name: null,
				conversationType: 'channel',
			},
		});
		expect(activityOf('@Kestrel x', '1761000000000')).toMatchObject({
			conversation: { id: '19:channel@thread.tacv2;messageid=1761000000000' },
		});
	});

	it('has ids and no names in channelData', () => {
		expect(activityOf('@Kestrel x').channelData).toEqual({
			teamsChannelId: '19:channel@thread.tacv2',
			teamsTeamId: '19:team@thread.tacv2',
			channel: { id: '19:channel@thread.tacv2' },
			team: { id: '19:team@thread.tacv2' },
			tenant: { id: 'aaaabbbb-cccc-4ddd-8eee-ffff00001111' },
		});
	});

	it('has a clientInfo and an entity for every person, and none for the webhook itself', () => {
		expect(activityOf('@Kestrel deploy web to @Bo Example').entities).toEqual([
			{ type: 'mention', mentioned: { id: bo.id, name: bo.name }, text: '<at>Bo Example</at>' },
			{ type: 'clientInfo', locale: 'en-GB', country: 'GB', platform: 'Web' },
		]);
	});

	it('has the text and its copy in HTML as the capture has them', () => {
		expect(activityOf('@Kestrel deploy web to @Bo Example')).toMatchObject({
			text: '<at>Kestrel</at>&nbsp;deploy web to <at>Bo Example</at>\n',
			attachments: [
				{
					contentType: 'text/html',
					contentUrl: null,
					content:
						'<div><div><span itemscope="" itemtype="http://schema.skype.com/Mention" itemid="0">Kestrel</span>&nbsp;deploy web to <span itemscope="" itemtype="http://schema.skype.com/Mention" itemid="1">Bo Example</span></div>\n</div>',
					name: null,
					thumbnailUrl: null,
				},
			],
		});
	});
});

describe('A.5: text', () => {
	it.each([
		['@Kestrel', '<at>Kestrel</at>\n'],
		['@kestrel status', '<at>Kestrel</at>&nbsp;status\n'],
		['please @Kestrel status', 'please <at>Kestrel</at>&nbsp;status\n'],
		['@Kestrel a & b < c > d', '<at>Kestrel</at>&nbsp;a &amp; b &lt; c &gt; d\n'],
		['@Kestrel ask @Bo Example, please', '<at>Kestrel</at>&nbsp;ask <at>Bo Example</at>, please\n'],
	])('of "%s"', (text, expected) => {
		expect(activityOf(text).text).toBe(expected);
	});
});

describe('other ways of writing', () => {
	const written = (text: string, writing: Writing) =>
		JSON.parse(
			activityBody({ webhookName: 'Kestrel', text: '', atMs, segments: segmentsOf(text, names), writing }),
		) as { text: string; entities: object[]; attachments: Array<{ content: string }> };

	it('has a tag and an entity for each word of a name, with one id', () => {
		const { text, entities } = written('@Kestrel ask @Bo Example', { names: 'split' });
		expect(text).toBe('<at>Kestrel</at>&nbsp;ask <at>Bo</at>&nbsp;<at>Example</at>\n');
		expect(entities.slice(0, -1)).toEqual(
			['Bo', 'Example'].map((name) => ({ type: 'mention', mentioned: { id: bo.id, name }, text: `<at>${name}</at>` })),
		);
	});

	it('has what was typed decoded in the text, and encoded in the HTML copy', () => {
		const { text, attachments } = written('@Kestrel deploy <web> & co', { text: 'decoded' });
		expect(text).toBe('<at>Kestrel</at>\u00a0deploy <web> & co\n');
		expect(attachments[0]?.content).toContain('</span>&nbsp;deploy &lt;web&gt; &amp; co</div>');
	});

	it('lists the own mention with a 28: id', () => {
		expect(written('please @Kestrel status', { own: 'listed' }).entities[0]).toEqual({
			type: 'mention',
			mentioned: { id: '28:k', name: 'Kestrel' },
			text: '<at>Kestrel</at>',
		});
	});
});

describe('mentions', () => {
	const found = (text: string, among = names) =>
		segmentsOf(text, among).flatMap((segment) => (segment.kind === 'mention' ? [segment.who.name] : []));

	it.each([
		['mail ada@Kestrel.io', []],
		['@Kestrels', []],
		['@Kestrel.', ['Kestrel']],
		['(@Kestrel)', ['Kestrel']],
		['@Kestrel@Kestrel', ['Kestrel']],
		['@nobody', []],
		['@', []],
		['', []],
	])('in "%s"', (text, expected) => {
		expect(found(text)).toEqual(expected);
	});

	it('takes the longest name that fits', () => {
		expect(found('@Kestrel Ops go', [kestrel, { kind: 'webhook', id: 'o', name: 'Kestrel Ops' }])).toEqual([
			'Kestrel Ops',
		]);
	});

	it('loses no character', () => {
		const text = 'a @Kestrel b @Bo Example c@d @';
		expect(
			segmentsOf(text, names)
				.map((segment) => (segment.kind === 'text' ? segment.text : `@${segment.who.name}`))
				.join(''),
		).toBe(text);
	});
});
