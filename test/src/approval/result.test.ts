import { isAnswerResult, RESULT_TEXTS, resultText } from '../../../src/approval/result';

it('names the question that was answered, as data', () => {
	expect(resultText('approved', {}, 'Deploy **api**?')).toContain('Question: Deploy \\*\\*api\\*\\*?');
	expect(resultText('declined', { declined: 'Avvist: {title}' }, '<at>Bo</at>')).toBe(
		'Avvist: &lt;at&gt;Bo&lt;/at&gt;',
	);
});

it('tells people who may not answer the same as people who mistype the code', () =>
	expect(RESULT_TEXTS.notAllowed).toBe(RESULT_TEXTS.unknownCode));

it.each(['toString', '__proto__', '', undefined, 1])('knows that %p is no result', (word) =>
	expect(isAnswerResult(word)).toBe(false),
);
