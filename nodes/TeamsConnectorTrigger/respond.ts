import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import type { PageAnswer, StateAnswer } from '../../src/connector/wire';
import type { ErrorCode, TeamsWebhookError } from '../../src/errors';

import { PRIVATE_HEADERS } from '../../src/page-headers';
import { writeAnswer } from '../shared/direct-answer';
import { createTriggerLog } from '../shared/trigger-log';

/** What people read while the trigger cannot be used; the reason is in the log. */
const NOT_SET_UP = 'This connection is not set up properly. Please tell the person who looks after it.';

/** What they read while n8n's database is not available. */
const NOT_NOW = 'This connection cannot be reached at the moment. Please try again.';

const log = createTriggerLog('Microsoft Teams Connector Trigger');

/** Writes JSON for the page. */
export function writeJson(
	context: IWebhookFunctions,
	status: number,
	answer: PageAnswer | StateAnswer,
): IWebhookResponseData {
	return writeAnswer(context, {
		status,
		headers: { ...PRIVATE_HEADERS, 'Content-Type': 'application/json; charset=utf-8' },
		body: JSON.stringify(answer),
	});
}

/** Refuses a request: people read `reason`; the log names the code and contains nothing from the request. */
export function refuse(
	context: IWebhookFunctions,
	{
		code,
		status,
		reason,
		fields,
	}: {
		readonly code: ErrorCode;
		readonly status: number;
		readonly reason: string;
		readonly fields?: Readonly<Record<string, string>>;
	},
): IWebhookResponseData {
	log.refusal(context, code);
	return writeJson(context, status, { ok: false, reason, ...(fields === undefined ? {} : { fields }) });
}

/** The answer to every request while the credential or a field is broken: the details go to the log only. */
export function refuseBroken(context: IWebhookFunctions, { code, message }: TeamsWebhookError): IWebhookResponseData {
	log.refusal(context, code, message);
	return writeJson(context, 503, { ok: false, reason: code === 'credential-store-unavailable' ? NOT_NOW : NOT_SET_UP });
}
