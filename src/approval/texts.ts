/**
 * Every fixed sentence that people read on the card and on the page, in English; a workflow may replace each. In
 * `{curly}` brackets stands what is filled in: `{approve}` and `{decline}` are what is typed, `{bot}` and `{code}` included.
 */
export const QUESTION_TEXTS = {
	language: 'en',
	answerButton: 'Answer',
	linkNotice: 'Anyone with this link can answer.',
	mentionApprove: 'To approve, type {approve}',
	mentionDecline: 'To decline, type {decline}',
	mentionNotice: 'A reason may follow. Only the people named in the workflow can decide.',
	toolHeading: 'An AI agent wants to run this tool:',
	toolInput: 'With this input:',
	shortened: 'This question was shortened. Open the page to read all of it before you answer.',
	untitled: 'A workflow asks',
	comment: 'Comment (optional)',
	answer: 'Your answer',
	submit: 'Send answer',
	choose: 'Choose…',
	required: '(required)',
	sending: 'Sending…',
	recorded: 'Your answer was recorded. You can close this page.',
	closed: 'This question is closed: it has been answered, or the workflow no longer waits for it.',
	expired: 'The time to answer this question has passed.',
	stale: 'This link belongs to an earlier question. Open the newest message of the workflow in Teams.',
	byMention: 'Answer this question in Teams, by mentioning the bot as the message says. It cannot be answered here.',
	refused: 'This answer was not accepted. Open the link again and answer there.',
	missing: 'Fill this in.',
	wrongValue: 'This value does not fit the field.',
	tooLong: 'This is too long.',
	failed: 'n8n did not take the answer. Wait a moment and try again.',
} as const;

/** The sentences of one question. */
export type QuestionTexts = Readonly<Record<keyof typeof QUESTION_TEXTS, string>>;

/** The sentences of one question: those that were given, in place of the English ones. Empty ones do not count. */
export function questionTexts(given: Readonly<Record<string, unknown>>): QuestionTexts {
	return withReplaced(QUESTION_TEXTS, given);
}

/** The texts of a table, each replaced by the one of that name where there is one. */
export function withReplaced<Name extends string>(
	table: Readonly<Record<Name, string>>,
	given: Readonly<Record<string, unknown>>,
): Readonly<Record<Name, string>> {
	const entries = Object.entries(table) as Array<[Name, string]>;
	return Object.fromEntries(
		entries.map(([name, text]) => {
			const other = Object.hasOwn(given, name) ? given[name] : undefined;
			return [name, typeof other === 'string' && other.trim() !== '' ? other : text];
		}),
	) as Record<Name, string>;
}

/** Puts values in place of `{names}`; an unknown name stays as it is. */
export function fillIn(text: string, values: Readonly<Record<string, string>>): string {
	return text.replace(/\{(\w+)\}/g, (whole, name: string) =>
		Object.hasOwn(values, name) ? (values[name] ?? whole) : whole,
	);
}
