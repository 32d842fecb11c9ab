import type { OwnCertificate } from '../../scripts/lib/certificate';
import type { DemoState, StoredCredential } from '../../scripts/lib/demo-state';
import type { BothSides } from '../../scripts/lib/demo-publish';
import type { TeamsSide } from '../../scripts/lib/teams-side';
import type { ChatModel } from '../../simulator/chat-model/server';
import type { Bench } from './support';

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { setTimeout as delay } from 'node:timers/promises';

import { ownCertificate } from '../../scripts/lib/certificate';
import { startExampleModel } from '../../scripts/lib/chat-model';
import { ACTION_TYPE } from '../../scripts/lib/demo';
import {
	CHANNEL,
	publishDemo,
	publishMissing,
	realign,
	SIGN_IN_TYPE,
	signInData,
} from '../../scripts/lib/demo-publish';
import { newDemo } from '../../scripts/lib/demo-state';
import { EXAMPLES } from '../../scripts/lib/examples';
import { simulatorApi } from '../../scripts/lib/simulator-api';
import { startTeamsSide } from '../../scripts/lib/teams-side';
import { action, chain, post, webhook } from '../support/chain';
import { startBench } from './support';

jest.setTimeout(300_000);

let bench: Bench;
let folder = '';
let teams: TeamsSide;
let model: ChatModel;
let state: DemoState;

/** What `npm start` does once n8n runs, on another port each time. */
const startTeams = async (tls?: OwnCertificate) =>
	(teams = await startTeamsSide({
		folder,
		port: 0,
		n8nUrl: bench.client.baseUrl,
		...(tls === undefined ? {} : { tls }),
	}));

const sides = (): BothSides => ({ client: bench.client, ...teams, modelUrl: model.baseUrl });

beforeAll(async () => {
	bench = await startBench();
	folder = await mkdtemp(join(tmpdir(), 'teams-webhooks-demo-test-'));
	await startTeams();
	model = await startExampleModel();
	state = await publishDemo(sides(), newDemo());
});

afterAll(async () => {
	await teams.simulator.close();
	await model.close();
	await bench.stop();
	await rm(folder, { recursive: true, force: true });
});

/** Publishes Webhook > Send with a credential of the demo, as a person picks it in the editor. */
async function publishSend(name: string, credential: StoredCredential): Promise<void> {
	const { status, detail } = await bench.client.publish(
		chain(name, [webhook(name), action({ authentication: 'oAuth2', text: '={{ $json.body.text }}' })]),
		{ [ACTION_TYPE]: { teamsWorkflowsOAuth2Api: credential } },
	);
	expect([status, status === 'published' ? '' : detail]).toEqual(['published', '']);
}

/** Sends a text, and returns the outcome with the cards that are in the channel then. */
async function send(name: string, text: string): Promise<{ readonly outcome: unknown; readonly channel: string }> {
	const [{ outcome } = { outcome: undefined }] = JSON.parse(
		(await post(`${bench.n8n.baseUrl}/webhook/${name}`, JSON.stringify({ text }))).text,
	) as Array<{ outcome: unknown }>;
	const { id } = teams.simulator.actions.channel(CHANNEL).channel;
	return {
		outcome,
		channel: JSON.stringify(teams.simulator.store.state().messages.filter(({ channelId }) => channelId === id)),
	};
}

it('publishes every example that needs nothing else', () => {
	expect(Object.keys(state.examples)).toEqual(
		EXAMPLES.filter(({ needsMore }) => needsMore !== true).map(({ name }) => name),
	);
});

it('a card sent with the sign-in of the demo lands in the channel, before and after a restart on another port', async () => {
	await publishSend('signed-in', state.signIn);
	const first = await send('signed-in', 'Signed in');
	expect([first.outcome, first.channel.includes('Signed in')]).toEqual(['accepted', true]);
	const portBefore = new URL(teams.tokenUrl).port;
	await teams.simulator.close();
	await startTeams();
	expect(new URL(teams.tokenUrl).port).not.toBe(portBefore);
	state = await realign(sides(), state);
	const second = await send('signed-in', 'Signed in again');
	expect([
		second.outcome,
		second.channel.includes('"text":"Signed in"'),
		second.channel.includes('Signed in again'),
	]).toEqual(['accepted', true, true]);
});

it('a demo from before there were a sign-in and a model gets them, and publishes nothing twice', async () => {
	const { password, encryptionKey, examples, channel: flow, destinations } = state;
	const earlier = { password, encryptionKey, examples, channel: flow, destinations };
	const after = await publishMissing(sides(), await realign(sides(), earlier));
	expect(after.examples).toEqual(state.examples);
	await publishSend('late-sign-in', after.signIn);
	const { outcome, channel } = await send('late-sign-in', 'Late');
	expect([outcome, channel.includes('Late')]).toEqual(['accepted', true]);
});

it('has one flow that asks callers to sign in, and one that does not, in the channel that opens first', () => {
	const { incoming } = teams.simulator.store.state().setup;
	const { id } = teams.simulator.actions.channel(CHANNEL).channel;
	expect(incoming.filter(({ channelId }) => channelId === id).map(({ name, access }) => [name, access])).toEqual([
		['n8n', 'anyone'],
		['n8n, with sign-in', 'tenant'],
	]);
});

it('answers a mention in the channel with a card of n8n, over the API', async () => {
	const api = simulatorApi(teams.simulator.pageUrl);
	const { message, replies } = await api.say(CHANNEL, '@n8n help');
	expect((await api.messages(CHANNEL)).slice(-2).map(({ id }) => id)).toEqual([message.id, replies[0]?.id]);
	expect(
		replies.map(({ rootId, answer, attachments }) => [
			rootId,
			answer?.state,
			attachments.length,
			JSON.stringify(attachments).includes('What I can do'),
		]),
	).toEqual([[message.id, 'shown', 1, true]]);
});

it('has an assistant that answers without a key, whose model may be at another port after a restart', async () => {
	await model.close();
	model = await startExampleModel();
	state = await realign(sides(), state);
	teams.simulator.actions.say({ channel: CHANNEL, text: '@assistant how are the services?' });
	const endMs = Date.now() + 20_000;
	const shown = () => JSON.stringify(teams.simulator.store.state().messages);
	while (!shown().includes('**payments** │ up') && Date.now() < endMs) await delay(100);
	expect(shown()).toContain('**payments** │ up');
});

it('a person who connects the credential at the page of the simulator posts in their own name', async () => {
	const credential = await bench.client.createCredential('Person', SIGN_IN_TYPE, {
		...signInData(teams),
		grantType: 'authorizationCode',
	});
	await publishSend('by-person', credential);
	const page = await bench.client.request<string>('GET', `/rest/oauth2-credential/auth?id=${credential.id}`);
	expect(page).toContain(teams.tokenUrl.replace(/token$/, 'authorize'));
	const html = await (await fetch(page)).text();
	const back = (/href="([^"]+)"/.exec(html)?.[1] ?? '')
		.replaceAll('&amp;', '&')
		.replace('//localhost:', '//127.0.0.1:');
	expect((await fetch(back, { headers: { cookie: bench.client.session() } })).status).toBe(200);
	const { outcome, channel } = await send('by-person', 'By a person');
	expect([outcome, channel.includes('By a person'), teams.signIn.granted().at(-1)]).toEqual([
		'accepted',
		true,
		'authorization_code',
	]);
});

it('n8n that was told of the certificate posts to a simulator that speaks https, and gets its token there', async () => {
	const certificate = await ownCertificate(join(folder, 'simulator'), ['127.0.0.1']);
	await teams.simulator.close();
	await startTeams(certificate);
	await bench.restart({ NODE_EXTRA_CA_CERTS: certificate.file });
	state = await realign(sides(), state);
	expect(teams.tokenUrl).toMatch(/^https:/);
	// A new credential has no token yet.
	await publishSend('encrypted', await bench.client.createCredential('New', SIGN_IN_TYPE, signInData(teams)));
	const { outcome, channel } = await send('encrypted', 'Encrypted');
	expect([outcome, channel.includes('Encrypted'), teams.signIn.granted()]).toEqual([
		'accepted',
		true,
		['client_credentials'],
	]);
});
