import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { isPlainObject } from '../../src/cards/message';
import { TeamsWebhookError } from '../../src/errors';

/** The end of the trigger's type name; what comes before it depends on how the package was installed. */
const TRIGGER = 'teamsOutgoingWebhookTrigger';

const HOW_TO = 'Start the workflow with the Microsoft Teams Outgoing Webhook Trigger and let it respond "Using Reply Operation".';

/** The mention that waits, or waited, for this execution's reply. */
export interface PendingMention {
	/** Milliseconds since 1970, by the clock of the process that received the mention. */
	readonly deadlineAtMs: number;
	readonly channelId: string | null;
	/** The first message of the thread. */
	readonly rootId: string | null;
	/** Who asked; `null` where the message names no Entra object id. */
	readonly asker: { readonly id: string; readonly name: string } | null;
}

/** A trigger before this node, and how many outputs it has. */
interface Trigger {
	readonly name: string;
	readonly outputs: number;
}

/**
 * Finds the mention this execution has to answer. `undefined` only in manual runs without one. Throws
 * `no-mention-to-answer` in production without one: another trigger, a sub-workflow, or a trigger that answers itself.
 */
export function findMention(context: IExecuteFunctions): PendingMention | undefined {
	const json = triggersBefore(context).map((trigger) => itemOf(context, trigger)).find((item) => item !== undefined);
	const reply = isPlainObject(json?.reply) ? json.reply : undefined;
	if (json === undefined || reply === undefined) {
		if (context.getMode() === 'manual') return undefined;
		throw new TeamsWebhookError('no-mention-to-answer', 'No mention in Teams has started this execution, so there is nothing to reply to.', HOW_TO);
	}
	if (reply.mode !== 'replyNode') throw new TeamsWebhookError('no-mention-to-answer', 'The trigger of this workflow answers mentions itself.', HOW_TO);
	const deadlineAtMs = Date.parse(String(reply.deadlineAt));
	return { deadlineAtMs: Number.isNaN(deadlineAtMs) ? 0 : deadlineAtMs, channelId: textAt(json.channel, 'id'), rootId: textAt(json.message, 'rootId'), asker: askerOf(json.from) };
}

/** n8n gives the nodes before this one; in a sub-workflow and as a tool, the trigger is not among them. */
function triggersBefore(context: IExecuteFunctions): readonly Trigger[] {
	const parents = context.getParentNodes(context.getNode().name, { includeNodeParameters: true });
	return parents.filter(({ type }) => type.endsWith(TRIGGER)).map(({ name, parameters }) => ({ name, outputs: 1 + commandCount(parameters) }));
}

function commandCount(parameters: IDataObject | undefined): number {
	const commands = parameters?.commands as { values?: unknown } | undefined;
	return Array.isArray(commands?.values) ? commands.values.length : 0;
}

/** The item is on the output of its command; the others are empty (n8n's `first()` looks at one of them only). */
function itemOf(context: IExecuteFunctions, trigger: Trigger): Readonly<Record<string, unknown>> | undefined {
	const data = context.getWorkflowDataProxy(0);
	const select = data.$ as (name: string) => { isExecuted?: boolean; all(output: number, run: number): Array<{ json: unknown }> };
	const node = select(trigger.name);
	if (node.isExecuted === false) return undefined;
	const items = Array.from({ length: trigger.outputs }, (_, output) => node.all(output, 0)[0]?.json);
	return items.find(isPlainObject);
}

function askerOf(from: unknown): PendingMention['asker'] {
	const id = textAt(from, 'aadObjectId');
	return id === null ? null : { id, name: textAt(from, 'name') ?? '' };
}

function textAt(value: unknown, name: string): string | null {
	const member = isPlainObject(value) ? value[name] : undefined;
	return typeof member === 'string' && member !== '' ? member : null;
}
