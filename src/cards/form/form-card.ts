import type { Finding } from '../finding';
import type { CardMention } from '../mention';
import type { Attachment } from '../message';
import type { CardForm } from './card-form';
import type { Element, Writer } from './writer';

import { TeamsWebhookError } from '../../errors';
import { escapeData, withVisibleLineBreaks } from '../markdown';
import { toMentions, withTags } from '../mention';
import { adaptiveCard } from '../message';
import { toFactElements } from './facts';
import { buttonElements, imageElements } from './links';
import { toTableElements } from './table';
import { createWriter, withoutLists } from './writer';

/** The card of a form, and findings for what could not be used as it was filled in. */
interface BuiltCard {
	readonly attachment: Attachment;
	readonly findings: readonly Finding[];
}

/**
 * Builds an Adaptive Card 1.4 from a form. Everything wraps, and every target shows it. Buttons and images without a
 * usable address, and people whom webhooks cannot mention, are left out and reported. Throws `card-empty` if nothing is
 * left, and `option-invalid` for dates in a locale or zone that does not exist.
 */
export function buildFormCard(form: CardForm): BuiltCard {
	const write = createWriter(form);
	const { mentions, findings } = toMentions(form.mentions);
	const images = imageElements(form.images, write);
	const buttons = buttonElements(form.buttons, write);
	const heading = headingOf(form, write, mentions);
	const body = [
		...heading,
		...toFactElements(form, write),
		...toTableElements(form, write),
		...images.elements,
		...buttons.elements,
	];
	if (body.length === 0 && buttons.actions.length === 0) {
		throw new TeamsWebhookError(
			'card-empty',
			'The card is empty.',
			'Fill in a title, text or facts, or check the expressions in them: they returned nothing for this item.',
		);
	}
	const card = adaptiveCard(body, false);
	return {
		attachment: { ...card, content: contentOf(card.content, form, mentions, buttons.actions) },
		findings: [...findings, ...images.findings, ...buttons.findings],
	};
}

function contentOf(
	content: Attachment['content'],
	form: CardForm,
	mentions: readonly CardMention[],
	actions: readonly Element[],
): Element {
	const msteams = {
		...(form.fullWidth ? { width: 'Full' } : {}),
		...(mentions.length > 0 ? { entities: mentions.map(({ entity }) => entity) } : {}),
	};
	return {
		...content,
		...(actions.length > 0 ? { actions } : {}),
		...(Object.keys(msteams).length > 0 ? { msteams } : {}),
	};
}

/** Title, text and a line for the people whom neither mentions. The colour is the background of the title, or of the text if there is no title. */
function headingOf(form: CardForm, write: Writer, mentions: readonly CardMention[]): readonly Element[] {
	const [ownTitle, text] = [ownText(form, form.title, mentions), ownText(form, form.text, mentions)];
	const title = form.title.trim() === '' ? [] : [write.text(ownTitle, { size: 'large', weight: 'bolder' })];
	const rest = mentions.filter(({ tag }) => !`${ownTitle}\n${text}`.includes(tag)).map(({ tag }) => tag);
	const lines = [
		...(form.text.trim() === '' ? [] : [write.text(text)]),
		...(rest.length === 0 ? [] : [write.text(rest.join(', '))]),
	];
	if (form.color === 'default') return [...title, ...lines];
	const colored = title.length > 0 ? title : lines;
	if (colored.length === 0) return [];
	return [{ type: 'Container', style: form.color, bleed: true, items: colored }, ...(title.length > 0 ? lines : [])];
}

/** The person's own Markdown, or data if the form says so; only tags of people in the form mention anybody. */
function ownText(form: CardForm, text: string, mentions: readonly CardMention[]): string {
	if (form.escapeText) return escapeData(text);
	const own = withTags(text, mentions);
	return withVisibleLineBreaks(form.rightToLeft ? withoutLists(own) : own);
}
