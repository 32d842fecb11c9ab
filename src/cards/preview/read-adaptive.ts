import type { JsonObject } from '../../json';
import type { Block, Look } from './outline';

import { isPlainObject, scalarText } from '../../json';
import { firstText, listOf, objectsOf } from './json-text';
import { buttonBlock, cleanText, noteBlock, plainLines, textBlock } from './outline';
import { markdownLines } from './read-markdown';

type ElementReader = (element: JsonObject, depth: number) => readonly Block[];

/** Chosen: deeper elements are not shown; no real card has so many levels. */
const DEPTH_MAX = 40;

/** Every element with text or other elements (schema of Adaptive Cards 1.6; teams.md H.5 for those of Teams). */
const READERS: ReadonlyMap<string, ElementReader> = new Map<string, ElementReader>([
	['ActionSet', ({ actions }, depth) => readActions(actions, depth)],
	['Badge', ({ text }) => textBlock(plainLines(scalarText(text)), 'strong')],
	['Carousel', ({ pages }, depth) => readElements(pages, depth)],
	['CarouselPage', (element, depth) => groupOf(element, element.items, depth)],
	['CodeBlock', ({ codeSnippet }) => [{ kind: 'code', text: cleanText(scalarText(codeSnippet)) }]],
	['Column', (element, depth) => groupOf(element, element.items, depth)],
	['ColumnSet', ({ columns }, depth) => rowOf(columns, depth, false)],
	[
		'CompoundButton',
		({ title, description }) => [
			...textBlock(plainLines(scalarText(title)), 'strong'),
			...textBlock(plainLines(scalarText(description)), 'subtle'),
		],
	],
	['Container', (element, depth) => groupOf(element, element.items, depth)],
	[
		'FactSet',
		({ facts }) => [
			{
				kind: 'facts',
				facts: objectsOf(facts).map(({ title, value }) => ({
					title: markdownLines(scalarText(title)),
					value: markdownLines(scalarText(value)),
				})),
			},
		],
	],
	['Image', readImage],
	[
		'ImageSet',
		({ images }, depth) => objectsOf(images).flatMap((image) => readElement({ ...image, type: 'Image' }, depth)),
	],
	[
		'Input.ChoiceSet',
		(element) => [
			...readInput(element),
			...objectsOf(element.choices).flatMap(({ title }) => textBlock(plainLines(`○ ${scalarText(title)}`))),
		],
	],
	[
		'RichTextBlock',
		({ inlines }) =>
			textBlock(
				plainLines(
					listOf(inlines)
						.map((inline) => (isPlainObject(inline) ? scalarText(inline.text) : scalarText(inline)))
						.join(''),
				),
			),
	],
	['Table', ({ rows }, depth) => readElements(rows, depth, 'TableRow')],
	['TableCell', (element, depth) => groupOf(element, element.items, depth)],
	['TableRow', ({ cells }, depth) => rowOf(cells, depth, true)],
	['TextBlock', (element) => textBlock(markdownLines(scalarText(element.text)), lookOf(element))],
]);

/** What an Adaptive Card says. Never throws. */
export function readAdaptiveCard(card: JsonObject, depth = 0): readonly Block[] {
	return [...readElements(card.body, depth), ...readActions(card.actions, depth), ...readTap(card, depth)];
}

function readElements(elements: unknown, depth: number, type?: string): readonly Block[] {
	return objectsOf(elements).flatMap((element) =>
		readElement(type === undefined ? element : { ...element, type }, depth),
	);
}

function readElement(element: JsonObject, depth: number): readonly Block[] {
	if (depth > DEPTH_MAX) return [noteBlock('…')];
	const type = scalarText(element.type);
	const reader = READERS.get(type) ?? (type.startsWith('Input.') ? readInput : readUnknown);
	return [...reader(element, depth + 1), ...readTap(element, depth + 1)];
}

/** Its type, and its text if it has one. */
function readUnknown({ type, title, text, label, altText }: JsonObject): readonly Block[] {
	const words = firstText(title, text, label, altText);
	return [noteBlock(`${firstText(type, 'element without a type')}${words === '' ? '' : `: ${words}`}`)];
}

function readImage({ altText }: JsonObject): readonly Block[] {
	const words = scalarText(altText);
	return [noteBlock(words.trim() === '' ? 'image' : `image: ${words}`)];
}

function readInput({ type, label, title, placeholder, id }: JsonObject): readonly Block[] {
	return [noteBlock(`${scalarText(type)}: ${firstText(label, title, placeholder, id)}`)];
}

function groupOf({ style }: JsonObject, items: unknown, depth: number): readonly Block[] {
	const blocks = readElements(items, depth);
	return blocks.length === 0 ? [] : [{ kind: 'group', style: scalarText(style).toLowerCase(), blocks }];
}

function rowOf(cells: unknown, depth: number, isRow: boolean): readonly Block[] {
	const columns = objectsOf(cells).map((cell) => readElement({ ...cell, type: isRow ? 'TableCell' : 'Column' }, depth));
	return columns.length === 0 ? [] : [{ kind: 'columns', isRow, columns }];
}

function lookOf({ weight, isSubtle, style }: JsonObject): Look {
	if (scalarText(weight).toLowerCase() === 'bolder' || scalarText(style).toLowerCase() === 'heading') return 'strong';
	return isSubtle === true ? 'subtle' : 'plain';
}

function readActions(actions: unknown, depth: number): readonly Block[] {
	return objectsOf(actions).flatMap((action) => readAction(action, depth));
}

/** The label of a button, its address, and the card it opens. Actions that do not open a page are named by their type. */
function readAction({ type, title, url, card }: JsonObject, depth: number): readonly Block[] {
	if (depth > DEPTH_MAX) return [noteBlock('…')];
	const button = buttonBlock(firstText(title), firstText(type), scalarText(url));
	return isPlainObject(card)
		? [button, { kind: 'group', style: '', blocks: readAdaptiveCard(card, depth + 1) }]
		: [button];
}

/** What a tap on an element does. */
function readTap({ selectAction }: JsonObject, depth: number): readonly Block[] {
	return isPlainObject(selectAction)
		? readAction({ ...selectAction, title: firstText(selectAction.title, 'Tap') }, depth)
		: [];
}
