import type { IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';
import type { PostAnswer, Transport } from '../../../src/ports';

import fc from 'fast-check';

import { signInCause } from '../../../nodes/shared/oauth-failure';
import { readTokenClaims } from '../../../nodes/shared/oauth-token';
import { createOAuthTransport } from '../../../nodes/shared/oauth-transport';
import { bearers, echoOf, headerValues, readableSecret } from '../../support/echoes';

/** A busy machine makes fewer runs. */
const RUNS = { numRuns: 50, interruptAfterTimeLimit: 2_000 };

const FLOW_URL =
	'https://x.4f.environment.api.powerplatform.com/workflows/1/triggers/manual/paths/invoke?api-version=1';

/** n8n with this token, at a flow that gives this answer. */
async function postWith(authorization: string, answer: PostAnswer): Promise<unknown> {
	const inner: Transport = { engine: 'undici', post: async () => answer };
	const context = {
		getCredentials: async () => ({ tenantId: 't', cloud: 'public', grantType: 'clientCredentials' }),
		helpers: {
			async httpRequestWithAuthentication(this: IExecuteFunctions, _type: string, options: IHttpRequestOptions) {
				return (await this.helpers.httpRequest({
					...options,
					headers: { ...options.headers, Authorization: authorization },
				})) as unknown;
			},
		},
	} as unknown as IExecuteFunctions;
	return await createOAuthTransport(context, inner).post({
		url: FLOW_URL,
		headers: {},
		body: '{}',
		timeoutMs: 10_000,
		isHostListed: false,
	});
}

it('the token of a flow is in nothing that its answer leads to', async () => {
	const hostile = bearers.chain((token) =>
		fc.tuple(fc.constant(token), fc.constantFrom(200, 202, 403, 500), echoOf([token]), echoOf([token])),
	);
	await fc.assert(
		fc.asyncProperty(hostile, async ([token, status, a, b]) => {
			const answer: PostAnswer = {
				kind: 'answer',
				status,
				headers: { 'x-ms-workflow-run-id': a, 'www-authenticate': b },
				body: JSON.stringify({ outcome: 'delivered', messageId: b }),
			};
			const exchange = await postWith(token.sent, answer);
			expect(readableSecret(JSON.stringify(exchange), [token])).toBeUndefined();
			expect(exchange).toMatchObject({
				kind: 'answer',
				status,
				body: expect.stringContaining('"outcome":"delivered"') as string,
			});
		}),
		RUNS,
	);
});

it('an answer that repeats nothing stays as it is', async () => {
	const answer: PostAnswer = {
		kind: 'answer',
		status: 202,
		headers: { 'x-ms-workflow-run-id': '08585287571846374926431098273CU15' },
		body: '{"error":{"code":"MisMatchingOAuthClaims","message":"One or more claims either missing or does not match with the open authentication access control policy."}}',
	};
	expect(
		await postWith(
			'Bearer eyJ0eXAiOiJKV1QifQ.eyJhdWQiOiJodHRwczovL3NlcnZpY2UuZmxvdy5taWNyb3NvZnQuY29tLyJ9.c2lnbmF0dXJl',
			answer,
		),
	).toEqual(answer);
});

it('why there is no token names nothing of the client secret', () => {
	const hostile = headerValues.chain((secret) =>
		fc.tuple(fc.constant(secret), echoOf([secret]), fc.array(echoOf([secret]), { minLength: 3, maxLength: 3 })),
	);
	fc.assert(
		fc.property(
			hostile,
			fc.integer({ min: 0, max: 999_999_999 }),
			([secret, code, [a = '', b = '', c = '']], number) => {
				const error = Object.assign(new Error(a), {
					body: { error: code, error_description: `AADSTS${number}: ${b} AADSTS${c}` },
					cause: new Error(b),
				});
				expect(readableSecret(signInCause(error), [secret])).toBeUndefined();
			},
		),
		RUNS,
	);
});

it.each([
	['invalid_client', 'AADSTS7000215: Invalid client secret provided.', 'invalid_client AADSTS7000215'],
	['invalid_grant', 'AADSTS50173: The provided grant has expired.', 'needs-reconnect AADSTS50173'],
	['temporarily_unavailable', '', 'temporarily_unavailable'],
	['myclientsecretinlowercase', 'AADSTS90002: no tenant', 'token-endpoint refused AADSTS90002'],
	['myclientsecretinlowercase', 'AADSTS123456789: digits of a secret', 'token-endpoint refused'],
])('of %s, "%s", stays %s', (error, description, cause) => {
	expect(signInCause({ body: { error, error_description: description } })).toBe(cause);
});

const CLIENT_SECRET = 'abC~1fe0c3d5-aaaa-4bbb-8ccc-0123456789ab';

const claimed = (claims: object) =>
	readTokenClaims(
		{
			clientSecret: CLIENT_SECRET,
			oauthTokenData: {
				access_token: `x.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.y`,
				refresh_token: 'r',
			},
		},
		() => 0,
	);

it.each([
	['an audience', { aud: CLIENT_SECRET }, 'aud'],
	['Base64 in an audience', { aud: Buffer.from(CLIENT_SECRET).toString('base64') }, 'aud'],
	['a text for a tenant', { tid: 'nothing that is an id' }, 'tid'],
	['an id for a tenant', { tid: '1fe0c3d5-aaaa-4bbb-8ccc-0123456789ab' }, 'tid'],
	['the end of an object id', { oid: '00000000-0000-4000-8000-0123456789ab' }, 'oid'],
] as const)('a token that repeats the client secret as %s is shown without it', (_what, claims, name) => {
	const facts = claimed({ aud: 'https://service.flow.microsoft.com/', ...claims });
	expect([facts[name], facts.fits]).toEqual([null, name !== 'aud']);
	expect(JSON.stringify(facts)).not.toMatch(/abC~1fe0|1fe0c3d5|0123456789ab/);
});
