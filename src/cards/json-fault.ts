/** What is wrong at the first place where a text is not JSON. */
export type JsonFaultKind = 'line-break' | 'quote' | 'trailing-comma' | 'undefined' | 'end' | 'syntax';

/** The first place where a text is not JSON; line and column count from 1, columns in UTF-16 units. */
interface JsonFault {
	readonly kind: JsonFaultKind;
	readonly line: number;
	readonly column: number;
}

/** A string, a number or a word at the current position; a string may lack its end. */
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
 * Finds the first place where a text is not JSON, which the engine's own message does not always name, and whether an
 * expression has put a quote or a line break into a string there. `undefined` for JSON. Takes linear time.
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

/** Reads one token, or says what is wrong. */
function step(text: string, character: string, state: State): JsonFaultKind | undefined {
	if (PUNCTUATION.has(character)) return takePunctuation(character, state);
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

/** What each mark does; each says what is wrong if the mark is misplaced. */
const PUNCTUATION: ReadonlyMap<string, (state: State) => JsonFaultKind | undefined> = new Map([
	['{', opens('}', 'first-name')],
	['[', opens(']', 'first-value')],
	['}', closes('}', 'first-name', 'name')],
	[']', closes(']', 'first-value', 'value')],
	[':', separates('colon', () => 'value')],
	[',', separates('comma', ({ open }) => (open.at(-1) === '}' ? 'name' : 'value'))],
]);

function takePunctuation(character: string, state: State): JsonFaultKind | undefined {
	const fault = PUNCTUATION.get(character)?.(state);
	if (fault !== undefined) return fault;
	state.position += 1;
	state.afterString = false;
	return undefined;
}

function opens(closer: ']' | '}', next: Expected): (state: State) => JsonFaultKind | undefined {
	return (state) => {
		if (!asksValue(state)) return state.afterString ? 'quote' : 'syntax';
		state.open.push(closer);
		state.expected = next;
		return undefined;
	};
}

/** `whenEmpty` is expected right after the opening bracket, `afterComma` after a comma. */
function closes(closer: ']' | '}', whenEmpty: Expected, afterComma: Expected) {
	return (state: State): JsonFaultKind | undefined => {
		if (state.open.at(-1) !== closer) return 'syntax';
		if (state.expected !== 'comma' && state.expected !== whenEmpty)
			return state.expected === afterComma ? 'trailing-comma' : 'syntax';
		state.open.pop();
		state.expected = afterValue(state);
		return undefined;
	};
}

function separates(asked: 'colon' | 'comma', next: (state: State) => Expected) {
	return (state: State): JsonFaultKind | undefined => {
		if (state.expected !== asked) return isQuoteBefore(asked, state) ? 'quote' : 'syntax';
		state.expected = next(state);
		return undefined;
	};
}

/** A quote that an expression put into a string ends the string too early; the next character that cannot follow shows it. */
function isQuoteBefore(asked: 'colon' | 'comma', state: State): boolean {
	if (asked === 'colon') return state.afterString;
	return !asksValue(state) && state.expected !== 'name' && state.expected !== 'first-name';
}

function asksValue({ expected }: State): boolean {
	return expected === 'value' || expected === 'first-value';
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

function matchAt(pattern: RegExp, text: string, position: number): string | undefined {
	pattern.lastIndex = position;
	return pattern.exec(text)?.[0];
}

function faultAt(text: string, position: number, kind: JsonFaultKind): JsonFault {
	const before = text.slice(0, position).split('\n');
	return { kind, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
