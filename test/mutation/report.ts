import type { Survivor } from './survivors';

/** A place in a file, as Stryker counts: both start at 1. */
interface Place {
	readonly line: number;
	readonly column: number;
}

/** One change that Stryker made. */
interface Mutant {
	readonly status: string;
	readonly replacement: string;
	readonly location: { readonly start: Place; readonly end: Place };
}

/** What Stryker writes about each change, as far as it is read here. */
export interface Report {
	readonly files: Readonly<Record<string, { readonly source: string; readonly mutants: readonly Mutant[] }>>;
}

/** The changes that no test noticed and that no survivor in the list explains. */
export function unlisted(files: Report['files'], listed: readonly Survivor[]): ReadonlyArray<Omit<Survivor, 'why'>> {
	return Object.entries(files)
		.flatMap(([file, { source, mutants }]) =>
			mutants
				.filter(({ status }) => status === 'Survived')
				.map(({ location, replacement }) => ({
					file,
					line: oneLine(source.split('\n')[location.start.line - 1] ?? ''),
					code: codeAt(source, location),
					becomes: oneLine(replacement),
				})),
		)
		.filter((mutant) => !listed.some((known) => isSame(known, mutant)));
}

function isSame(known: Survivor, mutant: Omit<Survivor, 'why'>): boolean {
	return (['file', 'line', 'code', 'becomes'] as const).every((member) => known[member] === mutant[member]);
}

function codeAt(source: string, { start, end }: Mutant['location']): string {
	const lines = source.split('\n').slice(start.line - 1, end.line);
	const last = lines.length - 1;
	const cut = lines.map((line, index) =>
		line.slice(index === 0 ? start.column - 1 : 0, index === last ? end.column - 1 : undefined),
	);
	return oneLine(cut.join('\n'));
}

/** Code as `survivors.ts` writes it: without line breaks and indentation. */
function oneLine(code: string): string {
	return code.replace(/\s+/g, ' ').trim();
}
