import type { INodeProperties } from 'n8n-workflow';
import type { FixedText } from '../../src/replaceable-texts';

/**
 * Seen in n8n 2.41: the narrow panel shows about this many characters of a text per line, and no more lines than it is
 * told.
 */
const CHARACTERS_PER_LINE = 34;

/** The option `texts`: a field for each sentence of a table. */
export function textsOptionOf(
	table: Readonly<Record<string, FixedText>>,
	more: Pick<INodeProperties, 'description' | 'displayOptions'>,
): INodeProperties {
	return {
		displayName: 'Texts',
		name: 'texts',
		type: 'collection',
		placeholder: 'Add text',
		default: {},
		...more,
		options: Object.entries(table)
			.map(([name, fixed]) => toField(name, fixed))
			.sort((left, right) => left.displayName.localeCompare(right.displayName)),
	};
}

function toField(name: string, { label, when, text, placeholders = [] }: FixedText): INodeProperties {
	const listed = placeholders.map((placeholder) => `{${placeholder}}`).join(', ');
	return {
		displayName: label,
		name,
		type: 'string',
		typeOptions: { rows: Math.max(2, Math.ceil(text.length / CHARACTERS_PER_LINE)) },
		default: text,
		description: listed === '' ? when : `${when}. Placeholders: ${listed}.`,
	};
}
