/** A word of an expression; `at` is its first character. Strings come with quotes and escapes resolved. */
export interface TemplateToken {
	readonly type: 'number' | 'string' | 'name' | 'operator' | 'end';
	readonly text: string;
	readonly at: number;
}

/** Tokens, the last of them `end`, or the position of the first character that does not begin a token. */
export type Tokens =
	| { readonly ok: true; readonly tokens: readonly TemplateToken[] }
	| { readonly ok: false; readonly at: number };

const SPACE = /[ \t\r\n\u00a0\ufeff]+/y;
const NUMBER = /\d+(?:\.\d+)?/y;
const NAME = /(?:[A-Za-z_#$]|@@?)\w*/y;
const OPERATOR = /==|!=|<>|<=|>=|=>|&&|\|\||\?\?|[-+!^*/%&<>()[\]{}.,:?]/y;

const RULES: readonly (readonly [RegExp, Exclude<TemplateToken['type'], 'string' | 'end'>])[] = [
	[NUMBER, 'number'],
	[NAME, 'name'],
	[OPERATOR, 'operator'],
];

const ESCAPES: ReadonlyMap<string, string> = new Map([
	['r', '\r'],
	['n', '\n'],
	['t', '\t'],
	['\\', '\\'],
]);

/** Splits an expression into tokens in linear time. */
export function readTokens(source: string): Tokens {
	const tokens: TemplateToken[] = [];
	let at = matchAt(SPACE, source, 0).length;
	while (at < source.length) {
		const end = isQuote(source[at]) ? endOfString(source, at) : undefined;
		const token =
			end === undefined ? wordAt(source, at) : { type: 'string' as const, text: unquote(source.slice(at, end)), at };
		if (token === undefined) return { ok: false, at };
		tokens.push(token);
		at = end ?? at + token.text.length;
		at += matchAt(SPACE, source, at).length;
	}
	return { ok: true, tokens: [...tokens, { type: 'end', text: '', at }] };
}

/** The position after the closing quote of the string that opens at `from`; `undefined` if it does not end before `last`. */
export function endOfString(source: string, from: number, last = source.length): number | undefined {
	const quote = source[from];
	for (let at = from + 1; at < last; at += 1) {
		if (source[at] === quote) return at + 1;
		if (source[at] === '\\' && (source[at + 1] === quote || source[at + 1] === '\\')) at += 1;
	}
	return undefined;
}

/** True for the characters that open a string. */
export function isQuote(character: string | undefined): boolean {
	return character === "'" || character === '"';
}

function wordAt(source: string, at: number): TemplateToken | undefined {
	for (const [rule, type] of RULES) {
		const text = matchAt(rule, source, at);
		if (text !== '') return { type, text, at };
	}
	return undefined;
}

function matchAt(rule: RegExp, source: string, at: number): string {
	rule.lastIndex = at;
	return rule.exec(source)?.[0] ?? '';
}

/** Unknown escapes stay as they are written. */
function unquote(written: string): string {
	const quote = written[0];
	return written
		.slice(1, -1)
		.replace(/\\([^\r\n])/g, (escape: string, character: string) =>
			character === quote ? character : (ESCAPES.get(character) ?? escape),
		);
}
