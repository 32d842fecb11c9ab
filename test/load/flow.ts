import type { IncomingMessage, Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { createServer } from 'node:http';

/** Of a hundred posts of cards that may fail: answered with 429, with 500 after the card was taken, and with 500 before. */
const FAULTS = [
	{ below: 15, status: 429, isTaken: false },
	{ below: 20, status: 500, isTaken: true },
	{ below: 25, status: 500, isTaken: false },
] as const;

/** How a card carries its name. */
const NAME = /\[\[([\w-]+)\]\]/;

/** A flow of Teams that throttles and fails at random, and knows what it has taken. */
export interface Flow {
	/** The webhook URL of a channel, another one for each number. Cards whose name begins with `may-fail` do not always arrive. */
	url(channel?: number): string;
	/** How often the card of this name was taken. */
	taken(name: string): number;
	/** The card of this name as JSON, once it has been taken. */
	card(name: string): string | undefined;
	/** Forgets the cards of this name. */
	forget(name: string): void;
	/** Connections that are open. */
	connections(): Promise<number>;
	close(): Promise<void>;
}

/** Starts the flow on a free port of loopback; `random` gives numbers from 0 up to but not including 1. */
export async function startFlow(random: () => number): Promise<Flow> {
	const cards = new Map<string, string[]>();
	const server = createServer((request, response) => {
		void bodyOf(request).then((body) => {
			const name = NAME.exec(body)?.[1] ?? '';
			const draw = name.startsWith('may-fail') ? random() * 100 : 100;
			const { status, isTaken } = FAULTS.find(({ below }) => draw < below) ?? { status: 202, isTaken: true };
			if (isTaken) cards.set(name, [...(cards.get(name) ?? []), body]);
			response.writeHead(status, status === 429 ? { 'retry-after': '1' } : {}).end();
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		url: (channel = 0) =>
			`http://127.0.0.1:${port}/powerautomate/automations/direct/workflows/0123456789abcde${channel}/triggers/manual/paths/invoke?api-version=1&sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0&sig=soak`,
		taken: (name) => cards.get(name)?.length ?? 0,
		card: (name) => cards.get(name)?.[0],
		forget: (name) => void cards.delete(name),
		connections: async () => await openConnections(server),
		close: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

async function bodyOf(request: IncomingMessage): Promise<string> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	return Buffer.concat(chunks).toString('utf8');
}

async function openConnections(server: Server): Promise<number> {
	return await new Promise((resolve, reject) => {
		server.getConnections((error, count) => (error === null ? resolve(count) : reject(error)));
	});
}
