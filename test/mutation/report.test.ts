import type { Survivor } from './survivors';

import { unlisted } from './report';

const FILE = 'src/a.ts';
const SOURCE = ['const a = 1;', '\tif (a > 1 &&', '\t\ta < 3) return;'].join('\n');
const ACROSS_LINES = { start: { line: 2, column: 6 }, end: { line: 3, column: 8 } };
const LISTED = { file: FILE, line: 'if (a > 1 &&', code: 'a > 1 && a < 3', becomes: 'true', why: 'because' };

const survivorsOf = (status: string, listed: readonly Survivor[] = []) =>
	unlisted(
		{ [FILE]: { source: SOURCE, mutants: [{ status, replacement: '\ttrue', location: ACROSS_LINES }] } },
		listed,
	);

it('names a change that no test noticed by its line, its code and what it becomes', () => {
	const { why, ...place } = LISTED;
	expect(why).toBe('because');
	expect(survivorsOf('Survived')).toEqual([place]);
});

it.each(['Killed', 'Timeout', 'NoCoverage'])('leaves out a change with the status %s', (status) =>
	expect(survivorsOf(status)).toEqual([]),
);

it('leaves out a change that is listed', () => expect(survivorsOf('Survived', [LISTED])).toEqual([]));

it.each(['file', 'line', 'code', 'becomes'] as const)('compares %s', (member) =>
	expect(survivorsOf('Survived', [{ ...LISTED, [member]: 'other' }])).toHaveLength(1),
);
