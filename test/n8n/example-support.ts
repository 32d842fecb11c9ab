import type { WorkflowFile } from '../../scripts/lib/n8n-client';
import type { Bench } from './support';

import { setTimeout as delay } from 'node:timers/promises';

import { ACTION_TYPE, incomingCredential, readWorkflow } from '../../scripts/lib/demo';

/** How long a card may take from the event to the channel. */
const CARD_TIMEOUT_MS = 20_000;

/** What is changed in an example before it is imported: what its page tells people to change, and nothing else. */
export interface ExampleChanges {
	/** The name of a node, and the parameters that replace its own. */
	readonly parameters?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
	readonly settings?: Readonly<Record<string, unknown>>;
	/** The webhook URL of the channel; by default the one of the bench. */
	readonly webhookUrl?: string;
	/** Entries of `name, URL`, for nodes that post to destinations. */
	readonly destinations?: string;
}

/** Imports an example as a person does: file, credential, publish. Gives back the id of the workflow. */
export async function publishExample(bench: Bench, name: string, changes: ExampleChanges = {}): Promise<string> {
	const incoming = await bench.client.createCredential(name, 'teamsIncomingWebhookApi', incomingCredential(changes.webhookUrl ?? bench.teams.workflowsUrl));
	const destinations = changes.destinations === undefined ? undefined : await bench.client.createCredential(`${name} channels`, 'teamsDestinationsApi', { destinations: changes.destinations, allowedHosts: '127.0.0.1' });
	const credentials = destinations === undefined ? { teamsIncomingWebhookApi: incoming } : { teamsDestinationsApi: destinations };
	const { id, status, detail } = await bench.client.publish(changed(await readWorkflow(`examples/${name}.json`), changes), { [ACTION_TYPE]: credentials });
	expect([status, detail]).toEqual(['published', detail]);
	return id;
}

function changed(file: WorkflowFile, { parameters = {}, settings = {} }: ExampleChanges): WorkflowFile {
	for (const name of Object.keys(parameters)) expect(file.nodes.map((node) => node.name)).toContain(name);
	const nodes = file.nodes.map((node) => ({ ...node, parameters: { ...node.parameters, ...parameters[node.name] } }));
	return { ...file, nodes, settings: { ...Object(file.settings), ...settings } };
}

/** A schedule that fires every second, in place of the one the example comes with. */
export const EVERY_SECOND = { rule: { interval: [{ field: 'seconds', secondsInterval: 1 }] } };

/** Unpublishes a workflow: its schedule and its webhook are gone. */
export async function unpublish(bench: Bench, id: string): Promise<void> {
	await bench.client.request('POST', `/rest/workflows/${id}/deactivate`, {});
}

/** Starts a workflow at one of its triggers, as the button of the editor does. */
export async function runByHand(bench: Bench, id: string, trigger: string): Promise<void> {
	await bench.client.request('POST', `/rest/workflows/${id}/run`, { triggerToStartFrom: { name: trigger } });
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

/** The colour behind the title, `undefined` where there is none. */
export function colorOf(card: Card): unknown {
	return card.body[0]?.style;
}
