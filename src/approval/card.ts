import type { Element } from '../cards/form/writer';
import type { Attachment } from '../cards/message';
import type { Question } from './question';

import { toFactElements } from '../cards/form/facts';
import { createWriter } from '../cards/form/writer';
import { escapeData, neutralizeMentions, plainLine, withVisibleLineBreaks } from '../cards/markdown';
import { adaptiveCard } from '../cards/message';
import { isPlainObject } from '../json';
import { fillText } from '../replaceable-texts';

/** How the message of a question is written: as it is, or as Markdown by the workflow's author. */
export type MessageFormat = 'plain' | 'markdown';

/** Where and how a question is answered, as the card says it. */
export interface CardWay {
	/** The address of the page; only where the question is answered by link. */
	readonly link?: string;
	/** What people mention, without the "@"; only where it is answered by mention. */
	readonly botName?: string;
}

/**
 * The card of a question without its last part: what the workflow and its data say. All of it is data, unless the
 * author has chosen Markdown for the message; nothing in it mentions anybody.
 */
export function askedCard(question: Question, format: MessageFormat): Attachment {
	const write = createWriter({ rightToLeft: false, dates: { style: 'asWritten', locale: '', timeZone: 'UTC' } });
	const { title, message, facts, tool, texts } = question;
	const text = format === 'markdown' ? withVisibleLineBreaks(neutralizeMentions(message)) : escapeData(message);
	return adaptiveCard([
		...(title.trim() === '' ? [] : [write.text(escapeData(title), { size: 'large', weight: 'bolder' })]),
		...(message.trim() === '' ? [] : [write.text(text)]),
		...toFactElements({ factGroups: [facts], moreItems: 0, moreText: '' }, write),
		...(tool === null
			? []
			: [
					write.text(`${escapeData(texts.toolHeading)} **${escapeData(tool.name)}**`, { separator: true }),
					write.text(escapeData(texts.toolInput), { isSubtle: true, spacing: 'small' }),
					write.text(escapeData(tool.input), { fontType: 'monospace', spacing: 'small' }),
				]),
	]);
}

/**
 * The last part of the card, in a container of its own that nothing in the data can imitate: how to answer, and what an
 * answer proves. It is never shortened or split off.
 */
export function answerElement(question: Question, way: CardWay, isShortened: boolean): Element {
	const { texts } = question;
	const lines = [...(isShortened ? [texts.shortened] : []), ...(way.link === undefined ? [] : [texts.linkNotice])];
	const items = [
		...(way.botName === undefined ? [] : mentionLines(question, way.botName)),
		...(way.link === undefined
			? []
			: [
					{
						type: 'ActionSet',
						actions: [{ type: 'Action.OpenUrl', title: plainLine(texts.answerButton), url: way.link }],
					},
				]),
		...lines.map((line) => ({
			type: 'TextBlock',
			text: escapeData(line),
			wrap: true,
			isSubtle: true,
			spacing: 'small',
		})),
	];
	return { type: 'Container', style: 'emphasis', bleed: true, separator: true, spacing: 'large', items };
}

/** The same card with that part at its end. */
export function withAnswer(card: Attachment, answer: Element): Attachment {
	const content = isPlainObject(card.content) ? card.content : {};
	const body: readonly unknown[] = Array.isArray(content.body) ? content.body : [];
	return { ...card, content: { ...content, body: [...body, answer] } };
}

/** What is typed to decide, one line for each decision. */
function mentionLines({ mention, approve, decline, texts }: Question, botName: string): readonly Element[] {
	const code = mention?.code ?? '';
	const typed = (word: string): string => `**${escapeData(`@${botName} ${word} ${code}`)}**`;
	const values = { bot: escapeData(botName), code };
	const line = (text: string): Element => ({ type: 'TextBlock', text, wrap: true });
	return [
		line(fillText(escapeData(texts.mentionApprove), { ...values, approve: typed(approve) })),
		...(decline === null
			? []
			: [line(fillText(escapeData(texts.mentionDecline), { ...values, decline: typed(decline) }))]),
		{ ...line(fillText(escapeData(texts.mentionNotice), values)), isSubtle: true, spacing: 'small' },
	];
}
