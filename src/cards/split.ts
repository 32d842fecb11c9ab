import type { Content } from './content';
import type { Attachment } from './message';

import { isAdaptive } from './content';
import { graphemeStart } from './cut-text';
import { isPlainObject } from './message';
import { greatest } from './shorten';
import { withUsedMentions } from './used-mentions';

type Element = Readonly<Record<string, unknown>>;

/** Lists that can be divided between two entries where the element alone is larger than a message. */
const DIVISIBLE: Readonly<Record<string, string>> = { FactSet: 'facts', Container: 'items', ImageSet: 'images', ActionSet: 'actions' };

/** Sizes that make a text at the top a heading. */
const HEADING_SIZES: ReadonlySet<string> = new Set(['medium', 'large', 'extralarge']);

/** What is measured before it is known how many parts there will be. */
const WIDEST_NUMBER = '(999/999)';

/**
 * Divides a message into several that fit, in order and numbered "(1/3)": each card by itself, a card between its
 * elements with its heading repeated, a text between its lines. An element larger than a message is divided between
 * its facts, items, images or buttons. What fits comes back as it is. `undefined` where a piece is still too large.
 */
export function split(content: Content, fits: (candidate: Content) => boolean): readonly Content[] | undefined {
	if (fits(content)) return [content];
	const asText = (text: string): Content => ({ ...content, text, attachments: [] });
	const asCard = (attachment: Attachment): Content => ({ ...content, text: undefined, attachments: [attachment] });
	const texts = content.text === undefined ? [] : splitText(content.text, (piece) => fits(asText(piece))).map(asText);
	const cards = content.attachments.flatMap((attachment) => splitCard(attachment, (candidate) => fits(asCard(candidate)))).map(asCard);
	const parts = [...texts, ...cards];
	return parts.every(fits) ? parts : undefined;
}

function splitText(text: string, fits: (piece: string) => boolean): readonly string[] {
	if (fits(text)) return [text];
	const withNumber = (piece: string, number: string) => `${number}\n\n${piece}`;
	const pieces = gather(text.split('\n'), (lines) => fits(withNumber(lines.join('\n'), WIDEST_NUMBER)), (line) => cutLine(line, (piece) => fits(withNumber(piece, WIDEST_NUMBER))));
	return pieces.map((lines, index) => withNumber(lines.join('\n'), `(${index + 1}/${pieces.length})`));
}

/** A line that is too long by itself is cut between two characters as people see them. */
function cutLine(line: string, fits: (piece: string) => boolean): readonly string[] | undefined {
	const most = greatest(0, line.length, (length) => length === 0 || fits(line.slice(0, length)));
	const at = graphemeStart(line, most);
	return at <= 0 || at >= line.length ? undefined : [line.slice(0, at), line.slice(at)];
}

function splitCard(attachment: Attachment, fits: (candidate: Attachment) => boolean): readonly Attachment[] {
	const { content } = attachment;
	if (!isAdaptive(attachment) || fits(attachment) || !Array.isArray(content?.body)) return [attachment];
	const { body, actions, ...rest } = content;
	const elements = [...(body as readonly unknown[]), ...(Array.isArray(actions) && actions.length > 0 ? [{ type: 'ActionSet', actions }] : [])];
	const heading = isHeading(elements[0]) ? elements.slice(0, 1) : [];
	const part = (inPart: readonly unknown[], number: string) => withUsedMentions({ ...attachment, content: { ...rest, body: [...numbered(heading, number), ...inPart] } });
	const parts = gather(elements.slice(heading.length), (inPart) => fits(part(inPart, WIDEST_NUMBER)), divide);
	return parts.map((inPart, index) => part(inPart, `(${index + 1}/${parts.length})`));
}

/**
 * Fills groups with entries, in order, as long as a group is good. An entry that is not good alone is divided; one that
 * cannot be divided stands alone.
 */
function gather<Entry>(entries: readonly Entry[], isGood: (group: readonly Entry[]) => boolean, divideEntry: (entry: Entry) => readonly Entry[] | undefined): ReadonlyArray<readonly Entry[]> {
	const groups: Array<readonly Entry[]> = [];
	let rest = [...entries];
	while (rest.length > 0) {
		const count = greatest(0, rest.length, (candidate) => candidate === 0 || isGood(rest.slice(0, candidate)));
		const pieces = count === 0 && rest[0] !== undefined ? divideEntry(rest[0]) : undefined;
		if (pieces !== undefined) rest = [...pieces, ...rest.slice(1)];
		else {
			groups.push(rest.slice(0, Math.max(count, 1)));
			rest = rest.slice(Math.max(count, 1));
		}
	}
	return groups;
}

/** Two elements with half of the entries each; a single entry is divided itself. */
function divide(element: unknown): readonly unknown[] | undefined {
	const list = isPlainObject(element) ? DIVISIBLE[String(element.type)] : undefined;
	const entries: unknown = list === undefined ? undefined : (element as Element)[list];
	if (list === undefined || !Array.isArray(entries)) return undefined;
	const middle = Math.ceil(entries.length / 2);
	const halves = entries.length > 1 ? [entries.slice(0, middle), entries.slice(middle)] : divide(entries[0])?.map((half) => [half]);
	return halves?.map((half: unknown) => ({ ...(element as Element), [list]: half }));
}

function isHeading(element: unknown): boolean {
	if (!isPlainObject(element)) return false;
	if (element.type === 'Container') return Array.isArray(element.items) && element.items.length > 0 && element.items.every(isHeading);
	return element.type === 'TextBlock' && (element.style === 'heading' || HEADING_SIZES.has(String(element.size).toLowerCase()) || String(element.weight).toLowerCase() === 'bolder');
}

/** The number behind the first text of the heading, or above a card without one. */
function numbered(heading: readonly unknown[], number: string): readonly unknown[] {
	const [element] = heading;
	if (!isPlainObject(element)) return [{ type: 'TextBlock', text: number, isSubtle: true, wrap: true }];
	if (!Array.isArray(element.items)) return [{ ...element, text: `${String(element.text)} ${number}` }];
	const [first, ...others] = element.items as readonly unknown[];
	return [{ ...element, items: [...numbered([first], number), ...others] }];
}
