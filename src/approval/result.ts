import type { FixedText, TextsOf } from '../replaceable-texts';

import { escapeMessageText } from '../cards/markdown';
import { fillText } from '../replaceable-texts';

/**
 * What became of an answer by mention, and the sentence that the person reads. Somebody who may not answer and somebody
 * who names a code that does not exist read the same sentence.
 */
export const RESULT_TEXTS = {
	approved: {
		label: 'Approved',
		when: 'An approval was recorded',
		text: 'Approved. The workflow continues. Question: {title}',
		placeholders: ['title'],
	},
	declined: {
		label: 'Declined',
		when: 'A decline was recorded',
		text: 'Declined. The workflow continues. Question: {title}',
		placeholders: ['title'],
	},
	notAllowed: {
		label: 'Not Allowed',
		when: 'The person is not allowed to answer',
		text: 'This answer could not be recorded. Check the code, and whether you may answer this question.',
	},
	unknownCode: {
		label: 'Unknown Code',
		when: 'No question with this code is waiting',
		text: 'This answer could not be recorded. Check the code, and whether you may answer this question.',
	},
	notWaiting: {
		label: 'Not Waiting',
		when: 'The run is not waiting, or is not waiting yet',
		text: 'The workflow is not waiting for an answer at the moment. Try again in a minute.',
	},
	alreadyAnswered: {
		label: 'Already Answered',
		when: 'The question is closed',
		text: 'This question is closed: it has been answered, or the workflow no longer waits for it.',
	},
	expired: {
		label: 'Expired',
		when: 'The time to answer has passed',
		text: 'The time to answer this question has passed.',
	},
	unreachable: {
		label: 'Unreachable',
		when: 'The waiting run could not be reached',
		text: 'The answer could not be passed on. Please tell the person who looks after the workflow.',
	},
} as const satisfies Readonly<Record<string, FixedText>>;

/** What became of an answer by mention. */
export type AnswerResult = keyof typeof RESULT_TEXTS;

/** Whether a word is one of the results. */
export function isAnswerResult(word: unknown): word is AnswerResult {
	return typeof word === 'string' && Object.hasOwn(RESULT_TEXTS, word);
}

/**
 * The sentence of a result. It names the question that was answered:
 * a message may hold the code of another one. The name is data, and shown as it is.
 */
export function resultText(result: AnswerResult, texts: TextsOf<typeof RESULT_TEXTS>, title = ''): string {
	return fillText(texts[result], { title: escapeMessageText(title) });
}
