import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { Admission } from '../../src/outgoing-webhook/admit';
import type { MessageRead } from '../../src/outgoing-webhook/activity';
import type { JsonObject } from '../../src/json';
import type { TokenKey } from '../../src/outgoing-webhook/security-token';
import type { TriggerSettings } from './settings';

import { minimalMention, namelessText } from '../../src/outgoing-webhook/activity';
import { proveMention } from '../../src/outgoing-webhook/proof';
import { sessionId } from '../../src/outgoing-webhook/session';
import { isStatement } from '../../src/outgoing-webhook/vouched-text';

/** Everything one item is made of. */
export interface ItemParts {
	readonly message: MessageRead;
	readonly activity: JsonObject;
	readonly admission: Extract<Admission, { kind: 'start' }>;
	readonly token: TokenKey;
	readonly settings: TriggerSettings;
	readonly deadlineAtMs: number;
}

/** The data of the execution: one item on the output of its command, every other output empty. */
export function toWorkflowData(parts: ItemParts): INodeExecutionData[][] {
	const { admission, settings } = parts;
	const outputs = 1 + (settings.rules.commands?.commands.length ?? 0);
	return Array.from({ length: outputs }, (_, output) => (output === admission.output ? [{ json: toJson(parts) }] : []));
}

function toJson({ message: read, activity, admission, token, settings, deadlineAtMs }: ItemParts): IDataObject {
	const { mention } = read;
	const { text, ...rest } = settings.minimal ? minimalMention(mention) : mention;
	const { from, tenant, channel, message } = rest;
	return {
		text,
		...admission.words,
		...(admission.params === undefined ? {} : { params: admission.params }),
		...rest,
		chatInput: settings.minimal ? namelessText(read) : text,
		sessionId: sessionId(mention, settings.session),
		token: { label: token.label, index: token.index },
		proof: isStatement(read, typeof activity.text === 'string' ? activity.text : '')
			? proveMention(token.key, {
					tenantId: tenant.id,
					channelId: channel.id,
					messageId: message.id,
					timestamp: message.timestamp,
					text,
					...from,
				})
			: '',
		reply: { mode: settings.respond, deadlineAt: new Date(deadlineAtMs).toISOString() },
		...(settings.includeActivity ? { activity: withoutPrototype(activity) } : {}),
	} as unknown as IDataObject;
}

/** A member called `__proto__` would become the prototype where n8n copies the item. */
function withoutPrototype(activity: JsonObject): unknown {
	return JSON.parse(JSON.stringify(activity), (name: string, value: unknown) =>
		name === '__proto__' ? undefined : value,
	) as unknown;
}
