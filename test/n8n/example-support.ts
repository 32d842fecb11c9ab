import type { ExampleName } from '../../scripts/lib/examples';
import type { ExampleChanges } from '../../scripts/lib/import-example';
import type { Bench } from './support';

import { setTimeout as delay } from 'node:timers/promises';

import { ACTION_TYPE, incomingCredential } from '../../scripts/lib/demo';
import { importExample } from '../../scripts/lib/import-example';

/** How long a card may take from the event to the channel. */
const CARD_TIMEOUT_MS = 20_000;

/** What is changed in an example, and where it posts to. */
interface BenchChanges extends ExampleChanges {
	/** The webhook URL of the channel; by default the one of the bench. */
	readonly webhookUrl?: string;
	/** Entries of `name, URL`, for nodes that post to destinations. */
	readonly destinations?: string;
}

/** Imports an example with the credential of the bench. Returns the id of the workflow. */
export async function publishExample(
	bench: Bench,
	name: ExampleName,
	{ webhookUrl = bench.teams.workflowsUrl, destinations: given, ...changes }: BenchChanges = {},
): Promise<string> {
	const incoming = await bench.client.createCredential(name, 'teamsIncomingWebhookApi', incomingCredential(webhookUrl));
	const destinations =
		given === undefined
			? undefined
			: await bench.client.createCredential(`${name} channels`, 'teamsDestinationsApi', {
					destinations: given,
					allowedHosts: '127.0.0.1',
				});
	const credentials =
		destinations === undefined ? { teamsIncomingWebhookApi: incoming } : { teamsDestinationsApi: destinations };
	return await importExample(bench.client, { name, credentials: { [ACTION_TYPE]: credentials }, changes });
}

/** A card as it arrived. */
export interface Card {
	readonly version: string;
	readonly body: ReadonlyArray<Readonly<Record<string, unknown>>>;
	readonly actions?: ReadonlyArray<{ readonly title: string; readonly url: string }>;
}

/** The card of the message that comes after the first `before`. */
export async function cardAfter(bench: Bench, before: number): Promise<Card> {
	const endMs = Date.now() + CARD_TIMEOUT_MS;
	for (;;) {
		const [attachment] = bench.teams.messages()[before]?.attachments ?? [];
		if (attachment !== undefined) return (attachment as { content: Card }).content;
		if (Date.now() > endMs) throw new Error(`no card arrived; failed runs: ${bench.teams.failedRuns().join('; ')}`);
		await delay(50);
	}
}

/** The colour behind the title, `undefined` if there is none. */
export function colorOf(card: Card): unknown {
	return card.body[0]?.style;
}
