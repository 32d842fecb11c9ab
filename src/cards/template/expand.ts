import type { Finding } from '../finding';
import type { TemplateBudget } from './budget';
import type { Environment } from './evaluate';
import type { Scope } from './lookup';
import type { Binding, Directive, Prepared, PreparedObject, PreparedText } from './prepare';
import type { TemplateReport } from './report';

import { createBudget, release, spendFor, spendMade, spendOutput, spendSteps } from './budget';
import { evaluate } from './evaluate';
import { Failure } from './failure';
import { wordFor } from './functions/define';
import { copyJson, objectOf, templateText } from './json-value';
import { prepareTemplate } from './prepare';
import {
	conditionFinding,
	createTemplateReport,
	failureFinding,
	missingFinding,
	tooLargeFinding,
	valuelessFinding,
} from './report';

interface Expansion {
	readonly report: TemplateReport;
	readonly budget: TemplateBudget;
	/** The innermost place where a limit was exceeded. */
	exceededAt: string | undefined;
}

/**
 * Fills a template of the Adaptive Cards template language (parsed JSON) with data. Neither is changed or run as code.
 * Never throws because of their contents: every problem is a finding with its path in the template. What cannot be
 * evaluated stays in the card as it is written; if a limit is exceeded, the card is `undefined`.
 */
export function expandTemplate(
	template: unknown,
	data: unknown,
): { readonly card: unknown; readonly findings: readonly Finding[] } {
	const report = createTemplateReport();
	const reading = createBudget();
	const prepared = prepareTemplate(template, { report, budget: reading });
	const budget = createBudget();
	const scope: Scope = { $root: data, $data: data, $index: undefined };
	const expansion: Expansion = { report, budget, exceededAt: undefined };
	const card = reading.exceeded === undefined ? expandNode(prepared, scope, expansion) : undefined;
	const exceeded = reading.exceeded ?? budget.exceeded;
	if (exceeded !== undefined) report.add(tooLargeFinding(expansion.exceededAt ?? '', exceeded));
	return { card: exceeded === undefined ? card : undefined, findings: report.findings };
}

/** `undefined` if there is no result: properties and entries of lists are then left out. */
function expandNode(node: Prepared, scope: Scope, expansion: Expansion): unknown {
	const { budget } = expansion;
	spendSteps(budget, 1);
	const expanded = budget.exceeded === undefined ? expandKind(node, scope, expansion) : undefined;
	if (budget.exceeded !== undefined) expansion.exceededAt ??= node.path;
	return expanded;
}

function expandKind(node: Prepared, scope: Scope, expansion: Expansion): unknown {
	if (node.kind === 'list') return expandList(node.items, scope, expansion);
	if (node.kind === 'object') return expandObject(node, scope, expansion);
	return node.kind === 'text' ? expandText(node, scope, expansion) : copyJson(node.value, expansion.budget);
}

/**
 * A list inside a list becomes part of it, as in the official engine, so that repeated elements join the outer list.
 */
function expandList(items: readonly Prepared[], scope: Scope, expansion: Expansion): readonly unknown[] {
	spendOutput(expansion.budget, undefined);
	return items.flatMap((item) => {
		const expanded = expandNode(item, scope, expansion);
		return Array.isArray(expanded) ? (expanded as readonly unknown[]) : (expanded ?? []);
	});
}

function expandObject(node: PreparedObject, scope: Scope, expansion: Expansion): unknown {
	const mark = expansion.budget.made;
	const objects = expandEach(node, scope, expansion);
	// From here on, nothing refers to what `$data` has made.
	release(expansion.budget, mark);
	if (objects.length === 0) return null;
	return objects.length === 1 ? objects[0] : objects;
}

function expandEach(node: PreparedObject, scope: Scope, expansion: Expansion): readonly unknown[] {
	const scopes = scopesOf(node.data, scope, expansion);
	const objects: unknown[] = [];
	for (const inner of scopes) {
		if (expansion.budget.exceeded !== undefined) return [];
		if (node.when === undefined || isWanted(node.when, inner, expansion))
			objects.push(expandEntries(node, inner, expansion));
	}
	return objects;
}

function expandEntries(node: PreparedObject, scope: Scope, expansion: Expansion): unknown {
	spendOutput(expansion.budget, undefined);
	const entries: (readonly [string, unknown])[] = [];
	for (const [key, entry] of node.entries) {
		const value = expandNode(entry, scope, expansion);
		spendOutput(expansion.budget, key);
		if (value !== undefined) entries.push([key, value]);
	}
	return objectOf(entries);
}

/** The scopes for an object: one for each entry of a list, else one. None if `$data` cannot be evaluated. */
function* scopesOf(directive: Directive | undefined, scope: Scope, expansion: Expansion): Iterable<Scope> {
	if (directive === undefined) {
		yield scope;
		return;
	}
	const { prepared, raw } = directive;
	const data = prepared.kind === 'text' ? dataOf(prepared, scope, expansion) : raw;
	if (data instanceof Failure) return;
	if (!Array.isArray(data)) yield data === undefined ? scope : { ...scope, $data: data };
	else for (const [$index, entry] of data.entries()) yield { ...scope, $data: (entry as unknown) ?? null, $index };
}

/** The data itself, not a copy, because only what reaches the card is paid for. */
function dataOf(text: PreparedText, scope: Scope, expansion: Expansion): unknown {
	const [only] = text.parts;
	if (text.broken) return new Failure('it cannot be read', 'template-syntax');
	if (text.parts.length > 1 || typeof only !== 'object') return expandText(text, scope, expansion);
	const value = evaluate(only.expression, environmentOf(text.path, scope, expansion));
	if (value instanceof Failure) reportFailure(text.path, only.written, value, expansion);
	return value;
}

/** The texts `true` and `false` count too; anything else that is not a condition leaves the element out. */
function isWanted({ prepared, raw }: Directive, scope: Scope, expansion: Expansion): boolean {
	if (prepared.kind !== 'text') {
		if (typeof raw === 'boolean' || raw === null) return raw !== false;
		note(conditionFinding(prepared.path, wordFor(raw)), expansion);
		return false;
	}
	const [only] = prepared.parts;
	if (prepared.broken) return false;
	if (prepared.parts.length > 1 || typeof only !== 'object') {
		note(conditionFinding(prepared.path, 'text'), expansion);
		return false;
	}
	const mark = expansion.budget.made;
	const value = evaluate(only.expression, { ...environmentOf(prepared.path, scope, expansion), substitute: false });
	release(expansion.budget, mark);
	if (value instanceof Failure) reportFailure(prepared.path, only.written, value, expansion);
	else if (typeof value !== 'boolean') note(conditionFinding(prepared.path, wordFor(value)), expansion);
	return value === true;
}

/** What is copied into the card is paid for there, so the budget gets back what expressions have made for it. */
function expandText(text: PreparedText, scope: Scope, expansion: Expansion): unknown {
	const mark = expansion.budget.made;
	const copy = copyJson(valueOf(text, scope, expansion), expansion.budget);
	release(expansion.budget, mark);
	return copy;
}

/** A text that is one binding becomes its value, whatever that is; all others become texts. */
function valueOf(text: PreparedText, scope: Scope, expansion: Expansion): unknown {
	const [only] = text.parts;
	const environment = environmentOf(text.path, scope, expansion);
	if (text.parts.length === 1 && typeof only === 'object') {
		const value = evaluate(only.expression, environment);
		if (value instanceof Failure) return leftAsWritten(text.path, only, value, expansion);
		if (value === undefined) note(valuelessFinding(text.path, only.written), expansion);
		return value;
	}
	let whole = '';
	for (const part of text.parts) {
		const piece = typeof part === 'string' ? part : pieceOf(part, text.path, environment, expansion);
		spendMade(expansion.budget, { entries: 0, characters: piece.length });
		if (expansion.budget.exceeded !== undefined) return null;
		whole += piece;
	}
	return whole;
}

function pieceOf(binding: Binding, path: string, environment: Environment, expansion: Expansion): string {
	const value = evaluate(binding.expression, environment);
	if (value instanceof Failure) return leftAsWritten(path, binding, value, expansion);
	if (value !== undefined) return templateText(value, expansion.budget);
	note(valuelessFinding(path, binding.written), expansion);
	return binding.written;
}

function leftAsWritten(path: string, binding: Binding, failure: Failure, expansion: Expansion): string {
	reportFailure(path, binding.written, failure, expansion);
	return binding.written;
}

/** An exceeded limit ends everything and is reported once. */
function reportFailure(path: string, written: string, failure: Failure, expansion: Expansion): void {
	if (failure.code !== 'template-too-large') note(failureFinding(path, written, failure), expansion);
}

/** The same place can be reported very often, so checking whether it was reported already is paid for. */
function note(finding: Finding, { report, budget }: Expansion): void {
	spendFor(budget, finding.path);
	spendFor(budget, finding.message);
	report.add(finding);
}

function environmentOf(path: string, scope: Scope, expansion: Expansion): Environment {
	return {
		scope,
		locals: undefined,
		budget: expansion.budget,
		substitute: true,
		onMissing: (name) => note(missingFinding(path, name), expansion),
	};
}
