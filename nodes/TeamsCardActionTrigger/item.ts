import type { INodeExecutionData, IWebhookFunctions } from 'n8n-workflow';
import type { ActionInputs } from '../../src/actionable-message/action-inputs';
import type { Performer } from '../../src/actionable-message/actionable-message';
import type { TriggerSettings } from './settings';

/** Ids as Microsoft makes them; anything else is not emitted. */
const ID = /^[\w-]{1,100}$/;

/** Everything one item is made of. */
export interface ItemParts {
	readonly inputs: ActionInputs;
	readonly performer: Performer;
	readonly tenantId: string;
	readonly binding: string | null;
	readonly settings: TriggerSettings;
	readonly deadlineAtMs: number;
}

/** The data of the execution: one item. */
export function toWorkflowData(
	context: IWebhookFunctions,
	{ inputs, performer, tenantId, binding, settings, deadlineAtMs }: ItemParts,
): INodeExecutionData[][] {
	const headers = context.getHeaderData();
	const json = {
		inputs,
		performer: { ...performer },
		tenant: { id: tenantId },
		binding,
		// n8n does not let expressions read a member called "binding".
		bindingId: binding,
		action: { requestId: idOf(headers['action-request-id']), correlationId: idOf(headers['card-correlation-id']) },
		reply: { mode: settings.respond, deadlineAt: new Date(deadlineAtMs).toISOString() },
	};
	return [[{ json }]];
}

function idOf(value: unknown): string | null {
	return typeof value === 'string' && ID.test(value) ? value : null;
}
