import type { FindingCode } from '../finding';
import type { CardPosition } from './card-position';
import type { Wording } from './report';
import type { TextKind } from './table';
import type { Walk } from './walk-state';

import { tagsIn } from './mentions';

const HTTPS_FIX = 'Use an address that begins with https:// and that everybody in the channel can open.';

/** True if a text still contains a template expression. */
export function hasTemplate(text: string): boolean {
	const start = text.indexOf('${');
	return start !== -1 && text.includes('}', start);
}

/** Reports a template that has not been filled in. */
export function reportTemplate(walk: Walk, position: CardPosition | undefined): void {
	walk.report.add('template-left', position, () => ({
		message: 'This text still contains a template expression, which Teams shows literally.',
		fix: 'Set Content to Card Template, which fills in expressions, or remove the expressions.',
	}));
}

/** Checks a string by the rules of its place. */
export function checkText(walk: Walk, position: CardPosition, text: string, kind: TextKind): void {
	switch (kind) {
		case 'code':
			return;
		case 'plain':
			return noteTags(walk, text);
		case 'visible':
			return checkVisible(walk, position, text);
		case 'url':
		case 'open-url':
			return checkLink(walk, position, text, kind === 'url' ? 'url-not-absolute' : 'action-url-not-absolute');
		case 'icon':
			return isIconName(text) ? undefined : checkImage(walk, position, text);
		case 'image':
			return checkImage(walk, position, text);
	}
}

/** Notes the tags of a text that does not need entities. */
export function noteTags(walk: Walk, text: string): void {
	for (const tag of tagsIn(text)) walk.mentions.otherTags.add(tag);
}

function checkVisible(walk: Walk, position: CardPosition, text: string): void {
	for (const tag of tagsIn(text)) if (!walk.mentions.tags.has(tag)) walk.mentions.tags.set(tag, position);
	if (!text.includes('{{DATE(') && !text.includes('{{TIME(')) return;
	walk.report.add('date-function', position, () => ({
		message:
			'Microsoft documents {{DATE()}} and {{TIME()}} as not supported in Teams, although some clients fill them in.',
		fix: 'If everybody has to be able to read them, write the date and time as text.',
	}));
}

function checkLink(walk: Walk, position: CardPosition, text: string, code: FindingCode): void {
	if (!isAbsolute(text)) walk.report.add(code, position, () => notAbsolute(text));
}

function checkImage(walk: Walk, position: CardPosition, text: string): void {
	const scheme = /^\s*([a-z][a-z\d+.-]*):/i.exec(text.slice(0, 64))?.[1]?.toLowerCase();
	if (scheme === 'data')
		walk.report.add('image-data-uri', position, () => ({
			message: `This image is embedded in the card and takes up ${text.length} of its characters.`,
			fix: `A message can be up to 28 KB. ${HTTPS_FIX}`,
		}));
	else if (!isAbsolute(text)) walk.report.add('url-not-absolute', position, () => notAbsolute(text));
	else if (scheme !== 'https')
		walk.report.add('url-not-https', position, () => ({
			message: 'Teams loads images only over https.',
			fix: HTTPS_FIX,
		}));
}

function notAbsolute(text: string): Wording {
	const fix = /^[\w-]+(?:\.[\w-]+)+(?:[/?#:]|$)/.test(text.slice(0, 256))
		? `Did you mean https://${text.slice(0, 80)}?`
		: 'Write the whole address, beginning with https://.';
	return { message: text.trim() === '' ? 'The address is empty.' : 'The address is not absolute.', fix };
}

/** A scheme of two letters or more without dots; http and https with a host. */
function isAbsolute(text: string): boolean {
	const start = text.trim().slice(0, 64);
	return /^https?:/i.test(start) ? /^https?:\/\/[^/\s]/i.test(start) : /^[a-z][a-z\d+-]+:[^\s]/i.test(start);
}

/** `<icon-name>[,regular|filled]`, as @microsoft/teams.cards documents `iconUrl`; the older form begins with `icon:`. */
function isIconName(text: string): boolean {
	return /^(?:icon:)?[a-z\d]+(?:,(?:regular|filled))?$/i.test(text.slice(0, 80));
}
