import type { JsonObject } from '../json';
import type { Choice, Field, FieldType, SettingValue } from './wire';

import { TeamsWebhookError } from '../errors';
import { scalarText } from '../json';
import { CONNECTOR_CHOICES_MAX, CONNECTOR_FIELDS_MAX } from '../limits';

/** Names become members of `settings` and ids on the page. */
const NAME = /^[a-z]\w{0,63}$/i;

/** Members that every object has; a setting of that name would be mistaken for them. */
const TAKEN: ReadonlySet<string> = new Set([
	'constructor',
	'hasOwnProperty',
	'toString',
	'valueOf',
	'isPrototypeOf',
	'toLocaleString',
	'propertyIsEnumerable',
]);

const TYPES: ReadonlySet<string> = new Set<FieldType>(['text', 'choice', 'choices', 'checkbox']);

/**
 * Reads the fields from the panel of the trigger. Throws `connector-field-invalid` for a name that cannot be used or is
 * used twice, a missing label or choice, and a default that is not one of the choices.
 */
export function parseFields(rows: unknown): readonly Field[] {
	if (!Array.isArray(rows)) return [];
	if (rows.length > CONNECTOR_FIELDS_MAX)
		throw refusal(`The page has ${rows.length} fields; at most ${CONNECTOR_FIELDS_MAX} are allowed.`);
	const fields = rows.map((row: unknown, index) => parseField(Object(row) as JsonObject, index + 1));
	const names = fields.map(({ name }) => name.toLowerCase());
	const twice = fields.find((_, index) => names.indexOf(names[index] ?? '') !== index);
	if (twice !== undefined) throw refusal(`Two fields are called "${twice.name}".`);
	return fields;
}

/** Reads choices: one per line, the value alone or `value = label`. Empty lines are ignored. */
function parseChoices(text: string): readonly Choice[] {
	const lines = text
		.split(/\r?\n/)
		.map((line) => line.trim())
		.filter((line) => line !== '');
	return lines.map((line) => {
		const [value = '', ...label] = line.split('=');
		return label.length === 0 ? { value: line, label: line } : { value: value.trim(), label: label.join('=').trim() };
	});
}

function parseField(row: JsonObject, position: number): Field {
	const name = scalarText(row.name).trim();
	if (!NAME.test(name) || TAKEN.has(name))
		throw refusal(
			`The name of field ${position} is not valid: it must begin with a letter, contain only letters, digits and underscores, have at most 64 characters, and not be a reserved name such as "constructor".`,
		);
	const type = scalarText(row.type) === '' ? 'text' : scalarText(row.type);
	if (!isType(type)) throw refusal(`The field "${name}" has an unknown type.`);
	const label = scalarText(row.label).trim();
	if (label === '') throw refusal(`The field "${name}" has no label.`);
	const choices = type === 'choice' || type === 'choices' ? parseChoices(scalarText(row.options)) : [];
	if (type.startsWith('choice')) checkChoices(name, choices);
	return {
		name,
		label,
		type,
		choices,
		default: defaultOf(name, { type, choices, text: scalarText(row.default) }),
		required: row.required === true,
		help: scalarText(row.help).trim(),
	};
}

function checkChoices(name: string, choices: readonly Choice[]): void {
	if (choices.length === 0) throw refusal(`The field "${name}" has no choices. Write one per line.`);
	if (choices.length > CONNECTOR_CHOICES_MAX)
		throw refusal(`The field "${name}" has more than ${CONNECTOR_CHOICES_MAX} choices.`);
	const values = choices.map(({ value }) => value);
	if (values.includes('') || choices.some(({ label }) => label === ''))
		throw refusal(`The field "${name}" has a choice without a value or label.`);
	if (new Set(values).size !== values.length) throw refusal(`The field "${name}" has two choices with the same value.`);
}

function defaultOf(
	name: string,
	{ type, choices, text }: { readonly type: FieldType; readonly choices: readonly Choice[]; readonly text: string },
): SettingValue {
	if (type === 'checkbox') return /^\s*(?:true|yes|on|1)\s*$/i.test(text);
	if (type === 'text') return text;
	const known = new Set(choices.map(({ value }) => value));
	const values = (type === 'choice' ? [text] : text.split(','))
		.map((value) => value.trim())
		.filter((value) => value !== '');
	const unknown = values.find((value) => !known.has(value));
	if (unknown !== undefined) throw refusal(`The default of the field "${name}" must be one of its choices.`);
	return type === 'choices' ? values : (values[0] ?? '');
}

function isType(type: string): type is FieldType {
	return TYPES.has(type);
}

function refusal(message: string): TeamsWebhookError {
	return new TeamsWebhookError(
		'connector-field-invalid',
		message,
		'Correct the field in the trigger, or check its expression.',
	);
}
