import type { Dispatcher, EnvHttpProxyAgent, request as undiciRequest } from 'undici';
import type { PostAnswer, PostFailure, PostRequest, Transport } from '../ports';

import { IDLE_CONNECTION_MS, RESPONSE_BODY_MAX_BYTES } from '../limits';
import { toFailure } from './failure';

type ConnectLookup = NonNullable<ConstructorParameters<typeof EnvHttpProxyAgent>[0]>['connect'] extends infer Connect
	? Extract<Connect, { lookup?: unknown }>['lookup']
	: never;

/** The members of undici that are used; a host's copy is taken only when it has them. */
export interface UndiciModule {
	readonly request: typeof undiciRequest;
	readonly EnvHttpProxyAgent: typeof EnvHttpProxyAgent;
}

/** What the host allows to be called: asked before every request, and again for the addresses a name resolves to. */
export interface EgressPolicy {
	allows(url: string): Promise<boolean>;
	readonly lookup?: ConnectLookup;
}

/** The major version this file was written for; another one is not used. */
const KNOWN_MAJOR = '7.';

/**
 * Finds undici where the host can resolve it (an n8n installed by npm brings one, seen through NODE_PATH).
 * `undefined` when there is none, or none of a version and shape that is known.
 */
export function loadUndici(load: (id: string) => unknown = (id) => module.require(id) as unknown): UndiciModule | undefined {
	try {
		const version: unknown = Reflect.get(Object(load('undici/package.json')), 'version');
		const found = load('undici');
		return typeof version === 'string' && version.startsWith(KNOWN_MAJOR) && isUndici(found) ? found : undefined;
	} catch {
		// Not resolvable here, or it does not load on this Node: the caller's other engine serves.
		return undefined;
	}
}

/** One dispatcher for all requests: connections are kept 4 s, proxy variables are honoured, names resolve by the policy. */
export function createDispatcher(undici: UndiciModule, lookup: ConnectLookup): Dispatcher {
	return new undici.EnvHttpProxyAgent({
		keepAliveTimeout: IDLE_CONNECTION_MS,
		keepAliveMaxTimeout: IDLE_CONNECTION_MS,
		...(lookup === undefined ? {} : { connect: { lookup } }),
	});
}

/** The transport over undici. A URL the policy refuses is a failure that was not sent. */
export function createUndiciTransport(undici: UndiciModule, dispatcher: Dispatcher, policy: EgressPolicy | undefined): Transport {
	return {
		engine: 'undici',
		async post(request) {
			if (policy !== undefined && !(await policy.allows(request.url))) return { kind: 'failure', sent: 'no', cause: 'refused by the egress policy of n8n' };
			return await postOnce(undici, dispatcher, request);
		},
	};
}

async function postOnce(undici: UndiciModule, dispatcher: Dispatcher, request: PostRequest): Promise<PostAnswer | PostFailure> {
	try {
		const { statusCode, headers, body } = await undici.request(request.url, {
			method: 'POST',
			headers: request.headers,
			body: request.body,
			dispatcher,
			signal: AbortSignal.timeout(request.timeoutMs),
		});
		return { kind: 'answer', status: statusCode, headers: flatHeaders(headers), body: await readCapped(body) };
	} catch (error) {
		return toFailure(error);
	}
}

async function readCapped(body: AsyncIterable<Buffer>): Promise<string> {
	const chunks: Buffer[] = [];
	let size = 0;
	for await (const chunk of body) {
		chunks.push(chunk);
		size += chunk.length;
		if (size >= RESPONSE_BODY_MAX_BYTES) break;
	}
	return Buffer.concat(chunks).subarray(0, RESPONSE_BODY_MAX_BYTES).toString('utf8');
}

function flatHeaders(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
	return Object.fromEntries(Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name.toLowerCase(), String(value)]])));
}

function isUndici(value: unknown): value is UndiciModule {
	return typeof value === 'object' && value !== null && typeof Reflect.get(value, 'request') === 'function' && typeof Reflect.get(value, 'EnvHttpProxyAgent') === 'function';
}
