import type { Now, PostAnswer, PostFailure, Sleep } from '../ports';
import type { AnswerResult } from './result';

import { caught } from '../caught';
import { isPlainObject } from '../json';
import { RECORD_RETRY_MS, RECORD_WAIT_MAX_MS } from '../limits';
import { isAnswerResult } from './result';

/** What handing an answer over needs from outside. */
interface HandOverPorts {
	/** Posts the answer to the waiting run; `timeoutMs` is the time that is left. */
	readonly post: (timeoutMs: number) => Promise<PostAnswer | PostFailure>;
	readonly now: Now;
	readonly sleep: Sleep;
}

/** What became of an answer; `failure` says why the run was not reached. */
interface HandedOverResult {
	readonly result: AnswerResult;
	/** What the question that was answered is about. */
	readonly title?: string;
	readonly failure?: PostFailure;
}

/** What one exchange with n8n means. */
type Reading =
	| { readonly kind: 'result'; readonly result: AnswerResult; readonly title?: string }
	/** The run is not waiting yet, or has already resumed: n8n says the same about both. */
	| { readonly kind: 'running' }
	/** Any error from n8n, including a lost race. */
	| { readonly kind: 'error' }
	| { readonly kind: 'failure'; readonly failure: PostFailure };

/** n8n's words for a run that is not waiting yet, or has already resumed (waiting-webhooks of n8n 2.41). */
const RUNNING = /is running already/;

/** n8n's words for a run that waits at a node without this webhook path. */
const ELSEWHERE = /does not contain a waiting webhook/;

/**
 * Hands an answer to the waiting run. A run that is not waiting yet is asked again for up to three seconds, but not
 * beyond `untilMs`. After an error from n8n it is asked again: somebody else was faster only if it no longer waits.
 */
export async function handOver({ post, now, sleep }: HandOverPorts, untilMs: number): Promise<HandedOverResult> {
	const endMs = Math.min(untilMs, now() + RECORD_WAIT_MAX_MS);
	let raced = false;
	for (;;) {
		const reading = readExchange(await post(Math.max(1, untilMs - now())));
		if (reading.kind === 'failure') return { result: 'unreachable', failure: reading.failure };
		if (reading.kind === 'result') {
			const { result, title } = reading;
			return title === undefined ? { result } : { result, title };
		}
		if (reading.kind === 'error') {
			if (raced) return { result: 'unreachable' };
			raced = true;
			continue;
		}
		// It was waiting a moment ago and has resumed: somebody else has answered.
		if (raced) return { result: 'alreadyAnswered' };
		if (now() + RECORD_RETRY_MS >= endMs) return { result: 'notWaiting' };
		await sleep(RECORD_RETRY_MS);
	}
}

function readExchange(exchange: PostAnswer | PostFailure): Reading {
	if (exchange.kind === 'failure') return { kind: 'failure', failure: exchange };
	const { status, body } = exchange;
	if (status === 200) return fromNode(body);
	if (status === 409 && RUNNING.test(body)) return { kind: 'running' };
	// Finished, failed or cancelled: nothing waits there any more.
	if (status === 409) return { kind: 'result', result: 'alreadyAnswered' };
	// By now the run waits at another node.
	if (status === 404 && ELSEWHERE.test(body)) return { kind: 'result', result: 'alreadyAnswered' };
	// The run was deleted, or the token is wrong.
	if (status === 404 || status === 401) return { kind: 'result', result: 'unknownCode' };
	return { kind: 'error' };
}

/** The answer of our own node; anything else is n8n's page for a run that is over. */
function fromNode(body: string): Reading {
	const parsed = caught(() => JSON.parse(body) as unknown);
	const { result, title } = parsed.ok && isPlainObject(parsed.value) ? parsed.value : {};
	if (!isAnswerResult(result)) return { kind: 'result', result: 'alreadyAnswered' };
	return { kind: 'result', result, ...(typeof title === 'string' ? { title } : {}) };
}
