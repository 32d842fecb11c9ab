import type { JsonObject } from '../json';

import { TeamsWebhookError } from '../errors';
import { APPROVAL_CHOICES_MAX, APPROVAL_FIELDS_MAX } from '../limits';
import { isPlainObject, scalarText } from '../json';

/** The kinds of fields that a question may have; the names are those of n8n's forms. */
const TYPES = ['text', 'textarea', 'number', 'email', 'date', 'password', 'dropdown', 'radio', 'checkbox'] as const;

type FormFieldType = (typeof TYPES)[number];

/** One field of the form behind a question. */
export interface FormField {
	/** The member of `fields` in the answer. */
	readonly name: string;
	readonly label: string;
	readonly type: FormFieldType;
	readonly required: boolean;
	readonly placeholder: string;
	readonly default: string;
	/** What can be chosen; empty for fields that are typed. */
	readonly options: readonly string[];
	/** Several options may be chosen: the answer is a list. */
	readonly multiple: boolean;
}

/** Fields with options, and whether several may be chosen unless the row says otherwise. */
const CHOICES: ReadonlyMap<FormFieldType, boolean> = new Map([
	['dropdown', false],
	['radio', false],
	['checkbox', true],
]);

/**
 * Reads the fields of a form in the shape of n8n's form elements: `fieldLabel`, `fieldName`, `fieldType`,
 * `placeholder`, `defaultValue`, `requiredField`, `multiselect`, `fieldOptions.values[].option`. Throws
 * `form-field-invalid` for no fields or too many, a kind that a web page behind a link should not take (files, HTML,
 * hidden values), a missing or repeated label, and choices without options.
 */
export function parseFormFields(rows: unknown): readonly FormField[] {
	if (!Array.isArray(rows) || rows.length === 0) throw refusal('The form has no fields.');
	if (rows.length > APPROVAL_FIELDS_MAX)
		throw refusal(`The form has ${rows.length} fields; at most ${APPROVAL_FIELDS_MAX} are allowed.`);
	const fields = rows.map((row: unknown, index) => parseField(isPlainObject(row) ? row : {}, index + 1));
	const names = fields.map(({ name }) => name);
	const twice = names.find((name, index) => names.indexOf(name) !== index);
	if (twice !== undefined) throw refusal(`Two fields of the form have the name "${twice}".`);
	return fields;
}

function parseField(row: JsonObject, position: number): FormField {
	const written = scalarText(row.fieldType);
	const type = TYPES.find((candidate) => candidate === (written === '' ? 'text' : written));
	if (type === undefined)
		throw refusal(`Field ${position} has the type "${written.slice(0, 40)}". Use one of: ${TYPES.join(', ')}.`);
	const label = scalarText(row.fieldLabel).trim();
	const name = scalarText(row.fieldName).trim() === '' ? label : scalarText(row.fieldName).trim();
	if (label === '' && name === '') throw refusal(`Field ${position} has no label.`);
	if (name === '__proto__') throw refusal(`Field ${position} cannot have the name "__proto__".`);
	const byDefault = CHOICES.get(type);
	const options = byDefault === undefined ? [] : optionsOf(row, label === '' ? name : label);
	return {
		name,
		label: label === '' ? name : label,
		type,
		required: row.requiredField === true,
		placeholder: scalarText(row.placeholder),
		default: scalarText(row.defaultValue),
		options,
		multiple: byDefault === true || (type === 'dropdown' && row.multiselect === true),
	};
}

function optionsOf(row: JsonObject, label: string): readonly string[] {
	const { values } = isPlainObject(row.fieldOptions) ? row.fieldOptions : { values: undefined };
	const options = (Array.isArray(values) ? values : [])
		.map((value: unknown) => (isPlainObject(value) ? scalarText(value.option).trim() : ''))
		.filter((option) => option !== '');
	if (options.length === 0) throw refusal(`The field "${label}" has no options to choose from.`);
	if (options.length > APPROVAL_CHOICES_MAX)
		throw refusal(`The field "${label}" has more than ${APPROVAL_CHOICES_MAX} options.`);
	return [...new Set(options)];
}

function refusal(message: string): TeamsWebhookError {
	return new TeamsWebhookError(
		'form-field-invalid',
		message,
		'Correct the field in the node, or check the JSON or the expression that it comes from.',
	);
}
