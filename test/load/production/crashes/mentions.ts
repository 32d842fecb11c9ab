import type { N8nClient, WorkflowFile } from '../../../../scripts/lib/n8n-client';

import { setTimeout as delay } from 'node:timers/promises';

import { mention } from '../../../../simulator/outgoing';
import { SORRY } from '../../../../simulator/rules/reply';
import { ACTION_TYPE, newSecurityToken, TRIGGER_TYPE } from '../../../../scripts/lib/demo';
import { FIXED_TEXTS } from '../../../../src/outgoing-webhook/texts';
import { named } from './receiver';
import { chain } from './variants';

/** What the workflow of a mention does: replies at once, or after the deadline, without and with Retry On Fail. */
const MENTION_KINDS = ['quick', 'late', 'late-retry'] as const;

/** See {@link MENTION_KINDS}. */
type MentionKind = (typeof MENTION_KINDS)[number];

/** The flow that late replies are posted through. */
export const LATE_FLOW = 'late-replies';

/** Chosen: the pause between mentions, each kind in its turn; and while a store is away, which is not for long. */
const EVERY_MS = 500;
const EVERY_MS_WHILE_AWAY = 120;

/** What the sender reads if the workflow did not get as far as a reply; such a mention was not lost silently. */
const FAILURE_TEXT = 'The workflow failed.';

/**
 * How the sentences begin that tell the sender that no reply will come: the workflow has failed, a clock is wrong, or
 * Teams could not read the answer (while n8n starts, it answers with status 200 and a text of its own).
 */
const TOLD = [
	FAILURE_TEXT,
	SORRY,
	...[FIXED_TEXTS.tooOld, FIXED_TEXTS.fromFuture].map(({ text }) => text.split(',')[0] ?? ''),
];

/** True if the sender has read that no reply will come. */
export function isTold(shown: string): boolean {
	return TOLD.some((beginning) => shown.startsWith(beginning));
}

/** Chosen: the deadline of the late ones, and how long their workflow waits. */
const DEADLINE_SECONDS = 1;
const LATE_SECONDS = 3;

/** One mention that was sent, and what its sender saw. */
export interface SentMention {
	readonly kind: MentionKind;
	readonly name: string;
	readonly messageId: string;
	readonly sentAtMs: number;
	/** `null` where no answer came. */
	readonly status: number | null;
	readonly shown: string;
}

/** The published workflows that answer mentions. */
export interface MentionWorkflows {
	readonly ids: Readonly<Record<MentionKind, string>>;
	/** Sends mentions whose names begin with `prefix` until it is told to stop, then waits for every answer. */
	send(prefix: string, until: AbortSignal, isAway: () => boolean): Promise<readonly SentMention[]>;
}

/** Publishes them; `webhookUrl` is that of the webhook processor, `lateUrl` the flow as the worker is to call it. */
export async function publishMentions(
	client: N8nClient,
	{
		webhookUrl,
		lateUrl,
		allowedHosts,
	}: { readonly webhookUrl: string; readonly lateUrl: string; readonly allowedHosts: string },
): Promise<MentionWorkflows> {
	const securityToken = newSecurityToken();
	const outgoing = await client.createCredential('mentions', 'teamsOutgoingWebhookApi', {
		label: 'crashes',
		securityToken,
	});
	const incoming = await client.createCredential('late replies', 'teamsIncomingWebhookApi', {
		webhookUrl: lateUrl,
		allowedHosts,
	});
	const credentials = {
		[TRIGGER_TYPE]: { teamsOutgoingWebhookApi: outgoing },
		[ACTION_TYPE]: { teamsIncomingWebhookApi: incoming },
	};
	const ids: Partial<Record<MentionKind, string>> = {};
	for (const kind of MENTION_KINDS) {
		const { id, status, detail } = await client.publish(mentionWorkflow(kind), credentials);
		if (status !== 'published') throw new Error(`the workflow "${kind}" was not published: ${detail}`);
		ids[kind] = id;
	}
	let lastMs = 0;
	const sendOne = async (kind: MentionKind, name: string): Promise<SentMention> => {
		lastMs = Math.max(Date.now(), lastMs + 1);
		const sentAtMs = lastMs;
		const { status, shown } = await mention(`${webhookUrl}/webhook/mention-${kind}`, securityToken, {
			webhookName: 'n8n',
			text: `${kind} ${LATE_SECONDS} ${name}`,
			atMs: sentAtMs,
		});
		return { kind, name, messageId: String(sentAtMs), sentAtMs, status, shown };
	};
	return {
		ids: ids as Record<MentionKind, string>,
		send: async (prefix, until, isAway) => await sendUntil({ prefix, until, isAway, sendOne }),
	};
}

interface Sender {
	readonly prefix: string;
	readonly until: AbortSignal;
	readonly isAway: () => boolean;
	readonly sendOne: (kind: MentionKind, name: string) => Promise<SentMention>;
}

async function sendUntil({ prefix, until, isAway, sendOne }: Sender): Promise<readonly SentMention[]> {
	const sending: Array<Promise<SentMention>> = [];
	while (!until.aborted) {
		const kind = MENTION_KINDS[sending.length % MENTION_KINDS.length] ?? 'quick';
		sending.push(sendOne(kind, `${prefix}/${kind}/${sending.length}`));
		await delay(isAway() ? EVERY_MS_WHILE_AWAY : EVERY_MS);
	}
	return await Promise.all(sending);
}

/** Trigger, Wait, Reply with Send to Channel; the quick one has no Wait. */
function mentionWorkflow(kind: MentionKind): WorkflowFile {
	const path = `mention-${kind}`;
	const isLate = kind !== 'quick';
	const trigger = {
		type: TRIGGER_TYPE,
		typeVersion: 1.1,
		webhookId: path,
		parameters: {
			path,
			options: { failureText: FAILURE_TEXT, ...(isLate ? { replyDeadline: DEADLINE_SECONDS } : {}) },
		},
	};
	const wait = {
		type: 'n8n-nodes-base.wait',
		typeVersion: 1.1,
		parameters: { amount: '={{ Number($json.args[0]) }}' },
	};
	const text = `=${named('{{ $json.args[1] }}')}`;
	const reply = {
		type: ACTION_TYPE,
		typeVersion: 1,
		parameters: { operation: 'reply', text, lateReply: 'send' },
		...(kind === 'late-retry' ? { retryOnFail: true, maxTries: 3, waitBetweenTries: 2_000 } : {}),
	};
	return chain(
		`mention ${kind}`,
		isLate ? { Trigger: trigger, Wait: wait, Reply: reply } : { Trigger: trigger, Reply: reply },
	);
}
