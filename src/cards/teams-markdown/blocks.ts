/** The marks of quotes and the indentation before the rest of a line. */
interface Prefix {
	readonly prefix: string;
	readonly rest: string;
}

/** A piece of Markdown that begins and ends with a line. `prefix` comes before each of its lines. */
export type MarkdownBlock =
	| { readonly kind: 'line'; readonly line: string }
	| { readonly kind: 'heading' | 'rule'; readonly prefix: string; readonly text: string }
	| { readonly kind: 'table'; readonly prefix: string; readonly rows: ReadonlyArray<readonly string[]> }
	| {
			readonly kind: 'code';
			readonly prefix: string;
			/** As they were written, including the fences. */
			readonly source: readonly string[];
			/** The lines of code, without what belongs to the fence. */
			readonly lines: readonly string[];
			readonly fence: string;
			readonly isClosed: boolean;
	  };

const PREFIX = /^(?:[ \t]*>)*[ \t]*/;
const HEADING = /^#{1,6}(?:[ \t]+(.*))?$/;
const RULE = /^([-*_])[ \t]*(?:\1[ \t]*){2,}$/;
const UNDERLINE = /^(?:={2,}|-{2,})[ \t]*$/;
const FENCE = /^(`{3,}(?=[^`]*$)|~{3,})/;
const LIST_ITEM = /^(?:[-*+]|\d{1,9}[.)])(?:[ \t]|$)/;
const LIST_MARK = /^(?:[-*+]|\d{1,9}[.)])[ \t]+/;
const DELIMITER = /^\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$/;

/** More than this is indented code in CommonMark, unless the line belongs to a list. */
const INDENT_MAX = 3;

/** Splits a line after its quote marks and its indentation. */
export function splitPrefix(line: string): Prefix {
	const prefix = PREFIX.exec(line)?.[0] ?? '';
	return { prefix, rest: line.slice(prefix.length) };
}

/**
 * Divides Markdown into the pieces that Teams does not draw everywhere, and all other lines, in order. Reads lines only:
 * what is not certain to be one of these pieces stays a line. Takes linear time.
 */
export function markdownBlocks(text: string): readonly MarkdownBlock[] {
	const lines = text.split('\n');
	const blocks: MarkdownBlock[] = [];
	for (let at = 0; at < lines.length; ) {
		const [block, length] = codeAt(lines, at) ?? tableAt(lines, at) ?? headingAt(lines, at) ?? otherAt(lines, at);
		blocks.push(block);
		at += length;
	}
	return blocks;
}

type Found = readonly [block: MarkdownBlock, lines: number];

/** A fence can follow the mark of a list item; then the mark stays before the code. */
function codeAt(lines: readonly string[], at: number): Found | undefined {
	const line = lines[at] ?? '';
	const { prefix, rest } = splitPrefix(line);
	const mark = LIST_MARK.exec(rest)?.[0] ?? '';
	const fence = FENCE.exec(rest.slice(mark.length))?.[1];
	if (fence === undefined) return undefined;
	const quotes = prefix.replace(/[^>]/g, '').length;
	let end = at + 1;
	while (end < lines.length && quotesOf(lines[end] ?? '') >= quotes && !closes(lines[end] ?? '', fence)) end += 1;
	const isClosed = end < lines.length && closes(lines[end] ?? '', fence);
	const indent = prefix.slice(prefix.lastIndexOf('>') + 1).length + mark.length;
	const body = lines.slice(at + 1, end).map((code) => withoutPrefix(code, quotes, indent));
	const source = lines.slice(at, isClosed ? end + 1 : end);
	return [{ kind: 'code', prefix: prefix + mark, source, lines: body, fence, isClosed }, source.length];
}

function closes(line: string, fence: string): boolean {
	const { rest } = splitPrefix(line);
	return rest.trimEnd().length >= fence.length && rest.trimEnd() === fence.charAt(0).repeat(rest.trimEnd().length);
}

function quotesOf(line: string): number {
	return splitPrefix(line).prefix.replace(/[^>]/g, '').length;
}

/** A line of code without the marks of the quotes around it, and without the indentation of its fence. */
function withoutPrefix(line: string, quotes: number, indent: number): string {
	let rest = line;
	for (let quote = 0; quote < quotes; quote += 1) rest = rest.replace(/^[ \t]*> ?/, '');
	const spaces = /^ */.exec(rest)?.[0].length ?? 0;
	return rest.slice(Math.min(spaces, indent));
}

/** A table of GitHub's Markdown: a row of headings, and below it a row of dashes with as many cells. */
function tableAt(lines: readonly string[], at: number): Found | undefined {
	const { prefix, rest } = splitPrefix(lines[at] ?? '');
	const below = splitPrefix(lines[at + 1] ?? '').rest;
	if (!rest.includes('|') || !below.includes('|') || !DELIMITER.test(below)) return undefined;
	const headings = cellsOf(rest);
	if (headings.length !== cellsOf(below).length) return undefined;
	const rows = [headings];
	let end = at + 2;
	for (; end < lines.length; end += 1) {
		const row = splitPrefix(lines[end] ?? '').rest;
		if (!row.includes('|') || FENCE.test(row)) break;
		rows.push(cellsOf(row));
	}
	return [{ kind: 'table', prefix, rows }, end - at];
}

/** The cells of a row. A pipe after a backslash is a part of its cell. */
function cellsOf(row: string): readonly string[] {
	const cells = row
		.trim()
		.replace(/^\|/, '')
		.split(/(?<!\\)\|/)
		.map((cell) => cell.replaceAll('\\|', '|').trim());
	return cells.length > 1 && cells.at(-1) === '' ? cells.slice(0, -1) : cells;
}

/** A heading of either kind. A line above dashes is one only if it is a paragraph by itself: models write rules that way. */
function headingAt(lines: readonly string[], at: number): Found | undefined {
	const { prefix, rest } = splitPrefix(lines[at] ?? '');
	if (isCodeIndent(prefix)) return undefined;
	const match = HEADING.exec(rest);
	if (match !== null) {
		const text = (match[1] ?? '').replace(/(?:^|[ \t]+)#+[ \t]*$/, '').trim();
		return [{ kind: 'heading', prefix, text }, 1];
	}
	const below = splitPrefix(lines[at + 1] ?? '');
	const isAlone = below.rest.startsWith('=') || splitPrefix(lines[at - 1] ?? '').rest === '';
	const isParagraph = rest !== '' && !LIST_ITEM.test(rest) && !RULE.test(rest) && !UNDERLINE.test(rest);
	if (!isAlone || !isParagraph || below.prefix.trimEnd() !== prefix.trimEnd() || !UNDERLINE.test(below.rest))
		return undefined;
	return [{ kind: 'heading', prefix, text: rest.trim() }, 2];
}

function otherAt(lines: readonly string[], at: number): Found {
	const line = lines[at] ?? '';
	const { prefix, rest } = splitPrefix(line);
	if (RULE.test(rest) && !isCodeIndent(prefix)) return [{ kind: 'rule', prefix, text: '' }, 1];
	return [{ kind: 'line', line }, 1];
}

function isCodeIndent(prefix: string): boolean {
	return prefix.slice(prefix.lastIndexOf('>') + 1).replaceAll('\t', '    ').length > INDENT_MAX + 1;
}
