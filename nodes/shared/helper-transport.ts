import type { IExecuteFunctions, IWebhookFunctions } from 'n8n-workflow';
import type { GetRequest, PostAnswer, PostFailure, PostRequest, Reader, Transport } from '../../src/ports';

import { egressFilter } from './egress';
import { sendByHelper } from './helper-exchange';

/** The transport over n8n's `helpers.httpRequest`, which honours proxies and the egress filter on its own. */
export function createHelperTransport(context: IExecuteFunctions | IWebhookFunctions): Reader & Transport {
	const send = async (request: GetRequest | PostRequest): Promise<PostAnswer | PostFailure> =>
		await sendByHelper(request, {
			call: async (options) => (await context.helpers.httpRequest(options)) as unknown,
			lookup: egressFilter(context)?.createSecureLookup(),
		});
	return { engine: 'n8n', get: send, post: send };
}
