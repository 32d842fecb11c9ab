import type { TokenKey } from '../../../src/outgoing-webhook/security-token';

import { createHmac, createSecretKey } from 'node:crypto';

import fc from 'fast-check';

import { signatureShape, verifySignature } from '../../../src/outgoing-webhook/signature';

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

const keyOf = (byte: number, index: number): TokenKey => ({
	index,
	label: `token ${index}`,
	key: createSecretKey(Buffer.alloc(32, byte)),
});
const KEYS = [keyOf(1, 0), keyOf(2, 1)];
const BODY = Buffer.from('{"text":"<at>n8n</at> déploy"}');
const macOf = (body: Buffer, byte: number): string =>
	createHmac('sha256', Buffer.alloc(32, byte)).update(body).digest('base64');
const verify = (authorization: unknown, keys: readonly TokenKey[] = KEYS, body = BODY) => {
	const verdict = verifySignature(body, authorization, keys);
	return verdict.ok ? verdict.token.label : verdict.reason;
};

it('says which token has signed the exact bytes', () => {
	expect([verify(`HMAC ${macOf(BODY, 1)}`), verify(`HMAC ${macOf(BODY, 2)}`)]).toEqual(['token 0', 'token 1']);
	expect(verify(`HMAC ${macOf(BODY, 1)}`, [...KEYS, keyOf(1, 2)])).toBe('token 0');
	expect(verify(`HMAC ${macOf(BODY, 3)}`)).toBe('signature-no-match');
	expect(verify(`HMAC ${macOf(BODY, 1)}`, KEYS, Buffer.from(`${BODY.toString()} `))).toBe('signature-no-match');
});

it('refuses everything without a token', () => {
	expect([verify(`HMAC ${macOf(BODY, 1)}`, []), verify(undefined, [])]).toEqual(['no-token', 'no-token']);
});

it.each([
	['nothing', undefined, 'signature-missing'],
	['an empty text', '', 'signature-missing'],
	['a list', [`HMAC ${macOf(BODY, 1)}`], 'signature-malformed'],
	['another scheme', `Bearer ${macOf(BODY, 1)}`, 'signature-malformed'],
	['the scheme in small letters', `hmac ${macOf(BODY, 1)}`, 'signature-malformed'],
	['no scheme', macOf(BODY, 1), 'signature-malformed'],
	['two spaces', `HMAC  ${macOf(BODY, 1)}`, 'signature-malformed'],
	['something behind it', `HMAC ${macOf(BODY, 1)} `, 'signature-malformed'],
	['a line behind it', `HMAC ${macOf(BODY, 1)}\n`, 'signature-malformed'],
	['something before it', ` HMAC ${macOf(BODY, 1)}`, 'signature-malformed'],
	['a byte less', `HMAC ${Buffer.alloc(31, 1).toString('base64')}`, 'signature-malformed'],
	['a byte more', `HMAC ${Buffer.alloc(33, 1).toString('base64')}`, 'signature-malformed'],
	['Base64 for URLs', `HMAC ${Buffer.alloc(32, 255).toString('base64url')}=`, 'signature-malformed'],
	['no padding', `HMAC ${macOf(BODY, 1).slice(0, -1)}`, 'signature-malformed'],
])('refuses %s', (_title, authorization, reason) => {
	expect(verify(authorization)).toBe(reason);
	expect(signatureShape(authorization)).toBe(reason);
});

it('refuses the right MAC in a spelling that nobody writes: unused bits that are set', () => {
	fc.assert(
		fc.property(fc.uint8Array({ minLength: 0, maxLength: 100 }), fc.integer({ min: 1, max: 3 }), (bytes, bits) => {
			const body = Buffer.from(bytes);
			const mac = macOf(body, 1);
			const other = `${mac.slice(0, 42)}${BASE64[BASE64.indexOf(mac[42] ?? '') + bits] ?? ''}=`;
			expect(Buffer.from(other, 'base64')).toEqual(Buffer.from(mac, 'base64'));
			expect([verify(`HMAC ${mac}`, KEYS, body), verify(`HMAC ${other}`, KEYS, body)]).toEqual([
				'token 0',
				'signature-malformed',
			]);
		}),
	);
});
