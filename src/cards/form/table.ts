import type { CardForm } from './card-form';
import type { Element, Writer } from './writer';

import { moreElement } from './facts';
import { columnWidths } from './widths';

/** Takes no room and keeps an empty cell as high as the others. */
const EMPTY_CELL = '\u00a0';

/** Items as a table of column sets: the Table element is newer than version 1.4. Empty cells keep their place. */
export function toTableElements(
	{ table, moreText }: Pick<CardForm, 'table' | 'moreText'>,
	write: Writer,
): readonly Element[] {
	if (table === undefined || table.columns.length === 0) return [];
	const cells = [table.columns, ...table.rows].map((row) => table.columns.map((_, column) => write.data(row[column])));
	const widths = columnWidths(cells);
	const heading =
		table.heading.trim() === '' ? [] : [write.text(write.data(table.heading), { weight: 'bolder', size: 'medium' })];
	const rows = cells.map((row, index) => toRow(row, widths, write, index === 0));
	return [...heading, ...rows, ...(table.more > 0 ? [moreElement(table.more, moreText, write)] : [])];
}

function toRow(cells: readonly string[], widths: readonly number[], write: Writer, isHead: boolean): Element {
	const columns = cells.map((cell, column) => ({
		type: 'Column',
		width: widths[column] ?? 1,
		items: [write.text(cell || EMPTY_CELL, isHead ? { weight: 'bolder' } : {})],
	}));
	return {
		type: 'ColumnSet',
		spacing: 'small',
		...(isHead ? {} : { separator: true }),
		columns: write.rightToLeft ? columns.reverse() : columns,
	};
}
