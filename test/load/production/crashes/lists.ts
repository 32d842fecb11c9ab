import type { N8nClient } from '../../../../scripts/lib/n8n-client';
import type { Variant } from './variants';

import { ACTION_TYPE } from '../../../../scripts/lib/demo';
import { named } from './receiver';
import { listWorkflow } from './variants';

/** Chosen: cards of a list whose pace is kept, 4 a second to each flow, and of one that goes as fast as it can. */
const PACED_CARDS = 60;

/** See {@link PACED_CARDS}: more than are under way at once. */
const UNPACED_CARDS = 120;

/** Flows that a list is sent to; each variant has its own, because the pace belongs to the URL. */
export const FLOWS_PER_LIST = 5;

/** One card of a list. */
export interface Card {
	readonly name: string;
	readonly to: string;
	readonly text: string;
}

/** A published workflow that sends lists. */
export interface ListWorkflow {
	readonly variant: Variant;
	readonly id: string;
	/** Hands a list over, to be sent at once or at a moment; false where n8n did not take it. */
	start(cards: readonly Card[], beginAtMs?: number): Promise<boolean>;
}

/** The names of the flows of a variant. */
export function flowNames({ name }: Variant): readonly string[] {
	return Array.from({ length: FLOWS_PER_LIST }, (_, index) => `${name}-${index}`);
}

/** A list of cards whose names begin with `prefix`, to the flows of the variant in turn. */
export function makeList(
	variant: Variant,
	prefix: string,
	count = variant.isPaced ? PACED_CARDS : UNPACED_CARDS,
): readonly Card[] {
	const flows = flowNames(variant);
	return Array.from({ length: count }, (_, index) => {
		const name = `${prefix}/${variant.name}/${index}`;
		return { name, to: flows[index % flows.length] ?? '', text: named(name) };
	});
}

/** Publishes the workflow of a variant. `urlOf` gives the URL of a flow as the worker is to call it. */
export async function publishList(
	client: N8nClient,
	variant: Variant,
	{
		webhookUrl,
		urlOf,
		allowedHosts,
	}: { readonly webhookUrl: string; readonly urlOf: (flow: string) => string; readonly allowedHosts: string },
): Promise<ListWorkflow> {
	const destinations = flowNames(variant)
		.map((flow) => `${flow}, ${urlOf(flow)}`)
		.join('; ');
	const credential = await client.createCredential(`flows ${variant.name}`, 'teamsDestinationsApi', {
		destinations,
		allowedHosts,
	});
	const path = `list-${variant.name}`;
	const { id, status, detail } = await client.publish(listWorkflow(variant, path), {
		[ACTION_TYPE]: { teamsDestinationsApi: credential },
	});
	if (status !== 'published') throw new Error(`the workflow "${variant.name}" was not published: ${detail}`);
	const start = async (cards: readonly Card[], beginAtMs = Date.now()) =>
		await hand(`${webhookUrl}/webhook/${path}`, { cards, beginAt: new Date(beginAtMs).toISOString() });
	return { variant, id, start };
}

async function hand(url: string, body: unknown): Promise<boolean> {
	try {
		const response = await fetch(url, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(body),
			signal: AbortSignal.timeout(20_000),
		});
		return response.ok;
	} catch {
		// The process is down, or its stores are: the list was not taken, as far as its sender knows.
		return false;
	}
}
