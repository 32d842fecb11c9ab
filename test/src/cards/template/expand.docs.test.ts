import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expandTemplate } from '../../../../src/cards/template/expand';
import { functionOf, FUNCTION_NAMES } from '../../../../src/cards/template/functions/table';
import * as limits from '../../../../src/cards/template/template-limits';
import { ROOT } from '../../../support/root';

const page = readFileSync(join(ROOT, 'docs/templates.md'), 'utf8');

const rows = [...page.matchAll(/^\| `(\w+)\((.*)\)` \|/gm)].map(([, name = '', values = '']) => ({
	name,
	values: values.split(', ').filter((value) => value !== ''),
}));

it('lists exactly the functions there are', () => {
	expect(rows.map(({ name }) => name).sort()).toEqual([...FUNCTION_NAMES]);
	expect(FUNCTION_NAMES.length).toBeGreaterThan(100);
});

it.each(rows)('says how many values $name takes', ({ name, values }) => {
	const required = values.filter((value) => !/^\[.*\]$|^…$/.test(value)).length;
	const known = functionOf(name);
	const any = values.includes('…');
	expect(known?.max).toBe(any ? Infinity : name === 'getProperty' ? 2 : values.length);
	if (!any && name !== 'getProperty') expect(known?.min).toBe(required);
});

it('shows an example that works', () => {
	const [template, data, card] = [...page.matchAll(/```json\n([\s\S]*?)```/g)].map(
		(match) => JSON.parse(match[1] ?? '') as unknown,
	);
	expect(expandTemplate(template, data)).toEqual({ card, findings: [] });
});

it('explains every code of templates', () => {
	const union = readFileSync(join(ROOT, 'src/cards/finding.ts'), 'utf8');
	const codes = [...union.matchAll(/\| '(template-[a-z-]+)'/g)]
		.map((match) => match[1])
		.filter((code) => code !== 'template-left');
	const explained = [...page.matchAll(/^\| `(template-[a-z-]+)` \|/gm)].map((match) => match[1]);
	expect([...explained].sort()).toEqual([...codes].sort());
});

it('names the limits', () => {
	const {
		OUTPUT_MAX_VALUES,
		OUTPUT_MAX_CHARACTERS,
		NESTING_MAX_LEVELS,
		EXPRESSION_MAX_CHARACTERS,
		EXPRESSION_MAX_LEVELS,
		TEXT_MAX_CHARACTERS,
		LIST_MAX_VALUES,
		STEPS_MAX,
		MADE_MAX_ENTRIES,
		MADE_MAX_CHARACTERS,
		DATE_FORMAT_MAX_CHARACTERS,
	} = limits;
	const written = page.slice(page.indexOf('## Limits'));
	for (const limit of [
		OUTPUT_MAX_VALUES,
		OUTPUT_MAX_CHARACTERS,
		NESTING_MAX_LEVELS,
		EXPRESSION_MAX_CHARACTERS,
		EXPRESSION_MAX_LEVELS,
		TEXT_MAX_CHARACTERS,
		LIST_MAX_VALUES,
		STEPS_MAX,
		MADE_MAX_ENTRIES,
		MADE_MAX_CHARACTERS,
		DATE_FORMAT_MAX_CHARACTERS,
	]) {
		expect(written).toContain(limit.toLocaleString('en-US'));
	}
});

it.each([
	['7 / 2.0', 3],
	['mul(7, 0.5)', 3.5],
	["formatDateTime('2026-01-31', 'd MMMM', 'nb-NO')", '31 januar'],
	["formatDateTime('2026-01-31T12:00:00.120Z', 'ff')", '12'],
	["formatDateTime('2026-01-31', 'd. \\'at\\' yyyy')", '31. at 2026'],
	["addDays('2026-01-31', 1)", '2026-02-01T00:00:00.000Z'],
	["year('2026-12-31T23:30:00-01:00')", 2027],
	["base64ToString(base64('é'))", 'é'],
	["replaceIgnoreCase('a.b', '.', 'x')", 'axb'],
	['formatNumber(0 - 5, 1)', '-5.0'],
	["addToTime('2024-02-29', 1, 'Year', 'yyyy-MM-dd')", '2025-02-28'],
	["subtractFromTime('2026-03-31', 1, 'Month', 'yyyy-MM-dd')", '2026-02-28'],
	['concat([1], [2])', [1, 2]],
	['or(null, null)', false],
])('%s is as it says', (expression, value) => {
	expect(expandTemplate(`\${${expression}}`, {})).toEqual({ card: value, findings: [] });
});

it('prefers the exact name, and does not change the data', () => {
	const data = { Name: 'a', name: 'b', o: { k: 1 }, list: [1, 2] };
	expect(expandTemplate(['${name}', "${setProperty(o, 'k', 2).k}", '${reverse(list)}', '${o.k}'], data).card).toEqual([
		'b',
		2,
		2,
		1,
		1,
	]);
	expect(data).toEqual({ Name: 'a', name: 'b', o: { k: 1 }, list: [1, 2] });
});
