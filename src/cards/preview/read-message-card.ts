import type { JsonObject } from '../../json';
import type { Block, Line, Look } from './outline';

import { isPlainObject, scalarText } from '../../json';
import { htmlToMarkdown } from '../message-card/html-markdown';
import { firstText, listOf, objectsOf } from './json-text';
import { buttonBlock, noteBlock, textBlock } from './outline';
import { markdownLines } from './read-markdown';

/** Lines of a member of a card or section. */
type LinesOf = (value: unknown) => readonly Line[];

/** What a MessageCard says (teams.md E.1 to E.4). Never throws. */
export function readMessageCard(card: JsonObject): readonly Block[] {
	const lines: LinesOf = (value) => markdownLines(scalarText(value));
	return [
		...textBlock(lines(card.title), 'strong'),
		...textBlock(lines(card.text)),
		...objectsOf(card.sections).map((section): Block => ({ kind: 'group', style: '', blocks: readSection(section) })),
		...objectsOf(card.potentialAction).flatMap((action) => readAction(action, false)),
	];
}

function readSection(section: JsonObject): readonly Block[] {
	const lines: LinesOf = (value) =>
		markdownLines(section.markdown === false ? htmlToMarkdown(scalarText(value)).text : scalarText(value));
	const texts: ReadonlyArray<readonly [string, Look]> = [
		['title', 'strong'],
		['activityTitle', 'strong'],
		['activitySubtitle', 'subtle'],
		['activityText', 'plain'],
		['text', 'plain'],
	];
	const facts = objectsOf(section.facts).map(({ name, value }) => ({ title: lines(name), value: lines(value) }));
	const images = [section.heroImage, ...listOf(section.images)].filter(isPlainObject);
	return [
		...(firstText(section.activityImage) === '' ? [] : [noteBlock('image')]),
		...texts.flatMap(([name, look]) => textBlock(lines(section[name]), look)),
		...(facts.length === 0 ? [] : [{ kind: 'facts', facts } as const]),
		...images.map(({ title }) => noteBlock(firstText(title) === '' ? 'image' : `image: ${scalarText(title)}`)),
		...objectsOf(section.potentialAction).flatMap((action) => readAction(action, false)),
	];
}

/** A button and its address; an ActionCard with its inputs and buttons (not nested: teams.md E.3). */
function readAction(action: JsonObject, isInner: boolean): readonly Block[] {
	const { '@type': type, name, target, targets } = action;
	const addresses = [
		...objectsOf(targets).map(({ uri }) => scalarText(uri)),
		...(Array.isArray(target) ? target.map(scalarText) : [scalarText(target)]),
	].filter((address) => address !== '');
	const button = buttonBlock(firstText(name), firstText(type), addresses.join(' '));
	const inputs = objectsOf(action.inputs).map((input) =>
		noteBlock(`${firstText(input['@type'], 'input')}: ${firstText(input.title, input.id)}`),
	);
	const inner = [...inputs, ...(isInner ? [] : objectsOf(action.actions).flatMap((entry) => readAction(entry, true)))];
	return inner.length === 0 ? [button] : [button, { kind: 'group', style: '', blocks: inner }];
}
