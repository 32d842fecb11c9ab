import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import type { ErrorCode } from '../../src/errors';

import { textReply } from '../../src/outgoing-webhook/reply';
import { logRefusal } from './log';
import { readBadSignature, textsOf } from './settings';

interface Refusal {
	readonly status: 400 | 401 | 503;
	readonly text: string;
}

const UNAUTHORIZED: Refusal = { status: 401, text: 'The request is not signed by Teams for this webhook.' };

/** Refusals that a correctly signed request can get; every other reason is a 401 that tells the sender nothing. */
const SIGNED: Partial<Record<ErrorCode, Refusal>> = {
	// Not checked at all, because the tokens cannot be read.
	'credential-store-unavailable': {
		status: 503,
		text: 'The request cannot be checked at the moment. Please try again.',
	},
	'body-empty': { status: 400, text: 'The request has no body.' },
	'body-not-activity': { status: 400, text: 'The body is not an activity.' },
	'message-undated': { status: 400, text: 'The message has no timestamp.' },
};

/** Answers a refused request with one line and no execution. The reason goes to the log only, without anything from the request. */
export function refuse(context: IWebhookFunctions, reason: ErrorCode): IWebhookResponseData {
	logRefusal(context, reason);
	const signed = SIGNED[reason];
	if (signed === undefined && readBadSignature(context) === 'message')
		return { webhookResponse: textReply(textsOf(context).notVerified) };
	const { status, text } = signed ?? UNAUTHORIZED;
	context.getResponseObject().status(status).type('text/plain').send(text);
	return { noWebhookResponse: true };
}
