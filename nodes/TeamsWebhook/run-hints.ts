import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { DeliveryResult } from './delivery/deliverer';

/** Chosen: nobody reads more lines above an output. */
const LINES_MAX = 5;

/** Chosen: people take in one line at a glance; the whole text is in `warnings`. */
const LINE_CHARACTERS = 300;

/** The code at the end of a warning, or a warning that is a code. */
const CODE = /\[([a-z]+(?:-[a-z]+)+)\]$|^([a-z]+(?:-[a-z]+)+)$/;

const SHORTENED = 'shortened';

/** What messages with these warnings have lost; the lines follow this order. */
const LOSSES: ReadonlyMap<string, string> = new Map([
	['card-shortened', SHORTENED],
	['reply-shortened', SHORTENED],
	['content-cut', SHORTENED],
	['content-left-out', 'lost parts that did not fit'],
	['message-card-lost', 'lost a part'],
	['button-left-out', 'lost a button'],
	['reply-actions-removed', 'lost buttons that replies cannot have'],
	['image-left-out', 'lost an image'],
]);

/** Warnings of one kind: the code of the first, the texts of all, and how many messages have one. */
interface WarningKind {
	readonly code: string | undefined;
	readonly texts: string[];
	messages: number;
}

/**
 * Shows above the output how many messages of a run lost what, as n8n's hints: a handful of lines, however many items
 * there are. An item with a warning is green, and its warnings are the last column. Failed items speak for themselves.
 */
export function showWarnings(context: IExecuteFunctions, results: readonly DeliveryResult[]): void {
	const lines = hintLines(results.map((result) => (result.ok ? warningsOf(result.json) : [])));
	showLines(context, lines, 'warning');
}

/** Shows warnings above the output of a run, a line each. */
export function showHints(context: IExecuteFunctions, sentences: readonly string[]): void {
	showLines(context, sentences.map(toHtml), 'warning');
}

/** Shows one sentence above the output of a run: why a node that has done nothing is green. */
export function showNote(context: IExecuteFunctions, sentence: string): void {
	showLines(context, [toHtml(sentence)], 'info');
}

function showLines(context: IExecuteFunctions, lines: readonly string[], type: 'info' | 'warning'): void {
	if (lines.length === 0) return;
	// Not every n8n that this package may run in has execution hints.
	const host: Partial<Pick<IExecuteFunctions, 'addExecutionHints'>> = context;
	host.addExecutionHints?.(...lines.map((message) => ({ message, type, location: 'outputPane' }) as const));
}

/** The lines for the warnings of each message: what was shortened or lost comes first, then the most frequent. */
export function hintLines(messages: ReadonlyArray<readonly string[]>): readonly string[] {
	const kinds = [...kindsOf(messages).values()].sort(
		(left, right) => rankOf(left) - rankOf(right) || right.messages - left.messages,
	);
	const shown = kinds.length <= LINES_MAX ? kinds : kinds.slice(0, LINES_MAX - 1);
	const more = kinds.length - shown.length;
	return [
		...shown.map(lineOf),
		...(more === 0 ? [] : [`${more} more kinds of warnings are in the "warnings" of the items.`]),
	].map(toHtml);
}

function warningsOf({ warnings }: IDataObject): readonly string[] {
	return Array.isArray(warnings)
		? (warnings as readonly unknown[]).filter((warning) => typeof warning === 'string')
		: [];
}

function kindsOf(messages: ReadonlyArray<readonly string[]>): ReadonlyMap<string, WarningKind> {
	const kinds = new Map<string, WarningKind>();
	for (const warnings of messages) {
		const seen = new Set<string>();
		for (const text of warnings) {
			const code = codeIn(text);
			const name = LOSSES.get(code ?? '') ?? code ?? text;
			const kind = kinds.get(name) ?? { code, texts: [], messages: 0 };
			kinds.set(name, kind);
			kind.texts.push(text);
			if (!seen.has(name)) kind.messages += 1;
			seen.add(name);
		}
	}
	return kinds;
}

function codeIn(text: string): string | undefined {
	const [, atEnd, alone] = CODE.exec(text) ?? [];
	return atEnd ?? alone;
}

function rankOf({ code }: WarningKind): number {
	const rank = [...LOSSES.keys()].indexOf(code ?? '');
	return rank === -1 ? LOSSES.size : rank;
}

function lineOf({ code, texts, messages }: WarningKind): string {
	const isOne = messages === 1;
	const subject = isOne ? '1 message' : `${messages} messages`;
	const loss = LOSSES.get(code ?? '');
	if (loss === SHORTENED) return `${subject} ${isOne ? 'was' : 'were'} shortened${sizesIn(texts)}`;
	const what = `${subject} ${loss ?? (isOne ? 'has a warning' : 'have a warning')}`;
	const [first = ''] = texts;
	if (first === code) return what;
	return isOne ? `${what}: ${first}` : `${what}. The first: ${first}`;
}

/** The size of the largest message that was shortened, and the limit. */
function sizesIn(texts: readonly string[]): string {
	const sizes = texts.flatMap((text) => {
		const [, bytes, most] = /(\d+) bytes\b.*?limit is (\d+)/.exec(text) ?? [];
		return bytes === undefined || most === undefined ? [] : [{ bytes: Number(bytes), most: Number(most) }];
	});
	const largest = sizes.sort((left, right) => right.bytes - left.bytes)[0];
	if (largest === undefined) return '';
	return `: ${sizes.length > 1 ? 'up to ' : ''}${withCommas(largest.bytes)} bytes; the limit is ${withCommas(largest.most)}`;
}

function withCommas(value: number): string {
	return value.toLocaleString('en-US');
}

/** n8n's editor shows hints as HTML. Names in a card may hold anything, so addresses are left out. */
function toHtml(line: string): string {
	const text = line.slice(0, 4 * LINE_CHARACTERS).replace(/\S*:\/\/\S*/g, '(address)');
	const short =
		text.length <= LINE_CHARACTERS ? text : `${text.slice(0, LINE_CHARACTERS).replace(/[\ud800-\udbff]$/, '')}…`;
	return short.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
