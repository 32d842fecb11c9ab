/** What stands at the first place where a text is no JSON. */
export type JsonFaultKind = 'line-break' | 'quote' | 'trailing-comma' | 'undefined' | 'end' | 'syntax';

/** The first place where a text is no JSON; line and column count from 1, columns in UTF-16 units. */
export interface JsonFault {
	readonly kind: JsonFaultKind;
	readonly line: number;
	readonly column: number;
}

/** A string, a number or a word, from where the expression looks; a string may lack its end. */
const TOKEN =
	/"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?|true|false|null/y; // eslint-disable-line no-control-regex
const STRING_START = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*/y; // eslint-disable-line no-control-regex
const SPACE = /[ \t\r\n]*/y;

/** What may come next. */
type Expected = 'value' | 'first-value' | 'name' | 'first-name' | 'colon' | 'comma' | 'end';

interface State {
	position: number;
	expected: Expected;
	/** Closing brackets that are still open. */
	readonly open: Array<']' | '}'>;
	afterString: boolean;
}

/**
 * Finds the first place where a text is no JSON, as the engine's own message does not always name it: and whether an
 * expression has put a quote or a line break into a string there. `undefined` for JSON. Takes time in proportion to the text.
 */
export function findJsonFault(text: string): JsonFault | undefined {
	const state: State = { position: 0, expected: 'value', open: [], afterString: false };
	for (;;) {
		state.position += matchAt(SPACE, text, state.position)?.length ?? 0;
		const character = text[state.position];
		if (character === undefined) return state.expected === 'end' ? undefined : faultAt(text, state.position, 'end');
		const kind = step(text, character, state);
		if (kind !== undefined) return faultAt(text, state.position, kind);
	}
}

/** Reads one token; says what is wrong where it cannot. */
function step(text: string, character: string, state: State): JsonFaultKind | undefined {
	if (isPunctuation(character)) return takePunctuation(character, state);
	const asked = state.expected;
	if (
		asked !== 'value' &&
		asked !== 'first-value' &&
		!(character === '"' && (asked === 'name' || asked === 'first-name'))
	)
		return state.afterString ? 'quote' : 'syntax';
	const token = matchAt(TOKEN, text, state.position);
	if (token === undefined) return brokenToken(text, character, state);
	state.position += token.length;
	state.afterString = character === '"';
	state.expected = asked === 'name' || asked === 'first-name' ? 'colon' : afterValue(state);
	return undefined;
}

function takePunctuation(character: string, state: State): JsonFaultKind | undefined {
	const { expected, open } = state;
	const asksValue = expected === 'value' || expected === 'first-value';
	if (character === '{' || character === '[') {
		if (!asksValue) return state.afterString ? 'quote' : 'syntax';
		open.push(character === '{' ? '}' : ']');
		state.expected = character === '{' ? 'first-name' : 'first-value';
	} else if (character === ':') {
		if (expected !== 'colon') return state.afterString ? 'quote' : 'syntax';
		state.expected = 'value';
	} else if (character === ',') {
		if (expected !== 'comma') return asksValue || expected === 'name' || expected === 'first-name' ? 'syntax' : 'quote';
		state.expected = open.at(-1) === '}' ? 'name' : 'value';
	} else {
		const closes =
			open.at(-1) === character &&
			(expected === 'comma' || expected === (character === '}' ? 'first-name' : 'first-value'));
		if (!closes)
			return open.at(-1) === character && (expected === 'name' || expected === 'value') ? 'trailing-comma' : 'syntax';
		open.pop();
		state.expected = afterValue(state);
	}
	state.position += 1;
	state.afterString = false;
	return undefined;
}

function brokenToken(text: string, character: string, state: State): JsonFaultKind {
	if (character !== '"') return text.startsWith('undefined', state.position) ? 'undefined' : 'syntax';
	state.position += matchAt(STRING_START, text, state.position)?.length ?? 0;
	if (state.position >= text.length) return 'end';
	return text[state.position] === '\n' || text[state.position] === '\r' ? 'line-break' : 'syntax';
}

function afterValue(state: State): Expected {
	return state.open.length === 0 ? 'end' : 'comma';
}

function isPunctuation(character: string): boolean {
	return '{}[]:,'.includes(character);
}

function matchAt(pattern: RegExp, text: string, position: number): string | undefined {
	pattern.lastIndex = position;
	return pattern.exec(text)?.[0];
}

function faultAt(text: string, position: number, kind: JsonFaultKind): JsonFault {
	const before = text.slice(0, position).split('\n');
	return { kind, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
