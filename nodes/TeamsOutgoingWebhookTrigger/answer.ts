import type { IWebhookFunctions } from 'n8n-workflow';
import type { AnswerReading, ReplyActivity } from '../../src/outgoing-webhook/reply';
import type { GuardedResponse } from '../../src/outgoing-webhook/reply-guard';
import type { TriggerSettings } from './settings';

import { sleep } from 'n8n-workflow';

import { replyFromItems, textReply } from '../../src/outgoing-webhook/reply';
import { guardReply, replyFromActivity } from '../../src/outgoing-webhook/reply-guard';
import { fitReply } from '../../src/outgoing-webhook/reply-limits';
import { logChangedAnswer, logLateReply } from './log';
import { lateAnswerOf } from './wiring';

/** The mention whose answer is guarded: what was typed, the output that its item left by, and the deadline. */
interface GuardedMention {
	readonly text: string;
	readonly output: number;
	readonly deadlineAtMs: number;
}

/** Hands the HTTP answer of this request to the reply guard. */
export function startGuard(
	context: IWebhookFunctions,
	settings: TriggerSettings,
	{ text, output, deadlineAtMs }: GuardedMention,
): void {
	const response: GuardedResponse = context.getResponseObject();
	const fromLastNode = settings.respond === 'lastNode';
	// A last node has no way to answer late.
	const lateAnswer = fromLastNode ? 'answerDoesNotCome' : lateAnswerOf(context, output);
	guardReply(response, {
		deadlineMs: Math.max(0, deadlineAtMs - Date.now()),
		now: Date.now,
		sleep,
		toReply: fromLastNode
			? (body) => tryReplyFromLastNode(context, body, { asked: text, asWritten: settings.asWritten })
			: replyFromActivity,
		deadlineReply: textReply(settings.deadlineText ?? settings.rules.texts[lateAnswer]),
		failureReply: textReply(settings.failureText),
		// A slow last node is not logged: the deadline text has already told the person.
		onLate: (lateByMs) => (fromLastNode ? undefined : logLateReply(context, lateByMs)),
	});
}

/** Items can have any shape, and some are nested too deeply to be serialised; those do not count as an answer. */
function tryReplyFromLastNode(
	context: IWebhookFunctions,
	body: unknown,
	reading: AnswerReading,
): ReplyActivity | undefined {
	try {
		return replyFromLastNode(context, body, reading);
	} catch {
		logChangedAnswer(context, 'reply-unreadable');
		return undefined;
	}
}

/** Under `allEntries` the workflow's answer is an array of items; an object is a text of n8n's own. */
function replyFromLastNode(
	context: IWebhookFunctions,
	body: unknown,
	reading: AnswerReading,
): ReplyActivity | undefined {
	const reply = Array.isArray(body) ? replyFromItems(body, reading) : undefined;
	if (reply === undefined) return undefined;
	const fitted = fitReply(reply);
	for (const { code, path } of fitted.warnings) logChangedAnswer(context, code, path);
	return fitted.reply;
}
