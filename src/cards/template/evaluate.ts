import type { Expression } from './expression';
import type { Ask } from './functions/define';
import type { Surroundings } from './lookup';

import { spendFor, spendSteps } from './budget';
import { Failure, failedBy, tooLarge } from './failure';
import { wordFor } from './functions/define';
import { functionOf } from './functions/table';
import { objectOf, propertyOf } from './json-value';
import { keysOf, lookUp, walkInto } from './lookup';
import { LIST_MAX_VALUES, TEXT_MAX_CHARACTERS } from './template-limits';

/** Where and how an expression is evaluated. */
export interface Environment extends Surroundings {
	/** The text `${name}` stands for what the data lacks, as in the official engine; comparisons and conditions go without. */
	readonly substitute: boolean;
	/** Told the path of everything that was substituted. */
	readonly onMissing: (path: string) => void;
}

type Accessor = Extract<Expression, { kind: 'member' | 'element' }>;
type Call = Extract<Expression, { kind: 'call' }>;

/** A path through the data as far as it consists of names and indexes, and the expression it starts from, if any. */
interface Path {
	readonly keys: readonly (string | number)[];
	readonly written: string;
	readonly start: Expression | undefined;
}

/** The value of an expression, or why it has none. Runs nothing but the functions of the table, and reads own properties only. */
export function evaluate(expression: Expression, environment: Environment): unknown {
	const { budget } = environment;
	spendSteps(budget, 1);
	if (budget.exceeded !== undefined) return tooLarge(budget.exceeded);
	if (expression.kind === 'literal') return expression.value;
	if (expression.kind === 'object') return evaluateObject(expression.entries, environment);
	if (expression.kind === 'call') return evaluateCall(expression, environment);
	return expression.kind === 'element' ? evaluateElement(expression, environment) : evaluateMember(expression, environment);
}

function evaluateObject(written: readonly (readonly [string, Expression])[], environment: Environment): unknown {
	const entries: (readonly [string, unknown])[] = [];
	for (const [key, expression] of written) {
		const value = evaluate(expression, environment);
		if (value instanceof Failure) return value;
		entries.push([key, value]);
	}
	return objectOf(entries);
}

function evaluateMember(expression: Accessor, environment: Environment): unknown {
	const path = pathOf(expression, environment);
	if (path instanceof Failure) return path;
	if (path.start === undefined) return orMissing(lookUp(path.keys, environment), path.written, environment);
	const start = evaluate(path.start, environment);
	return start instanceof Failure ? start : orMissing(walkInto(start, path.keys, environment.budget), path.written, environment);
}

function evaluateElement(expression: Extract<Expression, { kind: 'element' }>, environment: Environment): unknown {
	const whole = evaluate(expression.of, environment);
	if (whole instanceof Failure) return whole;
	const index = evaluate(expression.index, { ...environment, substitute: false });
	if (index instanceof Failure) return index;
	if (typeof index === 'string') return propertyOf(whole, index, environment.budget);
	if (!Number.isInteger(index)) return new Failure(`what stands in [] must be a whole number or a text, not ${wordFor(index)}`, 'template-undefined');
	if (whole === null || whole === undefined) return undefined;
	if (!Array.isArray(whole)) return new Failure(`only lists have numbered entries, not ${wordFor(whole)}`, 'template-undefined');
	const position = Number(index);
	return position >= 0 && position < whole.length ? whole[position] : new Failure('the list has no such entry', 'template-undefined');
}

function pathOf(accessor: Accessor, environment: Environment): Path | Failure {
	const keys: (string | number)[] = [];
	let written = '';
	let current: Expression | undefined = accessor;
	while (current?.kind === 'member' || current?.kind === 'element') {
		const key: unknown = current.kind === 'member' ? current.name : evaluate(current.index, { ...environment, substitute: false });
		if (key instanceof Failure) return key;
		if (typeof key !== 'string' && typeof key !== 'number') return new Failure(`what stands in [] must be a whole number or a text, not ${wordFor(key)}`, 'template-undefined');
		written = current.kind === 'member' ? `.${key}${written}` : typeof key === 'number' ? `[${key}]${written}` : `['${key}']${written}`;
		keys.unshift(key);
		current = current.of;
	}
	return { keys, written: written.replace(/^\./, ''), start: current };
}

function orMissing(value: unknown, path: string, { substitute, onMissing }: Environment): unknown {
	if (value !== undefined || !substitute) return value;
	onMissing(path);
	return `\${${path}}`;
}

function evaluateCall({ name, args }: Call, environment: Environment): unknown {
	const called = functionOf(name);
	if (called === undefined) return new Failure(`there is no function ${name}`, 'template-unknown-function');
	if (called.kind === 'lazy') return sealed(called.run(args, askFor(environment)), { name, inputs: [] }, environment);
	const inputs: unknown[] = [];
	for (const arg of args) {
		const value = evaluate(arg, called.kind === 'quiet' ? { ...environment, substitute: false } : environment);
		if (value instanceof Failure) return called.kind === 'quiet' ? sealed(false, { name, inputs }, environment) : value;
		spendFor(environment.budget, value);
		inputs.push(value);
	}
	return sealed(called.run(inputs, environment.budget), { name, inputs }, environment);
}

function askFor(environment: Environment): Ask {
	return {
		budget: environment.budget,
		value: (expression) => evaluate(expression, environment),
		quiet: (expression) => evaluate(expression, { ...environment, substitute: false }),
		withName: (name, value, expression) => evaluate(expression, { ...environment, locals: { name, value, outer: environment.locals } }),
		lookUp: (path, start) => {
			const keys = keysOf(path);
			const found = start === undefined ? lookUp(keys, environment) : walkInto(start.value, keys, environment.budget);
			return orMissing(found, path, environment);
		},
	};
}

/** Stops what grew too large, and what JSON cannot hold. */
function sealed(result: unknown, { name, inputs }: { readonly name: string; readonly inputs: readonly unknown[] }, { budget }: Environment): unknown {
	if (result instanceof Failure && result.code === 'template-too-large') budget.exceeded ??= result.why;
	const size = sizeOf(result);
	const limit = typeof result === 'string' ? TEXT_MAX_CHARACTERS : LIST_MAX_VALUES;
	if (size > limit && inputs.every((input) => sizeOf(input) < size)) budget.exceeded ??= `${name}() makes a value of more than ${limit} characters or entries`;
	if (budget.exceeded !== undefined) return tooLarge(budget.exceeded);
	if (result instanceof Failure) return failedBy(result, name);
	return typeof result === 'number' && !Number.isFinite(result) ? new Failure('the result is not a number', 'template-function-failed', name) : result;
}

function sizeOf(value: unknown): number {
	return typeof value === 'string' || Array.isArray(value) ? value.length : 0;
}
