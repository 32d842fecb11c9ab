import type { Finding } from '../finding';
import type { Attachment } from '../message';
import type { Block, Line, Look, Span } from './outline';

import { cleanText } from './outline';
import { readAttachments } from './read-attachment';

/** Characters that can have a meaning in Markdown. All of them can be escaped (CommonMark, backslash escapes). */
const ACTIVE = /[\\`*_{}[\]()<>#+!|~&$=^"@:/.-]/g;

/** What a viewer may turn into a link on its own; it never does so inside code. */
const ADDRESS_LIKE = /:\/\/|www\.|[^\s@]@[^\s@]|mailto:/i;

const LOOK_MARKS: Readonly<Record<Look, string>> = { plain: '', strong: '**', subtle: '', note: '' };

/**
 * A preview of the cards as Markdown, with the findings below. Rendered, nothing in a card becomes a link, an image or
 * HTML: addresses are code, and every other character with a meaning is escaped. Never throws.
 */
export function previewMarkdown(attachments: readonly Attachment[], findings: readonly Finding[]): string {
	const outlines = readAttachments(attachments);
	const cards = outlines.flatMap(({ caption, blocks }, index) => [
		`## ${outlines.length === 1 ? '' : `${index + 1}. `}${caption}`,
		...blocks.flatMap(toParts),
	]);
	const listed = findings.length === 0 ? ['No findings.'] : [findings.map(toEntry).join('\n')];
	return `${[...cards, '---', '## Findings', ...listed].join('\n\n')}\n`;
}

/** The parts of a block, to be separated by blank lines. */
function toParts(block: Block): readonly string[] {
	switch (block.kind) {
		case 'text':
			return linesToParts(block.lines, LOOK_MARKS[block.look]);
		case 'facts':
			return block.facts.length === 0
				? []
				: [
						block.facts
							.map(({ title, value }) => `- **${escapeWords(wordsOf(title)) || '—'}** ${inline(value)}`)
							.join('\n'),
					];
		case 'columns':
			return block.isRow
				? [`- ${block.columns.map((cell) => cell.map(flat).join(' ')).join(' │ ')}`]
				: block.columns.flatMap((column) => column.flatMap(toParts));
		case 'group':
			return block.blocks.flatMap(toParts);
		case 'button':
			return [buttonText(block.title, block.address)];
		case 'code':
			return [fenced(block.text)];
	}
}

/** A block on one line, for a cell of a table. */
function flat(block: Block): string {
	switch (block.kind) {
		case 'text':
			return inline(block.lines);
		case 'facts':
			return block.facts.map(({ title, value }) => `${inline(title)} ${inline(value)}`).join(', ');
		case 'columns':
			return block.columns.map((column) => column.map(flat).join(' ')).join(' │ ');
		case 'group':
			return block.blocks.map(flat).join(' ');
		case 'button':
			return buttonText(block.title, block.address);
		case 'code':
			return code(block.text.replaceAll('\n', ' '));
	}
}

function buttonText(title: string, address: string): string {
	return `▸ **${escapeWords(title)}**${address === '' ? '' : ` → ${code(address.replaceAll('\n', ' '))}`}`;
}

/** Entries of a list stay together, other lines become paragraphs. */
function linesToParts(lines: readonly Line[], mark: string): readonly string[] {
	const parts: string[] = [];
	let isOpenList = false;
	for (const { marker, spans } of lines) {
		const text = `${marker === '' ? '' : `${marker} `}${spansText(spans, mark)}`;
		if (marker !== '' && isOpenList) parts.push(`${parts.pop() ?? ''}\n${text}`);
		else parts.push(text);
		isOpenList = marker !== '';
	}
	return parts;
}

function inline(lines: readonly Line[]): string {
	return lines
		.map(
			({ marker, spans }) =>
				`${marker === '' ? '' : `${marker.replace('.', '\\.').replace('-', '•')} `}${spansText(spans, '')}`,
		)
		.join(' / ');
}

/** Joins spans with the same marks, because two pieces of code must not touch: their fences would merge. */
function spansText(spans: readonly Span[], mark: string): string {
	const pieces: Array<{ readonly text: string; readonly mark: string }> = [];
	for (const { text, isStrong, isEmphasized } of spans) {
		const piece = { text, mark: (isStrong ? '**' : mark) + (isEmphasized ? '_' : '') };
		const last = pieces.at(-1);
		if (last?.mark === piece.mark) pieces.splice(-1, 1, { ...piece, text: last.text + text });
		else pieces.push(piece);
	}
	return pieces
		.map((piece) => marked(piece.text, piece.mark))
		.join('')
		.trim();
}

function wordsOf(lines: readonly Line[]): string {
	return lines
		.map(({ spans }) => spans.map(({ text }) => text).join(''))
		.join(' ')
		.trim();
}

/** Marks belong to the words, not to the spaces around them. */
function marked(text: string, mark: string): string {
	const words = text.trim();
	if (mark === '' || words === '') return escapeWords(text);
	const start = text.indexOf(words);
	return (
		text.slice(0, start) + mark + escapeWords(words) + [...mark].reverse().join('') + text.slice(start + words.length)
	);
}

/** Words as they are written: addresses as code, everything else escaped. */
function escapeWords(text: string): string {
	return text
		.split(/(\s+)/)
		.map((word) => (ADDRESS_LIKE.test(word) ? code(word) : word.replace(ACTIVE, '\\$&')))
		.join('')
		.replace(/\s*\n\s*/g, ' ');
}

/** Code with a fence longer than any row of backticks in it. */
function code(text: string): string {
	if (text === '') return '';
	const longest = longestFence(text);
	const fence = '`'.repeat(longest + 1);
	return longest === 0 ? fence + text + fence : `${fence} ${text} ${fence}`;
}

/** Lines of code between fences: indented code below a list would be read as Markdown. */
function fenced(text: string): string {
	const fence = '`'.repeat(Math.max(3, longestFence(text) + 1));
	return `${fence}\n${text}\n${fence}`;
}

function longestFence(text: string): number {
	return (text.match(/`+/g) ?? []).reduce((longest, row) => Math.max(longest, row.length), 0);
}

function toEntry({ severity, code: findingCode, path, message, fix }: Finding): string {
	return `- **${severity}** ${code(oneLine(path))} ${escapeWords(oneLine(`${message} ${fix}`))} (${escapeWords(findingCode)})`;
}

function oneLine(text: string): string {
	return cleanText(text).replaceAll('\n', ' ');
}
