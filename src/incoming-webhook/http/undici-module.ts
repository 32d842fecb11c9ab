import type { EnvHttpProxyAgent, Pool } from 'undici';

/** The members of undici that are used; a host's copy is used only if it has them. */
export interface UndiciModule {
	readonly EnvHttpProxyAgent: typeof EnvHttpProxyAgent;
	readonly Pool: typeof Pool;
}

/** Resolves names as Node's `dns.lookup` does. */
export type Lookup = NonNullable<Extract<NonNullable<Pool.Options['connect']>, { lookup?: unknown }>['lookup']>;

/** The major version that this package was written for; others are not used. */
const KNOWN_MAJOR = '7.';

/**
 * Finds undici where the host can resolve it (an n8n installed by npm brings one, seen through NODE_PATH).
 * `undefined` if it is missing or does not have a known version and shape.
 */
export function loadUndici(
	load: (id: string) => unknown = (id) => module.require(id) as unknown,
): UndiciModule | undefined {
	try {
		const version: unknown = Reflect.get(Object(load('undici/package.json')), 'version');
		const found = load('undici');
		return typeof version === 'string' && version.startsWith(KNOWN_MAJOR) && isUndici(found) ? found : undefined;
	} catch {
		// Not resolvable here, or not loadable on this Node: the caller uses its other engine.
		return undefined;
	}
}

function isUndici(value: unknown): value is UndiciModule {
	return (
		typeof value === 'object' &&
		value !== null &&
		(['EnvHttpProxyAgent', 'Pool'] as const).every((name) => typeof Reflect.get(value, name) === 'function')
	);
}
