import type { Question } from './question';

import { bareWord, foldWord, splitWords } from '../outgoing-webhook/words';

/** What somebody has typed to answer a question. */
interface TypedDecision {
	readonly approved: boolean;
	/** As it was typed. */
	readonly code: string;
	readonly comment: string;
}

/**
 * Reads `<word> <code> [comment]`, where the word is the label of one of the two buttons, compared as commands are:
 * without case and without punctuation around it. A label may have several words. `undefined` for anything else.
 */
export function readDecision(
	text: string,
	{ approve, decline }: Pick<Question, 'approve' | 'decline'>,
): TypedDecision | undefined {
	const words = splitWords(text);
	const typed = words.map(({ value }) => foldWord(value));
	const labels = [
		{ approved: true, words: wordsOf(approve) },
		...(decline === null ? [] : [{ approved: false, words: wordsOf(decline) }]),
	].sort((left, right) => right.words.length - left.words.length);
	const label = labels.find((candidate) => startsWith(typed, candidate.words));
	if (label === undefined) return undefined;
	const code = words[label.words.length];
	if (code === undefined) return undefined;
	return { approved: label.approved, code: code.value, comment: text.slice(code.end).trim() };
}

/** What two labels must differ in: their words as they are compared. Empty for a label that nobody can type. */
export function labelKey(label: string): string {
	return wordsOf(label)
		.map((word, index) => bareWord(word, index === 0))
		.filter((word) => /[\p{L}\p{N}\p{S}]/u.test(word))
		.join(' ');
}

/** The words of a label as they are compared. */
function wordsOf(label: string): readonly string[] {
	return splitWords(label).map(({ value }) => foldWord(value) ?? '');
}

function startsWith(typed: ReadonlyArray<string | undefined>, label: readonly string[]): boolean {
	const isSame = (word: string, index: number): boolean => {
		const other = typed[index];
		return other !== undefined && bareWord(other, index === 0) === bareWord(word, index === 0);
	};
	return label.length > 0 && label.every((word, index) => word !== '' && isSame(word, index));
}
