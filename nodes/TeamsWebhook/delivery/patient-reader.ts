import type { IExecuteFunctions } from 'n8n-workflow';
import type { CredentialReader } from '../../shared/static-credential';

import { sleep } from 'n8n-workflow';

import { cancelledError } from '../../../src/incoming-webhook/answer/failures';
import { askAgain } from '../../../src/incoming-webhook/ask-again';
import { TeamsWebhookError } from '../../../src/errors';
import { cancelSignalOf } from '../../shared/cancel-signal';
import { createCredentialReader } from '../../shared/static-credential';
import { readSendPolicy } from '../options/send-options';
import { itemInput } from '../item-input';

/**
 * Reads a credential for the items of one run. If n8n's database cannot be read, it asks again within the item's Max
 * Wait, counted from the first item that had to wait, so that a database that stays away does not cost every item its
 * whole wait. Throws as `createCredentialReader` does, `option-invalid` if it has to wait and Max Wait is not valid,
 * and `cancelled`.
 */
export function createPatientReader(context: IExecuteFunctions, type: string): CredentialReader {
	const read = createCredentialReader(context, type);
	const signal = cancelSignalOf(context);
	let awaySinceMs: number | undefined;
	return async (itemIndex) => {
		const readOnce = async () => {
			const data = await read(itemIndex);
			awaySinceMs = undefined;
			return data;
		};
		const untilMs = () => {
			awaySinceMs ??= Date.now();
			return awaySinceMs + readSendPolicy(itemInput(context, itemIndex)).maxWaitMs;
		};
		const isFinal = (error: unknown) => !isStoreAway(error);
		if (signal?.aborted === true) throw cancelledError();
		return await askAgain(readOnce, { untilMs, now: Date.now, sleep, signal, isFinal }).catch((error: unknown) => {
			throw signal?.aborted === true ? cancelledError() : error;
		});
	};
}

function isStoreAway(error: unknown): boolean {
	return error instanceof TeamsWebhookError && error.code === 'credential-store-unavailable';
}
