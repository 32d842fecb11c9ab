import type { IExecuteFunctions, IWebhookFunctions, NodeEgressFilter } from 'n8n-workflow';

/** n8n's egress filter, a passthrough if protection is off. `undefined` in n8n-core 2.27 and older, which have none. */
export function egressFilter(context: IExecuteFunctions | IWebhookFunctions): NodeEgressFilter | undefined {
	const helpers: { getSecureEgressFilter?: () => NodeEgressFilter } = context.helpers;
	return helpers.getSecureEgressFilter?.();
}
