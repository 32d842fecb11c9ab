import { TeamsWebhookError } from '../errors';
import { SECURITY_TOKEN_BYTES, SECURITY_TOKEN_CHARACTERS } from '../limits';

const BASE64_ONLY = /^[A-Za-z0-9+/]*={0,2}$/;

const WHERE_TO_FIND_IT =
	'Teams shows the security token once, when the outgoing webhook is created. If it was lost, delete the webhook in Teams (Manage team > Apps) and create it again.';

/** One configured token: the label the user gave it, its field number from 0, and the key bytes it decodes to. */
export interface TokenKey {
	readonly label: string;
	readonly index: number;
	readonly key: Buffer;
}

/** The flat credential fields of one token, as n8n hands them over. */
export interface TokenField {
	readonly label: string;
	readonly index: number;
	readonly token: string;
}

/**
 * Decodes a security token to its key bytes. Surrounding white space is ignored, because pasting adds it.
 * Throws `security-token-blank`, `security-token-not-base64` or `security-token-length`; the token is never in the message.
 */
export function decodeSecurityToken(token: string): Buffer {
	const trimmed = token.trim();
	if (trimmed === '') {
		throw new TeamsWebhookError('security-token-blank', 'The security token is empty. Paste the token that Teams showed when the webhook was created.', WHERE_TO_FIND_IT);
	}
	if (!BASE64_ONLY.test(trimmed)) {
		throw new TeamsWebhookError('security-token-not-base64', 'The security token is not Base64: it holds a character that no token has. Copy it again, without quotes or "HMAC".', WHERE_TO_FIND_IT);
	}
	const key = Buffer.from(trimmed, 'base64');
	if (trimmed.length !== SECURITY_TOKEN_CHARACTERS || key.length !== SECURITY_TOKEN_BYTES || key.toString('base64') !== trimmed) {
		throw new TeamsWebhookError(
			'security-token-length',
			`The security token has ${trimmed.length} characters; Teams tokens have ${SECURITY_TOKEN_CHARACTERS}, ending in "=". Copy the whole token.`,
			WHERE_TO_FIND_IT,
		);
	}
	return key;
}

/**
 * Decodes every filled token field. Blank optional fields are left out; the first field must be filled.
 * Throws as {@link decodeSecurityToken} does, naming the field, so that one bad token stops publishing instead of being skipped.
 */
export function decodeTokenFields(fields: readonly TokenField[]): readonly TokenKey[] {
	const used = fields.filter((field) => field.index === 0 || field.token.trim() !== '');
	return used.map((field) => ({ label: field.label, index: field.index, key: decodeNamed(field) }));
}

function decodeNamed(field: TokenField): Buffer {
	try {
		return decodeSecurityToken(field.token);
	} catch (error) {
		if (!(error instanceof TeamsWebhookError) || field.index === 0) throw error;
		throw new TeamsWebhookError(error.code, `Security token ${field.index + 1}: ${error.message}`, error.description, { cause: error });
	}
}
