import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { SendTarget } from '../../../delivery/targets';

import { textContent } from '../../../../../src/cards/content';
import { draftOf } from '../../../../../src/incoming-webhook/deliver';
import { failedItem } from '../../../../shared/node-error';
import { createDeliverer } from '../../../delivery/deliverer';
import { createRunMemory } from '../../../delivery/run-memory';
import { readSendPolicy } from '../../../options/send-options';
import { readPrepareOptions } from '../../../options/message-options';
import { itemInput } from '../../../item-input';

const TEXT = 'Test message from n8n: this webhook works. You need not do anything.';

/** Posts a test message under the rules of Send if the parameter `sendTest` asks for it; else `undefined`. */
export async function sendTest(
	context: IExecuteFunctions,
	itemIndex: number,
	target: SendTarget,
): Promise<IDataObject | undefined> {
	const input = itemInput(context, itemIndex);
	if (input.value('sendTest', false) !== true) return undefined;
	const memory = createRunMemory(context);
	const name = `test ${itemIndex}/${target.name ?? ''}`;
	const message = {
		draft: draftOf(textContent(TEXT)),
		options: readPrepareOptions(input),
		policy: readSendPolicy(input),
	};
	const result = memory.recall(name) ?? (await createDeliverer(context).deliver(message, target));
	memory.remember(name, result);
	if (result.ok) return result.json;
	const { message: what, details } = failedItem(result.failure);
	return { message: what, ...details };
}
