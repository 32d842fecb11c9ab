import type { KeyObject } from 'crypto';
import type { ConnectorAction } from './wire';

import { createHmac, createSecretKey, randomBytes, timingSafeEqual } from 'crypto';

import { TeamsWebhookError } from '../errors';
import {
	CONNECTOR_ENTITY_LIFE_MS,
	CONNECTOR_SECRET_MIN_BYTES,
	CONNECTOR_STATE_LIFE_MS,
	SECRET_DIFFERENT_BYTES_MIN,
} from '../limits';

const HOW_TO_MAKE_ONE =
	'Enter a long random string in the State Secret field of the credential, for example the output of: openssl rand -base64 48';

/** Bytes of the random part: two are equal by chance after 2^48 subscriptions. */
const ID_BYTES = 12;

/** HMAC-SHA256 cut to 192 bits, so that an entity id stays under 64 characters: hosts store it. */
const MAC_BYTES = 24;

/** The last part is always {@link MAC_BYTES} long when decoded: 32 characters of Base64url. */
const FORM = /^(?<id>[\w-]{16})\.(?<expiry>[0-9a-z]{1,11})\.(?<mac>[\w-]{32})$/;

/** The key of a connector credential. A key object, so that nothing prints it. */
export type ConnectorKey = KeyObject;

/** The trigger that a token belongs to: other triggers refuse it. */
export interface TokenScope {
	readonly workflowId: string;
	readonly nodeId: string;
}

/**
 * What a token allows: one action with a state, naming the subscription that is being created (`pending`), or naming an
 * existing one for years. Anybody gets the first two; the third comes only with the workflow's consent.
 */
export type TokenPurpose = ConnectorAction | 'pending' | 'entity';

/** Everything a token is made of. */
export interface TokenParts {
	readonly scope: TokenScope;
	readonly purpose: TokenPurpose;
	/** The random part: of an entity, its stable name. */
	readonly id: string;
	readonly nowMs: number;
}

/** What a valid token says, or why it is refused. `leftMs` is the time for which it is still valid. */
export type ConnectorTokenVerdict =
	| { readonly ok: true; readonly id: string; readonly leftMs: number }
	| { readonly ok: false; readonly reason: 'malformed' | 'forged' | 'expired' };

/** The key that signs tokens. Throws `connector-secret-blank` or `connector-secret-short`, without the secret in the message. */
export function connectorKey(stateSecret: unknown): ConnectorKey {
	const secret = Buffer.from(typeof stateSecret === 'string' ? stateSecret.trim() : '', 'utf8');
	if (secret.length === 0)
		throw new TeamsWebhookError(
			'connector-secret-blank',
			'The state secret of the connector credential is empty.',
			HOW_TO_MAKE_ONE,
		);
	if (secret.length < CONNECTOR_SECRET_MIN_BYTES) {
		throw new TeamsWebhookError(
			'connector-secret-short',
			`The state secret of the connector credential is ${secret.length} bytes long; it must be at least ${CONNECTOR_SECRET_MIN_BYTES}.`,
			HOW_TO_MAKE_ONE,
		);
	}
	if (new Set(secret).size < SECRET_DIFFERENT_BYTES_MIN)
		throw new TeamsWebhookError(
			'connector-secret-short',
			'The state secret of the connector credential repeats the same few characters, so it can be guessed.',
			HOW_TO_MAKE_ONE,
		);
	return createSecretKey(secret);
}

/** A new random part of a token. */
export function newTokenId(): string {
	return randomBytes(ID_BYTES).toString('base64url');
}

/** Signs a token: a state is valid for minutes, an entity id for two years from its last use. Every process with the key can check it. */
export function signToken(key: ConnectorKey, parts: TokenParts): string {
	const expiry = (parts.nowMs + lifeOf(parts.purpose)).toString(36);
	return `${parts.id}.${expiry}.${macOf(key, parts, expiry).toString('base64url')}`;
}

/** Checks a token for one trigger and one purpose: signature first, in constant time, then the time. Never throws. */
export function verifyToken(key: ConnectorKey, token: string, expected: Omit<TokenParts, 'id'>): ConnectorTokenVerdict {
	const { id = '', expiry = '', mac } = FORM.exec(token)?.groups ?? {};
	if (mac === undefined) return { ok: false, reason: 'malformed' };
	const right = macOf(key, { ...expected, id }, expiry);
	if (!timingSafeEqual(Buffer.from(mac, 'base64url'), right)) return { ok: false, reason: 'forged' };
	const leftMs = Number.parseInt(expiry, 36) - expected.nowMs;
	return leftMs > 0 ? { ok: true, id, leftMs } : { ok: false, reason: 'expired' };
}

function lifeOf(purpose: TokenPurpose): number {
	return purpose === 'entity' ? CONNECTOR_ENTITY_LIFE_MS : CONNECTOR_STATE_LIFE_MS;
}

/** JSON keeps the parts apart, whatever they contain. */
function macOf(key: ConnectorKey, { scope, purpose, id }: Omit<TokenParts, 'nowMs'>, expiry: string): Buffer {
	const text = JSON.stringify(['teams-connector-1', purpose, scope.workflowId, scope.nodeId, id, expiry]);
	return createHmac('sha256', key).update(text, 'utf8').digest().subarray(0, MAC_BYTES);
}
