import type { HtmlToken } from './html-tokens';
import type { TextRun } from './runs';

import { decodeHTMLStrict } from '../../vendor/html-entities';
import { encodeUrl } from '../encode-url';
import { escapeData } from '../markdown';
import { attribute, htmlTokens } from './html-tokens';
import { mixedTokens } from './mixed-tokens';
import { toLine } from './runs';
import { webUrl } from './web-url';

/** HTML as Markdown, and what the Markdown of cards cannot show. */
interface FromHtml {
	readonly text: string;
	readonly lost: ReadonlySet<'image' | 'link'>;
}

/** Tags that change how text looks. Cards do not support headings (teams.md H.3), so they become bold lines. */
const LOOKS: ReadonlyMap<string, 'bold' | 'code' | 'italic'> = new Map([
	...['b', 'strong', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'th'].map((name) => [name, 'bold'] as const),
	...['i', 'em'].map((name) => [name, 'italic'] as const),
	['code', 'code'] as const,
]);

/** Tags that begin and end lines. */
const BLOCKS: ReadonlySet<string> = new Set([
	'address',
	'article',
	'blockquote',
	'br',
	'dd',
	'div',
	'dl',
	'dt',
	'footer',
	'h1',
	'h2',
	'h3',
	'h4',
	'h5',
	'h6',
	'header',
	'hr',
	'li',
	'ol',
	'p',
	'pre',
	'section',
	'table',
	'tr',
	'ul',
]);

/** Text in these is not shown to people. */
const HIDDEN: ReadonlySet<string> = new Set(['script', 'style', 'template', 'title']);

/** Chosen: deeper lists are drawn as this level. */
const LIST_LEVELS_MAX = 6;

/** A list that has not ended. `shownLevel` is the level of its entries, once one is shown. */
interface OpenList {
	readonly isOrdered: boolean;
	count: number;
	shownLevel?: number;
}

/** The state while tags are read. */
interface State {
	/** True if the text between the tags is Markdown: it stays as it is, and its line ends count. */
	readonly isMarkdown: boolean;
	readonly lines: string[];
	runs: TextRun[];
	/** Before the text of a list entry: its mark and the number of lists around it. */
	marker: { readonly sign: string; readonly level: number; readonly list: OpenList | undefined } | undefined;
	/** The level of the entry on the line before; -1 if that is not an entry. An entry can be one level deeper; beyond that it would be code. */
	lastLevel: number;
	readonly lists: OpenList[];
	readonly links: string[];
	readonly looks: { bold: number; code: number; italic: number };
	quotes: number;
	pre: number;
	hidden: string;
	/** True if a space would be the second one, or the first of the line. */
	isSpaced: boolean;
	/** In Markdown: what precedes this text on its line. A line end after a block has been counted; what follows a line end keeps its indent. */
	before: 'block' | 'line-end';
	readonly lost: Set<'image' | 'link'>;
}

/**
 * Turns the HTML of a section with `markdown: false` (teams.md E.2) into Markdown of cards: emphasis, links, lists,
 * quotes, code and line breaks; everything else becomes its text. Text without any tag keeps its lines. Never throws, and
 * takes linear time.
 */
export function htmlToMarkdown(html: string): FromHtml {
	const tokens = htmlTokens(html);
	if (tokens.every(({ kind }) => kind === 'text')) return { text: escapeData(decodeHTMLStrict(html)), lost: new Set() };
	return readAll(tokens, false);
}

/**
 * Turns the HTML in a Markdown text into Markdown, because connector cards take both (teams.md E.2). Markdown stays as it
 * is, including code and a "<" that does not begin one of their tags; a text without tags is returned unchanged. Never
 * throws, and takes linear time.
 */
export function mixedToMarkdown(text: string): FromHtml {
	const tokens = mixedTokens(text);
	if (tokens.every(({ kind }) => kind === 'text')) return { text, lost: new Set() };
	return readAll(tokens, true);
}

function readAll(tokens: readonly HtmlToken[], isMarkdown: boolean): FromHtml {
	const state: State = {
		isMarkdown,
		lines: [],
		runs: [],
		marker: undefined,
		lastLevel: -1,
		lists: [],
		links: [],
		looks: { bold: 0, code: 0, italic: 0 },
		quotes: 0,
		pre: 0,
		hidden: '',
		isSpaced: true,
		before: 'line-end',
		lost: new Set(),
	};
	for (const token of tokens) read(token, state);
	endLine(state);
	return { text: state.lines.join('\n'), lost: state.lost };
}

function read(token: HtmlToken, state: State): void {
	if (state.hidden !== '') {
		if (token.kind === 'close' && token.name === state.hidden) state.hidden = '';
	} else if (token.kind === 'text') {
		if (state.isMarkdown && (token.isFenced === true || state.pre + state.looks.code === 0)) addMarkdown(token, state);
		else addText(token.text, state);
	} else {
		if (state.isMarkdown && token.name === 'br') breakLine(state);
		else if (BLOCKS.has(token.name)) endLine(state);
		if (token.kind === 'open') open(token.name, token.attributes, state);
		else close(token.name, state);
		const look = LOOKS.get(token.name);
		if (look !== undefined) state.looks[look] = Math.max(0, state.looks[look] + (token.kind === 'open' ? 1 : -1));
	}
}

function open(name: string, attributes: string, state: State): void {
	if (HIDDEN.has(name)) state.hidden = name;
	else if (name === 'ul' || name === 'ol') state.lists.push({ isOrdered: name === 'ol', count: 0 });
	else if (name === 'li') state.marker = listMarker(state);
	else if (name === 'pre') state.pre += 1;
	else if (name === 'blockquote') setQuotes(state, state.quotes + 1);
	else if (name === 'a') state.links.push(linkUrl(attributes, state));
	else if (name === 'img') {
		state.lost.add('image');
		addRun(decodeHTMLStrict(attribute(attributes, 'alt')), state);
	}
}

function close(name: string, state: State): void {
	if (name === 'ul' || name === 'ol') state.lists.pop();
	else if (name === 'pre') state.pre = Math.max(0, state.pre - 1);
	else if (name === 'blockquote') setQuotes(state, state.quotes - 1);
	else if (name === 'a') state.links.pop();
	else if (name === 'td' || name === 'th') addText(' ', state);
}

/** A quote ends the lists around it. */
function setQuotes(state: State, quotes: number): void {
	state.quotes = Math.max(0, quotes);
	state.lastLevel = -1;
}

function listMarker({ lists }: State): State['marker'] {
	const list = lists.at(-1);
	if (list !== undefined) list.count += 1;
	return {
		sign: list?.isOrdered === true ? `${list.count}. ` : '- ',
		level: Math.min(LIST_LEVELS_MAX, Math.max(0, lists.length - 1)),
		list,
	};
}

/** An address for the parentheses of a Markdown link; `''` if it cannot be opened. */
function linkUrl(attributes: string, state: State): string {
	const href = decodeHTMLStrict(attribute(attributes, 'href')).trim();
	const url = webUrl(href) ?? (/^mailto:./i.test(href) ? encodeUrl(href) : '');
	if (url === '' && href !== '') state.lost.add('link');
	return url.replace(/[()<>\\]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** Spaces and line ends of Markdown stay, except line ends where a block has already ended the line. */
function addMarkdown(
	{ text, isFenced = false }: { readonly text: string; readonly isFenced?: boolean },
	state: State,
): void {
	for (const [index, line] of text.split(/\r\n?|\n/).entries()) {
		if (index > 0 && !(state.before === 'block' && isBlank(state.runs))) breakLine(state);
		if (isFenced)
			state.runs.push({
				text: line,
				isBold: false,
				isItalic: false,
				isCode: false,
				url: '',
				keepsSpaces: true,
				isMarkdown: true,
			});
		else addRun(line, state, true);
	}
}

/** Spaces and line ends of HTML are one space, except in `pre`. */
function addText(text: string, state: State): void {
	if (state.pre === 0) {
		const spaced = text.replace(/[ \t\r\n\f]+/g, ' ');
		addRun(decodeHTMLStrict(state.isSpaced ? spaced.replace(/^ /, '') : spaced), state);
		return;
	}
	for (const [index, line] of decodeHTMLStrict(text)
		.split(/\r\n?|\n/)
		.entries()) {
		if (index > 0) endLine(state);
		addRun(line, state);
	}
}

function isBlank(runs: readonly TextRun[]): boolean {
	return runs.every(({ text }) => text.trim() === '');
}

function addRun(text: string, state: State, isMarkdown = false): void {
	if (text === '') return;
	state.isSpaced = text.endsWith(' ');
	const { looks, pre } = state;
	const last = state.runs.at(-1);
	// Emphasis would treat the spaces of code as its own.
	const isFree = pre === 0;
	const run = {
		text,
		isBold: isFree && looks.bold > 0,
		isItalic: isFree && looks.italic > 0,
		isCode: isFree && looks.code > 0,
		url: state.links.at(-1) ?? '',
		keepsSpaces: !isFree,
		isMarkdown,
	};
	const isSame =
		last !== undefined &&
		last.isMarkdown === isMarkdown &&
		last.isBold === run.isBold &&
		last.isItalic === run.isItalic &&
		last.isCode === run.isCode &&
		last.url === run.url &&
		last.keepsSpaces === run.keepsSpaces;
	if (isSame) state.runs.splice(-1, 1, { ...run, text: last.text + text });
	else state.runs.push(run);
}

/** Ends the line where a block begins or ends: an empty or indented rest has no meaning there. */
function endLine(state: State): void {
	const line = toLine(state.runs);
	const shown = state.before === 'line-end' && state.isMarkdown ? line.trimEnd() : line.trim();
	if (shown !== '') addLine(shown, state);
	startLine(state, 'block');
}

/** Ends the line where Markdown has a line end, even an empty line. */
function breakLine(state: State): void {
	const line = toLine(state.runs);
	if (line.trim() === '') state.lines.push(line);
	else addLine(state.before === 'line-end' ? line : line.trimStart(), state);
	startLine(state, 'line-end');
}

function startLine(state: State, before: State['before']): void {
	state.runs = [];
	state.isSpaced = true;
	state.before = before;
}

function addLine(text: string, state: State): void {
	const level =
		state.marker === undefined
			? -1
			: Math.min(state.marker.list?.shownLevel ?? state.marker.level, state.lastLevel + 1);
	// Its other items are at the level of the first one, even in a list whose outer list has no item.
	if (state.marker?.list !== undefined) state.marker.list.shownLevel = level;
	const line = state.marker === undefined ? text : state.marker.sign + text.trimStart();
	state.lines.push('> '.repeat(Math.min(state.quotes, LIST_LEVELS_MAX)) + '    '.repeat(Math.max(0, level)) + line);
	state.marker = undefined;
	state.lastLevel = level;
}
