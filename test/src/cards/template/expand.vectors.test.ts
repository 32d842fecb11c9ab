import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expandTemplate } from '../../../../src/cards/template/expand';
import { expandOfficially } from './oracle';
import { ROOT } from '../../../support/root';

const FOLDER = join(ROOT, 'test', 'vectors/cards');

interface Vector {
	readonly kind: 'template';
	readonly title: string;
	readonly template: unknown;
	readonly data: unknown;
	readonly card: unknown;
	readonly findings: readonly string[];
}

/** Where docs/templates.md says that we differ although nothing is wrong with the template. */
const DIFFERENT = new Set(['template-coalesce.json', 'template-object-text.json', 'template-when-literal.json']);

const names = readdirSync(FOLDER).filter((name) => name.startsWith('template-'));
const vectors = names.map((name) => [name, JSON.parse(readFileSync(join(FOLDER, name), 'utf8')) as Vector] as const);

it('finds the vectors', () => {
	expect(names.length).toBeGreaterThanOrEqual(35);
});

it.each(vectors)('%s', (_name, { template, data, card, findings }) => {
	const expanded = expandTemplate(template, data);
	expect(expanded.card).toEqual(card);
	expect(expanded.findings.map(({ code }) => code)).toEqual(findings);
});

it.each(vectors.filter(([name, { findings }]) => findings.length === 0 && !DIFFERENT.has(name)))(
	'%s is what the official engine gives',
	(_name, { template, data, card }) => {
		expect(expandOfficially(template, data)).toEqual({ card });
	},
);

it.each(vectors.filter(([name]) => DIFFERENT.has(name)))(
	'%s is not what the official engine gives',
	(_name, { template, data, card }) => {
		expect(expandOfficially(template, data)).not.toEqual({ card });
	},
);
