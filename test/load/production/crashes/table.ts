/** Lines of a table in which every column is as wide as its widest cell. */
export function tableLines(head: readonly string[], rows: ReadonlyArray<ReadonlyArray<string | number>>): string[] {
	const cells = [head, ...rows.map((row) => row.map(String))];
	const widths = head.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
	const line = (row: readonly string[]) =>
		`| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
	return [line(head), `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`, ...cells.slice(1).map(line)];
}
