import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';

const PAGE = join(__dirname, '..', 'docs', 'performance.md');

/** One table of docs/performance.md, as its bench has measured it. */
interface MeasuredTable {
	/** Names the table in the page: it stands between `<!-- bench NAME -->` and `<!-- end NAME -->`. */
	readonly name: string;
	/** What repeats the measurement. */
	readonly command: string;
	readonly head: readonly string[];
	readonly rows: ReadonlyArray<readonly string[]>;
	/** Versions of what was measured, besides that of Node, for example "n8n 2.41.1". */
	readonly versions?: readonly string[];
}

/** Prints a table; with `isRecord` it is written into docs/performance.md too, see {@link writeTable}. */
export function showTable(table: MeasuredTable, isRecord: boolean): void {
	if (isRecord) writeTable(table);
	else console.log(`\n${tableText(table)}`);
}

/**
 * Prints a table, and writes it into docs/performance.md with the command and the versions. Throws if the page has no
 * place for it.
 */
export function writeTable(table: MeasuredTable): void {
	const text = tableText(table);
	console.log(text);
	const page = readFileSync(PAGE, 'utf8');
	const [begin, end] = [`<!-- bench ${table.name} -->\n`, `<!-- end ${table.name} -->`];
	const [from, to] = [page.indexOf(begin), page.indexOf(end)];
	if (from < 0 || to < from) throw new Error(`docs/performance.md has no place for the table "${table.name}"`);
	writeFileSync(PAGE, `${page.slice(0, from)}${begin}\n${text}\n\n${page.slice(to)}`);
}

/** The table in Markdown, below the command and the versions. */
function tableText({ command, head, rows, versions = [] }: MeasuredTable): string {
	const measured = [`Node ${process.version.slice(1)}`, ...versions, `${cpus().length} cores`].join(', ');
	const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
	return [`\`${command}\` (${measured}):`, '', line(head), `|${'---|'.repeat(head.length)}`, ...rows.map(line)].join(
		'\n',
	);
}
