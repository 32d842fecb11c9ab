import type { IExecuteFunctions } from 'n8n-workflow';

import { TeamsWebhookError } from '../../../src/errors';

/** The parameter `authentication` of one item, as it stands in the panel. */
export function authenticationOf(context: IExecuteFunctions, itemIndex: number): string {
	const value: unknown = context.getNodeParameter('authentication', itemIndex, 'webhookUrl');
	return typeof value === 'string' ? value : '';
}

/** One of the values of an option. Throws `option-invalid`. */
export function oneOf<Value extends string>(value: unknown, values: readonly Value[], name: string): Value {
	const found = values.find((candidate) => candidate === value);
	if (found !== undefined) return found;
	throw new TeamsWebhookError(
		'option-invalid',
		`The option "${name}" is none of its values.`,
		`Use one of: ${values.join(', ')}.`,
	);
}
