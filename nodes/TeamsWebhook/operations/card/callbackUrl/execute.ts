import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { BatchResult } from '../../../batch-output';
import type { CredentialReader } from '../../../../shared/static-credential';
import type { DeliveryResult } from '../../../delivery/deliverer';

import { BINDING_LIFE_DAYS, BINDING_LIFE_MAX_DAYS } from '../../../../../src/limits';
import { signCallbackUrl } from '../../../../../src/actionable-message/callback-url';
import { CARD_ACTION_CREDENTIAL, readBindingKey } from '../../../../shared/card-action-credential';
import { toItemFailure } from '../../../../shared/node-error';
import { createCredentialReader } from '../../../../shared/static-credential';
import { refuseAsTool } from '../../../as-tool';
import { outputOf } from '../../../batch-output';
import { numberIn } from '../../../../shared/number-option';
import { itemInput } from '../../../item-input';

const DAY_MS = 86_400_000;

/**
 * Makes a callback URL for each item: bound to one message and one workflow, for a limited time. The URL is meant to be
 * put into a card. Throws, as node errors, `callback-url-as-tool`, `callback-url-invalid`, `callback-binding-invalid`,
 * `option-invalid` and the errors of the secret.
 */
export async function createCallbackUrls(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const readCredential = createCredentialReader(context, CARD_ACTION_CREDENTIAL);
	const results: BatchResult[] = [];
	for (const itemIndex of context.getInputData().keys())
		results.push({ ...(await tryCreate(context, itemIndex, readCredential)), batch: [itemIndex] });
	return outputOf(context, results);
}

async function tryCreate(
	context: IExecuteFunctions,
	itemIndex: number,
	readCredential: CredentialReader,
): Promise<DeliveryResult> {
	try {
		refuseAsTool(context, 'callbackUrl');
		const input = itemInput(context, itemIndex);
		const text = (name: string) => input.text(name).trim();
		const days = numberIn(input.value('validDays', BINDING_LIFE_DAYS), {
			name: 'Valid For (Days)',
			from: 1,
			to: BINDING_LIFE_MAX_DAYS,
		});
		const named = text('triggerWorkflowId');
		const callback = {
			workflowId: named === '' ? (context.getWorkflow().id ?? '') : named,
			binding: text('binding'),
			expiresAtMs: Date.now() + days * DAY_MS,
		};
		const callbackUrl = signCallbackUrl(text('triggerUrl'), callback, readBindingKey(await readCredential(itemIndex)));
		return {
			ok: true,
			json: { callbackUrl, bindingId: callback.binding, expiresAt: new Date(callback.expiresAtMs).toISOString() },
		};
	} catch (error) {
		return { ok: false, failure: toItemFailure(error) };
	}
}
