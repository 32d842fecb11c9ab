import type { Expression, ExpressionProblem } from './expression';
import type { TemplateToken } from './lexer';

import { call, element, literal, member, objectLiteral } from './expression';
import { readTokens } from './lexer';
import { EXPRESSION_MAX_LEVELS } from './template-limits';

/** An expression, or a syntax error. */
export type Parsed =
	| { readonly ok: true; readonly expression: Expression }
	| { readonly ok: false; readonly problem: ExpressionProblem };

interface Cursor {
	readonly source: string;
	readonly tokens: readonly TemplateToken[];
	position: number;
	level: number;
	problem: ExpressionProblem | undefined;
}

/** Binary operators from loose to tight, as the official grammar orders them, each with its function. */
const OPERATORS: readonly ReadonlyMap<string, string>[] = [
	new Map([['??', 'coalesce']]),
	new Map([['||', 'or']]),
	new Map([['&&', 'and']]),
	new Map([
		['<', 'less'],
		['<=', 'lessOrEquals'],
		['>', 'greater'],
		['>=', 'greaterOrEquals'],
	]),
	new Map([['&', 'concat']]),
	new Map([
		['==', 'equals'],
		['!=', 'notEquals'],
		['<>', 'notEquals'],
	]),
	new Map([
		['+', 'add'],
		['-', 'sub'],
	]),
	new Map([
		['*', 'mul'],
		['/', 'div'],
		['%', 'mod'],
	]),
];

const KEYWORDS: ReadonlyMap<string, boolean | null | undefined> = new Map([
	['true', true],
	['false', false],
	['null', null],
	['undefined', undefined],
]);

/** Reads the text between `${` and `}`, which `splitBindings` keeps short. Function names are not checked here. */
export function parseExpression(source: string): Parsed {
	const read = readTokens(source);
	if (!read.ok) return { ok: false, problem: unreadable(source, read.at) };
	const cursor: Cursor = { source, tokens: read.tokens, position: 0, level: 0, problem: undefined };
	const expression = readTernary(cursor);
	if (peek(cursor).type !== 'end') unexpected(cursor);
	return cursor.problem === undefined ? { ok: true, expression } : { ok: false, problem: cursor.problem };
}

/** `a ? b : c ? d : e` is read from the left, as the official grammar does. */
function readTernary(cursor: Cursor): Expression {
	cursor.level += 1;
	if (cursor.level > EXPRESSION_MAX_LEVELS) fail(cursor, nestsTooDeep());
	let expression = readBinary(cursor, 0);
	while (take(cursor, '?')) {
		const yes = readTernary(cursor);
		expect(cursor, ':');
		expression = checked(cursor, call('if', expression, yes, readBinary(cursor, 0)));
	}
	cursor.level -= 1;
	return expression;
}

function readBinary(cursor: Cursor, tier: number): Expression {
	const operators = OPERATORS[tier];
	if (operators === undefined) return readPower(cursor);
	let left = readBinary(cursor, tier + 1);
	for (let name = operatorAt(cursor, operators); name !== undefined; name = operatorAt(cursor, operators)) {
		cursor.position += 1;
		left = checked(cursor, call(name, left, readBinary(cursor, tier + 1)));
	}
	return left;
}

/** `^` binds from the right. */
function readPower(cursor: Cursor): Expression {
	const parts = [readUnary(cursor)];
	while (take(cursor, '^')) parts.push(readUnary(cursor));
	return checked(
		cursor,
		parts.reduceRight((right, left) => call('exp', left, right)),
	);
}

function readUnary(cursor: Cursor): Expression {
	const signs: string[] = [];
	for (let token = peek(cursor); token.type === 'operator' && '+-!'.includes(token.text); token = peek(cursor)) {
		signs.push(token.text);
		cursor.position += 1;
	}
	return checked(
		cursor,
		signs.reduceRight<Expression>(
			(operand, sign) =>
				sign === '!' ? call('not', operand) : call(sign === '-' ? 'sub' : 'add', literal(0), operand),
			readPostfix(cursor),
		),
	);
}

function readPostfix(cursor: Cursor): Expression {
	let expression = readPrimary(cursor);
	for (;;) {
		if (take(cursor, '.')) expression = member(readName(cursor), expression);
		else if (take(cursor, '[')) {
			expression = element(expression, readTernary(cursor));
			expect(cursor, ']');
		} else if (take(cursor, '(')) expression = readCall(cursor, expression);
		else return expression;
		if (checked(cursor, expression) !== expression) return expression;
	}
}

function readCall(cursor: Cursor, called: Expression): Expression {
	const name = called.kind === 'member' && called.of === undefined ? called.name : undefined;
	if (name === undefined) unexpected(cursor, -1);
	return call(name ?? '', ...readArguments(cursor, ')'));
}

function readPrimary(cursor: Cursor): Expression {
	const token = peek(cursor);
	if (token.type !== 'end') cursor.position += 1;
	if (token.type === 'number') return literal(Number.parseFloat(token.text));
	if (token.type === 'string') return literal(token.text);
	if (token.type === 'name') return KEYWORDS.has(token.text) ? literal(KEYWORDS.get(token.text)) : member(token.text);
	if (token.text === '(') {
		const inner = readTernary(cursor);
		expect(cursor, ')');
		return inner;
	}
	if (token.text === '[') return call('createArray', ...readArguments(cursor, ']'));
	if (token.text === '{') return readObject(cursor);
	unexpected(cursor, token.type === 'end' ? 0 : -1);
	return literal(undefined);
}

/** Arguments up to the closing bracket; `x => y` is two of them. */
function readArguments(cursor: Cursor, closing: string): readonly Expression[] {
	const args: Expression[] = [];
	if (take(cursor, closing)) return args;
	do {
		if (peek(cursor).type === 'name' && peek(cursor, 1).text === '=>') {
			args.push(member(readName(cursor)));
			cursor.position += 1;
		}
		args.push(readTernary(cursor));
	} while (take(cursor, ','));
	expect(cursor, closing);
	return args;
}

function readObject(cursor: Cursor): Expression {
	const entries: (readonly [string, Expression])[] = [];
	if (take(cursor, '}')) return objectLiteral(entries);
	do {
		const key = peek(cursor);
		if (key.type === 'string') cursor.position += 1;
		const name = key.type === 'string' ? key.text : readName(cursor);
		expect(cursor, ':');
		entries.push([name, readTernary(cursor)]);
	} while (take(cursor, ','));
	expect(cursor, '}');
	return objectLiteral(entries);
}

function readName(cursor: Cursor): string {
	const token = peek(cursor);
	if (token.type !== 'name') unexpected(cursor);
	else cursor.position += 1;
	return token.text;
}

function peek(cursor: Cursor, ahead = 0): TemplateToken {
	return cursor.tokens[cursor.position + ahead] ?? { type: 'end', text: '', at: cursor.source.length };
}

function operatorAt(cursor: Cursor, operators: ReadonlyMap<string, string>): string | undefined {
	const token = peek(cursor);
	return token.type === 'operator' ? operators.get(token.text) : undefined;
}

function take(cursor: Cursor, text: string): boolean {
	const token = peek(cursor);
	if (token.type !== 'operator' || token.text !== text) return false;
	cursor.position += 1;
	return true;
}

function expect(cursor: Cursor, text: string): void {
	if (!take(cursor, text)) unexpected(cursor);
}

/** Limits the depth of recursive evaluation. */
function checked(cursor: Cursor, expression: Expression): Expression {
	if (expression.level <= EXPRESSION_MAX_LEVELS) return expression;
	fail(cursor, nestsTooDeep());
	return literal(undefined);
}

function unexpected(cursor: Cursor, ahead = 0): void {
	fail(cursor, unreadable(cursor.source, peek(cursor, ahead).at));
}

/** Remembers the first problem and jumps to the end, so that every loop ends. */
function fail(cursor: Cursor, problem: ExpressionProblem): void {
	cursor.problem ??= problem;
	cursor.position = cursor.tokens.length - 1;
}

function nestsTooDeep(): ExpressionProblem {
	return {
		code: 'template-too-large',
		message: `An expression nests deeper than ${EXPRESSION_MAX_LEVELS} levels.`,
		fix: 'Compute the value in the workflow, and put the result into the data.',
	};
}

function unreadable(source: string, at: number): ExpressionProblem {
	const where =
		at >= source.length ? 'it ends too early' : `"${source.slice(at, at + 10)}" is unexpected at character ${at + 1}`;
	return {
		code: 'template-syntax',
		message: `The expression "${source.slice(0, 80)}" cannot be read: ${where}.`,
		fix: 'Check brackets, commas and quotes; for plain text write \\${ instead of ${.',
	};
}
