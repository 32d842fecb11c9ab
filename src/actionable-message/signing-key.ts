import { importJWK } from '../vendor/jose';

/** A public key for checking tokens. */
export interface SigningKey {
	readonly kid: string;
	readonly key: Awaited<ReturnType<typeof importJWK>>;
	/** The issuer that signs with this key, as the key set says, with `{tenantid}` for every tenant. `null`: it does not say. */
	readonly issuer: string | null;
}

/** Chosen: Microsoft's key sets have about ten keys; a set with more than this is not one of them. */
const KEYS_MAX = 100;

/**
 * Reads a JSON Web Key Set (RFC 7517): RSA keys for signatures, of 2048 bits or more, by their `kid`. Other keys are left
 * out, and of each key everything but its public numbers. `undefined` if the value is not a key set.
 */
export async function readKeySet(value: unknown): Promise<ReadonlyMap<string, SigningKey> | undefined> {
	const keys: unknown = Reflect.get(Object(value), 'keys');
	if (!Array.isArray(keys) || keys.length > KEYS_MAX) return undefined;
	const read = await Promise.all(keys.map(readKey));
	const found = new Map<string, SigningKey>();
	// Of two keys with the same name, the first counts.
	for (const key of read) if (key !== undefined && !found.has(key.kid)) found.set(key.kid, key);
	return found;
}

async function readKey(value: unknown): Promise<SigningKey | undefined> {
	const { kty, kid, use, alg, n, e, issuer } = Object(value) as Readonly<Record<string, unknown>>;
	if (kty !== 'RSA' || typeof kid !== 'string' || kid === '' || typeof n !== 'string' || typeof e !== 'string')
		return undefined;
	if ((use !== undefined && use !== 'sig') || (alg !== undefined && alg !== 'RS256')) return undefined;
	if (Buffer.from(n, 'base64url').length < MODULUS_MIN_BYTES) return undefined;
	const key = await importJWK({ kty, n, e, alg: 'RS256' }, 'RS256').catch(() => undefined);
	return key === undefined ? undefined : { kid, key, issuer: typeof issuer === 'string' ? issuer : null };
}

/** RFC 7518, 3.3: keys of 2048 bits or larger. */
const MODULUS_MIN_BYTES = 256;
