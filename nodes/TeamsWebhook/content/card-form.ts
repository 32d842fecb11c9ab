import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { CardColor, CardForm, FormFact, FormTable } from '../../../src/cards/form/card-form';
import type { Batch } from '../batches';

import { allFacts, chosenFacts, parseFieldList, valueAt } from '../../../src/cards/form/fields';
import { TeamsWebhookError } from '../../../src/errors';
import { readLooks } from '../options/message-options';
import { parameterText } from './parameter-values';

const COLORS: readonly CardColor[] = ['default', 'accent', 'good', 'attention', 'warning'];

/**
 * Reads the form of a card. Title, text, images, buttons and mentions come from the first item; facts and rows from
 * every one, up to the option `maxItems`. Throws `option-invalid`.
 */
export function readForm(context: IExecuteFunctions, batch: Batch): CardForm {
	const [first, ...others] = batch;
	const { fullWidth = true, rightToLeft, escapeText, dates, maxItems, moreText } = readLooks(context, first);
	const shown: Batch = [first, ...others.slice(0, maxItems - 1)];
	const more = batch.length - shown.length;
	const table = readTable(context, shown, more);
	return {
		title: parameterText(context.getNodeParameter('title', first, '')),
		text: parameterText(context.getNodeParameter('text', first, '')),
		color: readColor(context.getNodeParameter('color', first, 'default')),
		factGroups: table === undefined ? readFactGroups(context, shown) : [],
		moreItems: table === undefined ? more : 0,
		moreText,
		images: rowsOf(context, 'images', first).map((row) => ({
			url: parameterText(row.url),
			altText: parameterText(row.altText),
		})),
		buttons: rowsOf(context, 'buttons', first).map((row) => ({
			title: parameterText(row.title),
			url: parameterText(row.url),
		})),
		mentions: rowsOf(context, 'mentions', first)
			.map((row) => ({ name: parameterText(row.name), id: parameterText(row.id) }))
			.filter(({ name, id }) => `${name}${id}`.trim() !== ''),
		...(table === undefined ? {} : { table }),
		fullWidth,
		rightToLeft,
		escapeText,
		dates,
	};
}

/** One list for facts of the panel, also of many items; fields of several items make a list for each. */
function readFactGroups(context: IExecuteFunctions, batch: Batch): ReadonlyArray<readonly FormFact[]> {
	const groups = batch.map((itemIndex) => readFacts(context, itemIndex));
	return context.getNodeParameter('factsFrom', batch[0], 'list') === 'list' ? [groups.flat()] : groups;
}

function readFacts(context: IExecuteFunctions, itemIndex: number): readonly FormFact[] {
	const from = context.getNodeParameter('factsFrom', itemIndex, 'list');
	if (from === 'allFields') return allFacts(itemOf(context, itemIndex));
	if (from === 'fields')
		return chosenFacts(
			itemOf(context, itemIndex),
			parseFieldList(parameterText(context.getNodeParameter('factFields', itemIndex, ''))),
		);
	return rowsOf(context, 'facts', itemIndex).map((row) => ({ title: parameterText(row.title), value: row.value }));
}

function readTable(context: IExecuteFunctions, batch: Batch, more: number): FormTable | undefined {
	const [first] = batch;
	const layout = context.getNodeParameter('layout', first, 'facts');
	if (context.getNodeParameter('items', first, 'each') !== 'together' || layout !== 'table') return undefined;
	const fields = parseFieldList(parameterText(context.getNodeParameter('tableColumns', first, '')));
	if (fields.length === 0)
		throw new TeamsWebhookError(
			'option-invalid',
			'The table has no columns.',
			'Name the fields of the item that become columns, separated by commas.',
		);
	const rows = batch.map((itemIndex) => fields.map(({ path }) => valueAt(itemOf(context, itemIndex), path)));
	return {
		heading: parameterText(context.getNodeParameter('tableHeading', first, '')),
		columns: fields.map(({ label }) => label),
		rows,
		more,
	};
}

function itemOf(context: IExecuteFunctions, itemIndex: number): IDataObject {
	return context.getInputData()[itemIndex]?.json ?? {};
}

function rowsOf(context: IExecuteFunctions, name: string, itemIndex: number): readonly IDataObject[] {
	const { values }: { values?: unknown } = Object(context.getNodeParameter(name, itemIndex, {})) as {
		values?: unknown;
	};
	return Array.isArray(values)
		? (values as readonly unknown[]).filter((row): row is IDataObject => typeof row === 'object' && row !== null)
		: [];
}

function readColor(value: unknown): CardColor {
	const color = COLORS.find((candidate) => candidate === value);
	if (color === undefined)
		throw new TeamsWebhookError(
			'option-invalid',
			'The color of the card is none that Teams knows.',
			`Use one of: ${COLORS.join(', ')}.`,
		);
	return color;
}
