import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { FAULTS } from '../../../simulator/rules/faults';
import { ROOT } from '../../support/root';

const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const page = read('docs/simulator.md');

it('docs/simulator.md lists exactly the calls there are', () => {
	const calls = [...read('simulator/http/api.ts').matchAll(/router\.(get|post|patch|delete)\(\s*'([^']+)'/g)].map(
		(match) => `${match[1]?.toUpperCase() ?? ''} /api${match[2] ?? ''}`,
	);
	const documented = [...page.matchAll(/^\| `((?:GET|POST|PATCH|DELETE) \/api[^`]*)` \|/gm)].map((match) => match[1]);
	expect(calls.length).toBeGreaterThan(15);
	expect([...documented].sort()).toEqual([...calls].sort());
});

it('docs/simulator.md lists exactly the faults there are', () => {
	const documented = [...page.matchAll(/^\| `([a-z0-9-]+)` \|/gm)].map((match) => match[1]);
	expect([...documented].sort()).toEqual(FAULTS.map(({ kind }) => kind).sort());
});

it('docs/simulator.md names npm scripts that are there', () => {
	const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
	expect([scripts.start, scripts.simulator]).toEqual([expect.any(String), expect.any(String)]);
});
