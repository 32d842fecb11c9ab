import type { INodeProperties } from 'n8n-workflow';
import type { FixedText } from '../../src/outgoing-webhook/texts';

import { FIXED_TEXTS } from '../../src/outgoing-webhook/texts';
import { rowsOf } from '../shared/text-rows';

/** The option that replaces the sentences people in Teams read. */
export const textsOption: INodeProperties = {
	displayName: 'Texts',
	name: 'texts',
	type: 'collection',
	placeholder: 'Add text',
	default: {},
	description: 'What people in Teams read, in your words or language. Without a text here they read it in English.',
	options: Object.entries<FixedText>(FIXED_TEXTS)
		.map(([name, fixed]) => toField(name, fixed))
		.sort((left, right) => left.displayName.localeCompare(right.displayName)),
};

function toField(name: string, { label, when, text, placeholders = [] }: FixedText): INodeProperties {
	const listed = placeholders.map((placeholder) => `{${placeholder}}`).join(', ');
	return {
		displayName: label,
		name,
		type: 'string',
		typeOptions: { rows: rowsOf(text) },
		default: text,
		description: listed === '' ? when : `${when}. Placeholders: ${listed}.`,
	};
}
