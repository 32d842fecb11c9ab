import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { PendingRequest } from './pending-request';

import { caughtLater } from '../../../../../src/caught';
import { orEnded, withinLimits } from '../../../../../src/time-limit';
import { TeamsWebhookError } from '../../../../../src/errors';
import { REPLY_HAND_OVER_MS } from '../../../../../src/limits';

/**
 * Gives n8n the answer for the caller, and says whether n8n has taken it. In queue mode the answer goes through Redis:
 * if Redis is gone, n8n waits for it or refuses. We wait for n8n until the deadline text has certainly been sent.
 */
export async function isHandedOver(
	context: IExecuteFunctions,
	body: object,
	{ deadlineAtMs }: Pick<PendingRequest, 'deadlineAtMs'>,
): Promise<boolean> {
	const timeoutMs = Math.max(0, deadlineAtMs - Date.now()) + REPLY_HAND_OVER_MS;
	const handedOver = await caughtLater(
		withinLimits(
			{ timeoutMs },
			async (end) =>
				await orEnded(end, context.sendResponse({ statusCode: 200, headers: {}, body: body as IDataObject })),
		),
	);
	// What n8n says of a failure depends on its queue and may quote it; the caller throws an error of our own.
	return handedOver.ok;
}

/** The error of a reply that n8n has not taken. */
export function notHandedOver(): TeamsWebhookError {
	return new TeamsWebhookError(
		'reply-not-handed-over',
		'n8n did not accept the reply: its queue could not hand it over to the process that holds the connection to Teams.',
		'Check whether Redis is up and keeps its data. Retry On Fail hands the reply over again; with Late Reply set to "Send to Channel", it is posted to the channel instead.',
	);
}
