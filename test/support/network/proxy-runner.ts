import type { Duplex } from 'node:stream';
import type { AddressInfo } from 'node:net';
import type { ProxyOptions } from './proxy-process';

import {
	createServer,
	request as sendRequest,
	type IncomingMessage,
	type RequestOptions,
	type ServerResponse,
} from 'node:http';
import { createServer as createTlsServer, request as sendTlsRequest, type Server as TlsServer } from 'node:https';
import { connect } from 'node:net';

/** CONNECT targets and absolute URLs that were asked for, those refused too. */
const asked: string[] = [];

/** An HTTP proxy for which every name is 127.0.0.1. */
function startProxy(options: ProxyOptions): ReturnType<typeof createServer> {
	const { inspect } = options;
	const inspector =
		inspect === undefined
			? undefined
			: createTlsServer(inspect.identity, (incoming, response) =>
					forward(incoming, response, { ca: inspect.upstreamCa }),
				);
	const server = createServer((incoming, response) => {
		asked.push(incoming.url ?? '');
		if (isAllowed(incoming, options)) forward(incoming, response);
		else response.writeHead(407, { 'proxy-authenticate': 'Basic realm="test"' }).end();
	});
	server.on('connect', (incoming, socket) => {
		asked.push(incoming.url ?? '');
		socket.on('error', () => undefined);
		serveConnect(incoming, socket, options, inspector);
	});
	return server;
}

function serveConnect(
	incoming: IncomingMessage,
	socket: Duplex,
	options: ProxyOptions,
	inspector: TlsServer | undefined,
): void {
	const { connect: manner = 'tunnel' } = options;
	if (!isAllowed(incoming, options))
		return void socket.end(
			'HTTP/1.1 407 Proxy Authentication Required\r\nproxy-authenticate: Basic realm="test"\r\ncontent-length: 0\r\n\r\n',
		);
	if (manner === 'hang') return;
	if (manner === 'hang up') return void socket.destroy();
	if (typeof manner === 'number') return void socket.end(`HTTP/1.1 ${manner} Refused\r\ncontent-length: 0\r\n\r\n`);
	socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
	if (inspector !== undefined) return void inspector.emit('connection', socket);
	const upstream = connect(portOf(incoming.url), '127.0.0.1');
	upstream.on('error', () => socket.destroy());
	upstream.pipe(socket).pipe(upstream);
}

function isAllowed(incoming: IncomingMessage, { credentials }: ProxyOptions): boolean {
	if (credentials === undefined) return true;
	return (
		incoming.headers['proxy-authorization'] ===
		`Basic ${Buffer.from(`${credentials.user}:${credentials.password}`).toString('base64')}`
	);
}

/** Sends a request on, over TLS where `tls` is given, with the headers that are meant for the other side. */
function forward(incoming: IncomingMessage, response: ServerResponse, tls?: { readonly ca: string }): void {
	const headers = Object.fromEntries(Object.entries(incoming.headers).filter(([name]) => !name.startsWith('proxy-')));
	const { pathname, search } = new URL(incoming.url ?? '/', 'http://proxy');
	const target: RequestOptions = {
		host: '127.0.0.1',
		port: portOf(incoming.headers.host),
		method: incoming.method,
		path: `${pathname}${search}`,
		headers,
	};
	const outgoing =
		tls === undefined ? sendRequest(target) : sendTlsRequest({ ...target, ca: tls.ca, servername: 'localhost' });
	outgoing.on('response', (answer) => answer.pipe(response.writeHead(answer.statusCode ?? 500, answer.headers)));
	outgoing.on('error', () => response.destroy());
	incoming.pipe(outgoing);
}

function portOf(host = ''): number {
	return Number(/:(\d+)$/.exec(host)?.[1] ?? 80);
}

process.on('message', ({ id, options }: { readonly id: number; readonly options?: ProxyOptions }) => {
	if (options === undefined) return void process.send?.({ id, asked });
	const server = startProxy(options).listen(0, '127.0.0.1', () =>
		process.send?.({ id, port: (server.address() as AddressInfo).port }),
	);
});

process.on('disconnect', () => process.exit());
