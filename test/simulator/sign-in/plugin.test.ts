import type { IncomingWebhook } from '../../../simulator/model/types';
import type { SignInSide } from '../../../simulator/sign-in/side';
import type { Simulator } from '../../../simulator/simulator';

import { startSignInSide } from '../../../simulator/sign-in/side';
import { signInPlugin } from '../../../simulator/sign-in/plugin';
import { cardMessage, newIncoming, postTo, startTestSimulator } from '../../support/simulator';

/** The rows of reference/teams.md C.3 and C.5 on flows for signed-in callers, in the simulator people start. */

let signIn: SignInSide;
let simulator: Simulator;
let flow: IncomingWebhook;

beforeAll(async () => {
	signIn = await startSignInSide();
	simulator = await startTestSimulator({ plugins: [signInPlugin(signIn)] });
	flow = newIncoming(simulator, { access: 'tenant' });
});

afterAll(async () => {
	await simulator.close();
	await signIn.close();
});

const post = async (headers: Record<string, string> = {}) =>
	await postTo(simulator, flow.path, JSON.stringify(cardMessage()), headers);
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

it('C.5: takes the token that its token endpoint gives an app for the audience with its slash', async () => {
	const form = new URLSearchParams({
		grant_type: 'client_credentials',
		client_id: signIn.clientId,
		client_secret: signIn.clientSecret,
		scope: 'https://service.flow.microsoft.com//.default',
	});
	const { access_token } = (await (await fetch(signIn.tokenUrl, { method: 'POST', body: form })).json()) as {
		access_token: string;
	};
	const { status, messages } = await post(bearer(access_token));
	expect([status, messages.length]).toEqual([202, 1]);
});

it.each([
	[
		'C.5: a token whose audience has lost its slash',
		() => signIn.signedIn('person', 'https://service.flow.microsoft.com/.default').access_token,
		401,
		'MisMatchingOAuthClaims',
	],
	[
		'C.3: an expired token',
		() => signIn.signedIn('person', 'https://service.flow.microsoft.com//.default', { isExpired: true }).access_token,
		401,
		'ExpiredAuthenticationToken',
	],
	['C.3: something that is no token of this tenant', () => 'a.b.c', 401, 'InvalidAuthenticationToken'],
])('refuses %s, and posts nothing', async (_title, token, status, code) => {
	const posted = await post(bearer(token()));
	expect([posted.status, (JSON.parse(posted.text) as { error: { code: string } }).error.code, posted.messages]).toEqual(
		[status, code, []],
	);
});

it('C.3: wants a sign-in from callers without a token', async () => {
	const { status, text } = await post();
	expect([status, text]).toEqual([401, expect.stringContaining('DirectApiAuthorizationRequired')]);
});

it('C.5: can play a tenant that takes tokens of people only', async () => {
	const strict = await startTestSimulator({ plugins: [signInPlugin(signIn, { isDelegatedOnly: true })] });
	const path = newIncoming(strict, { access: 'tenant' }).path;
	const scope = 'https://service.flow.microsoft.com//.default';
	const statuses = await Promise.all(
		(['app', 'person'] as const).map(
			async (caller) =>
				(await postTo(strict, path, JSON.stringify(cardMessage()), bearer(signIn.signedIn(caller, scope).access_token)))
					.status,
		),
	);
	await strict.close();
	expect(statuses).toEqual([403, 202]);
});
