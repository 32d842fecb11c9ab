import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { REMOVED_HEADERS } from '../../src/page-headers';

/** One answer that goes to the browser as it is, bypassing n8n, which would replace its headers. */
interface DirectAnswer {
	readonly status: number;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: string;
}

/** Writes an answer to the response itself and starts no execution. */
export function writeAnswer(context: IWebhookFunctions, { status, headers, body }: DirectAnswer): IWebhookResponseData {
	const response = context.getResponseObject();
	clearHeaders(context);
	response.status(status);
	for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
	response.end(body);
	return { noWebhookResponse: true };
}

/** Removes the headers with which n8n lets other sites read the answer: only our own pages ask for it. */
export function clearHeaders(context: IWebhookFunctions): void {
	const response = context.getResponseObject();
	for (const name of REMOVED_HEADERS) response.removeHeader(name);
}
