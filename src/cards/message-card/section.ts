import type { LocatedObject, LossCollector } from './losses';
import type { JsonObject } from '../../json';
import type { ShapeName } from './shapes';

import { withVisibleLineBreaks } from '../markdown';
import { isPlainObject } from '../../json';
import { actionSets, buttonsOf } from './buttons';
import { htmlToMarkdown, mixedToMarkdown } from './html-markdown';
import { isAbsent, shownName } from './losses';
import { memberPath, SHAPES } from './shapes';
import { webUrl } from './web-url';

const LOST_IN_HTML = {
	image: {
		message: 'An image in the HTML of this text was replaced by its description.',
		fix: 'Put images into "images".',
	},
	link: {
		message: 'A link in the HTML of this text does not have an absolute address, so only its text is shown.',
		fix: 'Give links an address that starts with https://.',
	},
} as const;

/** The elements of a section in the order Teams shows them: title, activity, hero image, text, facts, images, buttons. */
export function sectionElements(section: LocatedObject, losses: LossCollector): readonly JsonObject[] {
	loseUnknown(section, 'section', losses);
	const title = textBlock(section, 'title', losses, { size: 'medium', weight: 'bolder' });
	const activity = activityElements(section, losses);
	return [
		...title,
		...activity,
		...heroImages(section, losses),
		...textBlock(section, 'text', losses),
		...factSet(section, losses),
		...imageSet(section, losses),
		...actionSets(buttonsOf(section, losses)),
	];
}

/** A member as a TextBlock that wraps, or nothing. The Markdown stays, and HTML in it becomes Markdown. */
export function textBlock(
	holder: LocatedObject,
	name: string,
	losses: LossCollector,
	looks: JsonObject = {},
): readonly JsonObject[] {
	const text = markdownOf(holder, name, isHtml(holder), losses);
	return text.trim() === '' ? [] : [{ type: 'TextBlock', text, wrap: true, ...looks }];
}

/** Reports members that MessageCards never have. */
export function loseUnknown({ value, path }: LocatedObject, shape: ShapeName, losses: LossCollector): void {
	for (const name of Object.keys(value)) {
		if (!Object.hasOwn(SHAPES[shape], name) && !isAbsent(value[name]))
			losses.lose(
				memberPath(path, name),
				`MessageCards do not have a member ${shownName(name)} here, so it was left out.`,
				'Check the spelling; upper and lower case matter.',
			);
	}
}

/** True if texts are only HTML: in sections with `markdown: false`. The card itself has no such member (teams.md E.1, E.2). */
function isHtml({ value, path }: LocatedObject): boolean {
	if (path === '$') return false;
	return value.markdown === false || value.markdown === 'false';
}

function markdownOf(holder: LocatedObject, name: string, html: boolean, losses: LossCollector): string {
	const text = losses.text(holder, name);
	const read = html ? htmlToMarkdown(text) : mixedToMarkdown(text);
	for (const kind of read.lost)
		losses.lose(memberPath(holder.path, name), LOST_IN_HTML[kind].message, LOST_IN_HTML[kind].fix);
	return withVisibleLineBreaks(read.text);
}

/** Image to the left of title, subtitle and text. An avatar is round (teams.md E.2). */
function activityElements(section: LocatedObject, losses: LossCollector): readonly JsonObject[] {
	const texts = [
		...textBlock(section, 'activityTitle', losses, { weight: 'bolder' }),
		...textBlock(section, 'activitySubtitle', losses, { isSubtle: true, spacing: 'none' }),
		...textBlock(section, 'activityText', losses, { spacing: 'small' }),
	];
	const url = imageUrl(section, 'activityImage', losses);
	if (url === undefined) return texts;
	const image = {
		type: 'Image',
		url,
		size: 'small',
		...(section.value.activityImageType === 'article' ? {} : { style: 'person' }),
	};
	if (texts.length === 0) return [image];
	return [
		{
			type: 'ColumnSet',
			columns: [
				{ type: 'Column', width: 'auto', items: [image] },
				{ type: 'Column', width: 'stretch', verticalContentAlignment: 'center', items: texts },
			],
		},
	];
}

function heroImages(section: LocatedObject, losses: LossCollector): readonly JsonObject[] {
	const { heroImage } = section.value;
	const path = memberPath(section.path, 'heroImage');
	if (isPlainObject(heroImage))
		return imageElement({ value: heroImage, path }, losses).map((image) => ({ ...image, size: 'stretch' }));
	if (!isAbsent(heroImage))
		losses.lose(
			path,
			'The hero image is not an object, so it was left out.',
			'Write { "image": "https://…", "title": "what it shows" }.',
		);
	return [];
}

function factSet(section: LocatedObject, losses: LossCollector): readonly JsonObject[] {
	const html = isHtml(section);
	const facts = losses
		.objects(section, 'facts')
		.map((fact) => ({ title: markdownOf(fact, 'name', html, losses), value: markdownOf(fact, 'value', html, losses) }));
	const filled = facts.filter(({ title, value }) => title.trim() !== '' || value.trim() !== '');
	return filled.length === 0 ? [] : [{ type: 'FactSet', facts: filled }];
}

function imageSet(section: LocatedObject, losses: LossCollector): readonly JsonObject[] {
	const images = losses.objects(section, 'images').flatMap((image) => imageElement(image, losses));
	if (images.length > 1) return [{ type: 'ImageSet', imageSize: 'medium', images }];
	return images;
}

function imageElement(image: LocatedObject, losses: LossCollector): readonly JsonObject[] {
	const url = imageUrl(image, 'image', losses);
	const altText = losses.text(image, 'title').trim();
	if (url === undefined) return [];
	return [{ type: 'Image', url, ...(altText === '' ? {} : { altText }), msteams: { allowExpand: true } }];
}

function imageUrl(holder: LocatedObject, name: string, losses: LossCollector): string | undefined {
	const value = holder.value[name];
	const url = webUrl(value);
	if (url === undefined && !isAbsent(value) && value !== '')
		losses.lose(
			memberPath(holder.path, name),
			'The address of this image is not an absolute http(s) URL, so the image was left out.',
			'Use an address that starts with https:// and that everybody in the channel can open.',
		);
	return url;
}
