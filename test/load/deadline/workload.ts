import type { N8nClient, WorkflowFile } from '../../../scripts/lib/n8n-client';

import { setTimeout as delay } from 'node:timers/promises';

import { mention } from '../../../simulator/outgoing';
import { ACTION_TYPE, newSecurityToken, TRIGGER_TYPE } from '../../../scripts/lib/demo';

/** What the trigger says at the deadline and after a failure in these workflows. */
export const DEADLINE_TEXT = 'deadline';

/** See {@link DEADLINE_TEXT}. */
export const FAILURE_TEXT = 'failure';

/** The deadline of the workflows: the default of the trigger. */
export const DEADLINE_MS = 4_000;

/** What a workflow does with a mention. */
export type Kind = 'reply' | 'fail' | 'stop' | 'silent';

/** One mention that was sent, and what came back. */
export interface Sent {
	readonly kind: Kind;
	readonly sleepSeconds: number;
	readonly messageId: string;
	readonly shown: string;
	readonly status: number | null;
	readonly tookMs: number;
	/** When the answer was there, milliseconds since 1970. */
	readonly answeredAtMs: number;
}

/** The published workflows of one n8n. */
export interface Workload {
	readonly workflowIds: Readonly<Record<Kind, string>>;
	/** Sends mentions, `atATime` at once, and stops executions of the kind `stop` while they run. */
	send(count: number, atATime: number): Promise<readonly Sent[]>;
}

const KINDS: readonly Kind[] = ['reply', 'reply', 'reply', 'fail', 'stop', 'silent'];

const LONGEST_SLEEP_SECONDS = 12;

/** Pauses before running executions are looked up: a short one finds them starting, a long one sleeping. */
const STOP_PAUSES_MS = [20, 400];

/** How long each pause is used before the other takes its turn. */
const STOP_TURN_MS = 2_000;

/** Publishes one workflow per kind, at paths that begin with `name`; each sleeps as many seconds as the mention says. */
export async function publishWorkload(client: N8nClient, webhookUrl: string, name: string): Promise<Workload> {
	const securityToken = newSecurityToken();
	const credential = await client.createCredential(name, 'teamsOutgoingWebhookApi', { label: 'test', securityToken });
	const ids: Partial<Record<Kind, string>> = {};
	for (const kind of new Set(KINDS)) {
		const { id, status, detail } = await client.publish(workflowOf(kind, name), {
			[TRIGGER_TYPE]: { teamsOutgoingWebhookApi: credential },
		});
		if (status !== 'published') throw new Error(`the workflow "${kind}" was not published: ${detail}`);
		ids[kind] = id;
	}
	const workflowIds = ids as Record<Kind, string>;
	let lastMs = 0;
	const sendOne = async (index: number): Promise<Sent> => {
		const kind = KINDS[index % KINDS.length] ?? 'reply';
		const sleepSeconds = kind === 'stop' ? LONGEST_SLEEP_SECONDS : index % (LONGEST_SLEEP_SECONDS + 1);
		lastMs = Math.max(Date.now(), lastMs + 1);
		const messageId = String(lastMs);
		const reply = await mention(`${webhookUrl}/webhook/${name}-${kind}`, securityToken, {
			webhookName: 'n8n',
			text: `sleep ${sleepSeconds}`,
			atMs: lastMs,
		});
		return {
			kind,
			sleepSeconds,
			messageId,
			shown: reply.shown,
			status: reply.status,
			tookMs: reply.tookMs,
			answeredAtMs: Date.now(),
		};
	};
	return {
		workflowIds,
		send: async (count, atATime) => await sendAll(client, workflowIds.stop, { count, atATime, sendOne }),
	};
}

/** Stops every running execution of a workflow until `done`: for a while at once, for a while somewhat later, and so on. */
export async function stopRunning(client: N8nClient, workflowId: string, done: () => boolean): Promise<void> {
	const startedMs = Date.now();
	while (!done()) {
		const turn = Math.floor((Date.now() - startedMs) / STOP_TURN_MS);
		await delay(STOP_PAUSES_MS[turn % STOP_PAUSES_MS.length]);
		const running = (await client.executions(workflowId)).filter(
			({ status }) => status === 'running' || status === 'waiting',
		);
		for (const { id } of running) await client.stopExecution(id);
	}
}

async function sendAll(
	client: N8nClient,
	stopId: string,
	options: { count: number; atATime: number; sendOne: (index: number) => Promise<Sent> },
): Promise<readonly Sent[]> {
	const sent: Sent[] = [];
	let next = 0;
	let done = false;
	const stopper = stopRunning(client, stopId, () => done);
	const worker = async () => {
		while (next < options.count) {
			next += 1;
			sent.push(await options.sendOne(next - 1));
		}
	};
	await Promise.all(Array.from({ length: options.atATime }, worker));
	done = true;
	await stopper;
	return sent;
}

/** n8n publishes the trigger only with a Reply behind it; no item reaches this one. */
const NEVER_REACHED = [
	{
		name: 'Filter',
		id: 'f',
		position: [600, 0],
		type: 'n8n-nodes-base.limit',
		typeVersion: 1,
		parameters: { maxItems: 0 },
	},
	{
		name: 'Unused reply',
		id: 'u',
		position: [800, 0],
		type: ACTION_TYPE,
		typeVersion: 1,
		parameters: { operation: 'reply', text: 'unused' },
	},
];

function workflowOf(kind: Kind, name: string): WorkflowFile {
	const trigger = {
		name: 'Trigger',
		id: 't',
		type: TRIGGER_TYPE,
		typeVersion: 1.1,
		position: [0, 0],
		webhookId: `${name}-${kind}`,
		parameters: { path: `${name}-${kind}`, options: { deadlineText: DEADLINE_TEXT, failureText: FAILURE_TEXT } },
	};
	const sleep = {
		name: 'Sleep',
		id: 's',
		type: 'n8n-nodes-base.wait',
		typeVersion: 1.1,
		position: [200, 0],
		parameters: { amount: '={{ Number($json.args[0]) }}' },
	};
	const ends: Readonly<Record<Kind, { type: string; typeVersion: number; parameters: Record<string, unknown> }>> = {
		reply: {
			type: ACTION_TYPE,
			typeVersion: 1,
			parameters: { operation: 'reply', text: '=slept {{ $json.args[0] }}', lateReply: 'drop' },
		},
		fail: { type: 'n8n-nodes-base.stopAndError', typeVersion: 1, parameters: { errorMessage: 'broken' } },
		stop: { type: 'n8n-nodes-base.noOp', typeVersion: 1, parameters: {} },
		silent: { type: 'n8n-nodes-base.noOp', typeVersion: 1, parameters: {} },
	};
	const end = { name: 'End', id: 'e', position: [400, 0], ...ends[kind] };
	const to = (node: string) => ({ main: [[{ node, type: 'main', index: 0 }]] });
	return {
		name: `${name} ${kind}`,
		nodes: [trigger, sleep, end, ...NEVER_REACHED],
		connections: { Trigger: to('Sleep'), Sleep: to('End'), End: to('Filter'), Filter: to('Unused reply') },
	};
}
