import type { RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

import { createServer } from 'node:http';

/** A server on 127.0.0.1; `host` is its address with the port. */
export interface Listening {
	readonly host: string;
	close(this: void): Promise<void>;
}

/** Starts a server on a free port of loopback. Closing it ends open connections. */
export async function listen(listener: RequestListener): Promise<Listening> {
	const server = createServer(listener);
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(0, '127.0.0.1', resolve);
	});
	const { port } = server.address() as AddressInfo;
	return {
		host: `127.0.0.1:${port}`,
		async close() {
			server.closeAllConnections();
			await new Promise<void>((resolve) => server.close(() => resolve()));
		},
	};
}
