import type { CardColor, CardForm, FormFact, FormTable } from '../../../src/cards/form/card-form';
import type { BatchInput, ItemInput } from '../item-input';

import { allFacts, chosenFacts, parseFieldList, valueAt } from '../../../src/cards/form/fields';
import { TeamsWebhookError } from '../../../src/errors';
import { readLooks } from '../options/message-options';
import { parameterText } from './parameter-values';

const COLORS: readonly CardColor[] = ['default', 'accent', 'good', 'attention', 'warning'];

/**
 * Reads the form of a card. Title, text, images, buttons and mentions come from the first item; facts and rows from
 * every one, up to the option `maxItems`. Throws `option-invalid`.
 */
export function readForm(inputs: BatchInput): CardForm {
	const [first, ...others] = inputs;
	const { fullWidth = true, rightToLeft, escapeText, dates, maxItems, moreText } = readLooks(first);
	const shown: BatchInput = [first, ...others.slice(0, maxItems - 1)];
	const more = inputs.length - shown.length;
	const table = readTable(shown, more);
	return {
		title: first.text('title'),
		text: first.text('text'),
		color: readColor(first.value('color', 'default')),
		factGroups: table === undefined ? readFactGroups(shown) : [],
		moreItems: table === undefined ? more : 0,
		moreText,
		images: first.rows('images').map((row) => ({ url: parameterText(row.url), altText: parameterText(row.altText) })),
		buttons: first.rows('buttons').map((row) => ({ title: parameterText(row.title), url: parameterText(row.url) })),
		mentions: first
			.rows('mentions')
			.map((row) => ({ name: parameterText(row.name), id: parameterText(row.id) }))
			.filter(({ name, id }) => `${name}${id}`.trim() !== ''),
		...(table === undefined ? {} : { table }),
		fullWidth,
		rightToLeft,
		escapeText,
		dates,
	};
}

/** Facts from the panel form one list, even for many items; fields of several items form a list for each item. */
function readFactGroups(inputs: BatchInput): ReadonlyArray<readonly FormFact[]> {
	const groups = inputs.map(readFacts);
	return inputs[0].value('factsFrom', 'list') === 'list' ? [groups.flat()] : groups;
}

function readFacts(input: ItemInput): readonly FormFact[] {
	const from = input.value('factsFrom', 'list');
	if (from === 'allFields') return allFacts(input.json);
	if (from === 'fields') return chosenFacts(input.json, parseFieldList(input.text('factFields')));
	return input.rows('facts').map((row) => ({ title: parameterText(row.title), value: row.value }));
}

function readTable(inputs: BatchInput, more: number): FormTable | undefined {
	const [first] = inputs;
	const layout = first.value('layout', 'facts');
	if (first.value('items', 'each') !== 'together' || layout !== 'table') return undefined;
	const fields = parseFieldList(first.text('tableColumns'));
	if (fields.length === 0)
		throw new TeamsWebhookError(
			'option-invalid',
			'The table does not have any columns.',
			'List the fields of the item that should become columns, separated by commas.',
		);
	return {
		heading: first.text('tableHeading'),
		columns: fields.map(({ label }) => label),
		rows: inputs.map(({ json }) => fields.map(({ path }) => valueAt(json, path))),
		more,
	};
}

function readColor(value: unknown): CardColor {
	const color = COLORS.find((candidate) => candidate === value);
	if (color === undefined)
		throw new TeamsWebhookError(
			'option-invalid',
			'The colour of the card is not one that Teams knows.',
			`Use one of: ${COLORS.join(', ')}.`,
		);
	return color;
}
