import type { MarkdownBlock } from './blocks';
import type { MarkdownPlace } from './inline';

import { escapeData } from '../markdown';
import { mixedToMarkdown } from '../message-card/html-markdown';
import { markdownBlocks, splitPrefix } from './blocks';
import { boldLine, teamsInline } from './inline';

/** A line across; Teams draws neither rules nor tables (teams.md A.7, H.3). */
const RULE = '──────────';

/** Between the cells of a row. */
const CELL_GAP = ' │ ';

/** Stands for an empty cell, so that the others stay in their column. */
const EMPTY_CELL = '–';

/** The mark of a quoted line in a card, which does not draw quotes. */
const QUOTE = '│';

/**
 * Markdown, as models write it, with whatever Teams does not draw at the place turned into something that it draws:
 * headings become bold lines, tables lists, images links; in cards also quotes, code and HTML. A text without any of
 * it, or with nothing else to show, is returned unchanged. No word is lost except the language of a code block in a
 * card. Never throws; linear.
 */
export function teamsMarkdown(text: string, place: MarkdownPlace): string {
	const source = text.replace(/\r\n?/g, '\n');
	const drawn = joined(markdownBlocks(source).map((block) => drawnBlock(block, place)));
	const shown = place === 'card' ? mixedToMarkdown(drawn).text : drawn;
	return shown === source || shown.trim() === '' ? text : shown;
}

/** Lines, and whether they are a paragraph of their own. */
interface DrawnBlock {
	readonly lines: readonly string[];
	readonly isApart: boolean;
}

function drawnBlock(block: MarkdownBlock, place: MarkdownPlace): DrawnBlock {
	switch (block.kind) {
		case 'line':
			return { lines: [quoted(teamsInline(block.line, place), place)], isApart: false };
		case 'heading':
			return apart(block.text === '' ? [] : [boldLine(teamsInline(block.text, place))], block.prefix, place);
		case 'rule':
			return apart([RULE], block.prefix, place);
		case 'table':
			return apart(tableLines(block.rows, place), block.prefix, place);
		case 'code':
			return place === 'card' ? codeInCard(block) : codeInMessage(block);
	}
}

function apart(lines: readonly string[], prefix: string, place: MarkdownPlace): DrawnBlock {
	return { lines: lines.map((line) => quoted(line === '' ? prefix.trimEnd() : prefix + line, place)), isApart: true };
}

/** The first row is a bold line, each other one an entry of a list. A cell has one line. */
function tableLines(rows: ReadonlyArray<readonly string[]>, place: MarkdownPlace): readonly string[] {
	const [headings = [], ...others] = rows.map((row) =>
		row.map((cell) => teamsInline(cell.replace(/<br\s*\/?>/gi, ' ').trim(), place)),
	);
	const heading = headings.every((cell) => cell === '') ? '' : boldLine(headings.map(cellText).join(CELL_GAP));
	const entries = others.map(([first = '', ...rest]) => {
		const name = first === '' ? EMPTY_CELL : boldLine(first) || first;
		return `- ${[name, ...rest.map(cellText)].join(CELL_GAP)}`;
	});
	return heading === '' ? entries : [heading, '', ...entries];
}

function cellText(cell: string): string {
	return cell === '' ? EMPTY_CELL : cell;
}

/** Stays as it is. A fence that a model did not close would take in what follows, such as another answer. */
function codeInMessage({ prefix, source, fence, isClosed }: Extract<MarkdownBlock, { kind: 'code' }>): DrawnBlock {
	if (isClosed) return { lines: source, isApart: false };
	let end = source.length;
	while (end > 1 && source[end - 1]?.trim() === '') end -= 1;
	const closing = prefix.replace(/[^>\t]/g, ' ') + fence;
	return { lines: [...source.slice(0, end), closing, ...source.slice(end)], isApart: false };
}

/** The characters of the code, line by line, without a meaning in Markdown. */
function codeInCard({ prefix, lines }: Extract<MarkdownBlock, { kind: 'code' }>): DrawnBlock {
	const escaped = lines.join('\n').trim() === '' ? [] : escapeData(lines.join('\n')).split('\n');
	const below = prefix.replace(/[^>\t]/g, ' ');
	return {
		lines: escaped.map((line, index) =>
			quoted(line === '' ? below.trimEnd() : (index === 0 ? prefix : below) + line, 'card'),
		),
		isApart: true,
	};
}

function quoted(line: string, place: MarkdownPlace): string {
	if (place === 'message') return line;
	const { prefix, rest } = splitPrefix(line);
	return prefix.includes('>') ? `${prefix.replaceAll('>', QUOTE).trimEnd()} ${rest}`.trimEnd() : line;
}

/** Joins blocks; one that is a paragraph of its own has a blank line before and after it. */
function joined(blocks: readonly DrawnBlock[]): string {
	const lines: string[] = [];
	let wasApart = false;
	for (const { lines: next, isApart } of blocks) {
		if (next.length === 0) continue;
		const touches = lines.length > 0 && !isBlank(lines.at(-1)) && !isBlank(next[0]);
		if (touches && (isApart || wasApart)) lines.push(marksOf(lines.at(-1), next[0]));
		lines.push(...next);
		wasApart = isApart;
	}
	return lines.join('\n');
}

function isBlank(line = ''): boolean {
	return /^[\s>│]*$/.test(line);
}

/** A blank line inside a quote keeps the quote's mark; otherwise it would end the quote. */
function marksOf(above = '', below = ''): string {
	const [one, other] = [above, below].map((line) => /^[ \t]*(?:[>│][ \t]*)*/.exec(line)?.[0].trimEnd() ?? '');
	return one === other ? (one ?? '') : '';
}
