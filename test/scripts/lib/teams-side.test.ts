import type { TeamsSide } from '../../../scripts/lib/teams-side';

import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { clearState } from '../../../scripts/lib/state-folder';
import { signInFields, startTeamsSide } from '../../../scripts/lib/teams-side';
import { cardMessage, newIncoming, postTo } from '../../support/simulator';
import { SCOPE } from '../../support/sign-in';

let folder = '';
let side: TeamsSide;

const start = async () => (side = await startTeamsSide({ folder, port: 0, n8nUrl: 'http://127.0.0.1:5678' }));

beforeEach(async () => {
	folder = mkdtempSync(join(tmpdir(), 'teams-side-'));
	await start();
});
afterEach(async () => {
	await side.simulator.close();
	rmSync(folder, { recursive: true, force: true });
});

/** What the token endpoint of one start answers to the credentials of another. */
async function askToken(
	{ clientId, clientSecret }: { readonly clientId: string; readonly clientSecret: string },
	tokenUrl = side.tokenUrl,
): Promise<{ readonly status: number; readonly token: string }> {
	const response = await fetch(tokenUrl, {
		method: 'POST',
		body: new URLSearchParams({
			grant_type: 'client_credentials',
			client_id: clientId,
			client_secret: clientSecret,
			scope: SCOPE,
		}),
	});
	const { access_token = '' } = (await response.json()) as { access_token?: string };
	return { status: response.status, token: access_token };
}

const send = async (path: string, token: string) =>
	await postTo(side.simulator, path, JSON.stringify(cardMessage()), { authorization: `Bearer ${token}` });

it('C.5: serves the token endpoint on its own port, without the token of the API, and its flows take what it gives', async () => {
	expect(side.tokenUrl).toBe(`${side.simulator.baseUrl}/${side.signIn.tenantId}/oauth2/v2.0/token`);
	const { path } = newIncoming(side.simulator, { access: 'tenant' });
	const { status, token } = await askToken(signInFields(side));
	expect([status, (await send(path, token)).messages.length]).toEqual([200, 1]);
	expect((await send(path, `${token}x`)).status).toBe(401);
});

it('is the tenant that mentions come from', () => {
	expect(side.signIn.tenantId).toBe('aaaabbbb-cccc-4ddd-8eee-ffff00001111');
});

it('knows no other tenant', async () => {
	expect((await askToken(signInFields(side), side.tokenUrl.replace(side.signIn.tenantId, 'common'))).status).toBe(400);
});

it('takes the same secret, and the earlier token, after a restart', async () => {
	const { path } = newIncoming(side.simulator, { access: 'tenant' });
	const before = signInFields(side);
	const { token } = await askToken(before);
	const { refresh_token: refreshToken = '' } = side.signIn.signedIn('person', `${SCOPE} offline_access`);
	await side.simulator.close();
	await start();
	expect([(await askToken(before)).status, (await send(path, token)).status]).toEqual([200, 202]);
	const renewed = await fetch(side.tokenUrl, {
		method: 'POST',
		body: new URLSearchParams({
			grant_type: 'refresh_token',
			client_id: before.clientId,
			client_secret: before.clientSecret,
			refresh_token: refreshToken,
		}),
	});
	expect(renewed.status).toBe(200);
});

it('has an app of its own after a reset, and keeps its secret for its owner alone', async () => {
	const before = signInFields(side);
	expect(statSync(join(folder, 'simulator', 'sign-in.json')).mode & 0o777).toBe(0o600);
	await side.simulator.close();
	await clearState(folder);
	await start();
	expect([(await askToken(before)).status, signInFields(side).clientSecret === before.clientSecret]).toEqual([
		400,
		false,
	]);
});

it.each(['', '{', '[]', '{"tenantId":"x"}'])(
	'refuses to begin anew over a sign-in that it cannot read: %s',
	async (text) => {
		writeFileSync(join(folder, 'simulator', 'sign-in.json'), text);
		await expect(startTeamsSide({ folder, port: 0, n8nUrl: '' })).rejects.toThrow('--reset');
	},
);

it('shows the secret nowhere in the API', async () => {
	await askToken(signInFields(side));
	const response = await fetch(`${side.simulator.baseUrl}/api/state`, {
		headers: { 'x-simulator-token': new URL(side.simulator.pageUrl).searchParams.get('token') ?? '' },
	});
	const text = await response.text();
	expect([response.status, text.includes(side.signIn.clientSecret), text.includes('PRIVATE KEY')]).toEqual([
		200,
		false,
		false,
	]);
});
