import type { FixedText, TextsOf } from '../replaceable-texts';

import { replaceTexts } from '../replaceable-texts';

/** Every fixed sentence that people read on the card and on the page. */
export const QUESTION_TEXTS = {
	language: { label: 'Language', when: 'The language of the page, as a tag such as nb-NO', text: 'en' },
	answerButton: { label: 'Button: Answer', when: 'On the button of the card', text: 'Answer' },
	linkNotice: {
		label: 'Link: Who Can Answer',
		when: 'Below the button, and on the page',
		text: 'Anyone with this link can answer.',
	},
	mentionApprove: {
		label: 'Mention: Approve',
		when: 'How to approve by mention',
		text: 'To approve, type {approve}',
		placeholders: ['approve', 'bot', 'code'],
	},
	mentionDecline: {
		label: 'Mention: Decline',
		when: 'How to decline by mention',
		text: 'To decline, type {decline}',
		placeholders: ['decline', 'bot', 'code'],
	},
	mentionNotice: {
		label: 'Mention: Notice',
		when: 'Below the lines on how to approve and decline by mention',
		text: 'You can add a reason at the end. Only the people named in the workflow can decide.',
		placeholders: ['bot', 'code'],
	},
	toolHeading: {
		label: 'Tool: Heading',
		when: 'Before the name of a tool that an agent wants to run',
		text: 'An AI agent wants to run this tool:',
	},
	toolInput: { label: 'Tool: Input', when: 'Before the input of that tool', text: 'With this input:' },
	shortened: {
		label: 'Shortened',
		when: 'On the card, if not all of the question fits',
		text: 'This question was shortened. Open the page to read all of it before you answer.',
	},
	untitled: {
		label: 'Page: No Title',
		when: 'The heading of the page if the question does not have a title',
		text: 'A question from a workflow',
	},
	comment: { label: 'Page: Comment', when: 'The label of the comment', text: 'Comment (optional)' },
	answer: { label: 'Page: Text', when: 'The label of the field for free text', text: 'Your answer' },
	submit: { label: 'Page: Send', when: 'On the button below a text box or a form', text: 'Send answer' },
	choose: { label: 'Page: Choose', when: 'The first entry of a dropdown', text: 'Choose…' },
	required: { label: 'Page: Required', when: 'Next to a field that must be filled in', text: '(required)' },
	sending: { label: 'Page: Sending', when: 'While the answer is on its way', text: 'Sending…' },
	recorded: {
		label: 'Page: Recorded',
		when: 'After the answer was recorded',
		text: 'Your answer was recorded. You can close this page.',
	},
	closed: {
		label: 'Page: Closed',
		when: 'Somebody has answered, or the workflow is no longer waiting',
		text: 'This question is closed: it has been answered, or the workflow no longer waits for it.',
	},
	expired: {
		label: 'Page: Expired',
		when: 'The time to answer has passed',
		text: 'The time to answer this question has passed.',
	},
	stale: {
		label: 'Page: Old Link',
		when: 'The link belongs to an earlier question',
		text: 'This link belongs to an earlier question. Open the newest message from the workflow in Teams.',
	},
	byMention: {
		label: 'Page: By Mention',
		when: 'On the page, for a question that can only be answered in Teams',
		text: 'Answer this question in Teams, by mentioning the bot as the message says. It cannot be answered here.',
	},
	refused: {
		label: 'Page: Refused',
		when: 'The answer did not come from the page',
		text: 'This answer was not accepted. Open the link again and answer there.',
	},
	missing: { label: 'Page: Missing', when: 'Below a required field that was left empty', text: 'Fill this in.' },
	wrongValue: {
		label: 'Page: Wrong Value',
		when: 'Below a field whose value is not valid',
		text: 'This value does not fit the field.',
	},
	tooLong: { label: 'Page: Too Long', when: 'Below a field whose text is too long', text: 'This is too long.' },
	failed: {
		label: 'Page: Failed',
		when: 'n8n could not accept the answer',
		text: 'n8n did not accept the answer. Wait a moment and try again.',
	},
} as const satisfies Readonly<Record<string, FixedText>>;

/** The sentences of one question. */
export type QuestionTexts = TextsOf<typeof QUESTION_TEXTS>;

/** The sentences of one question: those that were given, in place of the English ones. Throws as `replaceTexts` does. */
export function questionTexts(given: Readonly<Record<string, unknown>>): QuestionTexts {
	return replaceTexts(QUESTION_TEXTS, given);
}
