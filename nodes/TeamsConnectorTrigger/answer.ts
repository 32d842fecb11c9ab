import type { IWebhookFunctions } from 'n8n-workflow';
import type { PageAnswer } from '../../src/connector/wire';
import type { GuardedResponse } from '../../src/outgoing-webhook/reply-guard';
import type { ConnectorSettings } from './settings';

import { sleep } from 'n8n-workflow';

import { cutText } from '../../src/cards/size/cut-text';
import { isPlainObject } from '../../src/json';
import { guardReply, replyFromActivity } from '../../src/outgoing-webhook/reply-guard';

/** What the page says at the deadline: the workflow may yet succeed. */
const DEADLINE_TEXT = 'n8n is taking too long. The connection may have been saved anyway; check before you try again.';

/** The page shows this many characters of a workflow's text: one or two sentences. */
const SHOWN_MAX_CHARACTERS = 500;

/** Hands the HTTP answer to the reply guard: the page gets one answer, before Teams gives up. */
export function startGuard(context: IWebhookFunctions, settings: ConnectorSettings, saved: PageAnswer): void {
	const response: GuardedResponse = context.getResponseObject();
	const read = settings.respond === 'lastNode' ? answerFromItems : answerFromReply;
	guardReply<PageAnswer>(response, {
		deadlineMs: settings.deadlineMs,
		now: Date.now,
		sleep,
		toReply: (body) => read(body, saved),
		deadlineReply: { ok: false, reason: DEADLINE_TEXT },
		failureReply: { ok: false, reason: settings.failureText },
		// The page has already said that the connection may have been saved anyway.
		onLate: () => undefined,
	});
}

/**
 * Items from the last node mean that all is well, unless the first one names an error. An object is a text of n8n's
 * own.
 */
export function answerFromItems(body: unknown, saved: PageAnswer): PageAnswer | undefined {
	if (!Array.isArray(body)) return undefined;
	const [first] = body as readonly unknown[];
	const error = isPlainObject(first) ? first.error : undefined;
	return typeof error === 'string' && error.trim() !== '' ? { ok: false, reason: cut(error.trim()) } : saved;
}

/** A body from the operation Reply means that all is well, and its text is what the page shows. */
export function answerFromReply(body: unknown, saved: PageAnswer): PageAnswer | undefined {
	const reply = replyFromActivity(body);
	if (reply === undefined) return undefined;
	return saved.ok && reply.text !== undefined ? { ...saved, note: cut(reply.text) } : saved;
}

function cut(text: string): string {
	return text.length > SHOWN_MAX_CHARACTERS ? cutText(text, SHOWN_MAX_CHARACTERS - 1) : text;
}
