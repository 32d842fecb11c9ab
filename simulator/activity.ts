import { createHmac } from 'node:crypto';

/** Who says what, where. */
export interface Utterance {
	/** The name of the outgoing webhook that is mentioned. */
	readonly webhookName: string;
	readonly text: string;
	/** The person who writes. */
	readonly author?: string;
	/** Milliseconds since 1970; Teams uses them as the message id. */
	readonly atMs: number;
}

const CHANNEL = '19:0123456789abcdef0123456789abcdef@thread.tacv2';
const TEAM = '19:fedcba9876543210fedcba9876543210@thread.tacv2';

/** The activity Teams posts for a channel message: one line of compact JSON, null members included (reference/teams.md A.4). */
export function activityBody(utterance: Utterance): string {
	const { webhookName, text, atMs } = utterance;
	const id = String(atMs);
	const timestamp = new Date(atMs).toISOString();
	return JSON.stringify({
		type: 'message',
		id,
		timestamp,
		localTimestamp: timestamp.replace('Z', '+00:00'),
		serviceUrl: 'https://smba.trafficmanager.net/emea/',
		channelId: 'msteams',
		from: { id: '29:1x7vExampleOpaqueUserId', name: utterance.author ?? 'Ada Example', aadObjectId: '0f0e0d0c-1111-4222-8333-444455556666' },
		conversation: { isGroup: true, id: `${CHANNEL};messageid=${id}`, name: null, conversationType: 'channel' },
		recipient: null,
		textFormat: 'plain',
		attachmentLayout: null,
		membersAdded: [],
		membersRemoved: [],
		topicName: null,
		historyDisclosed: null,
		locale: null,
		text: `<at>${webhookName}</at>&nbsp;${escapeHtml(text)}\n`,
		speak: null,
		inputHint: null,
		summary: null,
		suggestedActions: null,
		attachments: [{ contentType: 'text/html', contentUrl: null, content: htmlCopy(webhookName, text), name: null, thumbnailUrl: null }],
		entities: [{ type: 'clientInfo', locale: 'en-GB', country: 'GB', platform: 'Web' }],
		channelData: { teamsChannelId: CHANNEL, teamsTeamId: TEAM, channel: { id: CHANNEL }, team: { id: TEAM }, tenant: { id: 'aaaabbbb-cccc-4ddd-8eee-ffff00001111' } },
		action: null,
		replyToId: null,
		value: null,
		name: null,
		relatesTo: null,
		code: null,
	});
}

/** The `Authorization` header for a body: HMAC-SHA256 under the decoded token (reference/teams.md A.3). */
export function authorization(body: string | Buffer, securityToken: string): string {
	return `HMAC ${createHmac('sha256', Buffer.from(securityToken, 'base64')).update(body).digest('base64')}`;
}

function htmlCopy(webhookName: string, text: string): string {
	return `<div><div><span itemscope="" itemtype="http://schema.skype.com/Mention" itemid="0">${escapeHtml(webhookName)}</span>&nbsp;${escapeHtml(text)}</div>\n</div>`;
}

function escapeHtml(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
