import type { TemplateBudget } from '../../../../src/cards/template/budget';

import fc from 'fast-check';

import { createBudget } from '../../../../src/cards/template/budget';
import { evaluate } from '../../../../src/cards/template/evaluate';
import { expandTemplate } from '../../../../src/cards/template/expand';
import { Failure } from '../../../../src/cards/template/failure';
import { FUNCTION_NAMES } from '../../../../src/cards/template/functions/table';
import { parseExpression } from '../../../../src/cards/template/parser';
import {
	CHARACTERS_PER_STEP,
	ENTRIES_PER_STEP,
	LIST_MAX_VALUES,
	MADE_MAX_CHARACTERS,
	MADE_MAX_ENTRIES,
	STEPS_MAX,
	TEXT_MAX_CHARACTERS,
} from '../../../../src/cards/template/template-limits';
import { callOf, calls, SIGNATURES } from './calls';

const RUNS = { numRuns: Number(process.env.TEMPLATE_RUNS ?? 120) };

/** Enough to show that work ends, in little time. */
const FEW_STEPS = 20_000;

/** Everything that functions have given so far, counted where they give it and not where it is paid for. */
const mockGiven = { entries: 0, characters: 0 };

jest.mock('../../../../src/cards/template/functions/table', () => {
	const actual = jest.requireActual<typeof import('../../../../src/cards/template/functions/table')>(
		'../../../../src/cards/template/functions/table',
	);
	const count = (result: unknown): unknown => {
		if (typeof result === 'string') mockGiven.characters += result.length;
		else if (Array.isArray(result)) mockGiven.entries += result.length;
		else if (typeof result === 'object' && result !== null && 'why' in result === false)
			mockGiven.entries += Object.keys(result).length;
		return result;
	};
	return {
		...actual,
		functionOf: (name: string) => {
			const known = actual.functionOf(name);
			if (known === undefined) return undefined;
			return { ...known, run: (values: never, tools: never) => count(known.run(values, tools)) };
		},
	};
});

const DATA = {
	long: 'ab é '.repeat(2_000),
	json: JSON.stringify(Array.from({ length: 500 }, (_, index) => ({ index, inner: [[], {}] }))),
	list: Array.from({ length: 3_000 }, (_, index) => `k${(index * 7919) % 3_000}`),
	numbers: Array.from({ length: 3_000 }, (_, index) => index),
	words: ['alpha', 'beta gamma', 'x'.repeat(3_000)],
	rows: Array.from({ length: 200 }, (_, index) => ({ a: index, t: `row ${index}` })),
	object: Object.fromEntries(Array.from({ length: 400 }, (_, index) => [`p${index}`, index])),
};

interface Run {
	readonly value: unknown;
	readonly budget: TemplateBudget;
	readonly spent: number;
	readonly given: { readonly entries: number; readonly characters: number };
}

function run(
	written: string,
	{ data = DATA, steps = STEPS_MAX }: { readonly data?: unknown; readonly steps?: number } = {},
): Run {
	const parsed = parseExpression(written);
	if (!parsed.ok) throw new Error(`${written}: ${parsed.problem.message}`);
	Object.assign(mockGiven, { entries: 0, characters: 0 });
	const budget: TemplateBudget = { ...createBudget(), steps };
	const value = evaluate(parsed.expression, {
		scope: { $root: data, $data: data, $index: undefined },
		locals: undefined,
		budget,
		substitute: true,
		onMissing: () => undefined,
	});
	return { value, budget, spent: steps - budget.steps, given: { ...mockGiven } };
}

/** What a value holds that was not in the data: each list and object once, each text of more than one character once. */
function freshSize(value: unknown, known = knownIn(DATA)): { readonly entries: number; readonly characters: number } {
	const size = { entries: 0, characters: 0 };
	const walk = (inner: unknown): void => {
		if (known.has(inner)) return;
		if (typeof inner === 'string' && inner.length > 1) size.characters += inner.length;
		known.add(inner);
		if (typeof inner !== 'object' || inner === null) return;
		const values = Object.values(inner) as readonly unknown[];
		size.entries += values.length;
		values.forEach(walk);
	};
	walk(value);
	return size;
}

function knownIn(data: unknown): Set<unknown> {
	const known = new Set<unknown>();
	const walk = (inner: unknown): void => {
		known.add(inner);
		if (typeof inner !== 'object' || inner === null) return;
		for (const [key, value] of Object.entries(inner)) [key, value].forEach(walk);
	};
	walk(data);
	return known;
}

it('knows how to call every function', () => {
	expect(Object.keys(SIGNATURES).sort()).toEqual([...FUNCTION_NAMES]);
	// Where no call gives a value, the properties below would say nothing about the function.
	const failing = FUNCTION_NAMES.filter((name) =>
		fc.sample(callOf(name, 0), { numRuns: 30, seed: 7 }).every((written) => run(written).value instanceof Failure),
	);
	expect(failing).toEqual([]);
});

it('every result is paid for by its entries and characters, whatever functions stand in each other', () => {
	fc.assert(
		fc.property(calls, (written) => {
			const { spent, given } = run(written);
			expect(given.entries / ENTRIES_PER_STEP + given.characters / CHARACTERS_PER_STEP).toBeLessThanOrEqual(spent);
		}),
		RUNS,
	);
});

it('what a value holds has been paid for, and is not given back before', () => {
	fc.assert(
		fc.property(calls, (written) => {
			const { value, budget } = run(written);
			if (value instanceof Failure) return;
			const { entries, characters } = freshSize(value);
			const literals = written.length;
			expect(entries).toBeLessThanOrEqual(budget.made.entries);
			expect(characters).toBeLessThanOrEqual(budget.made.characters + literals);
		}),
		RUNS,
	);
});

it('evaluation stops at the bound, whatever is repeated', () => {
	fc.assert(
		fc.property(calls, fc.constantFrom('exists(BODY)', 'BODY', '[x, BODY]'), (inner, shape) => {
			const body = shape.replace('BODY', () => inner);
			const { value, budget, given } = run(`count(foreach(range(0, 20000), x, foreach(range(0, 200), y, ${body})))`, {
				steps: FEW_STEPS,
			});
			// What is paid for never exceeds the bound, except for the one result that passed it.
			expect(given.entries).toBeLessThanOrEqual(FEW_STEPS * ENTRIES_PER_STEP + LIST_MAX_VALUES);
			expect(given.characters).toBeLessThanOrEqual(FEW_STEPS * CHARACTERS_PER_STEP + TEXT_MAX_CHARACTERS);
			if (budget.exceeded !== undefined) expect(value).toMatchObject({ code: 'template-too-large' });
		}),
		{ numRuns: Math.ceil(RUNS.numRuns / 4) },
	);
});

it.each([
	'${count(foreach(range(0,3000), x, range(0,20000)))}',
	'x ${count(foreach(range(0,3000), x, range(0,20000)))} y',
])('ends %s with the path and without a card', (text) => {
	Object.assign(mockGiven, { entries: 0, characters: 0 });
	const { card, findings } = expandTemplate({ body: [{ text: 'a' }, { text }] }, {});
	expect(card).toBeUndefined();
	expect(findings).toMatchObject([
		{
			code: 'template-too-large',
			severity: 'error',
			path: 'body[1].text',
			message: `The template is too large: its expressions make more than ${MADE_MAX_ENTRIES} entries at once.`,
		},
	]);
	expect(mockGiven.entries).toBeLessThanOrEqual(MADE_MAX_ENTRIES + LIST_MAX_VALUES);
});

it('counts lists that are kept, up to the most and no further', () => {
	const kept = (many: number) =>
		run(`foreach([1, 2, 3, 4, 5], x, skip(list, ${MADE_MAX_ENTRIES / 5 - many}))`, {
			data: { list: Array.from({ length: MADE_MAX_ENTRIES / 5 }, () => 1) },
		}).budget;
	// The five lists, the list that is written, and the list of results.
	const most = MADE_MAX_ENTRIES / 5 - 2;
	expect([kept(most).exceeded, kept(most + 1).exceeded]).toEqual([
		undefined,
		`its expressions make more than ${MADE_MAX_ENTRIES} entries at once`,
	]);
	expect(kept(most).made.entries).toBe(MADE_MAX_ENTRIES);
});

it('counts texts that are kept, up to the most and no further', () => {
	const kept = (many: number) =>
		run(`foreach(range(0, 10), x, substring(long, 0, ${many}))`, {
			data: { long: 'a'.repeat(TEXT_MAX_CHARACTERS + 1) },
		}).budget;
	const most = MADE_MAX_CHARACTERS / 10;
	expect([kept(most).exceeded, kept(most).made.characters]).toEqual([undefined, MADE_MAX_CHARACTERS]);
	expect(
		run('foreach(range(0, 11), x, substring(long, 0, 190000))', { data: { long: 'a'.repeat(TEXT_MAX_CHARACTERS) } })
			.budget.exceeded,
	).toBe(`its expressions make more than ${MADE_MAX_CHARACTERS} characters at once`);
});

it('gives back what a number, a condition or a part of the card no longer needs', () => {
	const many = 15;
	const large = 'range(0, 19000)';
	const node = {
		$data: `\${{ list: ${large} }}`,
		$when: `\${contains(${large}, 1)}`,
		text: `\${count(${large})} of \${count(list)}`,
		of: `\${take(${large}, 1)}`,
	};
	expect(
		expandTemplate(
			Array.from({ length: many }, () => node),
			{},
		),
	).toEqual({ card: Array.from({ length: many }, () => ({ text: '19000 of 19000', of: [0] })), findings: [] });
});

it.each([
	[
		'looking for a text',
		'indexOf(a, middle) > 0',
		{ a: 'a'.repeat(6_000), middle: `${'a'.repeat(300)}b${'a'.repeat(300)}` },
	],
	[
		'looking for its last place',
		'lastIndexOf(a, middle) > 0',
		{ a: 'a'.repeat(6_000), middle: `${'a'.repeat(300)}b${'a'.repeat(300)}` },
	],
	[
		'looking for what is replaced',
		"exists(replace(a, middle, ''))",
		{ a: 'a'.repeat(6_000), middle: `${'a'.repeat(300)}b${'a'.repeat(300)}` },
	],
	[
		'looking for what separates',
		'exists(split(a, middle))',
		{ a: 'a'.repeat(6_000), middle: `${'a'.repeat(300)}b${'a'.repeat(300)}` },
	],
	[
		'properties of a large object',
		'exists(o)',
		{ o: Object.fromEntries(Array.from({ length: 2_000 }, (_, index) => [`k${index}`, index])) },
	],
	['a name that is a long text', 'exists(o[long])', { o: { k: 1 }, long: 'a'.repeat(60_000) }],
	['a path of many names', 'exists(getProperty(path))', { path: 'a.'.repeat(10_000) }],
	[
		'equal texts in lists',
		'exists(unique(texts))',
		{ texts: Array.from({ length: 20 }, (_, index) => `${'a'.repeat(2_000)}${index % 2}`) },
	],
	['comparing long texts', 'contains(texts, other)', { texts: ['a'.repeat(20_000)], other: 'a'.repeat(20_000) }],
	['names of days in ever new languages', "exists(formatDateTime('2026-01-31', 'dddd', concat('en-x-', x)))", {}],
	['numbers in ever new languages', "exists(formatNumber(1, 2, concat('en-x-', x)))", {}],
	[
		'names under names under names',
		`${'foreach([1], n, '.repeat(60)}[${'q, '.repeat(40)}q]${')'.repeat(60)} == 1`,
		{ q: 1 },
	],
	['what the data lacks, by a long name', 'exists(concat(o[long], x))', { o: {}, long: 'a'.repeat(60_000) }],
])('%s costs what it takes', (_name, written, data) => {
	const most = 60;
	const many = run(`foreach(range(0, ${most}), x, ${written})`, { data, steps: FEW_STEPS });
	expect(many.budget.exceeded).toBe(`it needs more than ${STEPS_MAX} steps`);
});

it('a date format may be long, but not so long that it takes long to read', () => {
	expect(
		run("formatDateTime('2026-01-31', format)", { data: { format: "'x'".padEnd(200, 'y') } }).value,
	).not.toBeInstanceOf(Failure);
	expect(run("formatDateTime('2026-01-31', format)", { data: { format: '['.repeat(201) } }).value).toMatchObject({
		why: 'the format has more than 200 characters',
	});
});
