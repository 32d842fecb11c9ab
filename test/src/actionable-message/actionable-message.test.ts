import type { Issuer } from '../../../simulator/actionable-messages/issuer';
import type { TokenChecker } from '../../support/actions';
import type { Engines } from '../../support/network/engines';

import { createHmac, generateKeyPairSync, randomUUID } from 'node:crypto';

import fc from 'fast-check';

import { startIssuer } from '../../../simulator/actionable-messages/issuer';
import { createKeySets } from '../../../src/actionable-message/key-set';
import { createTokenChecker } from '../../support/actions';
import { createEngines } from '../../support/network/engines';

/** A clock that stands still, so that limits have an edge. */
const NOW_MS = Date.UTC(2026, 9, 21, 8);
const NOW_S = NOW_MS / 1_000;
const SKEW_S = 60;

let issuer: Issuer;
let other: Issuer;
let engines: Engines;
let checker: TokenChecker;

const now = () => NOW_MS;
const encode = (value: unknown) =>
	Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
const reasonFor = async (token: string, at: TokenChecker = checker) => {
	const verdict = await at.check(token);
	return verdict.ok ? 'ok' : verdict.reason;
};

beforeAll(async () => {
	[issuer, other] = [await startIssuer(now), await startIssuer(now)];
	engines = createEngines({ idleMs: 100 });
	checker = createTokenChecker(issuer, { keySets: createKeySets({ now }), engines, now });
});

afterAll(async () => {
	await engines.close();
	await Promise.all([issuer.close(), other.close()]);
});

it.each(['v2', 'v1'] as const)('takes a %s token, and says who acted in which tenant', async (version) => {
	expect(await checker.check(issuer.token(issuer.claims(version)))).toEqual({
		ok: true,
		tenantId: issuer.tenantId,
		performer: { id: '0f0e0d0c-1111-4222-8333-444455556666', name: 'Ada Example', username: 'ada@example.com' },
	});
});

it('takes a token without names, and ids in capitals', async () => {
	const claims = {
		...issuer.claims(),
		name: undefined,
		preferred_username: 7,
		azp: String(issuer.claims().azp).toUpperCase(),
		oid: '0F0E0D0C-1111-4222-8333-444455556666',
	};
	expect(await checker.check(issuer.token(claims))).toMatchObject({
		ok: true,
		performer: { id: '0f0e0d0c-1111-4222-8333-444455556666', name: null, username: null },
	});
});

type ClaimsCase = readonly [string, Record<string, unknown>, string];

const MISSING: readonly ClaimsCase[] = [
	['iss', { iss: undefined }, 'token-claims'],
	['tid', { tid: undefined }, 'token-claims'],
	['aud', { aud: undefined }, 'token-claims'],
	['exp', { exp: undefined }, 'token-claims'],
	['nbf', { nbf: undefined }, 'token-claims'],
	['iat', { iat: undefined }, 'token-claims'],
	['azp', { azp: undefined }, 'token-caller'],
	['oid', { oid: undefined }, 'token-claims'],
];

const WRONG: readonly ClaimsCase[] = [
	['iss of another tenant', { iss: `https://login.microsoftonline.com/${randomUUID()}/v2.0` }, 'token-issuer'],
	['iss without version', { iss: 'https://login.microsoftonline.com/common' }, 'token-issuer'],
	['the retired iss', { iss: 'https://substrate.office.com/sts/' }, 'token-retired'],
	['tid of another tenant', { tid: randomUUID() }, 'token-tenant'],
	['tid that is a path', { tid: '../common' }, 'token-tenant'],
	['aud for another app', { aud: randomUUID() }, 'token-audience'],
	['aud of Graph', { aud: '00000003-0000-0000-c000-000000000000' }, 'token-audience'],
	['exp in the past', { exp: NOW_S - SKEW_S }, 'token-expired'],
	['nbf in the future', { nbf: NOW_S + SKEW_S + 1 }, 'token-not-yet-valid'],
	['azp of another app', { azp: randomUUID() }, 'token-caller'],
	['appid instead of azp', { azp: undefined, appid: '48af08dc-f6d2-435f-b2a7-069abd99c086' }, 'token-caller'],
	['oid that is a name', { oid: 'ada' }, 'token-claims'],
	['an app instead of a person', { idtyp: 'app' }, 'token-claims'],
	['iat in the future', { iat: NOW_S + SKEW_S + 1 }, 'token-not-yet-valid'],
];

const NAMES = ['iss', 'tid', 'aud', 'exp', 'nbf', 'iat', 'azp', 'oid'] as const;
const TYPES: ReadonlyArray<readonly [string, unknown]> = [
	['null', null],
	['true', true],
	['an empty list', []],
	['an object', {}],
	['an empty text', ''],
];
const TIMES_AS_TEXT: readonly ClaimsCase[] = ['exp', 'nbf', 'iat'].map(
	(name): ClaimsCase => [`${name} as a text`, { [name]: String(NOW_S + (name === 'exp' ? 3_600 : 0)) }, ''],
);
const WRONG_TYPE: readonly ClaimsCase[] = NAMES.flatMap((name) =>
	TYPES.map(([type, value]): ClaimsCase => [`${name} as ${type}`, { [name]: value }, '']),
);

it.each([...MISSING.map(([name, ...rest]): ClaimsCase => [`no ${name}`, ...rest]), ...WRONG])(
	'refuses a token with %s',
	async (_title, claims, reason) => {
		expect(await reasonFor(issuer.token({ ...issuer.claims(), ...claims }))).toBe(reason);
	},
);

it.each([...WRONG_TYPE, ...TIMES_AS_TEXT])('refuses a token with %s', async (_title, claims) => {
	expect(await reasonFor(issuer.token({ ...issuer.claims(), ...claims }))).toMatch(
		/^token-(?:claims|audience|caller|issuer|tenant|expired|not-yet-valid)$/,
	);
});

it('takes a token that says it is for a person', async () => {
	expect(await reasonFor(issuer.token({ ...issuer.claims(), idtyp: 'user' }))).toBe('ok');
});

it.each([
	['without tid', { tid: undefined }, {}],
	['without kid', {}, { kid: undefined }],
	['with another algorithm', {}, { alg: 'PS256' }],
])('says of a retired token that it is one, also %s and without the slash', async (_title, claims, header) => {
	for (const iss of ['https://substrate.office.com/sts/', 'https://substrate.office.com/sts']) {
		expect(await reasonFor(issuer.token({ ...issuer.claims(), iss, ...claims }, { header }))).toBe('token-retired');
	}
});

it('refuses a list of audiences, also where the right one is on it', async () => {
	expect(await reasonFor(issuer.token({ ...issuer.claims(), aud: [issuer.audience.v2] }))).toBe('token-claims');
});

it.each(['appid', 'aud'] as const)('refuses a version 1 token without its %s', async (name) => {
	expect(await reasonFor(issuer.token({ ...issuer.claims('v1'), [name]: undefined }))).toMatch(
		/^token-(?:caller|claims)$/,
	);
});

it.each([
	['exp', NOW_S - SKEW_S + 1, 'ok'],
	['exp', NOW_S - SKEW_S, 'token-expired'],
	['nbf', NOW_S + SKEW_S, 'ok'],
	['nbf', NOW_S + SKEW_S + 1, 'token-not-yet-valid'],
	['iat', NOW_S + SKEW_S, 'ok'],
	['iat', NOW_S + SKEW_S + 1, 'token-not-yet-valid'],
])('lets clocks differ by a minute: %s %i is %s', async (claim, value, reason) => {
	expect(await reasonFor(issuer.token({ ...issuer.claims(), [claim]: value }))).toBe(reason);
});

it.each([
	['alg none, unsigned', () => `${encode({ alg: 'none', kid: 'x' })}.${encode(issuer.claims())}.`, 'token-malformed'],
	['alg none with a signature', () => issuer.token(undefined, { header: { alg: 'none' } }), 'token-algorithm'],
	['alg None', () => issuer.token(undefined, { header: { alg: 'None' } }), 'token-algorithm'],
	['alg RS512 in the header', () => issuer.token(undefined, { header: { alg: 'RS512' } }), 'token-algorithm'],
	['no alg', () => issuer.token(undefined, { header: { alg: undefined } }), 'token-malformed'],
	['no kid', () => issuer.token(undefined, { header: { kid: undefined } }), 'token-malformed'],
	['a kid that is a number', () => issuer.token(undefined, { header: { kid: 1 } }), 'token-malformed'],
	['a critical extension', () => issuer.token(undefined, { header: { crit: ['b64'], b64: false } }), 'token-malformed'],
	[
		'another key of the same name',
		() => issuer.token(undefined, { signWith: generateKeyPairSync('rsa', { modulusLength: 2_048 }).privateKey }),
		'token-signature',
	],
	['a key of nobody', () => issuer.token(undefined, { header: { kid: 'nobody' } }), 'token-key-unknown'],
	['a token of another issuer that says it is this one', () => other.token(issuer.claims()), 'token-key-unknown'],
	['four parts', () => `${issuer.token()}.x`, 'token-malformed'],
	['two parts', () => issuer.token().split('.').slice(0, 2).join('.'), 'token-malformed'],
	['padding', () => `${issuer.token()}=`, 'token-malformed'],
	['a list as header', () => issuer.token().replace(/^[^.]+/, encode(['RS256'])), 'token-malformed'],
	['no JSON as claims', () => issuer.token().replace(/\.[^.]+\./, `.${encode('claims')}.`), 'token-claims'],
])('refuses %s', async (_title, token, reason) => {
	expect(await reasonFor(token())).toBe(reason);
});

const withPart = (token: string, at: number, text: string) => token.split('.').with(at, text).join('.');
const retired = () => issuer.token({ ...issuer.claims(), iss: 'https://substrate.office.com/sts/' });
const withHeader = (header: Record<string, unknown>) => issuer.token(undefined, { header });

it.each([
	['four parts', () => `${issuer.token()}.x`, 'token-malformed'],
	['four parts, of a retired issuer', () => `${retired()}.x`, 'token-malformed'],
	['no header', () => withPart(issuer.token(), 0, ''), 'token-malformed'],
	['a header that is not Base64url, of a retired issuer', () => withPart(retired(), 0, '+/+/'), 'token-malformed'],
	['no claims', () => withPart(issuer.token(), 1, ''), 'token-malformed'],
	['claims with padding', () => withPart(issuer.token(), 1, 'e30='), 'token-malformed'],
	['no signature', () => withPart(issuer.token(), 2, ''), 'token-malformed'],
	['another algorithm', () => withHeader({ alg: 'PS256' }), 'token-algorithm'],
	['no algorithm', () => withHeader({ alg: undefined }), 'token-malformed'],
	['the name of a key left blank', () => withHeader({ kid: '' }), 'token-malformed'],
	['a payload that is said not to be Base64url', () => withHeader({ b64: false }), 'token-malformed'],
	['a payload that is said to be Base64url', () => withHeader({ b64: true }), 'token-malformed'],
	['an extension that must be understood', () => withHeader({ crit: ['exp'] }), 'token-malformed'],
	['an empty list of extensions', () => withHeader({ crit: [] }), 'token-malformed'],
	['another tenant', () => issuer.token({ ...issuer.claims(), tid: randomUUID() }), 'token-tenant'],
])('refuses a token with %s before it asks for keys', async (_title, token, reason) => {
	const asked = issuer.requests().length;
	const at = createTokenChecker(issuer, { keySets: createKeySets({ now }), engines, now });
	expect(await reasonFor(token(), at)).toBe(reason);
	expect(issuer.requests()).toHaveLength(asked);
	expect(await reasonFor(issuer.token(), at)).toBe('ok');
	expect(issuer.requests()).toHaveLength(asked + 1);
});

it('refuses HS256 made with the public key', async () => {
	const publicKey = issuer.publicKey();
	const kid = (JSON.parse(Buffer.from(issuer.token().split('.')[0] ?? '', 'base64url').toString()) as { kid: string })
		.kid;
	for (const secret of [
		publicKey.export({ type: 'spki', format: 'pem' }),
		publicKey.export({ type: 'spki', format: 'der' }),
		JSON.stringify(publicKey.export({ format: 'jwk' })),
	]) {
		const signed = `${encode({ alg: 'HS256', kid })}.${encode(issuer.claims())}`;
		expect(await reasonFor(`${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`)).toBe(
			'token-algorithm',
		);
	}
});

it('takes a key only for the tenants it is published for', async () => {
	const keySets = createKeySets({ now });
	const foreign = { kind: 'answer' as const, status: 200, headers: {}, body: '' };
	const kid = (JSON.parse(Buffer.from(issuer.token().split('.')[0] ?? '', 'base64url').toString()) as { kid: string })
		.kid;
	const key = { ...issuer.publicKey().export({ format: 'jwk' }), kid, use: 'sig' };
	for (const [of, reason] of [
		['https://login.microsoftonline.com/9188040d-6c67-4c5b-b112-36a304b66dad/v2.0', 'token-issuer'],
		['https://login.microsoftonline.com/{tenantid}/v2.0', 'ok'],
	] as const) {
		const reader = { get: async () => ({ ...foreign, body: JSON.stringify({ keys: [{ ...key, issuer: of }] }) }) };
		const at = createTokenChecker(issuer, {
			keySets: of.includes('{') ? createKeySets({ now }) : keySets,
			engines: { ...engines, undici: { ...engines.undici, ...reader } },
			now,
		});
		expect(await reasonFor(issuer.token(), at)).toBe(reason);
	}
});

it('takes none of 2,000 random changes of a valid token, and the token itself each time', async () => {
	const token = issuer.token();
	const characters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=+/ {}"';
	const place = fc.nat({ max: token.length - 1 });
	const character = fc.constantFrom(...characters);
	const change = fc.oneof(
		fc.tuple(place, character).map(([at, to]) => token.slice(0, at) + to + token.slice(at + 1)),
		fc.tuple(place, character).map(([at, to]) => token.slice(0, at) + to + token.slice(at)),
		fc
			.tuple(place, fc.integer({ min: 1, max: 40 }))
			.map(([at, length]) => token.slice(0, at) + token.slice(at + length)),
		fc
			.tuple(place, place)
			.map(
				([a, b]) =>
					token.slice(0, Math.min(a, b)) + token.slice(Math.max(a, b)) + token.slice(Math.min(a, b), Math.max(a, b)),
			),
		// Bits of the decoded bytes, so that the text stays Base64url.
		fc
			.tuple(fc.nat({ max: 2 }), fc.nat({ max: 10_000 }), fc.nat({ max: 7 }))
			.map(([part, at, bit]) => flipBit(token, part, at, bit)),
		fc
			.tuple(fc.constantFrom(...Object.keys(issuer.claims())), fc.oneof(fc.jsonValue(), fc.constant(undefined)))
			.map(([name, value]) => withClaim(token, name, value)),
	);
	const changes = fc.sample(change, { numRuns: 2_000, seed: 7 });
	let valid = 0;
	for (const changed of changes) {
		const verdict = await checker.check(changed);
		if (verdict.ok !== (changed === token)) throw new Error(`taken: ${changed}`);
		if (verdict.ok) valid += 1;
	}
	expect(await reasonFor(token)).toBe('ok');
	expect(valid).toBe(changes.filter((changed) => changed === token).length);
});

function flipBit(token: string, part: number, at: number, bit: number): string {
	const parts = token.split('.');
	const bytes = Buffer.from(parts[part] ?? '', 'base64url');
	const index = at % bytes.length;
	bytes[index] = (bytes[index] ?? 0) ^ (1 << bit);
	return parts.map((text, position) => (position === part ? bytes.toString('base64url') : text)).join('.');
}

function withClaim(token: string, name: string, value: unknown): string {
	const [header = '', claims = '', signature = ''] = token.split('.');
	const changed = { ...(JSON.parse(Buffer.from(claims, 'base64url').toString()) as object), [name]: value };
	return [header, encode(changed), signature].join('.');
}
