import { escapeMessageText } from '../cards/markdown';
import { fillIn, withReplaced } from './texts';

/**
 * What became of an answer by mention, and the sentence that the person reads. Whoever may not answer, or names a code
 * that does not exist, reads the same.
 */
export const RESULT_TEXTS = {
	approved: 'Approved. The workflow continues. Question: {title}',
	declined: 'Declined. The workflow continues. Question: {title}',
	notAllowed: 'This answer could not be recorded. Check the code, and whether you may answer this question.',
	unknownCode: 'This answer could not be recorded. Check the code, and whether you may answer this question.',
	notWaiting: 'The workflow is not waiting for an answer at the moment. Try again in a minute.',
	alreadyAnswered: 'This question is closed: it has been answered, or the workflow no longer waits for it.',
	expired: 'The time to answer this question has passed.',
	unreachable: 'The answer could not be passed on. Please tell the person who looks after the workflow.',
} as const;

/** What became of an answer by mention. */
export type AnswerResult = keyof typeof RESULT_TEXTS;

/** Whether a word is one of the results. */
export function isAnswerResult(word: unknown): word is AnswerResult {
	return typeof word === 'string' && Object.hasOwn(RESULT_TEXTS, word);
}

/**
 * The sentence of a result, in the workflow's own words where it has some. It names the question that was answered:
 * a message may hold the code of another one. The name is data, and shown as it is.
 */
export function resultText(result: AnswerResult, given: Readonly<Record<string, unknown>>, title = ''): string {
	return fillIn(withReplaced<AnswerResult>(RESULT_TEXTS, given)[result], { title: escapeMessageText(title) });
}
