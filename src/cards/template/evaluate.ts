import type { TemplateBudget } from './budget';
import type { Expression } from './expression';
import type { Ask, TemplateFunction } from './functions/define';
import type { Surroundings } from './lookup';

import { namesSize, release, sizeOf, spendFor, spendMade, spendSteps } from './budget';
import { Failure, failedBy, tooLarge } from './failure';
import { costOf } from './functions/costs';
import { wordFor } from './functions/define';
import { functionOf } from './functions/table';
import { objectOf, propertyOf } from './json-value';
import { keysOf, lookUp, walkInto } from './lookup';
import { LIST_MAX_VALUES, TEXT_MAX_CHARACTERS } from './template-limits';

/** The context of an evaluation. */
export interface Environment extends Surroundings {
	/** The text `${name}` takes the place of missing values, as in the official engine, but not in comparisons and conditions. */
	readonly substitute: boolean;
	/** Called with the path of each missing value. */
	readonly onMissing: (path: string) => void;
}

/** How much more splitting a path like `a.b[0]` costs than copying it. */
const PATH_WEIGHT = 8;

type Accessor = Extract<Expression, { kind: 'member' | 'element' }>;
type Call = Extract<Expression, { kind: 'call' }>;

/** A function with the values it was called with. */
interface Called {
	readonly name: string;
	readonly called: TemplateFunction;
	readonly inputs: readonly unknown[];
}

/** A path through the data as far as it consists of names and indexes, and the expression it starts from, if any. */
interface Path {
	readonly keys: readonly (string | number)[];
	readonly written: string;
	readonly start: Expression | undefined;
}

/**
 * The value of an expression, or the reason for a failure. Calls only functions of the table, and reads only own
 * properties. Intermediate values are returned to the budget if the value cannot contain them; a text can, because
 * engines keep the whole text of which it is a piece.
 */
export function evaluate(expression: Expression, environment: Environment): unknown {
	const { budget } = environment;
	const mark = budget.made;
	spendSteps(budget, 1);
	if (budget.exceeded !== undefined) return tooLarge(budget.exceeded);
	const value = evaluateKind(expression, environment);
	if (value instanceof Failure || value === null || (typeof value !== 'string' && typeof value !== 'object'))
		release(budget, mark);
	return value;
}

function evaluateKind(expression: Expression, environment: Environment): unknown {
	if (expression.kind === 'literal') return expression.value;
	if (expression.kind === 'object') return evaluateObject(expression.entries, environment);
	if (expression.kind === 'call') return evaluateCall(expression, environment);
	return expression.kind === 'element'
		? evaluateElement(expression, environment)
		: evaluateMember(expression, environment);
}

function evaluateObject(written: readonly (readonly [string, Expression])[], environment: Environment): unknown {
	const entries: (readonly [string, unknown])[] = [];
	for (const [key, expression] of written) {
		const value = evaluate(expression, environment);
		if (value instanceof Failure) return value;
		entries.push([key, value]);
	}
	spendMade(environment.budget, namesSize(entries.length));
	return objectOf(entries);
}

function evaluateMember(expression: Accessor, environment: Environment): unknown {
	const path = pathOf(expression, environment);
	if (path instanceof Failure) return path;
	if (path.start === undefined) return orMissing(lookUp(path.keys, environment), path.written, environment);
	const start = evaluate(path.start, environment);
	return start instanceof Failure
		? start
		: orMissing(walkInto(start, path.keys, environment.budget), path.written, environment);
}

function evaluateElement(expression: Extract<Expression, { kind: 'element' }>, environment: Environment): unknown {
	const whole = evaluate(expression.of, environment);
	if (whole instanceof Failure) return whole;
	const index = evaluate(expression.index, { ...environment, substitute: false });
	if (index instanceof Failure) return index;
	if (typeof index === 'string') return propertyOf(whole, index, environment.budget);
	if (!Number.isInteger(index))
		return new Failure(`the value in [] must be a whole number or text, not ${wordFor(index)}`, 'template-undefined');
	if (whole === null || whole === undefined) return undefined;
	if (!Array.isArray(whole))
		return new Failure(`only lists have numbered entries, not ${wordFor(whole)}`, 'template-undefined');
	const position = Number(index);
	return position >= 0 && position < whole.length
		? whole[position]
		: new Failure('the list does not have this entry', 'template-undefined');
}

function pathOf(accessor: Accessor, environment: Environment): Path | Failure {
	const keys: (string | number)[] = [];
	const { budget } = environment;
	let written = '';
	let current: Expression | undefined = accessor;
	while (current?.kind === 'member' || current?.kind === 'element') {
		const key: unknown =
			current.kind === 'member' ? current.name : evaluate(current.index, { ...environment, substitute: false });
		if (key instanceof Failure) return key;
		if (typeof key !== 'string' && typeof key !== 'number')
			return new Failure(`the value in [] must be a whole number or text, not ${wordFor(key)}`, 'template-undefined');
		spendFor(budget, key);
		written =
			current.kind === 'member'
				? `.${key}${written}`
				: typeof key === 'number'
					? `[${key}]${written}`
					: `['${key}']${written}`;
		keys.unshift(key);
		current = current.of;
	}
	return { keys, written: written.replace(/^\./, ''), start: current };
}

function orMissing(value: unknown, path: string, { substitute, onMissing, budget }: Environment): unknown {
	if (value !== undefined || !substitute) return value;
	onMissing(path);
	const written = `\${${path}}`;
	spendMade(budget, { entries: 0, characters: written.length });
	return written;
}

function evaluateCall({ name, args }: Call, environment: Environment): unknown {
	const { budget } = environment;
	const called = functionOf(name);
	if (called === undefined) return new Failure(`the function ${name} does not exist`, 'template-unknown-function');
	const { call, weight } = costOf(name);
	spendSteps(budget, call);
	if (called.kind === 'lazy')
		return sealed(called.run(args, askFor(environment)), { name, called, inputs: [] }, budget);
	const inputs: unknown[] = [];
	for (const arg of args) {
		const value = evaluate(arg, called.kind === 'quiet' ? { ...environment, substitute: false } : environment);
		if (value instanceof Failure)
			return called.kind === 'quiet' ? sealed(false, { name, called, inputs }, budget) : value;
		spendFor(budget, value, weight);
		inputs.push(value);
	}
	if (budget.exceeded !== undefined) return tooLarge(budget.exceeded);
	return sealed(called.run(inputs, budget), { name, called, inputs }, budget);
}

function askFor(environment: Environment): Ask {
	return {
		budget: environment.budget,
		value: (expression) => evaluate(expression, environment),
		quiet: (expression) => evaluate(expression, { ...environment, substitute: false }),
		withName: (name, value, expression) =>
			evaluate(expression, { ...environment, locals: { name, value, outer: environment.locals } }),
		lookUp: (path, start) => {
			spendFor(environment.budget, path, PATH_WEIGHT);
			const keys = keysOf(path);
			const found = start === undefined ? lookUp(keys, environment) : walkInto(start.value, keys, environment.budget);
			return orMissing(found, path, environment);
		},
	};
}

/** Pays for a result, and stops results that are too large or not valid in JSON. */
function sealed(result: unknown, { name, called, inputs }: Called, budget: TemplateBudget): unknown {
	if (result instanceof Failure && result.code === 'template-too-large') budget.exceeded ??= result.why;
	if (called.passes === true) spendFor(budget, result);
	else if (!(result instanceof Failure)) spendMade(budget, sizeOf(result));
	const size = lengthOf(result);
	const limit = typeof result === 'string' ? TEXT_MAX_CHARACTERS : LIST_MAX_VALUES;
	if (size > limit && inputs.every((input) => lengthOf(input) < size))
		budget.exceeded ??= `${name}() makes a value of more than ${limit} characters or entries`;
	if (budget.exceeded !== undefined) return tooLarge(budget.exceeded);
	if (result instanceof Failure) return failedBy(result, name);
	return typeof result === 'number' && !Number.isFinite(result)
		? new Failure('the result is not a number', 'template-function-failed', name)
		: result;
}

function lengthOf(value: unknown): number {
	return typeof value === 'string' || Array.isArray(value) ? value.length : 0;
}
