import type { IWebhookFunctions } from 'n8n-workflow';
import type { PostedSubmission } from '../../src/connector/submission';

import { parseSubmission } from '../../src/connector/submission';
import { REQUEST_BODY_MAX_BYTES } from '../../src/limits';

/**
 * Says whether a request can come from our page. Browsers name the requesting site in `Sec-Fetch-Site`, and no script
 * can change that; if the header is missing (plain http, an old browser), only the signed state is left as a check.
 */
export function isOwnPage(context: IWebhookFunctions): boolean {
	const site = context.getHeaderData()['sec-fetch-site'];
	return site === undefined || site === 'same-origin';
}

/** What the page has posted; `undefined` for anything else. n8n has parsed the JSON. */
export function readSubmission(context: IWebhookFunctions): PostedSubmission | undefined {
	const { rawBody }: { readonly rawBody?: unknown } = context.getRequestObject();
	if (!isOwnPage(context) || !Buffer.isBuffer(rawBody) || rawBody.length > REQUEST_BODY_MAX_BYTES) return undefined;
	return parseSubmission(context.getBodyData());
}
