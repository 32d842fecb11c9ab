import { escapeData } from '../markdown';
import { isEscaped } from './markdown-code';

/** Text of one style on one line. `text` is what people read, without Markdown unless `isMarkdown`. */
export interface TextRun {
	readonly text: string;
	readonly isBold: boolean;
	readonly isItalic: boolean;
	readonly isCode: boolean;
	/** The address of a link, `''` for other text. */
	readonly url: string;
	/** True if every space counts. */
	readonly keepsSpaces: boolean;
	/** True if the text is the author's Markdown, which stays as it is. */
	readonly isMarkdown: boolean;
}

interface RunPiece {
	readonly before: string;
	readonly core: string;
	readonly after: string;
	readonly run: TextRun;
}

const WORD = /[\p{L}\p{N}]/u;

/** The Markdown of a line. The text of the runs is escaped, unless it is Markdown; spaces at its ends stay. */
export function toLine(runs: readonly TextRun[]): string {
	const pieces = runs.map(toPiece);
	let line = '';
	for (const [index, piece] of pieces.entries()) {
		const left = pieces[index - 1];
		const right = pieces[index + 1];
		const gap = left !== undefined && needsGap(left, piece) ? ' ' : '';
		const isInsideWord =
			(left !== undefined && gap + piece.before === '' && touchesWord(left, 'end')) ||
			(right !== undefined && piece.after === '' && touchesWord(right, 'begin'));
		// A link after an exclamation mark would be an image.
		if (piece.run.url !== '' && gap + piece.before === '' && line.endsWith('!')) line = `${line.slice(0, -1)}\\!`;
		line += gap + piece.before + withLooks(piece, isInsideWord) + piece.after;
	}
	return line;
}

function toPiece(run: TextRun): RunPiece {
	if (run.isMarkdown) return toMarkdownPiece(run);
	if (run.text.trim() === '') return { before: run.keepsSpaces ? escapeData(run.text) : ' ', core: '', after: '', run };
	const trimmed = run.keepsSpaces ? run.text : run.text.trim();
	const start = run.keepsSpaces ? 0 : run.text.indexOf(trimmed);
	// In code, a bracket cannot be escaped: it would end the text of a link, or with a colon make the line a reference
	// definition, which is not shown.
	const isCode = run.isCode && !trimmed.includes(run.url === '' ? ']:' : ']');
	const escaped = isCode ? codeSpan(trimmed) : escapeData(trimmed);
	return {
		before: start > 0 ? ' ' : '',
		core: run.url === '' || isCode ? escaped : escapeBrackets(escaped),
		after: start + trimmed.length < run.text.length ? ' ' : '',
		run,
	};
}

/** Spaces count if there are no marks around the text; marks of emphasis and links must touch it. */
function toMarkdownPiece(run: TextRun): RunPiece {
	const { text } = run;
	if (text.trim() === '') return { before: text, core: '', after: '', run };
	if (run.url === '' && !isEmphasized(run)) return { before: '', core: text, after: '', run };
	const core = text.trim();
	const start = text.indexOf(core);
	// The mark after it would be escaped.
	const ended = isEscaped(core, core.length) ? `${core}\\` : core;
	return {
		before: text.slice(0, start),
		core: run.url === '' ? ended : escapeBrackets(ended),
		after: text.slice(start + core.length),
		run,
	};
}

/** Markdown with its own emphasis, and signs without a letter, would absorb the marks. */
function isEmphasized({ text, isBold, isItalic, isMarkdown }: TextRun): boolean {
	return (isBold || isItalic) && !(isMarkdown && (/\*\*|__/.test(text) || !WORD.test(text)));
}

function withLooks({ core, run }: RunPiece, isInsideWord: boolean): string {
	if (core === '') return '';
	if (run.isMarkdown && !isEmphasized(run)) return run.url === '' ? core : `[${core}](${run.url})`;
	// An underscore inside a word is not emphasis.
	const italic = isInsideWord && run.url === '' ? '*' : '_';
	const slanted = run.isItalic ? italic + core + italic : core;
	const looks = run.isBold ? `**${slanted}**` : slanted;
	return run.url === '' ? looks : `[${looks}](${run.url})`;
}

/**
 * True if Markdown would not recognise the start or end of emphasis: marks that touch each other, and a mark between a
 * letter and a punctuation character (CommonMark, delimiter runs), as in `**Status:**OK`.
 */
function needsGap(left: RunPiece, right: RunPiece): boolean {
	if (left.after !== '' || right.before !== '' || left.core === '' || right.core === '') return false;
	if ((isMarked(left) && endsWithMark(right, 'begin')) || (isMarked(right) && endsWithMark(left, 'end'))) return true;
	if (isMarked(left)) return !WORD.test(left.core.at(-1) ?? '') && touchesWord(right, 'begin');
	return isMarked(right) && !WORD.test(right.core.charAt(0)) && touchesWord(left, 'end');
}

function isMarked({ run }: RunPiece): boolean {
	return run.url === '' && isEmphasized(run);
}

/** Our emphasis, or what could be emphasis in the author's Markdown. */
function endsWithMark(piece: RunPiece, side: 'begin' | 'end'): boolean {
	return (
		isMarked(piece) ||
		(piece.run.isMarkdown && /[*_]/.test(side === 'begin' ? piece.core.charAt(0) : (piece.core.at(-1) ?? '')))
	);
}

function touchesWord({ core, run, before, after }: RunPiece, side: 'begin' | 'end'): boolean {
	if (run.url !== '' || (side === 'begin' ? before : after) !== '') return false;
	return WORD.test(side === 'begin' ? core.charAt(0) : (core.at(-1) ?? ''));
}

/** Code with a fence longer than any row of backticks in it. */
function codeSpan(text: string): string {
	const longest = (text.match(/`+/g) ?? []).reduce((most, row) => Math.max(most, row.length), 0);
	const fence = '`'.repeat(longest + 1);
	return longest === 0 ? fence + text + fence : `${fence} ${text} ${fence}`;
}

function escapeBrackets(markdown: string): string {
	return markdown.replace(/\\.|[[\]]/gsu, (found) => (found.startsWith('\\') ? found : `\\${found}`));
}
