import type { buildConnector, Dispatcher, EnvHttpProxyAgent, Pool } from 'undici';
import type { Lookup, UndiciModule } from './undici-module';

import { caught } from '../../caught';
import { CONNECT_TIMEOUT_MS, CONNECTIONS_PER_ORIGIN, IDLE_CONNECTION_MS } from '../../limits';
import { guardLookup } from './address-guard';
import { ExchangeError } from '../../exchange-error';
import { PROXY_URL_INVALID, toProxyError } from './proxy-failure';

/** Connections of this process: one pool per origin in each. */
export interface Dispatchers {
	/** For hosts that the user has named, which may resolve to any address. */
	readonly listed: Dispatcher;
	/** For all other hosts: connections to private addresses fail. */
	readonly unlisted: Dispatcher;
}

/** `lookup` resolves the names of hosts that are called without a proxy; if it is missing, undici resolves them and addresses are not checked. */
export interface DispatcherOptions {
	readonly lookup?: Lookup;
	/** Default {@link CONNECT_TIMEOUT_MS}. */
	readonly connectTimeoutMs?: number;
	/** Default {@link IDLE_CONNECTION_MS}. */
	readonly idleMs?: number;
}

/**
 * Creates the dispatchers. HTTP_PROXY, HTTPS_PROXY and NO_PROXY are read now (upper or lower case, with user and password;
 * HTTP_PROXY is used for https too if HTTPS_PROXY is not set, and ALL_PROXY is ignored). A proxy resolves the host itself,
 * and its own address is not checked. A blank variable counts as not set. Throws `proxy-refused` if a variable is not a
 * proxy URL, and drops the original error, which shows the password.
 */
export function createDispatchers(undici: UndiciModule, options: DispatcherOptions): Dispatchers {
	const { lookup } = options;
	const listed = tryCreate(undici, options);
	const unlisted = tryCreate(undici, lookup === undefined ? options : { ...options, lookup: guardLookup(lookup) });
	if (listed === undefined || unlisted === undefined) throw new ExchangeError('proxy-refused', PROXY_URL_INVALID);
	return { listed, unlisted };
}

function tryCreate(undici: UndiciModule, options: DispatcherOptions): Dispatcher | undefined {
	// The options are ours, so undici can only refuse a proxy variable.
	for (const blank of BLANK) {
		const created = caught(() => createDispatcher(undici, options, blank));
		if (created.ok) return created.value;
		if (!isBlank(Reflect.get(Object(created.error), 'input'))) return undefined;
	}
	return undefined;
}

/** We cannot see which variables are blank, only that undici fails to read one as a URL: so they are tried as not set, one after the other. */
const BLANK: ReadonlyArray<Pick<EnvHttpProxyAgent.Options, 'httpProxy' | 'httpsProxy'>> = [
	{},
	{ httpProxy: '' },
	{ httpsProxy: '' },
	{ httpProxy: '', httpsProxy: '' },
];

function isBlank(value: unknown): boolean {
	return typeof value === 'string' && value.trim() === '';
}

function createDispatcher(
	{ EnvHttpProxyAgent, Pool }: UndiciModule,
	{ lookup, connectTimeoutMs: timeout = CONNECT_TIMEOUT_MS, idleMs = IDLE_CONNECTION_MS }: DispatcherOptions,
	blank: (typeof BLANK)[number],
): Dispatcher {
	return new EnvHttpProxyAgent({
		...blank,
		keepAliveTimeout: idleMs,
		keepAliveMaxTimeout: idleMs,
		connections: CONNECTIONS_PER_ORIGIN,
		// The signal limits the time of the whole exchange.
		headersTimeout: 0,
		bodyTimeout: 0,
		connect: { timeout, ...(lookup === undefined ? {} : { lookup }) },
		proxyTls: { timeout },
		requestTls: { timeout },
		clientFactory: (proxy, options) => new Pool(proxy, { ...options, headersTimeout: timeout }),
		factory: (origin, options) => new Pool(origin, throughProxy(options)),
	});
}

/** undici gives its own connector to pools behind a proxy, and connection options to all others. */
function throughProxy(options: Pool.Options): Pool.Options {
	const { connect } = options;
	if (typeof connect !== 'function') return options;
	const connector: buildConnector.connector = (target, done) =>
		connect(target, (error, socket) => (error ? done(toProxyError(error), null) : done(null, socket)));
	return { ...options, connect: connector };
}
