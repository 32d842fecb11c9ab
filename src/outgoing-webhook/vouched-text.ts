import type { MessageRead } from './activity';

/** Elements that Teams writes around words that somebody has struck out, or that somebody else has said. */
const TAKEN_BACK = /<(?:s|strike|del|blockquote)[\s/>]/i;

/** A word that ends like the code of a question: a dash of any kind and six letters or digits. */
const CODE = /[-\u2010-\u2015\u2212\ufe58\ufe63\uff0d][a-z\d]{6}(?![\p{L}\p{N}])/iu;

/**
 * Whether the author of a message has typed its text as a statement, so that it may be an answer. False where words are
 * struck out or quoted, and where a mentioned person's name, which that person has chosen, stands before or within the
 * code of a question. Chosen: what Teams sends for struck-out and quoted words is not documented, so either counts.
 */
export function isStatement({ mention, names }: MessageRead, sourceText: string): boolean {
	if (TAKEN_BACK.test(sourceText) || TAKEN_BACK.test(mention.message.html ?? '')) return false;
	const code = CODE.exec(mention.text);
	return code === null || !names.some(({ start }) => start < code.index + code[0].length);
}
