import type { Now, Reader } from '../ports';
import type { KeyAddress } from './key-address';
import type { SigningKey } from './signing-key';

import { forgetOldest } from '../forget-oldest';
import {
	KEYS_COOL_DOWN_MS,
	KEYS_FRESH_MS,
	KEYS_KEEP_MS,
	KEYS_RETRY_MS,
	KEYS_TIMEOUT_MS,
	KEY_SETS_MAX,
	RESPONSE_BODY_MAX_BYTES,
	TOKEN_CLOCK_SKEW_S,
} from '../limits';
import { readKeySet } from './signing-key';

/** The key of a token, or the reason for not having one. */
export type KeyFind =
	| { readonly ok: true; readonly key: SigningKey }
	| { readonly ok: false; readonly reason: 'token-key-unknown' | 'token-keys-unavailable' };

/** Keys of issuers, kept in this process. */
export interface KeySets {
	/**
	 * Finds a key by its name. Reads the address if its keys are not kept or are old, and once more for an unknown name,
	 * but not again within the cool-down. Never throws.
	 */
	find(address: KeyAddress, kid: string, reader: Reader): Promise<KeyFind>;
}

/** `timeoutMs` limits the time for reading an address and what it points to; default {@link KEYS_TIMEOUT_MS}. */
interface KeySetsOptions {
	readonly now: Now;
	readonly timeoutMs?: number;
}

/** The kept keys of one address. `loadedAtMs` is -Infinity until they have been read once. */
interface Shelf {
	keys: ReadonlyMap<string, SigningKey>;
	loadedAtMs: number;
	triedAtMs: number;
	hasFailed: boolean;
	loading: Promise<void> | undefined;
}

/** Creates the memory. It holds {@link KEY_SETS_MAX} addresses; the oldest is forgotten first. */
export function createKeySets({ now, timeoutMs = KEYS_TIMEOUT_MS }: KeySetsOptions): KeySets {
	const shelves = new Map<string, Shelf>();
	return {
		async find(address, kid, reader) {
			const shelf = shelfOf(shelves, address.url);
			const known = shelf.keys.get(kid);
			if (known !== undefined && ageOf(shelf.loadedAtMs, now()) < KEYS_FRESH_MS) return { ok: true, key: known };
			if (mayRead(shelf, now()))
				shelf.loading = load(shelf, { address, reader, now, timeoutMs }).finally(() => (shelf.loading = undefined));
			await shelf.loading;
			if (ageOf(shelf.loadedAtMs, now()) >= KEYS_KEEP_MS) return { ok: false, reason: 'token-keys-unavailable' };
			const key = shelf.keys.get(kid);
			return key === undefined ? { ok: false, reason: 'token-key-unknown' } : { ok: true, key };
		},
	};
}

function shelfOf(shelves: Map<string, Shelf>, url: string): Shelf {
	const shelf = shelves.get(url) ?? {
		keys: new Map(),
		loadedAtMs: Number.NEGATIVE_INFINITY,
		triedAtMs: Number.NEGATIVE_INFINITY,
		hasFailed: false,
		loading: undefined,
	};
	shelves.set(url, shelf);
	forgetOldest(shelves, KEY_SETS_MAX);
	return shelf;
}

/**
 * Tokens with invented key names do not make us read more often than this. Keys that are being read now count as tried
 * a moment ago.
 */
function mayRead(shelf: Shelf, nowMs: number): boolean {
	const isOld = ageOf(shelf.loadedAtMs, nowMs) >= KEYS_FRESH_MS;
	return ageOf(shelf.triedAtMs, nowMs) >= (shelf.hasFailed || isOld ? KEYS_RETRY_MS : KEYS_COOL_DOWN_MS);
}

/** A time in the future was noted while the clock was ahead, so its age is unknown. Clocks are set back a little all the time. */
function ageOf(atMs: number, nowMs: number): number {
	return nowMs < atMs - TOKEN_CLOCK_SKEW_S * 1_000 ? Number.POSITIVE_INFINITY : nowMs - atMs;
}

async function load(
	shelf: Shelf,
	request: { readonly address: KeyAddress; readonly reader: Reader; readonly now: Now; readonly timeoutMs: number },
): Promise<void> {
	shelf.triedAtMs = request.now();
	const keys = await read(request);
	shelf.hasFailed = keys === undefined;
	if (keys === undefined) return;
	shelf.keys = keys;
	shelf.loadedAtMs = request.now();
}

/** An address returns the keys themselves, or a discovery document that points to them (OpenID Connect Discovery, `jwks_uri`). */
async function read({
	address,
	reader,
	now,
	timeoutMs,
}: {
	readonly address: KeyAddress;
	readonly reader: Reader;
	readonly now: Now;
	readonly timeoutMs: number;
}): Promise<ReadonlyMap<string, SigningKey> | undefined> {
	const endMs = now() + timeoutMs;
	const document = await getJson(address, reader, timeoutMs);
	const pointer: unknown = Reflect.get(Object(document), 'jwks_uri');
	if (typeof pointer !== 'string') return await readKeySet(document);
	const next = address.follow(pointer);
	return next === undefined ? undefined : await readKeySet(await getJson(next, reader, Math.max(1, endMs - now())));
}

/** `undefined` for everything but a complete JSON answer with status 200: redirects are not followed. */
async function getJson({ url, isHostListed }: KeyAddress, reader: Reader, timeoutMs: number): Promise<unknown> {
	const answer = await reader.get({ url, headers: { accept: 'application/json' }, timeoutMs, isHostListed });
	if (answer.kind === 'failure' || answer.status !== 200 || Buffer.byteLength(answer.body) >= RESPONSE_BODY_MAX_BYTES)
		return undefined;
	try {
		return JSON.parse(answer.body) as unknown;
	} catch {
		// A web page or a cut-off answer, without keys.
		return undefined;
	}
}
