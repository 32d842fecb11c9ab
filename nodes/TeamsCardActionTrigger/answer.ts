import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import type { ActionAnswer } from '../../src/actionable-message/action-answer';
import type { ErrorCode, TeamsWebhookError } from '../../src/errors';
import type { TriggerSettings } from './settings';

import { sleep } from 'n8n-workflow';

import { answerFromItems, answerFromReply, toWireAnswer } from '../../src/actionable-message/action-answer';
import { guardReply } from '../../src/outgoing-webhook/reply-guard';
import { logChangedAnswer, logLateReply, logRefusal } from './log';

interface Refusal {
	readonly status: 400 | 401 | 403 | 409 | 503;
	readonly text: string;
}

/** The answer to unknown callers, which does not give the reason. */
const UNVERIFIED: Refusal = { status: 401, text: 'The action could not be verified.' };

/** Refusals that say more: to callers with a checked token, or about things that are not secret. */
const SPEAKING: Partial<Record<ErrorCode, Refusal>> = {
	'action-inputs-unreadable': { status: 400, text: 'The inputs of the action could not be read.' },
	'binding-expired': { status: 403, text: 'This message has expired.' },
	'binding-forged': { status: 403, text: 'This action does not belong to this message.' },
	'binding-malformed': { status: 403, text: 'This action does not belong to this message.' },
	'binding-missing': { status: 403, text: 'This action does not belong to this message.' },
	'binding-used': { status: 409, text: 'This message has been answered already.' },
	'body-missing': { status: 400, text: 'The inputs of the action could not be read.' },
	'body-too-large': { status: 400, text: 'The inputs of the action are too large.' },
	'credential-store-unavailable': {
		status: 503,
		text: 'The action cannot be verified at the moment. Please try again.',
	},
	'token-keys-unavailable': { status: 401, text: 'The action could not be verified at the moment. Please try again.' },
	'token-retired': {
		status: 401,
		text: 'This action carries a token in the format that Microsoft retired on 8 June 2026.',
	},
};

const plain = (status: string): ActionAnswer => ({ status, isFailure: false, isCardLost: false });

/** Refuses a request without starting an execution: a 4xx with a status for the card. The reason goes to the log. */
export function refuse(context: IWebhookFunctions, reason: ErrorCode): IWebhookResponseData {
	logRefusal(context, reason);
	return write(context, SPEAKING[reason] ?? UNVERIFIED);
}

/** The answer to every request while the credential or an option is broken: the details go to the log only. */
export function refuseBroken(context: IWebhookFunctions, { code, message }: TeamsWebhookError): IWebhookResponseData {
	logRefusal(context, code, message);
	return write(context, SPEAKING[code] ?? UNVERIFIED);
}

function write(context: IWebhookFunctions, { status, text }: Refusal): IWebhookResponseData {
	const response = context.getResponseObject();
	response.setHeader('CARD-ACTION-STATUS', text);
	response.status(status).type('text/plain').send(text);
	return { noWebhookResponse: true };
}

/** Answers at once; the execution starts anyway. */
export function answerNow(context: IWebhookFunctions, { texts }: TriggerSettings): void {
	const { status, body } = writeHeaders(context, texts, plain(''));
	context.getResponseObject().status(status).json(body);
}

/** Hands the HTTP answer of this request to the reply guard. */
export function startGuard(
	context: IWebhookFunctions,
	{ respond, texts }: TriggerSettings,
	deadlineAtMs: number,
): void {
	const fromLastNode = respond === 'lastNode';
	guardReply<ActionAnswer>(context.getResponseObject(), {
		deadlineMs: Math.max(0, deadlineAtMs - Date.now()),
		now: Date.now,
		sleep,
		toReply: fromLastNode ? (body) => (Array.isArray(body) ? answerFromItems(body) : undefined) : answerFromReply,
		deadlineReply: plain(texts.deadline),
		failureReply: { status: texts.failure, isFailure: true, isCardLost: false },
		toAnswer: (answer) => writeHeaders(context, texts, answer),
		// A slow last node is not logged: the deadline text has already told the person.
		onLate: (lateByMs) => (fromLastNode ? undefined : logLateReply(context, lateByMs)),
	});
}

function writeHeaders(
	context: IWebhookFunctions,
	texts: TriggerSettings['texts'],
	answer: ActionAnswer,
): { readonly status: number; readonly body: unknown } {
	const { status, headers, body, isStatusChanged } = toWireAnswer(answer, texts);
	if (isStatusChanged) logChangedAnswer(context, 'action-status-changed');
	if (answer.isCardLost) logChangedAnswer(context, 'action-answer-unreadable');
	const response = context.getResponseObject();
	for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
	return { status, body };
}
