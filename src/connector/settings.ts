import type { JsonObject } from '../json';
import type { Field, Settings, SettingValue } from './wire';

import { CONNECTOR_TEXT_MAX_CHARACTERS } from '../limits';

/** The settings, or what is wrong with each field. */
type SettingsRead =
	| { readonly ok: true; readonly value: Settings }
	| { readonly ok: false; readonly problems: Readonly<Record<string, string>> };

/** Control characters, line ends among them: a text field has one line. */
const CONTROL = /\p{Cc}/u;

/** Takes only the values of the fields from a posted body, each checked against its field. Never throws. */
export function readSettings(fields: readonly Field[], posted: unknown): SettingsRead {
	const row = Object(posted) as JsonObject;
	const read = fields.map((field) => ({
		field,
		value: readValue(field, Object.hasOwn(row, field.name) ? row[field.name] : undefined),
	}));
	const problems = read.flatMap(({ field, value }) =>
		'problem' in value ? [[field.name, value.problem] as const] : [],
	);
	if (problems.length > 0) return { ok: false, problems: Object.fromEntries(problems) };
	return {
		ok: true,
		value: Object.fromEntries(
			read.flatMap(({ field, value }) => ('value' in value ? [[field.name, value.value]] : [])),
		),
	};
}

type Read = { readonly value: SettingValue } | { readonly problem: string };

function readValue(field: Field, value: unknown): Read {
	if (field.type === 'checkbox') return readBox(field, value ?? false);
	if (field.type === 'choices') return readChoices(field, value ?? []);
	const read = field.type === 'text' ? readText(value ?? '') : readChoice(field, value ?? '');
	return 'value' in read && field.required && read.value === '' ? { problem: 'Fill this in.' } : read;
}

function readBox(field: Field, value: unknown): Read {
	if (typeof value !== 'boolean') return { problem: 'Tick the box or leave it empty.' };
	return field.required && !value ? { problem: 'Tick this box.' } : { value };
}

function readText(value: unknown): Read {
	if (typeof value !== 'string' || CONTROL.test(value)) return { problem: 'Write plain text.' };
	const text = value.trim();
	return text.length > CONNECTOR_TEXT_MAX_CHARACTERS
		? { problem: `Use at most ${CONNECTOR_TEXT_MAX_CHARACTERS} characters.` }
		: { value: text };
}

function readChoice(field: Field, value: unknown): Read {
	return typeof value === 'string' && (value === '' || field.choices.some((choice) => choice.value === value))
		? { value }
		: { problem: 'Choose one from the list.' };
}

/** The values in the order of the field, each once. */
function readChoices(field: Field, value: unknown): Read {
	const values = field.choices.map((choice) => choice.value);
	if (!Array.isArray(value) || value.some((entry: unknown) => typeof entry !== 'string' || !values.includes(entry)))
		return { problem: 'Choose from the list.' };
	const chosen = values.filter((entry) => value.includes(entry));
	return field.required && chosen.length === 0 ? { problem: 'Choose at least one.' } : { value: chosen };
}
