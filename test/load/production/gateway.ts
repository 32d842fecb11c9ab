import type { AddressInfo, Server as NetServer, Socket } from 'node:net';

import { readFile } from 'node:fs/promises';
import { createServer as createHttpServer } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { createServer as createTlsServer, TLSSocket } from 'node:tls';

import { run } from '../../../scripts/lib/run';

/** The name of a gateway that only the proxy can resolve, and whose certificate only a private CA vouches for. */
export const GATEWAY_HOST = 'gateway.example.net';

/** A way out as companies have it: a proxy, and behind it a gateway with a certificate of a private CA. */
export interface WayOut {
	readonly proxyUrl: string;
	/** The PEM file of the CA. */
	readonly caFile: string;
	/** Tunnels that the proxy has opened to the gateway. */
	tunnels(): number;
	/** Resets every connection, and each new one, until it is called with `false`. */
	cut(isCut: boolean): void;
	/** From now on everything that Teams answers is held back for so many milliseconds. */
	slow(ms: number): void;
	close(): void;
}

/**
 * Starts proxy and gateway on loopback. The gateway terminates TLS and passes everything to the port of a local server.
 * `host` is the only name that the proxy knows.
 */
export async function startWayOut(folder: string, targetPort: number, host = GATEWAY_HOST): Promise<WayOut> {
	await makeCertificates(folder, host);
	let slowMs = 0;
	const sockets = new Set<Socket>();
	const keep = (socket: Socket) => {
		sockets.add(socket);
		// A connection that is cut ends both sides; there is nothing to report.
		socket.on('error', () => socket.destroy()).on('close', () => sockets.delete(socket));
		return socket;
	};
	const gateway = createTlsServer(
		{ key: await readFile(join(folder, 'gateway.key')), cert: await readFile(join(folder, 'gateway.pem')) },
		(socket) => {
			const target = keep(connect(targetPort, '127.0.0.1'));
			keep(socket).pipe(target);
			target.on('data', (chunk: Buffer) => void setTimeout(() => socket.write(chunk), slowMs));
			target.on('end', () => void setTimeout(() => socket.end(), slowMs));
		},
	);
	gateway.on('tlsClientError', () => undefined);
	const gatewayPort = await listen(gateway);
	let tunnels = 0;
	let isCut = false;
	const proxy = createHttpServer((_request, response) => response.writeHead(403).end());
	proxy.on('connect', (request, socket: Socket) => {
		if (request.url !== `${host}:443`) return void socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
		tunnels += 1;
		const target = keep(connect(gatewayPort, '127.0.0.1'));
		socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
		keep(socket).pipe(target).pipe(socket);
	});
	proxy.on('connection', (socket) => isCut && socket.resetAndDestroy());
	const proxyPort = await listen(proxy);
	const close = () => {
		for (const socket of sockets) socket.destroy();
		proxy.close();
		gateway.close();
	};
	return {
		proxyUrl: `http://127.0.0.1:${proxyPort}`,
		caFile: join(folder, 'ca.pem'),
		tunnels: () => tunnels,
		cut(cut) {
			isCut = cut;
			// Only TCP can be reset; the TLS sockets go with the connections below them.
			if (cut) for (const socket of sockets) if (!(socket instanceof TLSSocket)) socket.resetAndDestroy();
		},
		slow: (ms) => void (slowMs = ms),
		close,
	};
}

async function makeCertificates(folder: string, host: string): Promise<void> {
	const openssl = async (...args: readonly string[]) => await run('openssl', args, { cwd: folder });
	const key = ['-newkey', 'rsa:2048', '-nodes'];
	await openssl('req', '-x509', ...key, '-keyout', 'ca.key', '-out', 'ca.pem', '-days', '1', '-subj', '/CN=Private CA');
	await openssl(
		'req',
		'-x509',
		...key,
		'-keyout',
		'gateway.key',
		'-out',
		'gateway.pem',
		'-days',
		'1',
		'-subj',
		`/CN=${host}`,
		'-addext',
		`subjectAltName=DNS:${host}`,
		'-addext',
		'basicConstraints=critical,CA:FALSE',
		'-CA',
		'ca.pem',
		'-CAkey',
		'ca.key',
	);
}

async function listen(server: NetServer): Promise<number> {
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(0, '127.0.0.1', resolve);
	});
	return (server.address() as AddressInfo).port;
}
