import type { IExecuteFunctions } from 'n8n-workflow';

import { TeamsWebhookError } from '../../../src/errors';

/** Chosen: an error shows this much of a wrong value. */
const VALUE_SHOWN_CHARACTERS = 40;

/** The parameter `authentication` of one item. */
export function authenticationOf(context: IExecuteFunctions, itemIndex: number): string {
	const value: unknown = context.getNodeParameter('authentication', itemIndex, 'webhookUrl');
	return typeof value === 'string' ? value : '';
}

/** One of the values of an option. Throws `option-invalid`. */
export function oneOf<Value extends string>(value: unknown, values: readonly Value[], name: string): Value {
	const found = values.find((candidate) => candidate === value);
	if (found !== undefined) return found;
	const shown =
		typeof value === 'string' ? `"${value.slice(0, VALUE_SHOWN_CHARACTERS)}"` : `A value of type ${typeof value}`;
	throw new TeamsWebhookError(
		'option-invalid',
		`${shown} is not a valid value for ${name}.`,
		`Use one of: ${values.map((candidate) => `"${candidate}"`).join(', ')}.`,
	);
}
