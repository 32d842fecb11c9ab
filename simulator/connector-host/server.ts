import type { AddressInfo } from 'node:net';

import { readFile } from 'node:fs/promises';
import { createServer } from 'node:https';
import { join } from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
	'/host.html': 'text/html; charset=utf-8',
	'/host.js': 'text/javascript; charset=utf-8',
};

/** A running host page. It answers for every host name: the browser is told which names lead here. */
export interface ConnectorHost {
	readonly port: number;
	/** Paths that were asked for besides the page itself: a page that leaks shows up here. */
	strangeRequests(): readonly string[];
	close(): Promise<void>;
}

/** Serves the host page over TLS on loopback. */
export async function startConnectorHost(certificate: {
	readonly key: string;
	readonly cert: string;
}): Promise<ConnectorHost> {
	const strange: string[] = [];
	const server = createServer(certificate, (request, response) => {
		const path = new URL(request.url ?? '/', 'https://host').pathname;
		const type = TYPES[path];
		if (type === undefined) {
			strange.push(`${request.headers.host ?? ''}${path}`);
			response.writeHead(404).end();
			return;
		}
		readFile(join(__dirname, path.slice(1))).then(
			(body) => response.writeHead(200, { 'content-type': type }).end(body),
			() => response.writeHead(500).end(),
		);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		port,
		strangeRequests: () => strange.filter((path) => !path.endsWith('/favicon.ico')),
		async close() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

/** The address of the host page under one of Microsoft's names; the parameters say how the host behaves. */
export function hostUrl(origin: string, parameters: Readonly<Record<string, string>>): string {
	return `${origin}/host.html?${new URLSearchParams(parameters).toString()}`;
}
