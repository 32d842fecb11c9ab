import type { Segment } from './outgoing/segments';

import { createHmac } from 'node:crypto';

import { TENANT_ID } from './model/ids';

/** How Teams writes a message; it differs by client and year (teams.md A.4, A.5). By default as in the captures. */
export interface Writing {
	/** `text` with HTML entities, or decoded: `<web>` appears as it was typed. */
	readonly text?: 'encoded' | 'decoded';
	/** A name of several words in one tag, or with a tag and an entity for each word, all with one id. */
	readonly names?: 'whole' | 'split';
	/** Whether the webhook's own mention is among the entities, with a `28:` id. */
	readonly own?: 'absent' | 'listed';
}

/** Who says what, where. */
export interface Utterance {
	/** The name of the outgoing webhook that is mentioned. */
	readonly webhookName: string;
	/** What follows the mention; not used if there are `segments`. */
	readonly text: string;
	/** The person who writes. */
	readonly author?: string;
	/** Milliseconds since 1970; Teams uses them as the message id. */
	readonly atMs: number;
	/** The whole message with its mentions, if it does not simply begin with that of the webhook. */
	readonly segments?: readonly Segment[];
	/** Ids of the person who writes. */
	readonly authorIds?: { readonly id: string; readonly aadObjectId: string };
	/** The form in which mentions and text are written. */
	readonly writing?: Writing;
	/** Where the message is posted; a channel from the reference when absent. */
	readonly place?: { readonly teamId: string; readonly channelId: string; readonly rootId: string };
}

const CHANNEL = '19:0123456789abcdef0123456789abcdef@thread.tacv2';
const TEAM = '19:fedcba9876543210fedcba9876543210@thread.tacv2';
const AUTHOR = { id: '29:1x7vExampleOpaqueUserId', aadObjectId: '0f0e0d0c-1111-4222-8333-444455556666' };

/** The activity Teams posts for a channel message: one line of compact JSON, null members included (teams.md A.4). */
export function activityBody(utterance: Utterance): string {
	const { author = 'Ada Example', authorIds = AUTHOR, atMs, writing = {} } = utterance;
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
		text: `${taggedText(segments, writing)}\n`,
		speak: null,
		inputHint: null,
		summary: null,
		suggestedActions: null,
		attachments: [
			{
				contentType: 'text/html',
				contentUrl: null,
				content: htmlCopy(segments, writing),
				name: null,
				thumbnailUrl: null,
			},
		],
		entities: [
			...mentionEntities(segments, writing),
			{ type: 'clientInfo', locale: 'en-GB', country: 'GB', platform: 'Web' },
		],
		channelData: {
			teamsChannelId: channelId,
			teamsTeamId: teamId,
			channel: { id: channelId },
			team: { id: teamId },
			tenant: { id: TENANT_ID },
		},
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

/** The space after a webhook's mention is a non-breaking one, as an entity where the text is encoded (teams.md A.5). */
function taggedText(segments: readonly Segment[], writing: Writing): string {
	const decoded = writing.text === 'decoded';
	const words = decoded ? (text: string) => text : escapeHtml;
	return joined(segments, {
		writing,
		space: decoded ? '\u00a0' : '&nbsp;',
		tag: (name) => `<at>${words(name)}</at>`,
		words,
	});
}

/** The HTML copy numbers mentions from 0, and writes line breaks as tags (the latter inferred). */
function htmlCopy(segments: readonly Segment[], writing: Writing): string {
	let count = 0;
	const tag = (name: string) =>
		`<span itemscope="" itemtype="http://schema.skype.com/Mention" itemid="${(count += 1) - 1}">${escapeHtml(name)}</span>`;
	return `<div><div>${joined(segments, { writing, space: '&nbsp;', tag, words: (text) => escapeHtml(text).replaceAll('\n', '<br>') })}</div>\n</div>`;
}

/** What differs between the text and its copy. */
interface Rendering {
	readonly writing: Writing;
	readonly space: string;
	readonly tag: (name: string) => string;
	readonly words: (text: string) => string;
}

function joined(segments: readonly Segment[], { writing, space, tag, words }: Rendering): string {
	return segments
		.map((segment, index) => {
			if (segment.kind === 'mention') return namesOf(segment.who.name, writing).map(tag).join(space);
			const before = segments[index - 1];
			const afterWebhook = before?.kind === 'mention' && before.who.kind === 'webhook';
			const text = words(segment.text);
			return afterWebhook ? text.replace(/^ /, space) : text;
		})
		.join('');
}

/** People have entities; the webhook's own mention had none in 2018 and 2019, and Microsoft's sample lists it (teams.md A.4, A.5). */
function mentionEntities(segments: readonly Segment[], writing: Writing): readonly object[] {
	return segments.flatMap((segment) => {
		if (segment.kind === 'text' || (segment.who.kind === 'webhook' && writing.own !== 'listed')) return [];
		const { kind, id } = segment.who;
		return namesOf(segment.who.name, writing).map((name) => ({
			type: 'mention',
			mentioned: { id: kind === 'webhook' ? `28:${id}` : id, name },
			text: `<at>${name}</at>`,
		}));
	});
}

function namesOf(name: string, writing: Writing): readonly string[] {
	return writing.names === 'split' ? name.split(' ') : [name];
}

function escapeHtml(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
