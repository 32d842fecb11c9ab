import type { CardColor, DateFormat } from '../cards/form/card-form';
import type { Element, Writer } from '../cards/form/writer';
import type { Attachment } from '../cards/message';
import type { EventFact, EventLink, EventPart, EventText, ToolEvent } from './event';
import type { Detail } from './event-detail';

import { moreElement, toFactElements } from '../cards/form/facts';
import { buttonElements } from '../cards/form/links';
import { createWriter } from '../cards/form/writer';
import { escapeData, othersMarkdown } from '../cards/markdown';
import { adaptiveCard } from '../cards/message';
import { webUrl } from '../cards/message-card/web-url';
import { cutText } from '../cards/size/cut-text';
import { BUTTONS_PER_SET } from '../limits';
import { DETAILS } from './event-detail';
import { isSecretName, isSecretUrl } from './secrets';
import { EVENT_STATES } from './vocabulary';

/** How an event looks. */
export interface EventLooks {
	readonly dates: DateFormat;
	readonly rightToLeft: boolean;
	/** Alerts that one card shows. */
	readonly maxParts: number;
	/** The line for what is left out; `{count}` is the number. */
	readonly moreText: string;
	/** Whether a card still fits; what is least important is left out until it does. */
	readonly fits: (attachment: Attachment) => boolean;
}

/** A card, and whether something had to be left out so that it fits. */
interface EventCard {
	readonly attachment: Attachment;
	readonly isReduced: boolean;
}

/** Chosen: longer addresses take the place of what people read; browsers cut them at about the same length. */
const ADDRESS_MAX = 2_000;

/** The colours of text in an Adaptive Card, by the colour of a state. */
const TEXT_COLORS: Readonly<Record<CardColor, Element>> = {
	default: { isSubtle: true },
	accent: { color: 'accent' },
	good: { color: 'good' },
	attention: { color: 'attention' },
	warning: { color: 'warning' },
};

/**
 * The Adaptive Card 1.4 of an event: the title and the state in its colour, text, facts, then each alert of a group
 * with its own state, who sent it and when, and buttons. All of it is data; facts and addresses with secrets are left
 * out. If it would not fit, the least important parts are dropped first. Throws `option-invalid` for dates as
 * `createWriter` does.
 */
export function buildEventCard(event: ToolEvent, sender: string, looks: EventLooks): EventCard {
	if (event.card !== undefined) return { attachment: event.card, isReduced: false };
	const write = createWriter(looks);
	const [most, ...less] = DETAILS;
	let attachment = cardOf(event, { sender, looks, write, detail: most });
	if (looks.fits(attachment)) return { attachment, isReduced: false };
	for (const detail of less) {
		attachment = cardOf(event, { sender, looks, write, detail });
		if (looks.fits(attachment)) break;
	}
	return { attachment, isReduced: true };
}

interface CardParts {
	readonly sender: string;
	readonly looks: EventLooks;
	readonly write: Writer;
	readonly detail: Detail;
}

function cardOf(event: ToolEvent, parts: CardParts): Attachment {
	const { sender, write, detail, looks } = parts;
	const buttons = buttonElements(shownLinks(event.links).slice(0, BUTTONS_PER_SET), write);
	const footer = [event.senderName ?? sender, event.kind === 'message' ? event.severity : '', event.time]
		.map((text) => write.data(text))
		.filter((text) => text !== '')
		.join(' · ');
	const body = [
		...headOf(event, parts),
		...factElements(event.facts, { most: detail.facts, length: detail.value, write, looks }),
		...groupElements(event, parts),
		...(footer === '' ? [] : [write.text(footer, { isSubtle: true, size: 'small', separator: true })]),
	];
	const card = adaptiveCard(body);
	return buttons.actions.length === 0 ? card : { ...card, content: { ...card.content, actions: buttons.actions } };
}

/**
 * Title, and below it the state as a word (for a group, how many alerts are in each state) and the severity; then the
 * text. A message without a title begins with its text.
 */
function headOf(event: ToolEvent, { write, detail, sender }: CardParts): readonly Element[] {
	const { color } = EVENT_STATES[event.state];
	const title = cutText(event.title, detail.title) || (event.kind === 'message' ? '' : sender);
	const state = event.parts.length > 1 ? countsOf(event.parts) : isNewComment(event) ? 'Comment' : wordOf(event, write);
	const status = [state, write.data(event.severity)].filter((text) => text !== '').join(' · ');
	const text = textElements(event.text, detail.text, write);
	const items = [
		...(title === '' ? [] : [write.text(write.data(title), { size: 'large', weight: 'bolder' })]),
		...(status === '' || event.kind === 'message' ? [] : [write.text(status, { weight: 'bolder', spacing: 'small' })]),
	];
	const inColor = (elements: readonly Element[]): Element => ({
		type: 'Container',
		style: color,
		bleed: true,
		items: elements,
	});
	if (items.length > 0) return [inColor(items), ...text];
	return color === 'default' || text.length === 0 ? text : [inColor(text)];
}

/** The state as a word: the sender's own with a capital, or ours. */
function wordOf({ state, word = '' }: EventPart, write: Writer): string {
	return word === '' ? EVENT_STATES[state].word : write.data(word.charAt(0).toUpperCase() + word.slice(1));
}

function isNewComment({ kind, state }: ToolEvent): boolean {
	return kind === 'comment' && (state === 'created' || state === 'info');
}

/** "3 firing, 1 resolved". */
function countsOf(parts: readonly EventPart[]): string {
	const counts = new Map<string, number>();
	for (const { state } of urgentFirst(parts)) {
		const word = EVENT_STATES[state].word.toLowerCase();
		if (word !== '') counts.set(word, (counts.get(word) ?? 0) + 1);
	}
	return [...counts].map(([word, count]) => `${count} ${word}`).join(', ');
}

function groupElements(event: ToolEvent, parts: CardParts): readonly Element[] {
	const { write, detail, looks } = parts;
	const most = Math.min(detail.parts, looks.maxParts);
	const isMessage = event.kind === 'message';
	const ordered = isMessage ? event.parts : urgentFirst(event.parts);
	const shown = ordered.slice(0, most);
	const more = event.parts.length - shown.length + event.partsMissing;
	const elements = shown
		.map((part) => partElement(part, isMessage, parts))
		.filter(({ items }) => (items as readonly unknown[]).length > 0);
	return more > 0 ? [...elements, moreElement(more, looks.moreText, write)] : elements;
}

/** What is wrong comes first, so that it is what is left if not all fit. */
function urgentFirst(parts: readonly EventPart[]): readonly EventPart[] {
	return [...parts].sort((left, right) => rankOf(left) - rankOf(right));
}

function rankOf({ state }: EventPart): number {
	return ['attention', 'warning'].includes(EVENT_STATES[state].color) ? 0 : 1;
}

function partElement(part: EventPart, isMessage: boolean, { write, detail, looks }: CardParts): Element {
	const { color } = EVENT_STATES[part.state];
	const word = isMessage ? '' : wordOf(part, write);
	const status = [word, write.data(part.severity), write.data(part.time)].filter((text) => text !== '').join(' · ');
	const links = shownLinks(part.links).map(({ title, url }) => markdownLink(title, url, write));
	const title = write.data(cutText(part.title, detail.title));
	const style = isMessage && color !== 'default' ? { style: color } : {};
	const items = [
		...(title === '' ? [] : [write.text(title, { weight: 'bolder' })]),
		...(status === '' ? [] : [write.text(status, { ...TEXT_COLORS[color], spacing: 'none' })]),
		...textElements(part.text, detail.textOfPart, write),
		...factElements(part.facts, { most: detail.factsOfPart, length: detail.value, write, looks }),
		...(links.length === 0 ? [] : [write.text(links.join(' · '))]),
	];
	return { type: 'Container', separator: true, ...style, items };
}

function textElements({ format, value }: EventText, length: number, write: Writer): readonly Element[] {
	const text = cutText(value.trim(), length);
	if (text === '') return [];
	return [write.text(format === 'plain' ? escapeData(text) : othersMarkdown(text))];
}

function factElements(
	facts: readonly EventFact[],
	{
		most,
		length,
		write,
		looks,
	}: { readonly most: number; readonly length: number; readonly write: Writer; readonly looks: EventLooks },
): readonly Element[] {
	const filled = facts.filter(({ title, value }) => value !== '' && !isSecretName(title) && !isSecretUrl(value));
	const shown = filled
		.slice(0, most)
		.map(({ title, value }) => ({ title: cutText(title, length), value: cutText(value, length) }));
	return toFactElements(
		{ factGroups: [shown], moreItems: filled.length - shown.length, moreText: looks.moreText },
		write,
	);
}

/** Absolute addresses of a usual length without secrets, each once. */
function shownLinks(links: readonly EventLink[]): readonly EventLink[] {
	const usable = links.flatMap(({ title, url }) => {
		const address = webUrl(url);
		return address === undefined || address.length > ADDRESS_MAX || isSecretUrl(address)
			? []
			: [{ title, url: address }];
	});
	return usable.filter(({ url }, index) => usable.findIndex((other) => other.url === url) === index);
}

function markdownLink(title: string, url: string, write: Writer): string {
	const address = url.replaceAll('(', '%28').replaceAll(')', '%29');
	return `[${write.plain(title).replace(/[\\[\]*_`]/g, '\\$&')}](${address})`;
}

/** The address that `link` of the output holds: the first that the card shows. */
export function firstLink(event: ToolEvent): string {
	return event.outputLink ?? shownLinks(event.links)[0]?.url ?? '';
}
