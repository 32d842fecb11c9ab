import type { FormField } from './form-field';
import type { Problems } from './submission';
import type { Question } from './question';
import type { QuestionTexts } from './texts';

import { withoutControls } from '../cards/markdown';
import { escapeHtml } from '../html-escape';
import { APPROVAL_COMMENT_MAX_CHARACTERS, APPROVAL_TEXT_MAX_CHARACTERS } from '../limits';
import { INPUT } from './submission';

/** A button that is disabled and comes first: Enter in a field presses it, so it presses nothing. */
const NO_ENTER = '<button type="submit" disabled hidden></button>';

/** HTML's input types for single-line fields. */
const INPUT_TYPES: Readonly<Partial<Record<FormField['type'], string>>> = {
	date: 'date',
	email: 'email',
	number: 'text" inputmode="decimal',
	password: 'password" autocomplete="off',
	text: 'text',
};

/** The inputs and buttons of a question. Every input has a label and a place for what is wrong with it. */
export function controlsHtml(question: Question, problems: Problems): string {
	const { texts, responseType } = question;
	if (responseType === 'approval') return [NO_ENTER, commentHtml(texts, problems), decisionsHtml(question)].join('');
	const fields =
		responseType === 'freeText'
			? textareaHtml({
					id: INPUT.text,
					label: texts.answer,
					required: true,
					rows: 5,
					most: APPROVAL_TEXT_MAX_CHARACTERS,
					texts,
					problems,
				})
			: question.fields.map((field, index) => fieldHtml(field, `${INPUT.field}${index}`, texts, problems)).join('');
	return [
		NO_ENTER,
		fields,
		`<div class="buttons"><button type="submit" class="primary">${escapeHtml(texts.submit)}</button></div>`,
	].join('');
}

function decisionsHtml({ approve, decline }: Question): string {
	const button = (value: string, label: string, look: string): string =>
		`<button type="submit" name="${INPUT.decision}" value="${value}"${look}>${escapeHtml(withoutControls(label))}</button>`;
	return `<div class="buttons">${button('approve', approve, ' class="primary"')}${decline === null ? '' : button('decline', decline, '')}</div>`;
}

function commentHtml(texts: QuestionTexts, problems: Problems): string {
	return textareaHtml({
		id: INPUT.comment,
		label: texts.comment,
		required: false,
		rows: 3,
		most: APPROVAL_COMMENT_MAX_CHARACTERS,
		texts,
		problems,
	});
}

interface Control {
	readonly id: string;
	readonly label: string;
	readonly required: boolean;
	readonly texts: QuestionTexts;
	readonly problems: Problems;
}

function textareaHtml(
	control: Control & { readonly rows: number; readonly most: number; readonly value?: string; readonly hint?: string },
): string {
	const { id, rows, most, value = '', hint = '' } = control;
	return wrap(
		control,
		`<textarea id="${id}" name="${id}" rows="${rows}" maxlength="${most}" placeholder="${escapeHtml(hint)}"${stateOf(control)}>\n${escapeHtml(value)}</textarea>`,
	);
}

function fieldHtml(field: FormField, id: string, texts: QuestionTexts, problems: Problems): string {
	const control: Control = { id, label: field.label, required: field.required, texts, problems };
	if (field.type === 'radio' || field.type === 'checkbox') return groupHtml(control, field);
	if (field.options.length > 0) return wrap(control, selectHtml(control, field));
	const { placeholder: hint, default: value } = field;
	if (field.type === 'textarea')
		return textareaHtml({ ...control, rows: 5, most: APPROVAL_TEXT_MAX_CHARACTERS, value, hint });
	return wrap(
		control,
		`<input id="${id}" name="${id}" type="${INPUT_TYPES[field.type] ?? 'text'}" maxlength="${APPROVAL_TEXT_MAX_CHARACTERS}" value="${escapeHtml(value)}" placeholder="${escapeHtml(hint)}"${stateOf(control)}>`,
	);
}

function selectHtml(control: Control, field: FormField): string {
	const options = field.options.map(
		(option) =>
			`<option value="${escapeHtml(option)}"${option === field.default ? ' selected' : ''}>${escapeHtml(withoutControls(option))}</option>`,
	);
	const none = field.multiple ? '' : `<option value="">${escapeHtml(control.texts.choose)}</option>`;
	return `<select id="${control.id}" name="${control.id}"${field.multiple ? ' multiple' : ''}${stateOf(control)}>${none}${options.join('')}</select>`;
}

/** Boxes or radio buttons: the legend is their label, and what is wrong belongs to the whole group. */
function groupHtml(control: Control, field: FormField): string {
	const { id } = control;
	const boxes = field.options.map(
		(option, index) =>
			`<div class="box"><input id="${id}-${index}" name="${id}" type="${field.type}" value="${escapeHtml(option)}"${option === field.default ? ' checked' : ''}><label for="${id}-${index}">${escapeHtml(withoutControls(option))}</label></div>`,
	);
	return `<fieldset class="field" aria-describedby="${id}-problem"${control.required ? ` data-required="${id}"` : ''}><legend>${labelOf(control)}</legend>${boxes.join('')}${problemHtml(control)}</fieldset>`;
}

function wrap(control: Control, input: string): string {
	return `<div class="field"><label for="${control.id}">${labelOf(control)}</label>${input}${problemHtml(control)}</div>`;
}

function labelOf({ label, required, texts }: Control): string {
	return `${escapeHtml(withoutControls(label))}${required ? ` <span class="required">${escapeHtml(texts.required)}</span>` : ''}`;
}

/** Always there, so that `aria-describedby` points to something; an empty one takes no room. */
function problemHtml({ id, texts, problems }: Control): string {
	const problem = problems[id];
	return `<p class="error" id="${id}-problem" aria-live="polite">${problem === undefined ? '' : escapeHtml(texts[problem])}</p>`;
}

function stateOf({ id, required, problems }: Control): string {
	const invalid = problems[id] === undefined ? '' : ' aria-invalid="true"';
	return `${required ? ` required data-required="${id}"` : ''}${invalid} aria-describedby="${id}-problem"`;
}
