import { createHmac, timingSafeEqual } from 'node:crypto';

/** Checks a signature as a receiver has to (reference/teams.md A.3). */
export function verifySignature(body: Buffer, header: string | undefined, securityToken: string): boolean {
	const expected = createHmac('sha256', Buffer.from(securityToken, 'base64')).update(body).digest();
	const given = Buffer.from(header?.replace(/^HMAC /, '') ?? '', 'base64');
	return given.length === expected.length && timingSafeEqual(given, expected);
}
