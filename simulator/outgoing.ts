import type { Utterance } from './activity';
import type { CallbackAnswer, ShownReply } from './rules/reply';

import { activityBody } from './activity';
import { systemClock } from './clock';
import { teamsHeaders } from './outgoing/headers';
import { post } from './outgoing/post';
import { judgeReply, SORRY } from './rules/reply';

export { SORRY };

/** What appeared in the thread, and how it came about. */
interface ThreadReply {
	/** What a person reads: the text, a count of cards, or {@link SORRY}. */
	readonly shown: string;
	readonly status: number | null;
	readonly body: unknown;
	readonly tookMs: number;
}

/** Posts a signed mention to the callback URL as Teams does and shows the answer as Teams would. Never throws. */
export async function mention(callbackUrl: string, securityToken: string, utterance: Utterance): Promise<ThreadReply> {
	const body = activityBody(utterance);
	const { answer, tookMs } = await post(
		{ url: callbackUrl, headers: teamsHeaders(body, securityToken), body },
		systemClock,
	);
	return {
		shown: shownText(judgeReply(answer)),
		status: answer.kind === 'answer' ? answer.status : null,
		body: bodyOf(answer),
		tookMs,
	};
}

function bodyOf(answer: CallbackAnswer): unknown {
	if (answer.kind !== 'answer') return undefined;
	const text = answer.body.toString('utf8');
	if (answer.status !== 200) return text;
	try {
		return JSON.parse(text) as unknown;
	} catch {
		// Unreadable answers are returned as they are.
		return text;
	}
}

function shownText({ ok, text, attachments }: ShownReply): string {
	if (!ok) return SORRY;
	const cards = attachments.length;
	if (text === '') return `[${cards} card(s)]`;
	return cards === 0 ? text : `${text} [${cards} card(s)]`;
}
