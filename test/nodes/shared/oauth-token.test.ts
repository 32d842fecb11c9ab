import type { ICredentialDataDecryptedObject, IDataObject } from 'n8n-workflow';

import { readTokenClaims } from '../../../nodes/shared/oauth-token';

const TENANT = 'aaaabbbb-cccc-4ddd-8eee-ffff00001111';
const NOW_MS = Date.UTC(2026, 9, 21, 8);
const GOOD = {
	aud: 'https://service.flow.microsoft.com/',
	tid: TENANT,
	oid: '0f0e0d0c-1111-4222-8333-444455556666',
	exp: NOW_MS / 1_000 + 3_600,
	upn: 'ada@example.com',
};

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const token = (claims: unknown) => `${encode({ alg: 'RS256' })}.${encode(claims)}.c2lnbmF0dXJl`;

function read(claims: unknown, parts: IDataObject = {}) {
	const data = {
		tenantId: TENANT.toUpperCase(),
		oauthTokenData: { access_token: token(claims), refresh_token: 'r' },
		...parts,
	};
	return readTokenClaims(data, () => NOW_MS);
}

it('reads audience, tenant, object id and expiry, and nothing else', () => {
	expect(read(GOOD)).toEqual({
		aud: GOOD.aud,
		tid: TENANT,
		oid: GOOD.oid,
		expiresAt: '2026-10-21T09:00:00.000Z',
		fits: true,
		findings: [],
	});
});

it.each<[string, IDataObject, IDataObject, string]>([
	[
		'an audience without its slash',
		{ aud: GOOD.aud.slice(0, -1) },
		{},
		'The audience lacks its trailing slash; flows require exactly https://service.flow.microsoft.com/.',
	],
	[
		'the audience of another service',
		{ aud: 'https://graph.microsoft.com' },
		{},
		'The token is for https://graph.microsoft.com; flows in this cloud require https://service.flow.microsoft.com/.',
	],
	[
		'the audience of another cloud',
		{},
		{ cloud: 'gcc' },
		'The token is for https://service.flow.microsoft.com/; flows in this cloud require https://gov.service.flow.microsoft.us/.',
	],
	[
		'no audience',
		{ aud: '' },
		{},
		'The token does not have a readable audience; flows require https://service.flow.microsoft.com/.',
	],
	[
		'the second of its expiry',
		{ exp: NOW_MS / 1_000 },
		{},
		'The token has expired; n8n renews it with the next message.',
	],
	['no expiry', { exp: 'soon' }, {}, 'The token does not say when it expires.'],
	['an expiry that is no date', { exp: 1e300 }, {}, 'The token does not say when it expires.'],
	['another tenant', { tid: GOOD.oid }, {}, 'The token belongs to a different tenant than the one in the credential.'],
	['no tenant', { tid: 5 }, {}, 'The token belongs to a different tenant than the one in the credential.'],
	[
		'no refresh token',
		{},
		{ oauthTokenData: { access_token: token(GOOD) } },
		'n8n does not have a refresh token: when the token expires, the credential must be connected again.',
	],
])('finds %s', (_what, claims, parts, finding) => {
	const { fits, findings } = read({ ...GOOD, ...claims }, parts);
	expect(findings).toEqual([finding]);
	// What n8n repairs by itself does not make a token unfit.
	expect(fits).toBe(!/audience|is for|different tenant/.test(finding));
});

it.each<[string, IDataObject, IDataObject]>([
	['one second before its expiry', { exp: NOW_MS / 1_000 + 1 }, {}],
	['a tenant that is named by its domain', { tid: GOOD.oid }, { tenantId: 'example.onmicrosoft.com' }],
	[
		'an app, which needs no refresh token',
		{},
		{ grantType: 'clientCredentials', oauthTokenData: { access_token: token(GOOD) } },
	],
])('finds nothing wrong with %s', (_what, claims, parts) => {
	expect(read({ ...GOOD, ...claims }, parts).findings).toEqual([]);
});

it.each<[string, IDataObject, string]>([
	['nobody has signed in', {}, 'n8n does not have a token yet: open the credential and connect it.'],
	[
		'an app has not sent yet',
		{ grantType: 'clientCredentials', oauthTokenData: {} },
		'n8n does not have a token yet; it will get one for the first message.',
	],
	[
		'the token is opaque',
		{ oauthTokenData: { access_token: 'secret-opaque' } },
		'The token is not a JSON Web Token, so it cannot be read.',
	],
	[
		'the token has the parts of an encrypted one',
		{ oauthTokenData: { access_token: `${token(GOOD)}.x.y` } },
		'The token is not a JSON Web Token, so it cannot be read.',
	],
	[
		'the token holds no JSON',
		{ oauthTokenData: { access_token: 'a.b.c' } },
		'The token is not a JSON Web Token, so it cannot be read.',
	],
	[
		'the token holds no object',
		{ oauthTokenData: { access_token: token('x') } },
		'The token is not a JSON Web Token, so it cannot be read.',
	],
])('reads nothing where %s', (_what, data, finding) => {
	expect(readTokenClaims(data as ICredentialDataDecryptedObject, () => NOW_MS)).toEqual({
		aud: null,
		tid: null,
		oid: null,
		expiresAt: null,
		fits: finding.startsWith('n8n does not have a token'),
		findings: [finding],
	});
});
