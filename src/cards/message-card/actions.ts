import type { JsonObject } from '../../json';

import { TeamsWebhookError } from '../../errors';
import { FORM_TYPE } from './substitution';
import { webUrl } from './web-url';

/** One row of the panel's form for connector card actions. */
export interface ActionForm {
	readonly kind: 'OpenUri' | 'HttpPOST';
	readonly name: string;
	readonly url: string;
	/** `inputs`: the fixed fields and every input are sent as a form, and `body` is not used. */
	readonly bodyFrom?: 'written' | 'inputs';
	readonly body: string;
	readonly fields?: ReadonlyArray<{ readonly name: string; readonly value: string }>;
	readonly inputs: readonly ActionInput[];
}

/** One input of a row; `choices` are separated by commas or line breaks, `maxLength` counts characters (0: no limit). */
export interface ActionInput {
	readonly kind: 'TextInput' | 'DateInput' | 'MultichoiceInput';
	readonly id: string;
	readonly title: string;
	readonly choices: string;
	readonly isMultiline?: boolean;
	readonly isRequired?: boolean;
	readonly value?: string;
	readonly maxLength?: number;
	readonly includeTime?: boolean;
	readonly isMultiSelect?: boolean;
	readonly isExpanded?: boolean;
}

/** A body of name=value pairs; every other body is sent as JSON, the default (teams.md E.3). */
const FORM_BODY = /^[^\s={}[\]"&]+=/;

/** An ID that works in `{{id.value}}`. */
const INPUT_ID = /^[^\s{}.]+$/;

/**
 * The members of `potentialAction` for rows of the form: OpenUri with a default target; HttpPOST, in an ActionCard if it
 * has inputs (teams.md E.3, E.4). Throws `message-card-action-invalid` for a row without a name or with a URL that is not
 * http(s), and for an input whose id is missing or cannot be used in a form.
 */
export function toPotentialActions(rows: readonly ActionForm[]): readonly JsonObject[] {
	return rows.map((row, index) => {
		const name = row.name.trim();
		if (name === '')
			throw invalid(
				`Action ${index + 1} has no name.`,
				'Fill in the name of the action, or check the expression in it.',
			);
		const url = webUrl(row.url);
		if (url === undefined)
			throw invalid(
				`The URL of action ${index + 1} is not an http(s) URL.`,
				'Use an address that starts with https://, or check the expression in it.',
			);
		if (row.kind === 'OpenUri') return { '@type': 'OpenUri', name, targets: [{ os: 'default', uri: url }] };
		// The oldest text of teams.md E.5 puts values of inputs into addresses too.
		return postAction(row, name, row.url.includes('{{') ? row.url.trim() : url, index);
	});
}

function postAction(row: ActionForm, name: string, url: string, index: number): JsonObject {
	const { inputs } = row;
	if (inputs.some(({ id }) => id.trim() === ''))
		throw invalid(
			`An input of action ${index + 1} has no ID.`,
			'Fill in the ID; the body refers to it as {{id.value}}.',
		);
	const body = row.bodyFrom === 'inputs' ? formBody(row, index) : row.body;
	const isForm = row.bodyFrom === 'inputs' || FORM_BODY.test(body);
	const post = {
		'@type': 'HttpPOST',
		name,
		target: url,
		...(body === '' ? {} : { body }),
		...(isForm ? { bodyContentType: FORM_TYPE } : {}),
	};
	return inputs.length === 0 ? post : { '@type': 'ActionCard', name, inputs: inputs.map(toInput), actions: [post] };
}

/** What people type is not escaped, so typed texts come last: an "&" in the last field cannot cut off another one. */
function formBody({ fields = [], inputs }: ActionForm, index: number): string {
	if (inputs.some(({ id }) => !INPUT_ID.test(id.trim())))
		throw invalid(
			`The ID of an input of action ${index + 1} contains a space, a dot or a brace.`,
			'Use letters, digits and dashes.',
		);
	const fixed = fields
		.filter(({ name }) => name.trim() !== '')
		.map(({ name, value }) => `${encodeURIComponent(name.trim())}=${encodeURIComponent(value)}`);
	const [texts, others] = [
		inputs.filter(({ kind }) => kind === 'TextInput'),
		inputs.filter(({ kind }) => kind !== 'TextInput'),
	];
	return [
		...fixed,
		...[...others, ...texts].map(({ id }) => `${encodeURIComponent(id.trim())}={{${id.trim()}.value}}`),
	].join('&');
}

function toInput(form: ActionInput): JsonObject {
	const { kind, id, title, value = '', isRequired = false } = form;
	return {
		'@type': kind,
		id: id.trim(),
		title,
		...(value === '' ? {} : { value }),
		...(isRequired ? { isRequired } : {}),
		...ownMembers(form),
	};
}

/** The members that only this kind of input has. */
function ownMembers({
	kind,
	choices,
	isMultiline = false,
	maxLength = 0,
	includeTime = false,
	isMultiSelect = false,
	isExpanded = false,
}: ActionInput): JsonObject {
	if (kind === 'TextInput') return { ...(isMultiline ? { isMultiline } : {}), ...(maxLength > 0 ? { maxLength } : {}) };
	if (kind === 'DateInput') return includeTime ? { includeTime } : {};
	const names = choices
		.split(/[,\n]/)
		.map((choice) => choice.trim())
		.filter((choice) => choice !== '');
	return {
		choices: names.map((choice) => ({ display: choice, value: choice })),
		...(isMultiSelect ? { isMultiSelect } : {}),
		...(isExpanded ? { style: 'expanded' } : {}),
	};
}

function invalid(message: string, description: string): TeamsWebhookError {
	return new TeamsWebhookError('message-card-action-invalid', message, description);
}
