import type { PageData, Settings, SettingValue } from '../wire';

/** A field as the page knows it. */
type PageField = PageData['fields'][number];

/** The id of the field with the name of the subscription, which comes before the others. */
export const NAME_ID = '_name';

/** The element with an id. Throws if it is missing: then it is not our page. */
export function element(id: string): HTMLElement {
	const found = document.getElementById(id);
	if (found === null) throw new Error(`The page does not have an element "${id}".`);
	return found;
}

/** The current value of a field in the form. */
export function valueOf({ name, type }: PageField): SettingValue {
	const control = element(`f-${name}`);
	if (type === 'choices')
		return boxesOf(control)
			.filter(({ checked }) => checked)
			.map(({ value }) => value);
	if (control instanceof HTMLInputElement) return type === 'checkbox' ? control.checked : control.value.trim();
	return control instanceof HTMLSelectElement ? control.value : '';
}

/** The values of all fields. */
export function readForm(fields: readonly PageField[]): Settings {
	return Object.fromEntries(fields.map((field) => [field.name, valueOf(field)]));
}

/** Fills in what was saved; a value that does not fit its field, because the workflow has changed, is left out. */
export function fillForm(fields: readonly PageField[], saved: Readonly<Record<string, unknown>>): void {
	for (const field of fields) if (Object.hasOwn(saved, field.name)) fill(field, saved[field.name]);
}

/** What is wrong with the value of a field; empty if nothing is. */
export function problemOf(field: PageField): string {
	if (!field.required) return '';
	const value = valueOf(field);
	if (value === '') return 'Fill this in.';
	if (value === false) return 'Tick this box.';
	return Array.isArray(value) && value.length === 0 ? 'Choose at least one.' : '';
}

/** Shows or clears the error of a field; screen readers announce it. */
export function showProblem(name: string, problem: string): void {
	const place = document.getElementById(`e-${name}`);
	if (place === null) return;
	if (place.textContent !== problem) place.textContent = problem;
	element(`f-${name}`).setAttribute('aria-invalid', String(problem !== ''));
}

/** The text field of the subscription's name. */
export function nameInput(): HTMLInputElement {
	const input = element(`f-${NAME_ID}`);
	if (input instanceof HTMLInputElement) return input;
	throw new Error('The field for the name is not a text field.');
}

function fill({ name, type }: PageField, value: unknown): void {
	const control = element(`f-${name}`);
	if (type === 'choices' && Array.isArray(value))
		for (const box of boxesOf(control)) box.checked = value.includes(box.value);
	if (control instanceof HTMLInputElement && type === 'checkbox' && typeof value === 'boolean') control.checked = value;
	if (control instanceof HTMLInputElement && type === 'text' && typeof value === 'string') control.value = value;
	if (control instanceof HTMLSelectElement && Array.from(control.options).some((option) => option.value === value))
		control.value = String(value);
}

function boxesOf(group: HTMLElement): HTMLInputElement[] {
	return Array.from(group.querySelectorAll('input'));
}
