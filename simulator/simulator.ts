import type { NextFunction, Request, Response } from 'express';
import type { AddressInfo } from 'node:net';
import type { Actions } from './http/actions';
import type { Clock } from './clock';
import type { GuardKnowledge } from './http/guard';
import type { Storage } from './model/storage';
import type { Kept, Store } from './model/store';
import type { Setup } from './model/types';
import type { SimulatorPlugin } from './plugin';

import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';

import express from 'express';

import { systemClock } from './clock';
import { createActions } from './http/actions';
import { apiRoutes } from './http/api';
import { guard, sessionOf } from './http/guard';
import { incomingRoutes } from './http/incoming-routes';
import { pageRoutes } from './http/page-routes';
import { openStore } from './model/store';
import { FLOW_URL_MAX } from './rules/limits';
import { createRateCounter } from './rules/rates';

/** How one simulator is started. */
export interface SimulatorOptions {
	/** What every call of the API and the page must present. */
	readonly token: string;
	readonly storage: Storage;
	/** 0 means a free port. */
	readonly port?: number;
	/** Loopback unless somebody asks for more. */
	readonly listen?: string;
	/** The name under which others call this machine: URLs of incoming webhooks begin with it. Loopback when absent. */
	readonly name?: string;
	/** Key and certificate as PEM, for https. */
	readonly tls?: { readonly key: string; readonly cert: string };
	/** The n8n beside it: callback URLs are expected to begin with its address. */
	readonly n8nUrl?: string;
	readonly clock?: Clock;
	readonly plugins?: readonly SimulatorPlugin[];
	/** What a new state begins with. */
	readonly begin?: () => Setup;
	/** How much is kept of what happens. */
	readonly keep?: Kept;
}

/** A running simulator. */
export interface Simulator {
	readonly host: string;
	readonly baseUrl: string;
	/** The address that opens the page. */
	readonly pageUrl: string;
	readonly store: Store;
	readonly actions: Actions;
	/** TCP connections opened so far. */
	connections(): number;
	close(): Promise<void>;
}

const LOOPBACK = '127.0.0.1';

/** Chosen: the longest address of a flow, which Node counts as a header, and as much again. */
const HEADERS_MAX_BYTES = 2 * FLOW_URL_MAX;

/** Starts the Teams side. Throws if the port is taken or the stored state cannot be read. */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
	const { token, clock = systemClock, plugins = [], listen = LOOPBACK } = options;
	const store = openStore(options.storage, clock, options);
	const rates = createRateCounter();
	const actions = createActions(store, clock, rates);
	const app = express().disable('x-powered-by').disable('etag');
	const { tls } = options;
	const server =
		tls === undefined
			? createServer({ maxHeaderSize: HEADERS_MAX_BYTES }, app)
			: createTlsServer({ ...tls, maxHeaderSize: HEADERS_MAX_BYTES }, app);
	const scheme = tls === undefined ? 'http' : 'https';
	let connections = 0;
	server.on('connection', () => (connections += 1));
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(options.port ?? 0, listen, resolve);
	});
	const { port } = server.address() as AddressInfo;
	// The address for programs on this machine; the one that was listened on may be all of them.
	const local = `${listen === '0.0.0.0' || listen === '::' ? LOOPBACK : hostOf(listen)}:${port}`;
	const host = options.name === undefined ? local : `${options.name}:${port}`;
	const addresses = { baseUrl: `${scheme}://${host}`, n8nUrl: options.n8nUrl ?? '' };
	const hosts = new Set([
		local,
		host.toLowerCase(),
		...[LOOPBACK, 'localhost', '[::1]'].map((name) => `${name}:${port}`),
	]);
	const knowledge: GuardKnowledge = {
		token,
		session: sessionOf(token),
		scheme,
		cookieName: `teams-simulator-${port}`,
		hosts,
	};
	for (const { routes } of plugins) if (routes !== undefined) app.use(routes);
	app.use(incomingRoutes({ store, clock, rates, plugins }));
	app.use('/api', guard(knowledge), apiRoutes(store, actions, addresses));
	app.use(pageRoutes(knowledge));
	app.use(answerFailure);
	const close = async () => {
		server.closeAllConnections();
		await new Promise<void>((resolve) => server.close(() => resolve()));
		store.close();
	};
	return {
		host,
		baseUrl: addresses.baseUrl,
		pageUrl: `${scheme}://${local}/?token=${token}`,
		store,
		actions,
		connections: () => connections,
		close,
	};
}

/**
 * A request that is too large or broken is the caller's fault, and the answer says so; anything else is ours, and goes
 * to the terminal.
 */
function answerFailure(error: unknown, _request: Request, response: Response, next: NextFunction): void {
	if (response.headersSent) return next(error);
	const status = error instanceof Error && 'status' in error && typeof error.status === 'number' ? error.status : 500;
	if (status >= 500) console.error(error);
	response
		.status(status)
		.type('text')
		.send(status >= 500 ? 'The simulator failed; its terminal says why.\n' : 'The request cannot be read.\n');
}

function hostOf(address: string): string {
	return address.includes(':') ? `[${address}]` : address;
}
