import type { AddressInfo } from 'node:net';
import type { RestrictedFlow } from '../../simulator/sign-in/restricted-flow';
import type { Caller } from '../../simulator/sign-in/identity';
import type { Bench } from './support';

import { createServer } from 'node:http';

import { ACTION_TYPE } from '../../scripts/lib/demo';
import { CLOUDS } from '../../src/incoming-webhook/destination/cloud';
import { SCOPE, useSignIn } from '../support/sign-in';
import { action, chain, post, webhook } from '../support/chain';
import { startBench } from './support';

jest.setTimeout(300_000);

const SPLIT = {
	type: 'n8n-nodes-base.splitOut',
	typeVersion: 1,
	parameters: { fieldToSplitOut: 'body.items', options: { destinationFieldName: 'text' } },
};

/** How every token of the sign-in begins, including those that n8n gets by itself. */
const ANY_TOKEN = 'eyJ0eXAi';

const { side, startFlow, granted } = useSignIn();
const secrets: string[] = [];
let bench: Bench;

beforeAll(async () => {
	bench = await startBench();
	secrets.push(side().clientSecret);
});

afterAll(async () => await bench?.stop());

/** What n8n keeps after somebody has signed in; its tokens must not show up anywhere. */
function signedIn(caller: Caller, isExpired = false): Record<string, unknown> {
	const token = side().signedIn(caller, caller === 'person' ? `${SCOPE} offline_access` : SCOPE, { isExpired });
	secrets.push(token.access_token, ...(token.refresh_token === undefined ? [] : [token.refresh_token]));
	return { grantType: caller === 'person' ? 'authorizationCode' : 'clientCredentials', oauthTokenData: token };
}

/** Publishes Webhook > Split > Send, and returns a function that calls it. */
async function publishSend(
	name: string,
	flow: Pick<RestrictedFlow, 'url'>,
	parts: Record<string, unknown>,
): Promise<(texts: readonly string[]) => Promise<unknown>> {
	const data = {
		clientId: side().clientId,
		clientSecret: side().clientSecret,
		tenantId: side().tenantId,
		tokenUrl: side().tokenUrl,
		webhookUrl: flow.url,
		allowedHosts: '127.0.0.1',
		...parts,
	};
	const credential = await bench.client.createCredential(name, 'teamsWorkflowsOAuth2Api', data);
	const nodes = [
		webhook(name),
		SPLIT,
		action({ authentication: 'oAuth2', text: '={{ $json.text }}' }, 'continueRegularOutput'),
	];
	const { status, detail } = await bench.client.publish(chain(name, nodes), {
		[ACTION_TYPE]: { teamsWorkflowsOAuth2Api: credential },
	});
	expect([status, status === 'published' ? '' : detail]).toEqual(['published', '']);
	return async (items) =>
		JSON.parse((await post(`${bench.n8n.baseUrl}/webhook/${name}`, JSON.stringify({ items }))).text) as unknown;
}

const accepted = {
	outcome: 'accepted',
	statusCode: 202,
	attempts: 1,
	runIds: [expect.stringMatching(/^085/) as string],
};

it('sends with the token a person has signed in for', async () => {
	const flow = await startFlow({ allowedObjectIds: [side().objectIds.person] });
	const send = await publishSend('person', flow, signedIn('person'));
	expect(await send(['héllo'])).toEqual([expect.objectContaining(accepted)]);
	expect([flow.accepted().length, granted()]).toEqual([1, []]);
	expect(flow.accepted()[0]?.body).toContain('héllo');
});

it.each([
	['person', 'refresh_token'],
	['app', 'client_credentials'],
] as const)(
	'renews the expired token of the %s once, keeps the new one, and the card arrives once',
	async (caller, grant) => {
		const flow = await startFlow();
		const send = await publishSend(`expired-${caller}`, flow, signedIn(caller, true));
		expect(await send(['one'])).toEqual([expect.objectContaining(accepted)]);
		expect([flow.accepted().length, granted()]).toEqual([1, [grant]]);
		expect(await send(['two'])).toEqual([expect.objectContaining(accepted)]);
		expect([flow.accepted().length, granted()]).toEqual([2, [grant]]);
	},
);

it('renews an expired token once for many messages, and each arrives once', async () => {
	const flow = await startFlow();
	const send = await publishSend('many', flow, signedIn('person', true));
	expect(await send(['a', 'b', 'c', 'd', 'e'])).toEqual(
		Array.from({ length: 5 }, () => expect.objectContaining(accepted) as unknown),
	);
	expect([flow.accepted().length, granted()]).toEqual([5, ['refresh_token']]);
});

it('gets the first token of an app by itself', async () => {
	const flow = await startFlow({ allowedObjectIds: [side().objectIds.app] });
	const send = await publishSend('app-first', flow, { grantType: 'clientCredentials' });
	expect(await send(['x'])).toEqual([expect.objectContaining(accepted)]);
	expect([flow.accepted().length, granted()]).toEqual([1, ['client_credentials']]);
});

it('says to connect again where the sign-in was revoked, and sends nothing', async () => {
	const flow = await startFlow();
	const send = await publishSend('revoked', flow, signedIn('person', true));
	side().revoke();
	expect(await send(['x'])).toEqual([
		expect.objectContaining({
			error: expect.stringContaining('needs-reconnect') as string,
			details: expect.objectContaining({
				outcome: 'notSent',
				code: 'sign-in-failed',
				hint: expect.stringContaining('connect it again') as string,
			}) as unknown,
		}),
	]);
	expect(flow.accepted()).toEqual([]);
});

it('says so where nobody has signed in', async () => {
	const send = await publishSend('nobody', await startFlow(), {});
	expect(await send(['x'])).toEqual([
		expect.objectContaining({
			error: expect.stringContaining('not-connected') as string,
			details: expect.objectContaining({ outcome: 'notSent', code: 'sign-in-failed' }) as unknown,
		}),
	]);
});

it('lets a person sign in at Microsoft, for the audience with two slashes', async () => {
	const { id } = await bench.client.createCredential('connect', 'teamsWorkflowsOAuth2Api', {
		clientId: 'app',
		clientSecret: 'x',
		tenantId: side().tenantId,
		cloud: 'gccHigh',
	});
	const { origin, pathname, searchParams } = new URL(
		await bench.client.request<string>('GET', `/rest/oauth2-credential/auth?id=${id}`),
	);
	expect(origin + pathname).toBe(`https://login.microsoftonline.us/${side().tenantId}/oauth2/v2.0/authorize`);
	expect(Object.fromEntries(searchParams)).toMatchObject({
		client_id: 'app',
		response_type: 'code',
		scope: `${CLOUDS.gccHigh.audience}/.default offline_access`,
		redirect_uri: expect.stringMatching(/\/rest\/oauth2-credential\/callback$/) as string,
	});
});

it('keeps the secret from a token endpoint that Allowed Hosts does not name', async () => {
	const flow = await startFlow();
	const send = await publishSend('foreign', flow, {
		grantType: 'clientCredentials',
		tokenUrl: side().tokenUrl.replace('127.0.0.1', 'localhost'),
	});
	expect(await send(['x'])).toEqual([
		expect.objectContaining({ error: expect.stringContaining('token-url-not-allowed') as string }),
	]);
	expect([granted(), side().refused().includes('invalid_client')]).toEqual([[], false]);
});

it('calls a wrong audience refused claims, after one renewal', async () => {
	const flow = await startFlow({ audience: CLOUDS.gcc.audience });
	const send = await publishSend('audience', flow, signedIn('person'));
	expect(await send(['x'])).toEqual([
		expect.objectContaining({
			details: expect.objectContaining({
				outcome: 'rejected',
				code: 'flow-claims-refused',
				statusCode: 401,
				attempts: 1,
			}) as unknown,
		}),
	]);
	expect([flow.accepted(), granted()]).toEqual([[], ['refresh_token']]);
});

it('says that a flow refuses the token of an app where it takes only people', async () => {
	const flow = await startFlow({ isDelegatedOnly: true });
	const send = await publishSend('app-refused', flow, signedIn('app'));
	expect(await send(['x'])).toEqual([
		expect.objectContaining({
			details: expect.objectContaining({
				outcome: 'rejected',
				code: 'flow-claims-refused',
				statusCode: 403,
				hint: expect.stringContaining('app-only') as string,
			}) as unknown,
		}),
	]);
	expect([flow.accepted(), granted()]).toEqual([[], []]);
});

it('sends no token to a URL with a key of its own', async () => {
	const authorizations: unknown[] = [];
	const server = createServer((request, response) => {
		authorizations.push(request.headers.authorization);
		response.writeHead(202).end();
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/workflows/1/triggers/manual/paths/invoke?sig=key`;
	const send = await publishSend('keyed', { url }, signedIn('person'));
	expect(await send(['x'])).toEqual([expect.objectContaining({ outcome: 'accepted' })]);
	server.close().closeAllConnections();
	expect([authorizations, granted()]).toEqual([[undefined], []]);
});

it('leaves no token and no secret in executions or in the log', async () => {
	const { results } = await bench.client.request<{ results: Array<{ id: string }> }>(
		'GET',
		'/rest/executions?filter=%7B%7D&limit=100',
	);
	expect([results.length > 10, secrets.length > 10]).toEqual([true, true]);
	for (const { id } of results) {
		const data = await bench.client.executionData(id);
		for (const secret of [...secrets, ANY_TOKEN]) expect(data).not.toContain(secret);
	}
	for (const secret of [...secrets, ANY_TOKEN]) expect(bench.n8n.log()).not.toContain(secret);
});
