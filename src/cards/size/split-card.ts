import type { SizeBudget } from './budget';
import type { Content } from '../content';
import type { Loss } from './losses';
import type { Attachment } from '../message';
import type { Origins } from './reduce';
import type { Unit } from './units';

import { greatest, greatestCount } from './budget';
import { divideElement, nameEmptied } from './divide';
import { memberBelow } from './located';
import { isPlainObject } from '../../json';
import { weigh } from './pieces';
import { UNLIMITED, reduce } from './reduce';
import { shorten } from './shorten';
import { unitsOf } from './units';
import { withUsedMentions } from './used-mentions';

type Card = Readonly<Record<string, unknown>>;

/** A card that is alone in its message, and its path in the user's message. */
interface LocatedCard {
	readonly attachment: Attachment;
	readonly content: Content;
	readonly path: string;
}

/** The number to measure with before the count of parts is known. */
export const WIDEST_NUMBER = '(999/999)';

/** Sizes that make a text at the top a heading. */
const HEADING_SIZES: ReadonlySet<string> = new Set(['medium', 'large', 'extralarge']);

/** Chosen: a heading that takes more of each part than this is not repeated, and what applies to the whole card is cut to the second share. */
const HEADING_SHARE = 0.25;
const FRAME_SHARE = 0.5;

/** Without these a part would not be a card, or would mention nobody: they are kept, however little room there is. */
const FRAME_KEPT: ReadonlySet<string> = new Set(['$schema', 'msteams', 'type', 'version']);

/** What the parts of a card share: the heading, and everything but elements and buttons. */
interface Frame {
	readonly card: Card;
	readonly heading: readonly unknown[];
	/** All buttons in their order, which is needed because buttons that stay with an element would come before the others. */
	readonly buttons: readonly unknown[];
}

/** How a part of the card becomes a message that can be measured and sent. */
type ToContent = (card: Card) => Content;

/**
 * Divides an Adaptive Card into several, numbered after the heading: between its elements, and inside an element that is
 * larger than a message. The buttons are in the last part, except that a button which shows or hides an element stays with
 * it. Nothing newer than the card is added. What cannot be divided is shortened. `undefined` if that does not help.
 */
export function splitCard(
	{ attachment, content, path }: LocatedCard,
	budget: SizeBudget,
): { readonly parts: readonly Content[]; readonly losses: readonly Loss[] } | undefined {
	if (!Array.isArray(attachment.content?.body)) return undefined;
	const origins: Origins = new WeakMap();
	const { body, actions, ...rest } = copy(attachment.content, path, origins) as Card & {
		readonly body: readonly unknown[];
	};
	const toContent: ToContent = (card) => ({
		...content,
		attachments: [withUsedMentions({ ...attachment, content: card })],
	});
	const framed = fitFrame(rest, path, (card, share) => budget.fits(toContent({ ...card, body: [] }), share));
	if (framed === undefined) return undefined;
	const heading =
		body.length > 1 && isHeading(body[0]) && budget.fits(toContent({ body: body.slice(0, 1) }), HEADING_SHARE)
			? body.slice(0, 1)
			: [];
	const buttons: readonly unknown[] = Array.isArray(actions) ? actions : [];
	const frame: Frame = { card: framed.card, heading, buttons };
	const fits = (units: readonly Unit[]) => budget.fits(toContent(cardOf(frame, units, WIDEST_NUMBER)));
	const groups = gather(
		unitsOf(body.slice(heading.length), buttons, (unit) => weigh(unit.elements) <= budget.maxBytes && fits([unit])),
		fits,
		origins,
	);
	const fitted = groups.map((group) => fitGroup(group, { frame, path, origins, toContent, budget }));
	const losses = fitted.flatMap((group) => group.losses);
	const missing = nameEmptied(
		attachment.content,
		path,
		losses.flatMap((loss) => (loss.kind === 'left-out' ? [loss.path] : [])),
	);
	const cards = fitted.flatMap(({ card }) => (card === undefined ? [] : [card]));
	return {
		parts: cards.map((card, index) =>
			toContent(withNumber(card, heading, cards.length === 1 ? undefined : `(${index + 1}/${cards.length})`)),
		),
		losses: [
			...framed.losses,
			...losses.filter(({ kind }) => kind === 'cut'),
			...missing.map((place): Loss => ({ kind: 'left-out', path: place })),
		],
	};
}

/** A copy of the card that knows the path of everything in it, because parts of it are moved. */
function copy(value: unknown, path: string, origins: Origins): unknown {
	if (typeof value !== 'object' || value === null) return value;
	const made: object = Array.isArray(value)
		? value.map((entry: unknown, index) => copy(entry, `${path}[${index}]`, origins))
		: Object.fromEntries(
				Object.entries(value).map(([name, member]) => [name, copy(member, memberBelow(path, name), origins)]),
			);
	origins.set(made, { path, pieces: [path === '' ? '$' : path] });
	return made;
}

/** What every part repeats must leave room for the rest; if it does not, its largest pieces are left out. */
function fitFrame(
	card: Card,
	path: string,
	fits: (card: Card, share: number) => boolean,
): { readonly card: Card; readonly losses: readonly Loss[] } | undefined {
	const kept = Object.fromEntries(Object.entries(card).filter(([name]) => FRAME_KEPT.has(name)));
	const others = Object.fromEntries(Object.entries(card).filter(([name]) => !FRAME_KEPT.has(name)));
	const within = (whole: number) => {
		const { content, losses } = reduce(
			{ content: { attachments: [{ contentType: '', content: others }], fullWidth: true }, paths: [path] },
			{ ...UNLIMITED, notice: whole, label: whole, text: whole, whole },
		);
		return { card: { ...kept, ...content.attachments[0]?.content }, losses };
	};
	const isGood = (whole: number) => fits(within(whole).card, FRAME_SHARE);
	if (fits(card, FRAME_SHARE)) return { card, losses: [] };
	return isGood(0)
		? within(
				greatest(0, Math.max(...Object.values(others).map((member) => JSON.stringify(member)?.length ?? 0)), isGood),
			)
		: undefined;
}

/**
 * Fills groups with units, in order, as long as a group fits. A unit that does not fit alone is divided; one that cannot
 * be divided gets a group of its own.
 */
function gather(
	units: readonly Unit[],
	fits: (group: readonly Unit[]) => boolean,
	origins: Origins,
): ReadonlyArray<readonly Unit[]> {
	const groups: Array<readonly Unit[]> = [];
	let rest = [...units];
	while (rest.length > 0) {
		const count = greatestCount(rest.length, (candidate) => fits(rest.slice(0, candidate)));
		const [first] = rest;
		const pieces = count === 0 && first !== undefined ? divideUnit(first, fits, origins) : undefined;
		if (pieces !== undefined) rest = [...pieces, ...rest.slice(1)];
		else {
			groups.push(rest.slice(0, Math.max(count, 1)));
			rest = rest.slice(Math.max(count, 1));
		}
	}
	return groups;
}

function divideUnit(
	{ elements, actions }: Unit,
	fits: (group: readonly Unit[]) => boolean,
	origins: Origins,
): readonly Unit[] | undefined {
	if (elements.length === 1 && actions.length === 0)
		return divideElement(elements[0], (piece) => fits([{ elements: [piece], actions }]), origins)?.map((piece) => ({
			elements: [piece],
			actions,
		}));
	if (elements.length > 0 || actions.length < 2) return undefined;
	const middle = Math.ceil(actions.length / 2);
	return [actions.slice(0, middle), actions.slice(middle)].map((half) => ({ elements, actions: half }));
}

interface GroupSettings {
	readonly frame: Frame;
	readonly path: string;
	readonly origins: Origins;
	readonly toContent: ToContent;
	readonly budget: SizeBudget;
}

/** The card of a group, still without number and heading; `undefined` if nothing can be shown. */
function fitGroup(
	group: readonly Unit[],
	{ frame, path, origins, toContent, budget }: GroupSettings,
): { readonly card?: Card; readonly losses: readonly Loss[] } {
	const content = toContent(cardOf({ ...frame, heading: [] }, group));
	// The heading, which is not in it yet, may mention somebody too.
	const cardIn = (candidate: Content): Card => ({
		...candidate.attachments[0]?.content,
		...(frame.card.msteams === undefined ? {} : { msteams: frame.card.msteams }),
	});
	const inPart: SizeBudget = {
		...budget,
		fits: (candidate, share) =>
			budget.fits(toContent(withNumber(cardIn(candidate), frame.heading, WIDEST_NUMBER)), share),
	};
	if (inPart.fits(content)) return { card: cardIn(content), losses: [] };
	const shortened = shorten({ content, paths: [path] }, inPart, origins);
	if (shortened !== undefined) return { card: cardIn(shortened.content), losses: shortened.losses };
	const pieces = group
		.flatMap(({ elements, actions }) => [...elements, ...actions])
		.flatMap((piece) => (isPlainObject(piece) ? origins.get(piece)?.pieces : undefined) ?? [memberBelow(path, 'body')]);
	return { losses: pieces.map((piece) => ({ kind: 'left-out', path: piece })) };
}

function cardOf({ card, heading, buttons }: Frame, units: readonly Unit[], number?: string): Card {
	const inUnits = new Set(units.flatMap((unit) => unit.actions));
	const actions = buttons.filter((button) => inUnits.has(button));
	return withNumber(
		{ ...card, body: units.flatMap(({ elements }) => elements), ...(actions.length === 0 ? {} : { actions }) },
		heading,
		number,
	);
}

/** The card with the heading and the number after it, or above a card without a heading. */
function withNumber(card: Card, heading: readonly unknown[], number: string | undefined): Card {
	const body: readonly unknown[] = Array.isArray(card.body) ? card.body : [];
	return { ...card, body: [...(number === undefined ? heading : numbered(heading, number)), ...body] };
}

function numbered(heading: readonly unknown[], number: string): readonly unknown[] {
	const [element] = heading;
	if (!isPlainObject(element)) return [{ type: 'TextBlock', text: number, isSubtle: true, wrap: true }];
	if (!Array.isArray(element.items)) return [{ ...element, text: `${String(element.text)} ${number}` }];
	const [first, ...others] = element.items as readonly unknown[];
	return [{ ...element, items: [...numbered([first], number), ...others] }];
}

function isHeading(element: unknown): boolean {
	if (!isPlainObject(element)) return false;
	if (element.type === 'Container')
		return Array.isArray(element.items) && element.items.length > 0 && element.items.every(isHeading);
	return (
		element.type === 'TextBlock' &&
		(element.style === 'heading' ||
			HEADING_SIZES.has(String(element.size).toLowerCase()) ||
			String(element.weight).toLowerCase() === 'bolder')
	);
}
