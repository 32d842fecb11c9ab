import type { Finding } from '../finding';
import type { LocatedObject } from './losses';
import type { JsonObject } from '../../json';

import { isPlainObject } from '../../json';
import { shownName } from './losses';
import { memberPath } from './shapes';

/** Where the value of an input is put into a body: `{{id.value}}` (teams.md E.5). No part of it overlaps another, so a body is read once. */
const PLACEHOLDER = /\{\{([^{}]*)\}\}/g;

const VALUE = '.value';

/** Characters that break a JSON text, and those that end or change a field of a form. */
const BREAKS_JSON = /["\\\p{Cc}]/u;
const BREAKS_FORM = /[&+%]/;

/** The content type of a form body; everything else is sent as JSON (teams.md E.3). */
export const FORM_TYPE = 'application/x-www-form-urlencoded';

/** One HttpPOST, and the inputs that people fill in before it. */
interface Post {
	readonly action: LocatedObject;
	readonly inputs: readonly JsonObject[];
}

/**
 * Findings for bodies that contain values of inputs, which are not escaped (teams.md E.5, X14): in JSON, a quote or a
 * line break in a typed text breaks the body; in a form, an `&` ends the field, so a text must come last. Never throws.
 */
export function checkSubstitution(card: JsonObject): readonly Finding[] {
	const root: LocatedObject = { value: card, path: '$' };
	return [root, ...objectsIn(root, 'sections')].flatMap(postsOf).flatMap(checkPost);
}

function postsOf(holder: LocatedObject): readonly Post[] {
	return objectsIn(holder, 'potentialAction').flatMap((action) => {
		if (action.value['@type'] === 'HttpPOST') return [{ action, inputs: [] }];
		if (action.value['@type'] !== 'ActionCard') return [];
		const inputs = objectsIn(action, 'inputs').map(({ value }) => value);
		return objectsIn(action, 'actions')
			.filter(({ value }) => value['@type'] === 'HttpPOST')
			.map((inner) => ({ action: inner, inputs }));
	});
}

function checkPost({ action, inputs }: Post): readonly Finding[] {
	const { body, bodyContentType } = action.value;
	if (typeof body !== 'string') return [];
	const path = memberPath(action.path, 'body');
	const isForm = bodyContentType === FORM_TYPE;
	return [...body.matchAll(PLACEHOLDER)].flatMap((match) => {
		const name = match[1]?.trim() ?? '';
		if (!name.endsWith(VALUE)) return [];
		const id = name.slice(0, -VALUE.length).trim();
		const input = inputs.find((candidate) => candidate.id === id);
		if (input === undefined)
			return [
				finding(
					'message-card-input-unknown',
					path,
					`This action does not have an input ${shownName(id)}, so nothing is inserted.`,
					'Correct the ID; upper and lower case matter.',
				),
			];
		const isLast = match.index + match[0].length === body.length;
		if (isForm)
			return breaksForm(input) && !isLast
				? [
						finding(
							'message-card-input-unescaped',
							path,
							`The value of ${shownName(id)} is not escaped: an "&" in it ends the field, and what follows is lost or changed.`,
							'Put this value last in the body; the receiver can then read it up to the end of the body.',
						),
					]
				: [];
		return breaksJson(input)
			? [
					finding(
						'message-card-input-unescaped',
						path,
						`The value of ${shownName(id)} is not escaped: a quote or a line break in it breaks the JSON.`,
						'Send the inputs as a form (name={{id.value}}) instead of JSON, with the text input at the end of the body.',
					),
				]
			: [];
	});
}

/** The author writes the choices, and dates contain nothing that breaks JSON. */
function breaksJson(input: JsonObject): boolean {
	return input['@type'] === 'TextInput' || choicesOf(input).some((choice) => BREAKS_JSON.test(choice));
}

function breaksForm(input: JsonObject): boolean {
	return input['@type'] === 'TextInput' || choicesOf(input).some((choice) => BREAKS_FORM.test(choice));
}

function choicesOf({ choices }: JsonObject): readonly string[] {
	return Array.isArray(choices)
		? choices.filter(isPlainObject).flatMap(({ value }) => (typeof value === 'string' ? [value] : []))
		: [];
}

function objectsIn({ value, path }: LocatedObject, name: string): readonly LocatedObject[] {
	const member = value[name];
	const at = memberPath(path, name);
	return Array.isArray(member)
		? member.flatMap((entry: unknown, index) =>
				isPlainObject(entry) ? [{ value: entry, path: `${at}[${index}]` }] : [],
			)
		: [];
}

function finding(code: Finding['code'], path: string, message: string, fix: string): Finding {
	return { severity: 'warning', code, path, message, fix };
}
