import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './support/root';

const REFERENCE = readFileSync(join(ROOT, 'docs/reference/teams.md'), 'utf8');

/** A section as code and docs cite it: "teams.md C.2", "teams.md C.3 and C.5", "teams.md E.1 to E.4, H.2". */
const CITATION = /teams\.md,? ((?:section )?[A-H](?:\.\d+)?(?:(?:, | and | to |; )[A-H]\.\d+)*)/g;

function allFiles(): readonly string[] {
	return execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
		cwd: ROOT,
		encoding: 'utf8',
	}).split('\n');
}

function files(): readonly string[] {
	return allFiles().filter((name) => /\.(?:[cm]?[jt]sx?|md)$/.test(name) && !name.startsWith('docs/reference/'));
}

/** What is published and what people run; tests are left out because they make up pages of their own. */
function codeFiles(): readonly string[] {
	return files().filter((name) => /^(?:src|nodes|credentials|simulator|scripts|bench)\/.*\.tsx?$/.test(name));
}

function citedSections(text: string): readonly string[] {
	return [...text.matchAll(CITATION)].flatMap((match) => (match[1] ?? '').match(/[A-H](?:\.\d+)?/g) ?? []);
}

const anchorOf = (section: string) => `<a id="${section.toLowerCase().replace('.', '-')}"></a>`;
const cited = files().flatMap((file) =>
	citedSections(readFileSync(join(ROOT, file), 'utf8')).map((section) => ({ file, section })),
);

it('reads the sections of a citation', () => {
	expect(citedSections('(teams.md E.1 to E.4, H.2; A1) and teams.md C.3.')).toEqual(['E.1', 'E.4', 'H.2', 'C.3']);
	expect(cited.length).toBeGreaterThan(150);
});

it('cites only sections of the reference that are there', () => {
	expect(cited.filter(({ section }) => !REFERENCE.includes(anchorOf(section)))).toEqual([]);
});

it('marks every section of the reference with an anchor that its heading names', () => {
	const headings = [...REFERENCE.matchAll(/^#{2,3} ([A-H](?:\.\d+)?)[. ]/gm)].map((match) => match[1] ?? '');
	expect(headings.length).toBeGreaterThan(40);
	expect(headings.filter((section) => !REFERENCE.includes(anchorOf(section)))).toEqual([]);
});

/** Pages by name, in code: a clone has to hold each. */
const PAGE = /(?<![\w/.'"-])((?:docs\/|reference\/)*[a-z0-9-]+\.md)\b/g;

it('cites no document that the repository does not hold', () => {
	const held = new Set(allFiles().flatMap((name) => [name, name.split('/').at(-1) ?? name]));
	const missing = codeFiles().flatMap((file) =>
		[...readFileSync(join(ROOT, file), 'utf8').matchAll(PAGE)]
			.map((match) => `${file}: ${match[1] ?? ''}`)
			.filter((line) => !held.has(line.split(': ')[1] ?? '')),
	);
	expect(missing).toEqual([]);
});
