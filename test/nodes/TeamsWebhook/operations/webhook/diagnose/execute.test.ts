import type { IDataObject } from 'n8n-workflow';
import type { ScriptedTeams } from '../../../../../support/scripted-teams';

import { runWorkflow } from '../../../../../support/action';
import { sign } from '../../../../../support/signing';
import { startScriptedTeams } from '../../../../../support/scripted-teams';

const FLOW =
	'https://x.4f.environment.api.powerplatform.com/workflows/SECRETID/triggers/manual/paths/invoke?api-version=1&sp=%2Ftriggers&sv=1.0&sig=SECRET';

let teams: ScriptedTeams;

beforeAll(async () => (teams = await startScriptedTeams()));
afterAll(async () => await teams.close());

/** Diagnoses a credential, and checks that nothing secret is in the run. */
async function diagnose(
	authentication: string,
	credential: Record<string, unknown>,
	parameters: IDataObject = {},
): Promise<readonly IDataObject[]> {
	const { run, output } = await runWorkflow({
		items: [{}],
		actions: [
			{
				parameters: { resource: 'webhook', operation: 'diagnose', authentication, ...parameters },
				onError: 'continueRegularOutput',
			},
		],
		credential,
	});
	expect(JSON.stringify(run)).not.toMatch(/SECRET/);
	return output.map(({ json }) => json);
}

const codes = (json: IDataObject | undefined) =>
	(json?.remarks as IDataObject[]).map(({ severity, code }) => [severity, code]);

describe('a webhook URL', () => {
	it('of today is sound', async () => {
		expect(
			await diagnose('webhookUrl', { webhookUrl: FLOW, headerName: 'x-key', headerValue: 'SECRET', pacePer300s: 25 }),
		).toEqual([
			{
				credential: 'teamsIncomingWebhookApi',
				ok: true,
				kind: 'workflows',
				service: 'powerPlatform',
				cloud: 'public',
				life: 'current',
				host: 'x.4f.environment.api.powerplatform.com',
				region: null,
				hasSig: true,
				apiVersion: '1',
				engine: 'undici',
				extraHeader: 'x-key',
				pacePer300s: 25,
				remarks: [],
			},
		]);
	});

	it.each([
		[
			'a retired connector',
			'https://contoso.webhook.office.com/webhookb2/SECRET',
			'',
			false,
			[['error', undefined]],
			{ kind: 'connector', life: 'dead', hasSig: false },
		],
		[
			'an older flow',
			'https://prod-12.westeurope.logic.azure.com/workflows/SECRET/triggers/manual/paths/invoke?api-version=2016-06-01&sig=SECRET',
			'',
			true,
			[['warning', undefined]],
			{ life: 'legacy', region: 'westeurope', apiVersion: '2016-06-01' },
		],
		[
			'a Logic App',
			'https://prod-1.usgovvirginia.logic.azure.us/workflows/x/triggers/http/paths/invoke?sig=SECRET',
			'',
			true,
			[],
			{ service: 'logicApps', region: 'usgovvirginia', cloud: 'usGovernment' },
		],
		[
			'a gateway that may add the key',
			'https://gw.example.com/x/triggers/manual/paths/invoke',
			'gw.example.com',
			true,
			[
				['warning', 'flow-wants-sign-in'],
				['info', undefined],
			],
			{ service: 'gateway', hasSig: false },
		],
		[
			'a host of Microsoft that is listed without need',
			FLOW,
			'x.4f.environment.api.powerplatform.com',
			true,
			[['info', undefined]],
			{},
		],
		['a URL without its key', FLOW.replace(/&sig=.*/, ''), '', false, [['error', 'flow-wants-sign-in']], {}],
		['no URL', '', '', false, [['error', 'url-blank']], { engine: 'undici' }],
		['a foreign host', 'https://evil.example/SECRET', '', false, [['error', 'host-not-allowed']], {}],
	])('of %s is described, with what to do', async (_title, webhookUrl, allowedHosts, ok, remarks, facts) => {
		const [json] = await diagnose('webhookUrl', { webhookUrl, allowedHosts });
		expect(json).toMatchObject({ ok, ...facts });
		expect(codes(json)).toEqual(remarks);
		for (const { message, fix } of json?.remarks as ReadonlyArray<{ message: string; fix: string }>)
			expect([message.length > 10, fix.length > 10]).toEqual([true, true]);
	});

	it('shows no other part of the query as its version', async () => {
		const [json] = await diagnose('webhookUrl', {
			webhookUrl: FLOW.replace('api-version=1', 'api-version=1%26sig%3DSECRET'),
		});
		expect(json?.apiVersion).toBeNull();
	});

	it('is called only where a test message was asked for', async () => {
		const credential = { webhookUrl: teams.urlOf('test'), allowedHosts: '127.0.0.1' };
		await diagnose('webhookUrl', credential);
		expect(teams.received('test')).toHaveLength(0);
		const [json] = await diagnose('webhookUrl', credential, { sendTest: true });
		expect(json).toMatchObject({ ok: true, test: { outcome: 'accepted', attempts: 1 } });
		expect(teams.received('test')[0]).toContain('Test message from n8n');
		teams.script('test', [{ status: 404 }]);
		expect((await diagnose('webhookUrl', credential, { sendTest: true }))[0]).toMatchObject({
			ok: false,
			test: { outcome: 'rejected', code: 'flow-not-found', message: expect.any(String) as string },
		});
	});
});

describe('destinations', () => {
	it('give an item each, good and bad ones', async () => {
		const output = await diagnose('destinations', { destinations: `ops, ${FLOW}; bad, https://evil.example/SECRET` });
		expect(output.map(({ name, ok, kind }) => [name, ok, kind])).toEqual([
			['ops', true, 'workflows'],
			['bad', false, undefined],
		]);
	});

	it('that cannot be read give one', async () => {
		const output = await diagnose('destinations', { destinations: 'SECRET' });
		expect(output.map(codes)).toEqual([[['error', 'destinations-invalid']]]);
	});
});

describe('security tokens', () => {
	const good = Buffer.alloc(32, 7).toString('base64');

	it('are told by length and Base64', async () => {
		const [json] = await diagnose('securityToken', {
			label: 'ops',
			securityToken: ` ${good}`,
			securityToken3: 'SECRET!',
			label2: 'unused',
		});
		expect(json).toMatchObject({
			ok: false,
			tokens: [
				{ index: 0, label: 'ops', characters: 44, isBase64: true, bytes: 32, remarks: [{ severity: 'info' }] },
				{ index: 2, characters: 7, isBase64: false, bytes: 0, remarks: [{ code: 'security-token-not-base64' }] },
			],
		});
		expect(JSON.stringify(json)).not.toContain(good);
		expect((await diagnose('securityToken', { securityToken: good }))[0]).toMatchObject({ ok: true });
		expect((await diagnose('securityToken', {}))[0]).toMatchObject({
			ok: false,
			tokens: [{ remarks: [{ code: 'security-token-blank' }] }],
		});
	});

	it('are chosen in the panel by what is to be diagnosed', async () => {
		expect((await diagnose('webhookUrl', { securityToken: good }, { subject: 'securityToken' }))[0]).toMatchObject({
			ok: true,
			tokens: [{ characters: 44 }],
		});
	});

	it('come with a sample request that a public demo token has signed', async () => {
		const [json] = await diagnose('securityToken', { securityToken: good });
		const sample = json?.sampleRequest as { securityToken: string; body: string; headers: { authorization: string } };
		// Our own vector, teams.md A.3.
		expect(sample).toMatchObject({
			securityToken: 'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=',
			body: '{"type":"message","text":"ping"}',
			headers: { authorization: 'HMAC i1ThqIYXEMtm8fDi6h43M8V5EynR5C22OJXlOR7BihM=' },
		});
		expect(sign(Buffer.from(sample.body), sample.securityToken)).toBe(sample.headers.authorization);
	});
});

describe('a sign-in', () => {
	const token = (claims: object) =>
		`${Buffer.from('{"alg":"RS256"}').toString('base64url')}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.SECRET`;

	it('shows audience, tenant, object id and expiry of its token, never the token', async () => {
		const access = token({
			aud: 'https://service.flow.microsoft.com',
			tid: 't',
			oid: 'o',
			exp: 1_900_000_000,
			upn: 'SECRET',
		});
		const [json] = await diagnose('oAuth2', {
			webhookUrl: FLOW.replace(/&sig=.*/, ''),
			tenantId: 't',
			grantType: 'clientCredentials',
			cloud: 'public',
			oauthTokenData: { access_token: access },
		});
		expect(json).toMatchObject({
			ok: false,
			hasSig: false,
			grantType: 'clientCredentials',
			token: {
				aud: 'https://service.flow.microsoft.com',
				tid: 't',
				oid: 'o',
				expiresAt: '2030-03-17T17:46:40.000Z',
				findings: [expect.stringContaining('slash')],
			},
		});
		expect(JSON.stringify(json)).not.toContain(access);
	});

	it('is sound with a token that fits, or with none where n8n asks for one', async () => {
		const credential = {
			webhookUrl: FLOW.replace(/&sig=.*/, ''),
			tenantId: 't',
			grantType: 'clientCredentials',
			cloud: 'public',
		};
		expect(
			(
				await diagnose('oAuth2', {
					...credential,
					oauthTokenData: {
						access_token: token({ aud: 'https://service.flow.microsoft.com/', tid: 't', oid: 'o', exp: 1_900_000_000 }),
					},
				})
			)[0],
		).toMatchObject({ ok: true, remarks: [] });
		expect((await diagnose('oAuth2', credential))[0]).toMatchObject({ ok: true });
	});

	it.each([
		['nobody has signed in', { tenantId: 't' }, 'not-connected'],
		['no tenant is named', { grantType: 'clientCredentials' }, 'tenant-missing'],
		[
			'the URL is of another cloud',
			{ tenantId: 't', grantType: 'clientCredentials', cloud: 'gcc' },
			'host-of-another-cloud',
		],
	])('is not sound where %s', async (_title, fields, refusal) => {
		const [json] = await diagnose('oAuth2', { webhookUrl: FLOW.replace(/&sig=.*/, ''), ...fields });
		expect(json).toMatchObject({
			ok: false,
			remarks: [{ code: 'sign-in-failed', message: expect.stringContaining(refusal) as string }],
		});
	});

	it('warns of a URL that carries its own key', async () => {
		const [json] = await diagnose('oAuth2', { webhookUrl: FLOW });
		expect(codes(json)).toEqual([['warning', undefined]]);
	});
});

it('refuses an authentication it does not know', async () => {
	expect((await diagnose('magic', {}))[0]).toMatchObject({ details: { code: 'option-invalid' } });
});
