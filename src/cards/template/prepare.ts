import type { TemplateBudget } from './budget';
import type { Expression, ExpressionProblem } from './expression';
import type { TemplateReport } from './report';

import { mayBind, splitBindings } from './binding-text';
import { spendOutput } from './budget';
import { problemOfCall } from './functions/table';
import { pathToIndex, pathToKey } from './json-path';
import { isNonDateObject, PROTOTYPE_KEY } from './json-value';
import { parseExpression } from './parser';
import { problemFinding } from './report';
import { NESTING_MAX_LEVELS } from './template-limits';

/** An expression with its source. */
export interface Binding {
	readonly expression: Expression;
	readonly written: string;
}

/** A text with bindings. `broken` if one of them cannot be read; that one is then plain text. */
export interface PreparedText {
	readonly kind: 'text';
	readonly path: string;
	readonly parts: readonly (string | Binding)[];
	readonly broken: boolean;
}

/** `$data` or `$when`, read and as written. */
export interface Directive {
	readonly prepared: Prepared;
	readonly raw: unknown;
}

/** An object with the list that it is repeated for and the condition on which it is kept. */
export interface PreparedObject {
	readonly kind: 'object';
	readonly path: string;
	readonly entries: readonly (readonly [string, Prepared])[];
	readonly data: Directive | undefined;
	readonly when: Directive | undefined;
}

/** A template with every text read. */
export type Prepared =
	| { readonly kind: 'constant'; readonly path: string; readonly value: unknown }
	| { readonly kind: 'list'; readonly path: string; readonly items: readonly Prepared[] }
	| PreparedText
	| PreparedObject;

/** Members that control the expansion or name what it knows; they do not reach the card. */
const RESERVED: ReadonlySet<string> = new Set([
	'$data',
	'$when',
	'$root',
	'$index',
	'$host',
	'$_acTemplateVersion',
	PROTOTYPE_KEY,
]);

/** Reads a whole template once, so that mistakes in its expressions are found whatever the data is. */
export function prepareTemplate(
	template: unknown,
	tools: { readonly report: TemplateReport; readonly budget: TemplateBudget },
): Prepared {
	return prepareNode(template, { path: '', level: 0, ...tools });
}

interface TemplatePosition {
	readonly path: string;
	readonly level: number;
	readonly report: TemplateReport;
	readonly budget: TemplateBudget;
}

function prepareNode(node: unknown, position: TemplatePosition): Prepared {
	const { path, level, budget } = position;
	spendOutput(budget, node);
	if (level > NESTING_MAX_LEVELS) budget.exceeded ??= `it nests deeper than ${NESTING_MAX_LEVELS} levels`;
	if (budget.exceeded !== undefined) return { kind: 'constant', path, value: null };
	if (typeof node === 'string' && mayBind(node)) return prepareText(node, position);
	if (Array.isArray(node)) {
		const items = node.map((item: unknown, index) =>
			prepareNode(item, { ...position, path: pathToIndex(path, index), level: level + 1 }),
		);
		return { kind: 'list', path, items };
	}
	return isNonDateObject(node) ? prepareObject(node, position) : { kind: 'constant', path, value: node };
}

function prepareObject(node: Readonly<Record<string, unknown>>, position: TemplatePosition): Prepared {
	const under = (key: string): Prepared =>
		prepareNode(node[key], { ...position, path: pathToKey(position.path, key), level: position.level + 1 });
	const directive = (key: string): Directive | undefined =>
		Object.hasOwn(node, key) && node[key] !== undefined ? { prepared: under(key), raw: node[key] } : undefined;
	const keys = Object.keys(node).filter((key) => !RESERVED.has(key));
	return {
		kind: 'object',
		path: position.path,
		entries: keys.map((key) => [key, under(key)] as const),
		data: directive('$data'),
		when: directive('$when'),
	};
}

function prepareText(text: string, { path, report }: TemplatePosition): PreparedText {
	const split = splitBindings(text);
	const problems: ExpressionProblem[] = [...split.problems];
	const parts = split.parts.map((part) => {
		if (part.kind === 'plain') return part.text;
		const parsed = parseExpression(part.source);
		const problem = parsed.ok ? problemInside(parsed.expression) : parsed.problem;
		if (problem !== undefined) problems.push(problem);
		return parsed.ok && problem === undefined ? { expression: parsed.expression, written: part.written } : part.written;
	});
	for (const problem of problems) report.add(problemFinding(path, problem));
	return { kind: 'text', path, parts, broken: problems.length > 0 };
}

/** The first call of an unknown function in an expression. */
function problemInside(expression: Expression): ExpressionProblem | undefined {
	const own = expression.kind === 'call' ? problemOfCall(expression.name, expression.args) : undefined;
	if (own !== undefined) return own;
	for (const part of partsOf(expression)) {
		const problem = problemInside(part);
		if (problem !== undefined) return problem;
	}
	return undefined;
}

function partsOf(expression: Expression): readonly Expression[] {
	if (expression.kind === 'call') return expression.args;
	if (expression.kind === 'object') return expression.entries.map(([, value]) => value);
	if (expression.kind === 'element') return [expression.of, expression.index];
	return expression.kind === 'member' && expression.of !== undefined ? [expression.of] : [];
}
