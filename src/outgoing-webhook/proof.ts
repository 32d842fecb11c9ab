import type { KeyObject } from 'crypto';
import type { TokenKey } from './security-token';

import { createHmac, createSecretKey, timingSafeEqual } from 'crypto';

/**
 * Names what the derived key is for: a MAC that Teams made over a request can never pass for a proof, nor the other way
 * round.
 */
const PURPOSE = 'n8n-nodes-teams-webhooks: proof of a mention, version 1';

/** SHA-256 in Base64 for URLs, without padding. */
const PROOF = /^[\w-]{43}$/;

/** What a proof vouches for: the parts of a verified mention that decide who said what, and when. */
export interface ProvenMention {
	readonly tenantId: string | null;
	readonly channelId: string | null;
	readonly messageId: string | null;
	/** As Teams wrote it, in ISO 8601. */
	readonly timestamp: string | null;
	readonly text: string;
	/** The person: Bot Framework id, name, and Microsoft Entra object id. */
	readonly id: string | null;
	readonly name: string | null;
	readonly aadObjectId: string | null;
}

/**
 * Vouches for a mention whose signature has been verified: an HMAC-SHA256 under a key that is derived from the security
 * token. Whoever holds the token can check it; whoever only reads the execution, or a table, cannot make another.
 */
export function proveMention(key: KeyObject, mention: ProvenMention): string {
	return macOf(key, mention).toString('base64url');
}

/** Whether one of these tokens vouches for the mention. Takes the same time for every proof of the right length. */
export function isProven(keys: readonly TokenKey[], mention: ProvenMention, proof: unknown): boolean {
	if (typeof proof !== 'string' || !PROOF.test(proof)) return false;
	const given = Buffer.from(proof, 'base64url');
	const matches = keys.map(({ key }) => timingSafeEqual(macOf(key, mention), given));
	return matches.includes(true);
}

function macOf(key: KeyObject, mention: ProvenMention): Buffer {
	const derived = createSecretKey(createHmac('sha256', key).update(PURPOSE).digest());
	return createHmac('sha256', derived).update(canonical(mention)).digest();
}

/** A list in JSON: no value can run into the next one. */
function canonical(mention: ProvenMention): string {
	const { tenantId, channelId, messageId, timestamp, text, id, name, aadObjectId } = mention;
	return JSON.stringify([tenantId, channelId, messageId, timestamp, text, id, name, aadObjectId]);
}
