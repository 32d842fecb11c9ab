import type { MessageTarget } from '../../../../src/cards/finding';

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { validateCard } from '../../../../src/cards/validate/validate-card';
import { MUTATIONS } from './mutations';
import { ROOT } from '../../../support/root';

const TARGETS: readonly MessageTarget[] = ['workflows', 'connector', 'reply'];

/** The codes of the union that belong to the validator, read from the source so that none is forgotten. */
function validatorCodes(): string[] {
	const source = readFileSync(join(ROOT, 'src/cards/finding.ts'), 'utf8');
	const part = source.slice(source.indexOf('// Adaptive Cards'), source.indexOf('// MessageCards'));
	return [...part.matchAll(/\| '([^']+)'/g)].flatMap((match) => match[1] ?? []);
}

it(`breaks a card in ${MUTATIONS.length} ways`, () => {
	console.log(`mutation corpus: ${MUTATIONS.length} broken cards, ${MUTATIONS.length * TARGETS.length} checks`);
	expect(new Set(MUTATIONS.map(({ rule }) => rule)).size).toBe(MUTATIONS.length);
});

describe.each(TARGETS)('for %s', (target) => {
	it.each(MUTATIONS)('finds once: $rule', ({ card, code, path, targets = TARGETS, errors = [] }) => {
		const severity = errors.includes(target) ? 'error' : 'warning';
		const found = validateCard(card, target).map((finding) => ({
			severity: finding.severity,
			code: finding.code,
			path: finding.path,
		}));
		expect(found).toEqual(targets.includes(target) ? [{ severity, code, path }] : []);
	});
});

it.each(MUTATIONS.filter(({ fix }) => fix !== undefined))(
	'says how to mend: $rule',
	({ card, fix = '', targets = TARGETS }) => {
		expect(validateCard(card, targets[0] ?? 'workflows')[0]?.fix).toContain(fix);
	},
);

it('has a broken card for every code', () => {
	const broken = new Set<string>([...MUTATIONS.map(({ code }) => code), 'findings-more']);
	expect(validatorCodes().filter((code) => !broken.has(code))).toEqual([]);
});
