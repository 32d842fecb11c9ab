import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { CLOUDS } from '../../src/incoming-webhook/destination/cloud';
import { resolveCredential } from '../support/oauth';
import { ROOT } from '../support/root';

const TENANT = 'aaaabbbb-cccc-4ddd-8eee-ffff00001111';

it.each(Object.entries(CLOUDS))(
	'signs in at the host of the cloud %s, for its audience with two slashes',
	(cloud, { loginHost, audience }) => {
		const asPerson = resolveCredential({ tenantId: TENANT, cloud });
		expect(asPerson).toMatchObject({
			authUrl: `https://${loginHost}/${TENANT}/oauth2/v2.0/authorize`,
			accessTokenUrl: `https://${loginHost}/${TENANT}/oauth2/v2.0/token`,
			scope: `${audience}/.default offline_access`,
			authentication: 'body',
		});
		expect(resolveCredential({ tenantId: TENANT, cloud, grantType: 'clientCredentials' })).toMatchObject({
			accessTokenUrl: asPerson.accessTokenUrl,
			scope: `${audience}/.default`,
		});
	},
);

it('has audiences that end in one slash, so that the scope has two', () => {
	for (const { audience } of Object.values(CLOUDS)) expect(audience).toMatch(/^https:\/\/[a-z.]+\/$/);
});

it.each(Object.entries(CLOUDS))('has the cloud %s in docs/sign-in.md', (_cloud, { loginHost, audience }) => {
	const page = readFileSync(join(ROOT, 'docs', 'sign-in.md'), 'utf8');
	expect(page).toContain(`| \`${loginHost}\` | \`${audience}\` |`);
});

it('starts as a person in the public cloud', () => {
	expect(resolveCredential({})).toMatchObject({
		grantType: 'authorizationCode',
		cloud: 'public',
		ignoreSSLIssues: false,
	});
});

it('cannot be led to another host by the tenant, or by what is stored for hidden fields', () => {
	const { accessTokenUrl } = resolveCredential({
		tenantId: ' ../@evil.example/x?',
		accessTokenUrl: 'https://evil.example/token',
	});
	expect(accessTokenUrl).toBe('https://login.microsoftonline.com/..%2F%40evil.example%2Fx%3F/oauth2/v2.0/token');
});

const urlsOf = (tokenUrl: string, allowedHosts: string) =>
	resolveCredential({ tenantId: TENANT, tokenUrl, allowedHosts });

it.each([
	['https://sts.example.com/a/token', 'x.example, STS.example.com'],
	['https://sts.example.com:8443/a/token', 'sts.example.com:8443'],
	['HTTPS://STS.example.com/a/Token', 'sts.example.com'],
	[' http://127.0.0.1:99/a/token ', '127.0.0.1'],
	['http://localhost/a/token', 'localhost'],
])('uses the token URL %s where Allowed Hosts is "%s"', (tokenUrl, allowedHosts) => {
	expect(urlsOf(tokenUrl, allowedHosts).accessTokenUrl).toBe(tokenUrl.trim());
});

it('sends people to the authorize page beside its token URL', () => {
	expect(urlsOf('https://sts.example.com/a/token', 'sts.example.com').authUrl).toBe(
		'https://sts.example.com/a/authorize',
	);
});

it.each([
	['https://sts.example.com/token', ''],
	['https://sts.example.com/token', 'example.com'],
	['https://sts.example.com/token', 'xsts.example.com, sts.example.com.evil.example'],
	['http://sts.example.com/token', 'sts.example.com'],
	['http://127.0.0.1.evil.example/token', '127.0.0.1.evil.example'],
	['https://sts.example.com@evil.example/token', 'sts.example.com'],
	['https://evil.example\\@sts.example.com/token', 'sts.example.com'],
	['https://evil.example#@sts.example.com/token', 'sts.example.com'],
	['https://sts.example.com', 'sts.example.com'],
	['sts.example.com/token', 'sts.example.com'],
	['', ''],
])('keeps to Microsoft for the token URL %s where Allowed Hosts is "%s"', (tokenUrl, allowedHosts) => {
	const { accessTokenUrl, authUrl } = urlsOf(tokenUrl, allowedHosts);
	expect([accessTokenUrl, authUrl]).toEqual([
		`https://login.microsoftonline.com/${TENANT}/oauth2/v2.0/token`,
		`https://login.microsoftonline.com/${TENANT}/oauth2/v2.0/authorize`,
	]);
});
