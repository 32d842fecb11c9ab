import type { ActionForm, ActionInput } from '../../../src/cards/message-card/actions';
import type { JsonObject } from '../../../src/json';

import { collectionRows, parameterText } from './parameter-values';

const INPUT_KINDS = ['TextInput', 'DateInput', 'MultichoiceInput'] as const;

/** Reads the rows of the form for a MessageCard's actions. */
export function readActions(collection: unknown): readonly ActionForm[] {
	return collectionRows(collection).map((row) => ({
		kind: row.kind === 'HttpPOST' ? 'HttpPOST' : 'OpenUri',
		name: parameterText(row.name),
		url: parameterText(row.url),
		bodyFrom: row.bodyFrom === 'inputs' ? 'inputs' : 'written',
		body: parameterText(row.body),
		fields: collectionRows(row.fields).map(({ name, value }) => ({
			name: parameterText(name),
			value: parameterText(value),
		})),
		inputs: collectionRows(row.inputs).map(toInput),
	}));
}

function toInput(row: JsonObject): ActionInput {
	const maxLength = Math.floor(Number(row.maxLength ?? 0));
	return {
		kind: INPUT_KINDS.find((kind) => kind === row.kind) ?? 'TextInput',
		id: parameterText(row.id),
		title: parameterText(row.title),
		choices: parameterText(row.choices),
		isMultiline: row.isMultiline === true,
		isRequired: row.isRequired === true,
		value: parameterText(row.value),
		maxLength: Number.isFinite(maxLength) ? maxLength : 0,
		includeTime: row.includeTime === true,
		isMultiSelect: row.isMultiSelect === true,
		isExpanded: row.isExpanded === true,
	};
}
