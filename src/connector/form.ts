import type { Choice, Field } from './wire';

import { CONNECTOR_NAME_MAX_CHARACTERS, CONNECTOR_TEXT_MAX_CHARACTERS } from '../limits';
import { escapeHtml } from '../html-escape';

/** The field of the subscription's name; other names begin with a letter, so they cannot collide. */
const NAME_ID = '_name';

/** The form as HTML: a label, a help text and a place for an error with every field, tied together for screen readers. */
export function formHtml(fields: readonly Field[], configName: string): string {
	return [nameHtml(configName), ...fields.map(fieldHtml)].join('\n');
}

function nameHtml(configName: string): string {
	const help = 'What this connection is called in Teams.';
	const input = `<input id="f-${NAME_ID}" type="text" required maxlength="${CONNECTOR_NAME_MAX_CHARACTERS}" autocomplete="off" value="${escapeHtml(configName)}" aria-describedby="h-${NAME_ID} e-${NAME_ID}">`;
	return `<div class="field">${labelHtml(NAME_ID, 'Name', true)}${helpHtml(NAME_ID, help)}${input}${errorHtml(NAME_ID)}</div>`;
}

function fieldHtml(field: Field): string {
	if (field.type === 'choices') return choicesHtml(field);
	if (field.type === 'checkbox') return checkboxHtml(field);
	const control =
		field.type === 'choice'
			? selectHtml(field)
			: `<input id="f-${field.name}" type="text" maxlength="${CONNECTOR_TEXT_MAX_CHARACTERS}" autocomplete="off" value="${escapeHtml(String(field.default))}"${stateOf(field)}>`;
	return `<div class="field">${labelHtml(field.name, field.label, field.required)}${helpHtml(field.name, field.help)}${control}${errorHtml(field.name)}</div>`;
}

function selectHtml(field: Field): string {
	const none =
		field.default === ''
			? '<option value="" selected>Choose…</option>'
			: field.required
				? ''
				: '<option value="">None</option>';
	const options = field.choices.map(
		({ value, label }) =>
			`<option value="${escapeHtml(value)}"${value === field.default ? ' selected' : ''}>${escapeHtml(label)}</option>`,
	);
	return `<select id="f-${field.name}"${stateOf(field)}>${none}${options.join('')}</select>`;
}

/** A group of boxes: the legend is its label, and the help and the error belong to the whole group. */
function choicesHtml(field: Field): string {
	const chosen = Array.isArray(field.default) ? field.default : [];
	const boxes = field.choices.map((choice, index) =>
		boxHtml({ id: `f-${field.name}-${index}`, choice, checked: chosen.includes(choice.value) }),
	);
	return `<fieldset class="field" id="f-${field.name}" aria-describedby="h-${field.name} e-${field.name}"><legend>${escapeHtml(field.label)}${mark(field.required)}</legend>${helpHtml(field.name, field.help)}${boxes.join('')}${errorHtml(field.name)}</fieldset>`;
}

function checkboxHtml(field: Field): string {
	const input = `<input id="f-${field.name}" type="checkbox"${field.default === true ? ' checked' : ''}${stateOf(field)}>`;
	return `<div class="field"><div class="box">${input}<label for="f-${field.name}">${escapeHtml(field.label)}${mark(field.required)}</label></div>${helpHtml(field.name, field.help)}${errorHtml(field.name)}</div>`;
}

function boxHtml({
	id,
	choice,
	checked,
}: {
	readonly id: string;
	readonly choice: Choice;
	readonly checked: boolean;
}): string {
	return `<div class="box"><input id="${id}" type="checkbox" value="${escapeHtml(choice.value)}"${checked ? ' checked' : ''}><label for="${id}">${escapeHtml(choice.label)}</label></div>`;
}

function labelHtml(name: string, label: string, required: boolean): string {
	return `<label for="f-${name}">${escapeHtml(label)}${mark(required)}</label>`;
}

/** Always present, so that `aria-describedby` points to something; an empty one takes no space. */
function helpHtml(name: string, help: string): string {
	return `<p class="help" id="h-${name}">${escapeHtml(help)}</p>`;
}

function errorHtml(name: string): string {
	return `<p class="error" id="e-${name}" aria-live="polite"></p>`;
}

function stateOf({ name, required }: Field): string {
	return `${required ? ' required' : ''} aria-describedby="h-${name} e-${name}"`;
}

function mark(required: boolean): string {
	return required ? ' <span class="required">(required)</span>' : '';
}
