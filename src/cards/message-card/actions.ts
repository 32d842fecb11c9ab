import type { JsonObject } from './losses';

import { TeamsWebhookError } from '../../errors';
import { webUrl } from './web-url';

/** One row of the panel's form for connector card actions. */
export interface ActionForm {
	readonly kind: 'OpenUri' | 'HttpPOST';
	readonly name: string;
	readonly url: string;
	readonly body: string;
	readonly inputs: readonly ActionInput[];
}

/** One input of a row; `choices` are separated by commas or line breaks. */
export interface ActionInput {
	readonly kind: 'TextInput' | 'DateInput' | 'MultichoiceInput';
	readonly id: string;
	readonly title: string;
	readonly choices: string;
	readonly isMultiline?: boolean;
}

/** A body of name=value pairs; every other one is sent as JSON, the default (teams.md E.3). */
const FORM_BODY = /^[^\s={}[\]"&]+=/;

/**
 * The members of `potentialAction` for rows of the form: OpenUri with a default target; HttpPOST, in an ActionCard when
 * it has inputs (teams.md E.3, E.4). Throws `message-card-action-invalid` for a row without a name or with a URL that
 * is not http(s), and for an input without an id.
 */
export function toPotentialActions(rows: readonly ActionForm[]): readonly JsonObject[] {
	return rows.map((row, index) => {
		const name = row.name.trim();
		if (name === '') throw invalid(`Action ${index + 1} has no name.`, 'Fill in what stands on the button, or check the expression in it.');
		const url = webUrl(row.url);
		if (url === undefined) throw invalid(`The URL of action ${index + 1} is not an http(s) URL.`, 'Give an address that starts with https://, or check the expression in it.');
		return row.kind === 'OpenUri' ? { '@type': 'OpenUri', name, targets: [{ os: 'default', uri: url }] } : postAction(row, name, url, index);
	});
}

function postAction({ body, inputs }: ActionForm, name: string, url: string, index: number): JsonObject {
	const post = { '@type': 'HttpPOST', name, target: url, ...(body === '' ? {} : { body }), ...(FORM_BODY.test(body) ? { bodyContentType: 'application/x-www-form-urlencoded' } : {}) };
	if (inputs.length === 0) return post;
	if (inputs.some(({ id }) => id.trim() === '')) throw invalid(`An input of action ${index + 1} has no ID.`, 'Fill in the ID; the body names it as {{id.value}}.');
	return { '@type': 'ActionCard', name, inputs: inputs.map(toInput), actions: [post] };
}

function toInput({ kind, id, title, choices, isMultiline }: ActionInput): JsonObject {
	const input = { '@type': kind, id: id.trim(), title };
	if (kind === 'TextInput') return isMultiline === true ? { ...input, isMultiline } : input;
	if (kind === 'DateInput') return input;
	const names = choices.split(/[,\n]/).map((choice) => choice.trim()).filter((choice) => choice !== '');
	return { ...input, choices: names.map((choice) => ({ display: choice, value: choice })) };
}

function invalid(message: string, description: string): TeamsWebhookError {
	return new TeamsWebhookError('message-card-action-invalid', message, description);
}
