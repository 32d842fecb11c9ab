import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { Content } from '../../../../../src/cards/content';
import type { MessageTarget } from '../../../../../src/cards/finding';
import type { Batch } from '../../../batch';
import type { BatchResult } from '../../../batch-output';
import type { DeliveryResult } from '../../../delivery/deliverer';

import { countBytes, utf8Bytes } from '../../../../../src/cards/size/bytes';
import { asCards, buildEnvelope } from '../../../../../src/cards/envelope';
import { prepareMessage } from '../../../../../src/cards/prepare';
import { TeamsWebhookError } from '../../../../../src/errors';
import { toItemFailure } from '../../../../shared/node-error';
import { batchesOf } from '../../../batch';
import { outputOf } from '../../../batch-output';
import { readDraft } from '../../../content/draft';
import { eventMembers } from '../../../content/event';
import { readPrepareOptions } from '../../../options/message-options';
import { previewsOf } from './previews';
import { validateEmail } from './email';
import { batchInput } from '../../../item-input';

/** What a card can be checked for: where messages are posted, and Outlook, which gets it by email. */
const CHECK_TARGETS: ReadonlyArray<MessageTarget | 'outlook'> = ['workflows', 'connector', 'reply', 'outlook'];

/**
 * Checks the message of each batch of items and returns the finished message with its size, every finding and two
 * previews as binary data; sends nothing. Mistakes are findings, not errors; content that cannot be read fails.
 */
export async function validateItems(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const results: BatchResult[] = [];
	for (const batch of batchesOf(context)) results.push({ ...(await tryValidate(context, batch)), batch });
	return outputOf(context, results);
}

async function tryValidate(context: IExecuteFunctions, batch: Batch): Promise<DeliveryResult> {
	try {
		return await validate(context, batch);
	} catch (error) {
		return { ok: false, failure: toItemFailure(error) };
	}
}

async function validate(context: IExecuteFunctions, batch: Batch): Promise<DeliveryResult> {
	const inputs = batchInput(context, batch);
	const target = readCheckTarget(inputs[0].value('target', 'workflows'));
	if (target === 'outlook') return await validateEmail(context, inputs);
	const options = { ...readPrepareOptions(inputs[0]), target };
	const draft = readDraft(inputs);
	const { parts, findings } = prepareMessage(draft, { ...options, onInvalid: 'warn' });
	const json: IDataObject = {
		valid: findings.every(({ severity }) => severity === 'warning'),
		target,
		...sizeOf(parts, target),
		maxBytes: options.maxBytes ?? null,
		parts: parts.length,
		findings: findings.map((finding) => ({ ...finding })),
		...messagesOf(parts, target),
		...eventMembers(draft.events),
	};
	return { ok: true, json, binary: await previewsOf(context, parts.flatMap(asCards), findings) };
}

function readCheckTarget(value: unknown): MessageTarget | 'outlook' {
	const target = CHECK_TARGETS.find((candidate) => candidate === value);
	if (target === undefined)
		throw new TeamsWebhookError(
			'option-invalid',
			'The value for Check For is not valid.',
			`Use one of: ${CHECK_TARGETS.join(', ')}.`,
		);
	return target;
}

/** The bytes of the requests, and the most that Teams may count for one of them. */
function sizeOf(parts: readonly Content[], target: MessageTarget): IDataObject {
	return {
		bytes: parts.reduce((sum, part) => sum + utf8Bytes(buildEnvelope(part, target)), 0),
		countedBytes: Math.max(...parts.map((part) => countBytes(part, target))),
	};
}

/** The message exactly as it would be sent; if it was split, all parts. */
function messagesOf(parts: readonly Content[], target: MessageTarget): IDataObject {
	const messages = parts.map((part) => JSON.parse(buildEnvelope(part, target)) as IDataObject);
	return messages.length === 1 ? { message: messages[0] } : { message: messages[0], messages };
}
