import type { Clock } from '../clock';
import type { Store } from '../model/store';
import type { Message, OutgoingWebhook, Person, RequestRecord, Team } from '../model/types';
import type { Exchange, Post } from './post';
import type { Mentionable, Segment } from './segments';

import { activityBody } from '../activity';
import { newId } from '../model/ids';
import { requestRecord } from '../model/records';
import { judgeReply } from '../rules/reply';
import { teamsHeaders } from './headers';
import { post } from './post';
import { segmentsOf } from './segments';

/** What somebody writes. */
interface Saying {
	readonly team: Team;
	readonly channelId: string;
	readonly author: Person;
	readonly text: string;
	/** The thread that is answered; a new one when absent. */
	readonly rootId?: string;
}

/** The immediate result; the answers come later. */
export interface Said {
	readonly message: Message;
	/** Settles when every mentioned webhook has answered, or was cut off. */
	readonly answered: Promise<void>;
}

/**
 * Puts a message into a channel and posts it to every outgoing webhook of the team that it mentions. In private and
 * shared channels nothing is posted: outgoing webhooks do not work there (teams.md A.1, shared ones inferred).
 */
export function say(store: Store, clock: Clock, saying: Saying): Said {
	const { outgoing } = store.state().setup;
	const webhooks = outgoing.filter(({ teamId }) => teamId === saying.team.id);
	const segments = segmentsOf(saying.text, mentionables(webhooks, store.state().setup.people));
	const mentioned = webhooks.filter(({ id }) =>
		segments.some((segment) => segment.kind === 'mention' && segment.who.kind === 'webhook' && segment.who.id === id),
	);
	const works = saying.team.channels.some(({ id, kind }) => id === saying.channelId && kind === 'standard');
	const id = store.newMessageId();
	const message: Message = {
		id,
		channelId: saying.channelId,
		rootId: saying.rootId ?? id,
		author: { kind: 'person', id: saying.author.id, name: saying.author.name },
		text: saying.text,
		textFormat: 'plain',
		attachments: [],
		notes:
			mentioned.length > 0 && !works ? ['Nothing was posted: outgoing webhooks work in standard channels only.'] : [],
	};
	store.message(message);
	const answers = works
		? mentioned.map(async (webhook) => await call(store, clock, { webhook, saying, message, segments }))
		: [];
	return { message, answered: Promise.all(answers).then(() => undefined) };
}

/** Everybody and everything that can be mentioned in a team. */
function mentionables(webhooks: readonly OutgoingWebhook[], people: readonly Person[]): readonly Mentionable[] {
	return [
		...webhooks.map(({ id, name }): Mentionable => ({ kind: 'webhook', id, name })),
		...people.map(({ id, name }): Mentionable => ({ kind: 'person', id, name })),
	];
}

interface Call {
	readonly webhook: OutgoingWebhook;
	readonly saying: Saying;
	readonly message: Message;
	readonly segments: readonly Segment[];
}

async function call(store: Store, clock: Clock, { webhook, saying, message, segments }: Call): Promise<void> {
	const { author, team } = saying;
	const body = activityBody({
		webhookName: webhook.name,
		text: '',
		segments,
		author: author.name,
		authorIds: author,
		atMs: Number(message.id),
		place: { teamId: team.id, channelId: message.channelId, rootId: message.rootId },
	});
	const request: Post = {
		url: webhook.callbackUrl,
		headers: teamsHeaders(body, store.state().tokens[webhook.id] ?? ''),
		body,
	};
	const record = requestRecord({
		direction: 'out',
		webhookName: webhook.name,
		atMs: clock.nowMs(),
		method: 'POST',
		url: request.url,
		headers: request.headers,
		body: Buffer.from(body),
		signature: 'signed',
	});
	store.request(record);
	const waiting = waitingReply(store, { webhook, message, requestId: record.id });
	store.message(waiting);
	const exchange = await post(request, clock);
	// The webhook, or everything, may have been deleted in the meantime.
	if (!store.state().messages.some(({ id }) => id === waiting.id)) return;
	store.request(answeredRecord(record, exchange));
	store.message(answeredReply(waiting, exchange));
}

function waitingReply(
	store: Store,
	{ webhook, message, requestId }: { webhook: OutgoingWebhook; message: Message; requestId: string },
): Message {
	return {
		id: store.newMessageId(),
		channelId: message.channelId,
		rootId: message.rootId,
		author: { kind: 'webhook', id: webhook.id, name: webhook.name },
		text: '',
		textFormat: 'plain',
		attachments: [],
		notes: [],
		answer: { state: 'waiting', reason: '', tookMs: null, requestId },
	};
}

function answeredReply(waiting: Message, { answer, tookMs }: Exchange): Message {
	const { ok, reason, ...shown } = judgeReply(answer);
	return {
		...waiting,
		...shown,
		answer: { state: ok ? 'shown' : 'sorry', reason, tookMs, requestId: waiting.answer?.requestId ?? newId() },
	};
}

function answeredRecord(record: RequestRecord, { answer, responseHeaders, tookMs }: Exchange): RequestRecord {
	const { ok, reason, notes } = judgeReply(answer);
	const note = ok ? notes.join(' ') : reason;
	return answer.kind === 'answer'
		? { ...record, status: answer.status, responseHeaders, responseBody: answer.body.toString('utf8'), tookMs, note }
		: { ...record, tookMs, note };
}
