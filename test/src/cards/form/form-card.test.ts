import type { CardForm } from '../../../../src/cards/form/card-form';

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { createDataText } from '../../../../src/cards/data-text';
import { allFacts, chosenFacts, parseFieldList, valueAt } from '../../../../src/cards/form/fields';
import { buildFormCard } from '../../../../src/cards/form/form-card';
import { columnWidths, longestWord } from '../../../../src/cards/form/widths';
import { EMPTY_FORM } from '../../../support/form';
import { ROOT } from '../../../support/root';

interface Golden {
	readonly title: string;
	readonly form: Partial<CardForm>;
	readonly card: unknown;
	readonly findings: unknown;
}

const FOLDER = join(ROOT, 'test', 'vectors', 'cards');
const goldens = readdirSync(FOLDER)
	.filter((name) => name.startsWith('form-'))
	.map((name) => JSON.parse(readFileSync(join(FOLDER, name), 'utf8')) as Golden);

it('has golden files', () => {
	expect(goldens.length).toBeGreaterThanOrEqual(33);
});

it.each(goldens)('$title', ({ form, card, findings }) => {
	const built = buildFormCard({ ...EMPTY_FORM, ...form });
	expect(built.attachment.content).toEqual(card);
	expect(built.findings.map(({ code, path }) => ({ code, path }))).toEqual(findings);
});

it.each([{}, { title: ' ', text: '\n' }, { color: 'good' as const }, { factGroups: [[{ title: '', value: null }]] }])(
	'refuses an empty card: %j',
	(form) => {
		expect(() => buildFormCard({ ...EMPTY_FORM, ...form })).toThrow(
			expect.objectContaining({ code: 'card-empty' }) as Error,
		);
	},
);

it.each([
	{ locale: 'not a locale', timeZone: 'UTC' },
	{ locale: '', timeZone: 'Mars/Olympus' },
])('refuses dates in %j', (where) => {
	expect(() => createDataText({ style: 'date', ...where })).toThrow(
		expect.objectContaining({ code: 'option-invalid' }) as Error,
	);
});

it.each([
	['name', 'Ada'],
	['customer.email', 'a@example.com'],
	['customer["email"]', 'a@example.com'],
	['tags[1]', 'b'],
	['tags.1', 'b'],
	['a.b', 'dotted'],
	['missing.x.y', undefined],
	['constructor', undefined],
	['name.length', undefined],
	['tags.length', undefined],
])('finds the value at %s', (path, value) => {
	const item = {
		name: 'Ada',
		customer: { email: 'a@example.com' },
		tags: ['a', 'b'],
		'a.b': 'dotted',
		a: { b: 'nested' },
	};
	expect(valueAt(item, path)).toBe(value);
});

it('reads lists of fields, with names of their own', () => {
	expect(parseFieldList(' name , Mail = customer.email,\n, = x ,tags[0]')).toEqual([
		{ label: 'name', path: 'name' },
		{ label: 'Mail', path: 'customer.email' },
		{ label: 'x', path: 'x' },
		{ label: 'tags[0]', path: 'tags[0]' },
	]);
	expect(chosenFacts({ a: 1 }, parseFieldList('A=a,b'))).toEqual([
		{ title: 'A', value: 1 },
		{ title: 'b', value: undefined },
	]);
});

it('takes all fields, nested ones under their path, and counts what is over fifty', () => {
	expect(allFacts({ a: 1, b: { c: 2, d: { e: [3] } }, f: {} })).toEqual([
		{ title: 'a', value: 1 },
		{ title: 'b.c', value: 2 },
		{ title: 'b.d.e', value: [3] },
		{ title: 'f', value: {} },
	]);
	const many = allFacts(Object.fromEntries(Array.from({ length: 53 }, (_, index) => [`f${index}`, index])));
	expect([many.length, many.at(-1)]).toEqual([51, { title: '…', value: 'and 3 more' }]);
	expect(allFacts(Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`f${index}`, index])))).toHaveLength(50);
});

it('gives columns the room of their longest word, within bounds', () => {
	expect(
		columnWidths([
			['ab', 'Customer'],
			['c', 'x'.repeat(30)],
		]),
	).toEqual([5, 12]);
	expect(longestWord('a-bcd ef')).toBe(3);
});
