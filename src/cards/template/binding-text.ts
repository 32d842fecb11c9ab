import type { ExpressionProblem } from './expression';

import { endOfString, isQuote } from './lexer';
import { EXPRESSION_MAX_CHARACTERS } from './template-limits';

const OPEN = '${';

/** A piece of a text: plain, or an expression with its source. */
type TextPart =
	| { readonly kind: 'plain'; readonly text: string }
	| { readonly kind: 'binding'; readonly source: string; readonly written: string };

/** The pieces of a text, and findings for what only looks like a binding. */
interface BindingText {
	readonly parts: readonly TextPart[];
	readonly problems: readonly ExpressionProblem[];
}

/** True if a text can contain a binding; other texts are never touched. */
export function mayBind(text: string): boolean {
	return text.includes(OPEN);
}

/** Splits a text. `\$` and `` \` `` lose their backslash, as in the official engine if a text contains `${`. */
export function splitBindings(text: string): BindingText {
	const parts: TextPart[] = [];
	const problems: ExpressionProblem[] = [];
	let plain = '';
	for (let at = 0; at < text.length; ) {
		const end = text.startsWith(OPEN, at) ? endOfBinding(text, at + OPEN.length) : undefined;
		if (end === undefined) {
			if (text.startsWith(OPEN, at) && problems.length === 0) problems.push(unclosed(text.slice(at)));
			const escaped = text[at] === '\\' && (text[at + 1] === '$' || text[at + 1] === '`');
			const literal = escaped ? (text[at + 1] ?? '') : (text[at] ?? '');
			plain += literal;
			at += escaped ? 2 : 1;
			continue;
		}
		if (plain !== '') parts.push({ kind: 'plain', text: plain });
		plain = '';
		parts.push({ kind: 'binding', source: text.slice(at + OPEN.length, end - 1).trim(), written: text.slice(at, end) });
		at = end;
	}
	if (plain !== '') parts.push({ kind: 'plain', text: plain });
	return { parts, problems };
}

/** The position after the closing `}`; `undefined` if the line or the longest expression ends before it, or another binding begins. */
function endOfBinding(text: string, from: number): number | undefined {
	let open = 0;
	const last = Math.min(text.length, from + EXPRESSION_MAX_CHARACTERS + 1);
	for (let at = from; at < last; at += 1) {
		const character = text[at];
		if (isQuote(character)) {
			const end = endOfString(text, at, last);
			if (end === undefined) return undefined;
			at = end - 1;
		} else if (character === '\n' || character === '\r' || text.startsWith(OPEN, at)) return undefined;
		else if (character === '{') open += 1;
		else if (character === '}' && open > 0) open -= 1;
		else if (character === '}') return at > from ? at + 1 : undefined;
	}
	return undefined;
}

function unclosed(rest: string): ExpressionProblem {
	return {
		code: 'template-syntax',
		message: `"${rest.slice(0, 40)}" begins like a binding, but it is empty or too long, or it has no closing } on the same line.`,
		fix: 'Complete it like ${name}, or write \\${ for the characters themselves.',
	};
}
