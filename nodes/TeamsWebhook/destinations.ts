import type { IExecuteFunctions, ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import type { NamedWebhook } from '../shared/incoming-credential';

import { TeamsWebhookError } from '../../src/errors';
import { readDestinations, readIncoming } from '../shared/incoming-credential';

/** Where one message goes; the name of a single webhook URL is `null`. */
export type Target = Pick<NamedWebhook, 'name' | 'webhook'>;

/** The names in the credential, for the list in the editor. */
export async function getDestinations(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return readDestinations(await this.getCredentials('teamsDestinationsApi')).map(({ name }) => ({ name, value: name }));
}

/**
 * Where one item goes: the webhook URL, or every chosen destination. Throws `destination-missing`,
 * `destination-unknown`, and the errors of the credential.
 */
export async function destinationsOf(context: IExecuteFunctions, itemIndex: number): Promise<readonly Target[]> {
	const known = await readNamed(context, itemIndex);
	if (known === undefined) return [await readSingle(context, itemIndex)];
	const names = namesIn(context.getNodeParameter('destination', itemIndex, []));
	if (names.length === 0) throw new TeamsWebhookError('destination-missing', 'No destination is chosen for this item.', 'Choose one from the list, or check the expression: it gave nothing.');
	return names.map((name) => {
		const found = known.find((destination) => destination.name === name);
		if (found === undefined) throw new TeamsWebhookError('destination-unknown', `The credential has no destination "${name.slice(0, 100)}".`, `It has: ${known.map((destination) => destination.name).join(', ')}.`);
		return found;
	});
}

/** Where a late reply goes: the webhook URL, or the destination of that channel. Throws `no-destination-for-channel`. */
export async function destinationFor(context: IExecuteFunctions, channelId: string | null): Promise<Target> {
	const known = await readNamed(context, 0);
	if (known === undefined) return await readSingle(context, 0);
	const found = known.find((destination) => destination.channelId !== null && destination.channelId === channelId);
	if (found !== undefined) return found;
	throw new TeamsWebhookError('no-destination-for-channel', 'No destination of the credential belongs to the channel of this mention, so the late reply was not posted anywhere.', 'Add an entry with the ID of that channel (channel.id of the trigger) to the credential.');
}

/** `undefined` where the node posts to a single webhook URL. */
async function readNamed(context: IExecuteFunctions, itemIndex: number): Promise<ReturnType<typeof readDestinations> | undefined> {
	if (context.getNodeParameter('authentication', itemIndex, 'webhookUrl') !== 'destinations') return undefined;
	return readDestinations(await context.getCredentials('teamsDestinationsApi', itemIndex));
}

async function readSingle(context: IExecuteFunctions, itemIndex: number): Promise<Target> {
	return { name: null, webhook: readIncoming(await context.getCredentials('teamsIncomingWebhookApi', itemIndex)) };
}

/** A list from the editor, or a text of names from an expression. Each name counts once. */
function namesIn(value: unknown): readonly string[] {
	const entries: readonly unknown[] = Array.isArray(value) ? value : typeof value === 'string' ? value.split(',') : [];
	return [...new Set(entries.map((entry) => String(entry).trim()).filter((entry) => entry !== ''))];
}
