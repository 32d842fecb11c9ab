import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import type { ErrorCode } from '../../src/errors';

import { createRefusalLog } from '../../src/inbound/refusal-log';

interface Refusal {
	readonly status: 400 | 401;
	readonly text: string;
}

const UNAUTHORIZED: Refusal = { status: 401, text: 'The request is not signed by Teams for this webhook.' };

/** Refusals that a correctly signed request can get; every other reason is a 401 that tells the sender nothing. */
const SIGNED: Partial<Record<ErrorCode, Refusal>> = {
	'body-empty': { status: 400, text: 'The request has no body.' },
	'body-not-activity': { status: 400, text: 'The body is not an activity.' },
};

const refusals = createRefusalLog(Date.now);

/** Answers a refused request with one line and no execution. The reason goes to the log only, without anything from the request. */
export function refuse(context: IWebhookFunctions, reason: ErrorCode): IWebhookResponseData {
	const { status, text } = SIGNED[reason] ?? UNAUTHORIZED;
	context.getResponseObject().status(status).type('text/plain').send(text);
	const workflowId = context.getWorkflow().id;
	const count = refusals.note(`${workflowId ?? ''}/${context.getNode().id}/${reason}`);
	if (count > 0) context.logger.warn(`Microsoft Teams Outgoing Webhook Trigger refused a request: ${reason}`, { code: reason, count, workflowId });
	return { noWebhookResponse: true };
}
