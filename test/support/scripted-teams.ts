import type { AddressInfo } from 'node:net';

import { createServer } from 'node:http';

/** One answer of the other side. */
interface ScriptedAnswer {
	readonly status: number;
	readonly body?: string;
	readonly headers?: Readonly<Record<string, string>>;
}

/** A Teams side that answers as it is told, on loopback: one script per channel, then 202 for ever. */
export interface ScriptedTeams {
	/** The URL of a channel's flow. Its `sig` is the word SECRET. */
	urlOf(channel: string): string;
	script(channel: string, answers: readonly ScriptedAnswer[]): void;
	/** The bodies that reached a channel, in the order of arrival, including refused ones. */
	received(channel: string): readonly string[];
	/** The most requests that were open at once, to a channel or to all. */
	mostAtOnce(channel?: string): number;
	close(): Promise<void>;
}

interface Channel {
	answers: ScriptedAnswer[];
	readonly bodies: string[];
	open: number;
	most: number;
}

/**
 * Starts it on a free port. `delayMs` is how long each answer takes. `together` holds the answers back: nobody gets one
 * until `open` requests are open; from then on each new request releases one, and the `last` request releases all. Each
 * comes after `delayMs`, in which one request too many would arrive.
 */
export async function startScriptedTeams(
	delayMs = 0,
	together?: { readonly open: number; readonly last: number },
): Promise<ScriptedTeams> {
	const channels = new Map<string, Channel>();
	const channelOf = (name: string): Channel => {
		const channel = channels.get(name) ?? { answers: [], bodies: [], open: 0, most: 0 };
		channels.set(name, channel);
		return channel;
	};
	const all = { open: 0, most: 0 };
	const held: Array<() => void> = [];
	let received = 0;
	const server = createServer((request, response) => {
		const channel = channelOf(decodeURIComponent((request.url ?? '').split('/')[1] ?? ''));
		for (const count of [channel, all]) {
			count.open += 1;
			count.most = Math.max(count.most, count.open);
		}
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			channel.bodies.push(Buffer.concat(chunks).toString('utf8'));
			const { status, body = '', headers = {} } = channel.answers.shift() ?? { status: 202 };
			const respond = () => {
				for (const count of [channel, all]) count.open -= 1;
				response.writeHead(status, headers).end(body);
			};
			if (together === undefined) return void setTimeout(respond, delayMs).unref();
			received += 1;
			held.push(respond);
			const due = received >= together.last ? held.length : all.open >= together.open ? 1 : 0;
			for (const next of held.splice(0, due)) setTimeout(next, delayMs);
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	return {
		urlOf: (name) => `${base}/${encodeURIComponent(name)}/triggers/manual/paths/invoke?api-version=1&sig=SECRET`,
		script: (name, answers) => void (channelOf(name).answers = [...answers]),
		received: (name) => channelOf(name).bodies,
		mostAtOnce: (name) => (name === undefined ? all.most : channelOf(name).most),
		close: async () => {
			server.closeAllConnections();
			await new Promise<void>((resolve) => server.close(() => resolve()));
		},
	};
}
