import type { Utterance } from './activity';

import { activityBody, authorization } from './activity';

/** Teams cuts the connection after five seconds (reference/teams.md A.6). */
const TEAMS_TIMEOUT_MS = 5_000;

/** What people see when the answer is late, refused or unreadable. */
export const SORRY = 'Sorry, there was a problem encountered with your request';

/** What appeared in the thread, and how it came about. */
export interface ThreadReply {
	/** What a person reads: the text, a count of cards, or {@link SORRY}. */
	readonly shown: string;
	readonly status: number | null;
	readonly body: unknown;
	readonly tookMs: number;
}

/** Posts a signed mention to the callback URL as Teams does and shows the answer as Teams would. Never throws. */
export async function mention(callbackUrl: string, securityToken: string, utterance: Utterance): Promise<ThreadReply> {
	const body = activityBody(utterance);
	const startedMs = performance.now();
	const took = () => Math.round(performance.now() - startedMs);
	try {
		const response = await fetch(callbackUrl, {
			method: 'POST',
			headers: { accept: 'application/json', authorization: authorization(body, securityToken), 'content-type': 'application/json; charset=utf-8' },
			body,
			redirect: 'manual',
			signal: AbortSignal.timeout(TEAMS_TIMEOUT_MS),
		});
		const text = await response.text();
		const answer = response.status === 200 ? parse(text) : undefined;
		return { shown: shownText(answer), status: response.status, body: answer ?? text, tookMs: took() };
	} catch {
		// Cut off at five seconds, or no connection: Teams shows the same sentence for both.
		return { shown: SORRY, status: null, body: undefined, tookMs: took() };
	}
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		// Unreadable answers are shown as SORRY.
		return undefined;
	}
}

function shownText(answer: unknown): string {
	if (typeof answer !== 'object' || answer === null) return SORRY;
	const { text, attachments } = answer as { text?: unknown; attachments?: unknown };
	const cards = Array.isArray(attachments) ? attachments.length : 0;
	if (typeof text === 'string' && text !== '') return cards === 0 ? text : `${text} [${cards} card(s)]`;
	return cards === 0 ? SORRY : `[${cards} card(s)]`;
}
