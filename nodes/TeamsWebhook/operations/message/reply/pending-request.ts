import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { isPlainObject } from '../../../../../src/json';
import { TeamsWebhookError } from '../../../../../src/errors';

/** The kind of trigger that waits for the reply, by the end of its type name; the beginning depends on how the package was installed. */
const TRIGGERS = {
	teamsOutgoingWebhookTrigger: 'mention',
	teamsConnectorTrigger: 'connector',
	teamsCardActionTrigger: 'cardAction',
} as const;

const HOW_TO =
	'Start the workflow with the Microsoft Teams Outgoing Webhook Trigger or the Card Action Trigger and let it respond "Using Reply Operation".';

/** What a trigger of this package has received: a mention, the settings of a connector, or the press of a button. */
type PendingKind = (typeof TRIGGERS)[keyof typeof TRIGGERS];

/** What waits, or waited, for this execution's reply. */
export interface PendingRequest {
	readonly kind: PendingKind;
	/** Milliseconds since 1970, by the clock of the process that received the request. */
	readonly deadlineAtMs: number;
	readonly channelId: string | null;
	/** The first message of the thread. */
	readonly rootId: string | null;
	/** The person who asked; `null` if the message has no Entra object id. */
	readonly asker: { readonly id: string; readonly name: string } | null;
}

/** A trigger before this node, and how many outputs it has. */
interface Trigger {
	readonly kind: PendingKind;
	readonly name: string;
	readonly outputs: number;
}

/**
 * Finds the request this execution has to answer. `undefined` only in manual runs without one. Throws
 * `no-mention-to-answer` in production without one: another trigger, a sub-workflow, or a trigger that answers itself.
 */
export function findPendingRequest(context: IExecuteFunctions): PendingRequest | undefined {
	const { kind, json } = startOf(context) ?? {};
	const reply = isPlainObject(json?.reply) ? json.reply : undefined;
	if (kind === undefined || json === undefined || reply === undefined) {
		if (context.getMode() === 'manual') return undefined;
		throw new TeamsWebhookError(
			'no-mention-to-answer',
			'This execution was not started by a mention in Teams, so Reply has nothing to answer.',
			HOW_TO,
		);
	}
	if (reply.mode !== 'replyNode')
		throw new TeamsWebhookError(
			'no-mention-to-answer',
			'The trigger of this workflow answers mentions itself.',
			HOW_TO,
		);
	const deadlineAtMs = Date.parse(String(reply.deadlineAt));
	return {
		kind,
		deadlineAtMs: Number.isNaN(deadlineAtMs) ? 0 : deadlineAtMs,
		channelId: textAt(json.channel, 'id'),
		rootId: textAt(json.message, 'rootId'),
		asker: askerOf(json.from),
	};
}

/** Says whether a card action has started this execution: its answer is read differently. */
export function isCardAction(context: IExecuteFunctions): boolean {
	return startOf(context)?.kind === 'cardAction';
}

/** The trigger that has run, and its item. */
function startOf(
	context: IExecuteFunctions,
): { readonly kind: PendingKind; readonly json: Readonly<Record<string, unknown>> } | undefined {
	for (const trigger of triggersBefore(context)) {
		const json = itemOf(context, trigger);
		if (json !== undefined) return { kind: trigger.kind, json };
	}
	return undefined;
}

/** n8n gives the nodes before this one; in a sub-workflow and as a tool, the trigger is not among them. */
function triggersBefore(context: IExecuteFunctions): readonly Trigger[] {
	const parents = context.getParentNodes(context.getNode().name, { includeNodeParameters: true });
	return parents.flatMap(({ type, name, parameters }) => {
		const kind = kindOf(type);
		return kind === undefined ? [] : [{ kind, name, outputs: 1 + commandCount(parameters) }];
	});
}

function kindOf(type: string): PendingKind | undefined {
	return Object.entries(TRIGGERS).find(([end]) => type.endsWith(end))?.[1];
}

function commandCount(parameters: IDataObject | undefined): number {
	const commands = parameters?.commands as { values?: unknown } | undefined;
	return Array.isArray(commands?.values) ? commands.values.length : 0;
}

/** The item is on the output of its command; the others are empty (n8n's `first()` looks at one of them only). */
function itemOf(context: IExecuteFunctions, trigger: Trigger): Readonly<Record<string, unknown>> | undefined {
	const data = context.getWorkflowDataProxy(0);
	const select = data.$ as (name: string) => {
		isExecuted?: boolean;
		all(output: number, run: number): Array<{ json: unknown }>;
	};
	const node = select(trigger.name);
	if (node.isExecuted === false) return undefined;
	const items = Array.from({ length: trigger.outputs }, (_, output) => node.all(output, 0)[0]?.json);
	return items.find(isPlainObject);
}

function askerOf(from: unknown): PendingRequest['asker'] {
	const id = textAt(from, 'aadObjectId');
	return id === null ? null : { id, name: textAt(from, 'name') ?? '' };
}

function textAt(value: unknown, name: string): string | null {
	const member = isPlainObject(value) ? value[name] : undefined;
	return typeof member === 'string' && member !== '' ? member : null;
}
