import type { IExecuteFunctions, IWebhookFunctions, NodeEgressFilter } from 'n8n-workflow';

/** n8n's egress filter, a passthrough where protection is off. n8n-core 2.27 and older have none: `undefined`. */
export function egressFilter(context: IExecuteFunctions | IWebhookFunctions): NodeEgressFilter | undefined {
	const helpers: { getSecureEgressFilter?: () => NodeEgressFilter } = context.helpers;
	return helpers.getSecureEgressFilter?.();
}
