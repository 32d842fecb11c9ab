import type { ActionForm } from './actions';
import type { JsonObject } from '../../json';

import { TeamsWebhookError } from '../../errors';
import { escapeMixed } from '../markdown';
import { toPotentialActions } from './actions';

/** Chosen: the most characters of a summary that is taken from another text, in one line. */
const SUMMARY_MAX_CHARACTERS = 120;

/** A section of the form; an empty text leaves the member out. */
export interface SectionForm {
	readonly title: string;
	readonly activityTitle: string;
	readonly activitySubtitle: string;
	readonly activityText: string;
	readonly activityImage: string;
	readonly text: string;
	readonly heroImage: string;
	readonly facts: ReadonlyArray<{ readonly name: string; readonly value: string }>;
	readonly images: ReadonlyArray<{ readonly url: string; readonly title: string }>;
	readonly startGroup: boolean;
}

/** The form of a MessageCard. */
export interface MessageCardForm {
	readonly title: string;
	readonly text: string;
	readonly summary: string;
	readonly themeColor: string;
	readonly sections: readonly SectionForm[];
	readonly actions: readonly ActionForm[];
}

/**
 * The MessageCard of a form (teams.md E.1 to E.4). Texts are Markdown; facts appear as they are written. The summary
 * defaults to the first text. Throws `card-empty` for a form that shows nothing, and `message-card-action-invalid`.
 */
export function buildMessageCard(form: MessageCardForm): JsonObject {
	const sections = form.sections
		.map(toSection)
		.filter((section) => Object.keys(section).some((name) => name !== 'startGroup'));
	const potentialAction = toPotentialActions(form.actions);
	if (form.title.trim() === '' && form.text.trim() === '' && sections.length === 0)
		throw new TeamsWebhookError(
			'card-empty',
			'The form of the MessageCard is empty.',
			'Fill in a title, text or a section, or check the expressions in them.',
		);
	return {
		'@type': 'MessageCard',
		'@context': 'https://schema.org/extensions',
		...filled({
			summary: form.summary.trim() === '' ? summaryOf(form) : form.summary,
			themeColor: form.themeColor.trim().replace(/^#/, ''),
			title: form.title,
			text: form.text,
		}),
		...(sections.length === 0 ? {} : { sections }),
		...(potentialAction.length === 0 ? {} : { potentialAction }),
	};
}

function toSection(form: SectionForm): JsonObject {
	const { title, activityImage, activityTitle, activitySubtitle, activityText, text, heroImage, startGroup } = form;
	const facts = form.facts
		.filter(({ name, value }) => `${name}${value}`.trim() !== '')
		.map(({ name, value }) => ({ name: escapeMixed(name), value: escapeMixed(value) }));
	const images = form.images
		.filter(({ url }) => url.trim() !== '')
		.map(({ url, title: shows }) => ({ image: url.trim(), ...filled({ title: shows }) }));
	return {
		...(startGroup ? { startGroup } : {}),
		...filled({ title, activityImage: activityImage.trim(), activityTitle, activitySubtitle, activityText }),
		...(heroImage.trim() === '' ? {} : { heroImage: { image: heroImage.trim() } }),
		...filled({ text }),
		...(facts.length === 0 ? {} : { facts }),
		...(images.length === 0 ? {} : { images }),
	};
}

function summaryOf({ title, text, sections }: MessageCardForm): string {
	const texts = [title, text, ...sections.flatMap((section) => [section.title, section.activityTitle, section.text])];
	const line =
		texts
			.find((candidate) => candidate.trim() !== '')
			?.trim()
			.split('\n')[0] ?? '';
	return [...line].slice(0, SUMMARY_MAX_CHARACTERS).join('');
}

function filled(members: Readonly<Record<string, string>>): JsonObject {
	return Object.fromEntries(Object.entries(members).filter(([, text]) => text.trim() !== ''));
}
