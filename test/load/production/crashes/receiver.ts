import type { Change } from '../../../../simulator/model/types';

import { randomBytes } from 'node:crypto';

import { noStorage } from '../../../../simulator/model/storage';
import { seed } from '../../../../simulator/model/seed';
import { startSimulator } from '../../../../simulator/simulator';

/** What is enough for the page of the simulator; the counting is done here. */
const KEEP = { messages: 100, runs: 100, requests: 1 };

/** How a card carries its name: nothing else in a message looks like it. */
const NAME = /\[\[([\w/.-]+)\]\]/;

/** The button of a question. */
const LINK = /"url":"https?:\/\/[^"/]+(\/webhook-waiting\/[^"]+)"/;

/** The receiving side of Teams, which counts by itself what has arrived. */
export interface Receiver {
	readonly port: number;
	/** Path and query of a flow's URL, one for each name. */
	readonly paths: Readonly<Record<string, string>>;
	/** How often the card of this name has arrived. */
	arrivals(name: string): number;
	/** Path and query of the address that the button of this card opens; `undefined` where it has none, or has not arrived. */
	linkOf(name: string): string | undefined;
	/** When a card of this name arrived last, milliseconds since 1970; 0 where none did. */
	lastArrivalMs(name: string): number;
	/** Cards that have arrived altogether. */
	total(): number;
	close(): Promise<void>;
}

/** The text of a card that can be counted. */
export function named(name: string): string {
	return `Card [[${name}]]`;
}

/** Starts a simulator with one flow for each name. Rates are not enforced: the counts are about crashes. */
export async function startReceiver(flows: readonly string[]): Promise<Receiver> {
	const begin = () => ({ ...seed(), settings: { rates: false, flowBotRate: false, previews: true } });
	const simulator = await startSimulator({
		token: randomBytes(24).toString('base64url'),
		storage: noStorage,
		begin,
		keep: KEEP,
	});
	const { actions, store } = simulator;
	const seen = new Map<string, { readonly count: number; readonly lastMs: number }>();
	const links = new Map<string, string>();
	let total = 0;
	store.subscribe((change: Change) => {
		if (change.kind !== 'message') return;
		const text = JSON.stringify(change.message.attachments);
		const name = NAME.exec(text)?.[1];
		if (name === undefined) return;
		const link = LINK.exec(text)?.[1];
		if (link !== undefined) links.set(name, link);
		seen.set(name, { count: (seen.get(name)?.count ?? 0) + 1, lastMs: Date.now() });
		total += 1;
	});
	const paths = flows.map(
		(name) =>
			[
				name,
				actions.createIncoming({
					channel: 'Platform/General',
					name,
					kind: 'workflows',
					access: 'anyone',
					schema: false,
					confirms: false,
				}).path,
			] as const,
	);
	return {
		port: Number(simulator.host.split(':')[1]),
		paths: Object.fromEntries(paths),
		linkOf: (name) => links.get(name),
		arrivals: (name) => seen.get(name)?.count ?? 0,
		lastArrivalMs: (name) => seen.get(name)?.lastMs ?? 0,
		total: () => total,
		close: async () => await simulator.close(),
	};
}
