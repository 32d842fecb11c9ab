import type { ActionForm, ActionInput } from '../../../src/cards/message-card/actions';
import type { JsonObject } from '../../../src/json';

import { rowsOf } from './rows';
import { textOf } from './text-of';

const INPUT_KINDS = ['TextInput', 'DateInput', 'MultichoiceInput'] as const;

/** Reads the rows of the form for a MessageCard's actions. */
export function readActions(collection: unknown): readonly ActionForm[] {
	return rowsOf(collection).map((row) => ({
		kind: row.kind === 'HttpPOST' ? 'HttpPOST' : 'OpenUri',
		name: textOf(row.name),
		url: textOf(row.url),
		bodyFrom: row.bodyFrom === 'inputs' ? 'inputs' : 'written',
		body: textOf(row.body),
		fields: rowsOf(row.fields).map(({ name, value }) => ({ name: textOf(name), value: textOf(value) })),
		inputs: rowsOf(row.inputs).map(toInput),
	}));
}

function toInput(row: JsonObject): ActionInput {
	const maxLength = Math.floor(Number(row.maxLength ?? 0));
	return {
		kind: INPUT_KINDS.find((kind) => kind === row.kind) ?? 'TextInput',
		id: textOf(row.id),
		title: textOf(row.title),
		choices: textOf(row.choices),
		isMultiline: row.isMultiline === true,
		isRequired: row.isRequired === true,
		value: textOf(row.value),
		maxLength: Number.isFinite(maxLength) ? maxLength : 0,
		includeTime: row.includeTime === true,
		isMultiSelect: row.isMultiSelect === true,
		isExpanded: row.isExpanded === true,
	};
}
