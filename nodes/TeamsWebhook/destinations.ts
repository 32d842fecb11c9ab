import type { IExecuteFunctions, ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import type { NamedWebhook } from '../shared/incoming-credential';

import { TeamsWebhookError } from '../../src/errors';
import { readDestinations, readIncoming } from '../shared/incoming-credential';

/** The names in the credential, for the list in the editor. */
export async function getDestinations(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return readDestinations(await this.getCredentials('teamsDestinationsApi')).map(({ name }) => ({ name, value: name }));
}

/**
 * Where one item goes: the webhook URL, or every chosen destination. Throws `destination-missing`,
 * `destination-unknown`, and the errors of the credential.
 */
export async function destinationsOf(context: IExecuteFunctions, itemIndex: number): Promise<ReadonlyArray<Pick<NamedWebhook, 'name' | 'webhook'>>> {
	if (context.getNodeParameter('authentication', itemIndex, 'webhookUrl') !== 'destinations') {
		return [{ name: null, webhook: readIncoming(await context.getCredentials('teamsIncomingWebhookApi', itemIndex)) }];
	}
	const known = readDestinations(await context.getCredentials('teamsDestinationsApi', itemIndex));
	const names = namesIn(context.getNodeParameter('destination', itemIndex, []));
	if (names.length === 0) throw new TeamsWebhookError('destination-missing', 'No destination is chosen for this item.', 'Choose one from the list, or check the expression: it gave nothing.');
	return names.map((name) => {
		const found = known.find((destination) => destination.name === name);
		if (found === undefined) throw new TeamsWebhookError('destination-unknown', `The credential has no destination "${name.slice(0, 100)}".`, `It has: ${known.map((destination) => destination.name).join(', ')}.`);
		return found;
	});
}

/** A list from the editor, or a text of names from an expression. Each name counts once. */
function namesIn(value: unknown): readonly string[] {
	const entries: readonly unknown[] = Array.isArray(value) ? value : typeof value === 'string' ? value.split(',') : [];
	return [...new Set(entries.map((entry) => String(entry).trim()).filter((entry) => entry !== ''))];
}
