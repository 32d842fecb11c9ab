import { isAnswerResult, RESULT_TEXTS, resultText } from '../../../src/approval/result';
import { replaceTexts } from '../../../src/replaceable-texts';

it('names the question that was answered, as data', () => {
	expect(resultText('approved', replaceTexts(RESULT_TEXTS, {}), 'Deploy **api**?')).toContain(
		'Question: Deploy \\*\\*api\\*\\*?',
	);
	expect(resultText('declined', replaceTexts(RESULT_TEXTS, { declined: 'Avvist: {title}' }), '<at>Bo</at>')).toBe(
		'Avvist: &lt;at&gt;Bo&lt;/at&gt;',
	);
});

it('tells people who may not answer the same as people who mistype the code', () =>
	expect(RESULT_TEXTS.notAllowed.text).toBe(RESULT_TEXTS.unknownCode.text));

it.each(['toString', '__proto__', '', undefined, 1])('knows that %p is no result', (word) =>
	expect(isAnswerResult(word)).toBe(false),
);

it('refuses a placeholder that a sentence does not have', () =>
	expect(() => replaceTexts(RESULT_TEXTS, { approved: 'Godkjent: {tittel}' })).toThrow(
		expect.objectContaining({ code: 'option-invalid' }) as Error,
	));
