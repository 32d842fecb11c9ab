import { createHash } from 'crypto';

/** A name of 43 characters for a text of any length; it reveals nothing about the text (SHA-256, Base64 for URLs). */
export function fingerprint(text: string): string {
	return createHash('sha256').update(text).digest('base64url');
}
