import type { Question } from '../../../src/approval/question';

import fc from 'fast-check';

import { questionContent } from '../../../src/approval/fit-card';
import { QUESTION_TEXTS } from '../../../src/approval/texts';
import { countBytes } from '../../../src/cards/size/bytes';
import { validateCard } from '../../../src/cards/validate/validate-card';
import { MESSAGE_MAX_BYTES } from '../../../src/limits';
import { propertyRuns } from '../../support/property-runs';
import { CODE, linkQuestion, mentionQuestion } from '../../support/question';

const LINK = 'https://n8n.example.com/webhook-waiting/12/node?ask=a&signature=b';

type Body = ReadonlyArray<Readonly<Record<string, unknown>>>;

function bodyOf(question: Question, format: 'plain' | 'markdown' = 'plain'): Body {
	const way = question.way === 'link' ? { link: LINK } : { botName: 'n8n' };
	const { attachments } = questionContent(question, { format, way, target: 'workflows' });
	expect(attachments).toHaveLength(1);
	return (attachments[0]?.content as { body: Body }).body;
}

it('ends with a container of its own that says how to answer, and who can', () => {
	const last = bodyOf(linkQuestion().question).at(-1);
	expect(last).toMatchObject({ type: 'Container', style: 'emphasis' });
	expect(JSON.stringify(last)).toContain(LINK);
	expect(JSON.stringify(last)).toContain(QUESTION_TEXTS.linkNotice.text);
});

it('says what to type where it is answered by mention, and has no button', () => {
	const last = JSON.stringify(bodyOf(mentionQuestion()).at(-1));
	expect(last).toContain(`@n8n Approve ${CODE}`);
	expect(last).toContain(`@n8n Decline ${CODE}`);
	expect(last).not.toContain('OpenUrl');
	expect(JSON.stringify(bodyOf(mentionQuestion({}, { decline: null })).at(-1))).not.toContain('Decline');
});

it('shows data as it is, and Markdown only where the author has chosen it', () => {
	const question = linkQuestion({ message: '**go** [x](https://evil.example) <at>Bo</at>' }).question;
	expect(JSON.stringify(bodyOf(question))).toContain('\\\\*\\\\*go');
	const markdown = JSON.stringify(bodyOf(question, 'markdown'));
	expect(markdown).toContain('**go** [x](https://evil.example)');
	expect(markdown).not.toContain('<at>Bo');
});

it('refuses a question by mention that cannot be read as a whole', () => {
	const question = mentionQuestion({}, { tool: { name: 'deploy', input: 'x'.repeat(40_000) } });
	expect(() => bodyOf(question)).toThrow(expect.objectContaining({ code: 'question-too-long' }) as Error);
});

it('always fits, is a card that Teams takes, and never loses the way to answer', () => {
	const text = fc.oneof(
		fc.string({ unit: 'binary', maxLength: 200 }),
		fc.string({ unit: 'binary' }).map((part) => part.repeat(4_000)),
	);
	const question = fc.record({ title: text, message: text, fact: text, input: text });
	fc.assert(
		fc.property(question, fc.constantFrom('workflows', 'connector'), ({ title, message, fact, input }, target) => {
			const asked = linkQuestion({
				title,
				message,
				facts: [{ title: 'a', value: fact }],
				tool: { name: 'deploy', input },
			});
			const whole = linkQuestion();
			const make = (from: Question) => questionContent(from, { format: 'plain', way: { link: LINK }, target });
			const content = make(asked.question);
			expect(countBytes(content, target)).toBeLessThanOrEqual(MESSAGE_MAX_BYTES);
			const card = content.attachments[0]?.content;
			expect(validateCard(card, target).filter(({ severity }) => severity === 'error')).toEqual([]);
			const last = (card as { body: Body }).body.at(-1);
			const expected = ((make(whole.question).attachments[0]?.content as { body: Body }).body.at(-1) as { items: Body })
				.items;
			expect((last as { items: Body }).items[0]).toEqual(expected[0]);
			expect((last as { items: Body }).items.at(-1)).toEqual(expected.at(-1));
		}),
		{ numRuns: propertyRuns(60) },
	);
});
