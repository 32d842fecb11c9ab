import type { Finding } from '../finding';
import type { Attachment } from '../message';
import type { LocatedObject, LossCollector } from './losses';
import type { JsonObject } from '../../json';
import type { ColorStyle } from './theme-color';

import { BUTTONS_PER_SET, NOTICE_MAX_CHARACTERS } from '../../limits';
import { cutText } from '../size/cut-text';
import { adaptiveCard } from '../message';
import { actionSets, buttonsOf } from './buttons';
import { createLossCollector } from './losses';
import { loseUnknown, sectionElements, textBlock } from './section';
import { styleOfColor } from './theme-color';

/** An Adaptive Card, and findings for the parts of the MessageCard that are not on it. */
interface ConvertedCard {
	readonly attachment: Attachment;
	readonly findings: readonly Finding[];
}

/**
 * Converts a MessageCard (parsed JSON) to an Adaptive Card 1.4, because Workflows does not draw the `potentialAction` of a
 * MessageCard (teams.md C.2). Each part that cannot be converted is a warning `message-card-lost` with its path in the
 * MessageCard. Never throws.
 */
export function convertMessageCard(card: JsonObject, { fullWidth }: { readonly fullWidth: boolean }): ConvertedCard {
	const losses = createLossCollector();
	const root: LocatedObject = { value: card, path: '$' };
	loseUnknown(root, 'card', losses);
	const color = colorOf(root, losses);
	const head = headElements(root, color, losses);
	const sections = losses
		.objects(root, 'sections')
		.map((section) => sectionElements(section, losses))
		.filter((items) => items.length > 0);
	const buttons = buttonsOf(root, losses);
	const body = [
		...head,
		...sections.map((items, index) =>
			toContainer(items, {
				color: head.length === 0 && index === 0 ? color : undefined,
				isFirst: head.length + index === 0,
			}),
		),
	];
	const onCard =
		buttons.length > BUTTONS_PER_SET
			? { body: [...body, ...actionSets(buttons)], actions: [] }
			: { body, actions: buttons };
	const isEmpty = onCard.body.length + onCard.actions.length === 0;
	const attachment = adaptiveCard(isEmpty ? summaryOnly(root, losses) : onCard.body, fullWidth);
	const fallbackText = noticeOf(root, losses, isEmpty);
	return {
		attachment: {
			...attachment,
			content: {
				...attachment.content,
				...(onCard.actions.length === 0 ? {} : { actions: onCard.actions }),
				...(fallbackText === '' ? {} : { fallbackText }),
			},
		},
		findings: losses.findings,
	};
}

/** The text in place of the card where cards are not shown. It is short, so that it takes no space from what people read. */
function noticeOf(root: LocatedObject, losses: LossCollector, isShown: boolean): string {
	const summary = losses.text(root, 'summary').trim();
	const notice = cutText(summary, NOTICE_MAX_CHARACTERS);
	if (notice !== summary && !isShown)
		losses.lose(
			'summary',
			`Notifications show only the beginning of a summary: ${NOTICE_MAX_CHARACTERS} of ${summary.length} characters were kept.`,
			'Put what people should read into the text.',
		);
	return notice;
}

/** Title and text. The colour is the background of the title, or of the text if there is no title. */
function headElements(
	root: LocatedObject,
	color: ColorStyle | undefined,
	losses: LossCollector,
): readonly JsonObject[] {
	const title = textBlock(root, 'title', losses, { size: 'large', weight: 'bolder' });
	const text = textBlock(root, 'text', losses);
	if (color === undefined || title.length + text.length === 0) return [...title, ...text];
	const [first, ...others] = [title, text].filter((elements) => elements.length > 0);
	return [{ type: 'Container', style: color, bleed: true, items: first }, ...others.flat()];
}

/** In Teams a line separates sections, whatever `startGroup` says (teams.md E.2). */
function toContainer(
	items: readonly JsonObject[],
	{ color, isFirst }: { readonly color: ColorStyle | undefined; readonly isFirst: boolean },
): JsonObject {
	return {
		type: 'Container',
		...(isFirst ? {} : { separator: true, spacing: 'medium' }),
		...(color === undefined ? {} : { style: color, bleed: true }),
		items,
	};
}

function colorOf(root: LocatedObject, losses: LossCollector): ColorStyle | undefined {
	const color = losses.text(root, 'themeColor').trim();
	if (color === '') return undefined;
	const style = styleOfColor(color);
	if (style === undefined)
		losses.lose(
			'themeColor',
			'This is not a hexadecimal colour, so it was left out.',
			'Use a colour like 0B6A0B or #0B6A0B.',
		);
	return style === 'default' ? undefined : style;
}

/** A card without elements shows nothing, so it shows at least the summary. */
function summaryOnly(root: LocatedObject, losses: LossCollector): readonly JsonObject[] {
	const summary = textBlock(root, 'summary', losses);
	if (summary.length === 0)
		losses.lose('$', 'The MessageCard contains nothing that can be shown.', 'Give it a title, text or sections.');
	return summary;
}
