import type { Identity } from './authority';

import { startChild } from './child';

/** How the proxy behaves. */
export interface ProxyOptions {
	/** Without the right ones it answers 407. */
	readonly credentials?: { readonly user: string; readonly password: string };
	/** What it does with CONNECT: open a tunnel (default), say nothing, close the connection, or answer with a status. */
	readonly connect?: 'tunnel' | 'hang' | 'hang up' | number;
	/** Ends TLS itself with this identity and speaks TLS of its own to the other side, whose authority is `upstreamCa`. */
	readonly inspect?: { readonly identity: Identity; readonly upstreamCa: string };
}

/** A proxy in a process of its own. It resolves every host to 127.0.0.1. */
export interface ProxyProcess {
	/** `host:port` for proxy variables. */
	readonly address: string;
	/** What it was asked for since the start: CONNECT targets, and absolute URLs of plain requests. */
	asked(): Promise<readonly string[]>;
	stop(): Promise<void>;
}

/** Starts a proxy on 127.0.0.1. */
export async function startProxyProcess(options: ProxyOptions = {}): Promise<ProxyProcess> {
	const child = startChild('proxy-runner.ts');
	const { port } = await child.ask({ options });
	return {
		address: `127.0.0.1:${String(port)}`,
		asked: async () => (await child.ask({})).asked as readonly string[],
		stop: async () => await child.stop(),
	};
}
