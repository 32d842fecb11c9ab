import type { IExecuteFunctions } from 'n8n-workflow';
import type { Transport } from '../../src/ports';

import { egressFilter } from './egress';
import { postByHelper } from './helper-exchange';

/** The transport over n8n's `helpers.httpRequest`, which honours proxies and the egress filter on its own. */
export function createHelperTransport(context: IExecuteFunctions): Transport {
	return {
		engine: 'n8n',
		post: async (request) => await postByHelper(request, { call: async (options) => (await context.helpers.httpRequest(options)) as unknown, lookup: egressFilter(context)?.createSecureLookup() }),
	};
}
