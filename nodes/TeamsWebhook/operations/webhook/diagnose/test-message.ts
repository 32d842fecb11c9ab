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

const TEXT = 'Test message from n8n: this webhook works. Nobody has to do anything.';

/** Posts a test message where the parameter `sendTest` asks for it, under the rules of Send. `undefined` where it does not. */
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
