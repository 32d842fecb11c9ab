import type { SizeBudget } from './budget';
import type { Content } from '../content';
import type { Located } from './located';
import type { Loss } from './losses';
import type { Attachment } from '../message';
import type { Limits, Origins } from './reduce';

import { NOTICE_MAX_CHARACTERS } from '../../limits';
import { greatest } from './budget';
import { isAdaptive } from '../content';
import { CONNECTOR_CARD_TYPE } from '../message';
import { UNLIMITED, reduce } from './reduce';
import { withUsedMentions } from './used-mentions';

/** Chosen: texts are not cut below this many UTF-16 units, and titles not below the second number; entries are left out first. */
const SHORTEST_TEXT = 60;
const SHORTEST_LABEL = 100;

/** Chosen: what cannot be cut, such as the address of an image, is kept up to this size while texts can be cut; the second size applies if nothing else helps. */
const WHOLE_MAX = 2_000;
const SMALLEST_WHOLE = 100;

/** Chosen: this much of a text is kept if entries have to be left out anyway. */
const MIDDLE_TEXT = 400;

/** The note below a message that was shortened. */
export const SHORTENED_NOTE = '… (shortened: the message was longer than Teams allows)';

/** A message that fits, and every piece that is cut or missing. */
interface Shortened {
	readonly content: Content;
	readonly losses: readonly Loss[];
}

/**
 * Shortens a message until it fits, and keeps as much as possible. First it cuts what notifications show; then the largest
 * parts, texts at words and characters, images and the like as a whole; then the last entries of the longest lists; then
 * the last pieces. A note says so if people would miss something. `undefined` if nothing can be shown.
 */
export function shorten(located: Located, budget: SizeBudget, origins?: Origins): Shortened | undefined {
	const notices = withShortNotices(located, budget, origins);
	if (budget.fits(notices.content)) return notices;
	const within = (limits: Partial<Limits>): Shortened | undefined => {
		const { content, losses, kept } = reduce(located, { ...UNLIMITED, ...noticeLimits(budget), ...limits }, origins);
		const noted = withNote(content);
		return kept > 0 && budget.fits(noted) ? { content: noted, losses } : undefined;
	};
	const way = WAYS.find(({ from, limits }) => within(limits(from)) !== undefined);
	if (way === undefined) return undefined;
	return within(way.limits(greatest(way.from, budget.maxBytes, (number) => within(way.limits(number)) !== undefined)));
}

/** The message with the texts of notifications cut, if they count; people read the rest. */
export function withShortNotices(located: Located, budget: SizeBudget, origins?: Origins): Shortened {
	const { content, losses } = reduce(located, { ...UNLIMITED, ...noticeLimits(budget) }, origins);
	return { content: { ...content, attachments: content.attachments.map(withUsedMentions) }, losses };
}

function noticeLimits({ countsSummary }: SizeBudget): Partial<Limits> {
	return { notice: NOTICE_MAX_CHARACTERS, ...(countsSummary ? { summary: NOTICE_MAX_CHARACTERS } : {}) };
}

/** One way to make a message smaller, controlled by one number: the greatest that fits is used. */
interface Way {
	readonly from: number;
	readonly limits: (number: number) => Partial<Limits>;
}

const bySize = (size: number): Partial<Limits> => ({
	text: size,
	label: Math.max(size, SHORTEST_LABEL),
	whole: Math.max(size, WHOLE_MAX),
});
const smallest: Partial<Limits> = { ...bySize(SHORTEST_TEXT), whole: SMALLEST_WHOLE };

/** In this order: each costs more than the one before. */
const WAYS: readonly Way[] = [
	{ from: SHORTEST_TEXT, limits: bySize },
	{ from: 1, limits: (entries) => ({ ...bySize(MIDDLE_TEXT), entries }) },
	{ from: 1, limits: (entries) => ({ ...bySize(SHORTEST_TEXT), entries }) },
	{ from: 1, limits: (pieces) => ({ ...bySize(SHORTEST_TEXT), pieces }) },
	{ from: SMALLEST_WHOLE, limits: (whole) => ({ ...smallest, whole }) },
	{ from: 1, limits: (pieces) => ({ ...smallest, pieces }) },
];

/** Puts the note at the end of the last Adaptive Card, of the text of the last MessageCard, or of the text. */
function withNote(content: Content): Content {
	const adaptive = content.attachments.map(isAdaptive).lastIndexOf(true);
	const at =
		adaptive === -1
			? content.attachments.map(({ contentType }) => contentType).lastIndexOf(CONNECTOR_CARD_TYPE)
			: adaptive;
	if (at === -1) return { ...content, text: withNoteBelow(content.text) };
	return {
		...content,
		attachments: content.attachments.map((attachment, index) =>
			withUsedMentions(index === at ? noted(attachment) : attachment),
		),
	};
}

function noted(attachment: Attachment): Attachment {
	if (!isAdaptive(attachment))
		return { ...attachment, content: { ...attachment.content, text: withNoteBelow(attachment.content?.text) } };
	const body: readonly unknown[] = Array.isArray(attachment.content?.body) ? attachment.content.body : [];
	return {
		...attachment,
		content: {
			...attachment.content,
			body: [...body, { type: 'TextBlock', text: SHORTENED_NOTE, wrap: true, isSubtle: true }],
		},
	};
}

function withNoteBelow(text: unknown): string {
	return typeof text === 'string' && text !== '' ? `${text}\n\n${SHORTENED_NOTE}` : SHORTENED_NOTE;
}
