import type { Segment } from './outgoing/segments';

import { createHmac } from 'node:crypto';

import { TENANT_ID } from './model/ids';

/** Who says what, where. */
export interface Utterance {
	/** The name of the outgoing webhook that is mentioned. */
	readonly webhookName: string;
	/** What follows the mention; unless `segments` say it. */
	readonly text: string;
	/** The person who writes. */
	readonly author?: string;
	/** Milliseconds since 1970; Teams uses them as the message id. */
	readonly atMs: number;
	/** The whole message with its mentions, where it does not simply begin with the webhook's. */
	readonly segments?: readonly Segment[];
	/** Ids of the person who writes. */
	readonly authorIds?: { readonly id: string; readonly aadObjectId: string };
	/** Where it is said; a channel of the reference when absent. */
	readonly place?: { readonly teamId: string; readonly channelId: string; readonly rootId: string };
}

const CHANNEL = '19:0123456789abcdef0123456789abcdef@thread.tacv2';
const TEAM = '19:fedcba9876543210fedcba9876543210@thread.tacv2';
const AUTHOR = { id: '29:1x7vExampleOpaqueUserId', aadObjectId: '0f0e0d0c-1111-4222-8333-444455556666' };

/** The activity Teams posts for a channel message: one line of compact JSON, null members included (teams.md A.4). */
export function activityBody(utterance: Utterance): string {
	const { author = 'Ada Example', authorIds = AUTHOR, atMs } = utterance;
	const { teamId, channelId, rootId } = utterance.place ?? { teamId: TEAM, channelId: CHANNEL, rootId: String(atMs) };
	const segments = utterance.segments ?? plainSegments(utterance);
	const timestamp = new Date(atMs).toISOString();
	return JSON.stringify({
		type: 'message',
		id: String(atMs),
		timestamp,
		localTimestamp: timestamp.replace('Z', '+00:00'),
		serviceUrl: 'https://smba.trafficmanager.net/emea/',
		channelId: 'msteams',
		from: { id: authorIds.id, name: author, aadObjectId: authorIds.aadObjectId },
		conversation: { isGroup: true, id: `${channelId};messageid=${rootId}`, name: null, conversationType: 'channel' },
		recipient: null,
		textFormat: 'plain',
		attachmentLayout: null,
		membersAdded: [],
		membersRemoved: [],
		topicName: null,
		historyDisclosed: null,
		locale: null,
		text: `${taggedText(segments)}\n`,
		speak: null,
		inputHint: null,
		summary: null,
		suggestedActions: null,
		attachments: [{ contentType: 'text/html', contentUrl: null, content: htmlCopy(segments), name: null, thumbnailUrl: null }],
		entities: [...personMentions(segments), { type: 'clientInfo', locale: 'en-GB', country: 'GB', platform: 'Web' }],
		channelData: { teamsChannelId: channelId, teamsTeamId: teamId, channel: { id: channelId }, team: { id: teamId }, tenant: { id: TENANT_ID } },
		action: null,
		replyToId: null,
		value: null,
		name: null,
		relatesTo: null,
		code: null,
	});
}

/** The `Authorization` header for a body: HMAC-SHA256 under the decoded token (teams.md A.3). */
export function authorization(body: string | Buffer, securityToken: string): string {
	return `HMAC ${createHmac('sha256', Buffer.from(securityToken, 'base64')).update(body).digest('base64')}`;
}

function plainSegments({ webhookName, text }: Utterance): readonly Segment[] {
	const mention: Segment = { kind: 'mention', who: { kind: 'webhook', id: '', name: webhookName } };
	return text === '' ? [mention] : [mention, { kind: 'text', text: ` ${text}` }];
}

/** The space after a webhook's mention is a non-breaking one, as an entity (teams.md A.5). */
function taggedText(segments: readonly Segment[]): string {
	return joined(segments, (name) => `<at>${name}</at>`, (text) => text);
}

/** The copy in HTML counts mentions from 0, and has line breaks as tags (the latter inferred). */
function htmlCopy(segments: readonly Segment[]): string {
	let count = 0;
	const tag = (name: string) => `<span itemscope="" itemtype="http://schema.skype.com/Mention" itemid="${(count += 1) - 1}">${name}</span>`;
	return `<div><div>${joined(segments, tag, (text) => text.replaceAll('\n', '<br>'))}</div>\n</div>`;
}

function joined(segments: readonly Segment[], tag: (name: string) => string, words: (text: string) => string): string {
	return segments
		.map((segment, index) => {
			if (segment.kind === 'mention') return tag(escapeHtml(segment.who.name));
			const before = segments[index - 1];
			const afterWebhook = before?.kind === 'mention' && before.who.kind === 'webhook';
			const text = words(escapeHtml(segment.text));
			return afterWebhook ? text.replace(/^ /, '&nbsp;') : text;
		})
		.join('');
}

/** People have entities; the webhook's own mention has none (teams.md A.4: captures of 2018 and 2019). */
function personMentions(segments: readonly Segment[]): readonly object[] {
	return segments.flatMap((segment) => (segment.kind === 'mention' && segment.who.kind === 'person' ? [{ type: 'mention', mentioned: { id: segment.who.id, name: segment.who.name }, text: `<at>${segment.who.name}</at>` }] : []));
}

function escapeHtml(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
