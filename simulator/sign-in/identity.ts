import type { Storage } from '../model/storage';

import { generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto';

import { TENANT_ID } from '../model/ids';

/** Who a token is for: a person, or the app itself. */
export type Caller = 'person' | 'app';

/** The ids and secrets of a tenant, its app and its people. A credential with them works as long as they stay the same. */
export interface SignInIdentity {
	readonly tenantId: string;
	readonly clientId: string;
	readonly clientSecret: string;
	/** Object ids, as flows list them in "Specific users in my tenant". */
	readonly objectIds: Readonly<Record<Caller, string>>;
	/** PEM of the key that tokens are signed with. */
	readonly privateKey: string;
}

/** A new app in the tenant of the simulator, with a secret and a key of its own. */
export function newIdentity(): SignInIdentity {
	const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
	return {
		tenantId: TENANT_ID,
		clientId: randomUUID(),
		clientSecret: randomBytes(24).toString('base64url'),
		objectIds: { person: randomUUID(), app: randomUUID() },
		privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
	};
}

/** The stored identity, or a new one, which is then stored. Throws if the stored one cannot be read. */
export function openIdentity(storage: Storage): SignInIdentity {
	const stored = storage.load();
	if (stored !== undefined) return readIdentity(stored);
	const identity = newIdentity();
	storage.save(() => JSON.stringify(identity));
	return identity;
}

function readIdentity(text: string): SignInIdentity {
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch {
		value = undefined;
	}
	const { tenantId, clientId, clientSecret, objectIds, privateKey } = Object(value) as Partial<SignInIdentity>;
	if (
		tenantId === undefined ||
		clientId === undefined ||
		clientSecret === undefined ||
		objectIds === undefined ||
		privateKey === undefined
	) {
		throw new Error('The saved sign-in of the simulator cannot be read. Start with --reset to start over.');
	}
	return { tenantId, clientId, clientSecret, objectIds, privateKey };
}
