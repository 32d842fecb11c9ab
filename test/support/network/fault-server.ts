import type { AddressInfo, Socket } from 'node:net';
import type { TlsOptions } from 'node:tls';

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';

/** One request as a behaviour sees it. */
interface FaultExchange {
	readonly request: IncomingMessage;
	readonly response: ServerResponse;
	/** How many requests came on this connection, this one included. */
	readonly onConnection: number;
	/** Reads the request body to its end; only then does it count in `bodies`. */
	readonly readBody: () => Promise<string>;
	/** Ends the connection with a TCP reset. */
	readonly reset: () => void;
}

/** What the server does with one request. */
export type Behaviour = (exchange: FaultExchange) => Promise<void> | void;

/** An HTTP server on 127.0.0.1 that misbehaves by script. */
export interface FaultServer {
	/** `http://127.0.0.1:port`, or `https` where it speaks TLS. */
	readonly origin: string;
	readonly port: number;
	/** What the next requests meet, one each, in order; all others are read and answered with 202 and no body. */
	script(...behaviours: readonly Behaviour[]): void;
	/** Forgets what was scripted but not used. */
	drain(): void;
	/** Request bodies that were read to their end: the messages that arrived. */
	bodies(): readonly string[];
	/** Method and target of every request, as they stood in the request line. */
	requestLines(): readonly string[];
	/** TCP connections accepted. */
	connections(): number;
	/** Ends every open connection, as a server does with idle ones. */
	hangUp(): void;
	/** Waits until no connection is open, so that nothing is left over for the next test. */
	idle(): Promise<void>;
	close(): Promise<void>;
}

/** Starts a server; with `tls` (an identity, and more if need be) it speaks TLS. */
export async function startFaultServer(tls?: TlsOptions): Promise<FaultServer> {
	const state = {
		script: [] as Behaviour[],
		bodies: [] as string[],
		requestLines: [] as string[],
		connections: 0,
		open: new Set<Socket>(),
		perConnection: new Map<Socket, number>(),
	};
	const listener = (request: IncomingMessage, response: ServerResponse): void => {
		const onConnection = (state.perConnection.get(request.socket) ?? 0) + 1;
		state.perConnection.set(request.socket, onConnection);
		state.requestLines.push(`${request.method ?? ''} ${request.url ?? ''}`);
		const exchange: FaultExchange = {
			request,
			response,
			onConnection,
			readBody: async () => await readBody(request, state.bodies),
			reset: () => void request.socket.resetAndDestroy(),
		};
		// A client that hangs up ends the reading of its request with an error; the test looks at what was read.
		Promise.resolve((state.script.shift() ?? answer(202))(exchange)).catch(() => response.destroy());
	};
	const server: Server = tls === undefined ? createServer(listener) : createTlsServer(tls, listener);
	// Idle connections are the client's, unless `hangUp` ends them.
	server.keepAliveTimeout = 0;
	server.on('connection', (socket: Socket) => {
		state.connections += 1;
		state.open.add(socket);
		socket.on('error', () => undefined).once('close', () => state.open.delete(socket));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		origin: `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${port}`,
		port,
		script: (...behaviours) => void state.script.push(...behaviours),
		drain: () => void (state.script.length = 0),
		bodies: () => [...state.bodies],
		requestLines: () => [...state.requestLines],
		connections: () => state.connections,
		hangUp: () => state.open.forEach((socket) => socket.end()),
		idle: async () =>
			void (await Promise.all(
				[...state.open].map(async (socket) => await new Promise((resolve) => socket.once('close', resolve))),
			)),
		close: async () => {
			for (const socket of state.open) socket.destroy();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

/** Reads the body and answers. */
export function answer(status: number, body = '', headers: Readonly<Record<string, string>> = {}): Behaviour {
	return async ({ response, readBody: read }) => {
		await read();
		response.writeHead(status, { ...headers }).end(body);
	};
}

async function readBody(request: IncomingMessage, bodies: string[]): Promise<string> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	const body = Buffer.concat(chunks).toString();
	bodies.push(body);
	return body;
}
