import { readBearer } from '../../../src/actionable-message/bearer';

const TOKEN = 'aaa.bbb.c-_';

it.each([
	['Authorization', ['Host', 'x', 'Authorization', `Bearer ${TOKEN}`]],
	['the scheme in other letters', ['authorization', `bearer   ${TOKEN}`]],
	[
		'Action-Authorization, where Authorization is empty',
		['Authorization', '', 'Action-Authorization', `Bearer ${TOKEN}`],
	],
	['Action-Authorization, where Authorization is not there', ['ACTION-AUTHORIZATION', `Bearer ${TOKEN}`]],
	['a value that is called like a header', ['x', 'authorization', 'Authorization', `Bearer ${TOKEN}`]],
])('reads the token from %s', (_title, headers) => {
	expect(readBearer(headers)).toEqual({ ok: true, token: TOKEN });
});

it('prefers Authorization', () => {
	expect(readBearer(['Action-Authorization', 'Bearer x.y.z', 'Authorization', `Bearer ${TOKEN}`])).toEqual({
		ok: true,
		token: TOKEN,
	});
});

it.each([
	['nothing', [], 'token-missing'],
	['two empty headers', ['Authorization', ' ', 'Action-Authorization', ''], 'token-missing'],
	['the header twice', ['Authorization', `Bearer ${TOKEN}`, 'authorization', `Bearer ${TOKEN}`], 'token-duplicated'],
	['the header twice, once empty', ['Authorization', `Bearer ${TOKEN}`, 'AUTHORIZATION', ''], 'token-duplicated'],
	[
		'the other header twice',
		['Authorization', `Bearer ${TOKEN}`, 'Action-Authorization', 'x', 'action-authorization', 'y'],
		'token-duplicated',
	],
	['another scheme', ['Authorization', `HMAC ${TOKEN}`], 'token-malformed'],
	[
		'another scheme, and the token in the other header',
		['Authorization', 'Basic eDp5', 'Action-Authorization', `Bearer ${TOKEN}`],
		'token-malformed',
	],
	['two parts', ['Authorization', 'Bearer aaa.bbb'], 'token-malformed'],
	['an encrypted token', ['Authorization', 'Bearer a.b.c.d.e'], 'token-malformed'],
	['two tokens', ['Authorization', `Bearer ${TOKEN}, Bearer ${TOKEN}`], 'token-malformed'],
	['no token', ['Authorization', 'Bearer'], 'token-malformed'],
	['no signature', ['Authorization', 'Bearer aaa.bbb.'], 'token-malformed'],
])('refuses %s', (_title, headers, reason) => {
	expect(readBearer(headers)).toEqual({ ok: false, reason });
});

it('takes 16,384 characters, and not one more', () => {
	const ofLength = (length: number) => `Bearer a.b.${'c'.repeat(length - 'Bearer a.b.'.length)}`;
	expect(readBearer(['Authorization', ofLength(16_384)]).ok).toBe(true);
	expect(readBearer(['Authorization', ofLength(16_385)])).toEqual({ ok: false, reason: 'token-malformed' });
});
