import type { KeyObject } from 'crypto';
import type { ErrorCode } from '../errors';

import { createHash, createSecretKey } from 'crypto';

import { TeamsWebhookError } from '../errors';
import { SECURITY_TOKEN_BYTES, SECURITY_TOKEN_CHARACTERS } from '../limits';

const BASE64_ONLY = /^[A-Za-z0-9+/]*={0,2}$/;

const WHERE_TO_FIND_IT =
	'Teams shows the security token once, when the outgoing webhook is created. If it was lost, delete the webhook in Teams (Manage team > Apps) and create it again.';

/** One configured token: the label the user gave it, its field number from 0, and the key it decodes to. A key object, because Node 24 takes five times as long for an HMAC under raw bytes (docs/performance.md). */
export interface TokenKey {
	readonly label: string;
	readonly index: number;
	readonly key: KeyObject;
}

/** The flat credential fields of one token, as n8n hands them over. */
export interface TokenField {
	readonly label: string;
	readonly index: number;
	readonly token: string;
}

/** A decoded token, or the error that says what is wrong with it. */
type Decoded =
	| { readonly ok: true; readonly key: KeyObject }
	| { readonly ok: false; readonly code: ErrorCode; readonly message: string };

/**
 * Decodes a security token to its key. Surrounding white space is ignored, because pasting adds it.
 * Throws `security-token-blank`, `security-token-not-base64` or `security-token-length`; the token is never in the message.
 */
export function decodeSecurityToken(token: string): KeyObject {
	return keyOrThrow(decode(token), '');
}

/**
 * Decodes every filled token field. Blank optional fields are left out; the first field must be filled.
 * Throws as {@link decodeSecurityToken} does, naming the field, so that one bad token stops publishing instead of being skipped.
 */
export function decodeTokenFields(fields: readonly TokenField[]): readonly TokenKey[] {
	const used = fields.filter((field) => field.index === 0 || field.token.trim() !== '');
	return used.map((field) => ({
		label: field.label,
		index: field.index,
		key: keyOrThrow(decode(field.token), field.index === 0 ? '' : `Security Token ${field.index + 1}: `),
	}));
}

/** A name for a token that tells nothing about it, and stays the same when the token moves to another field. */
export function tokenFingerprint(token: TokenKey): string {
	return createHash('sha256').update(token.key.export()).digest('base64url');
}

function keyOrThrow(decoded: Decoded, field: string): KeyObject {
	if (!decoded.ok) throw new TeamsWebhookError(decoded.code, field + decoded.message, WHERE_TO_FIND_IT);
	return decoded.key;
}

function decode(token: string): Decoded {
	const trimmed = token.trim();
	if (trimmed === '')
		return {
			ok: false,
			code: 'security-token-blank',
			message: 'The security token is empty. Paste the token that Teams showed when the webhook was created.',
		};
	if (!BASE64_ONLY.test(trimmed)) {
		return {
			ok: false,
			code: 'security-token-not-base64',
			message:
				'The security token is not Base64: it contains a character that tokens never have. Copy it again, without quotes or "HMAC".',
		};
	}
	const key = Buffer.from(trimmed, 'base64');
	// 32 bytes have one spelling, of 44 characters.
	if (key.length === SECURITY_TOKEN_BYTES && key.toString('base64') === trimmed)
		return { ok: true, key: createSecretKey(key) };
	return {
		ok: false,
		code: 'security-token-length',
		message: lengthProblem(trimmed.length),
	};
}

function lengthProblem(length: number): string {
	return length === SECURITY_TOKEN_CHARACTERS
		? `The security token has ${length} characters, but does not decode to ${SECURITY_TOKEN_BYTES} bytes, as Teams tokens do. Copy it again.`
		: `The security token has ${length} ${length === 1 ? 'character' : 'characters'}; Teams tokens have ${SECURITY_TOKEN_CHARACTERS}, ending in "=". Copy the whole token.`;
}
