import { decodeSecurityToken, decodeTokenFields } from '../../../src/outgoing-webhook/security-token';
import { TOKEN } from '../../support/signing';

const code = (token: string): unknown => {
	try {
		decodeSecurityToken(token);
	} catch (error) {
		return (error as { code: unknown }).code;
	}
	return 'accepted';
};

it('decodes a token and forgives pasted white space', () => {
	expect(decodeSecurityToken(` ${TOKEN}\n`).export()).toEqual(
		Buffer.from(Array.from({ length: 32 }, (_, index) => index)),
	);
});

it.each([
	['', 'security-token-blank'],
	[' \n', 'security-token-blank'],
	[TOKEN.slice(1), 'security-token-length'],
	[TOKEN.slice(0, -1), 'security-token-length'],
	[`${TOKEN}=`, 'security-token-length'],
	[`A${TOKEN}`, 'security-token-length'],
	[`${TOKEN.slice(0, -2)}9=`, 'security-token-length'],
	[Buffer.alloc(31, 7).toString('base64'), 'security-token-length'],
	[Buffer.alloc(33, 7).toString('base64'), 'security-token-length'],
	[Buffer.alloc(64, 7).toString('base64'), 'security-token-length'],
	[`HMAC ${TOKEN}`, 'security-token-not-base64'],
	[TOKEN.replace('A', '-'), 'security-token-not-base64'],
])('refuses %j with %s', (token, expected) => {
	expect(code(token)).toBe(expected);
});

it('never puts the token into the message', () => {
	expect(() => decodeSecurityToken(`${TOKEN.slice(0, -3)}!`)).toThrow(
		expect.objectContaining({ message: expect.not.stringContaining('AAEC') as string }) as Error,
	);
});

it('says which length is wrong', () => {
	expect(() => decodeSecurityToken(TOKEN.slice(1))).toThrow('has 43 characters; Teams tokens have 44');
	expect(() => decodeSecurityToken(Buffer.alloc(33, 7).toString('base64'))).toThrow(
		'has 44 characters, but does not decode to 32 bytes',
	);
});

it('leaves blank further fields out, keeps the field number and names a bad field', () => {
	const field = (index: number, token: string) => ({ index, token, label: `l${index}` });
	expect(
		decodeTokenFields([field(0, TOKEN), field(1, ' \n'), field(2, TOKEN)]).map(({ index, label }) => [index, label]),
	).toEqual([
		[0, 'l0'],
		[2, 'l2'],
	]);
	expect(() => decodeTokenFields([field(0, TOKEN), field(1, 'abc')])).toThrow(
		'Security Token 2: The security token has 3 characters',
	);
	expect(() => decodeTokenFields([field(0, 'a')])).toThrow(/^The security token has 1 character;/);
	expect(() => decodeTokenFields([field(0, ''), field(1, TOKEN)])).toThrow('empty');
});
