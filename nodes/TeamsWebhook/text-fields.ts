import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';

import { rowsOf } from '../shared/text-rows';

/**
 * The option `texts`: a field for each fixed sentence that people read. A field that was not added, or is empty, leaves
 * the sentence of the table.
 */
export function textFields(
	table: Readonly<Record<string, string>>,
	displayOptions: IDisplayOptions,
	description: string,
): INodeProperties {
	const fields = Object.entries(table).map(
		([name, text]): INodeProperties => ({
			displayName: titleOf(name),
			name,
			type: 'string',
			typeOptions: { rows: rowsOf(text) },
			default: text,
		}),
	);
	return {
		displayName: 'Texts',
		name: 'texts',
		type: 'collection',
		placeholder: 'Add Text',
		displayOptions,
		default: {},
		description,
		options: fields.sort((left, right) => left.displayName.localeCompare(right.displayName)),
	};
}

/** `answerButton` as people read it: "Answer Button". */
function titleOf(name: string): string {
	const words = name.replace(/[A-Z]/g, ' $&');
	return words.charAt(0).toUpperCase() + words.slice(1);
}
