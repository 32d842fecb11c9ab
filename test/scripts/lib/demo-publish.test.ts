import type { BothSides } from '../../../scripts/lib/demo-publish';
import type { DemoState } from '../../../scripts/lib/demo-state';
import type { TeamsSide } from '../../../scripts/lib/teams-side';

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { publishDemo, realign } from '../../../scripts/lib/demo-publish';
import { newDemo } from '../../../scripts/lib/demo-state';
import { startTeamsSide } from '../../../scripts/lib/teams-side';

/** What Send can be given in the editor. */
const FOR_SEND = /^teams(?:IncomingWebhook|Destinations|WorkflowsOAuth2)Api$/;

let folder = '';
let teams: TeamsSide;
/** The types of the stored credentials, in the order in which they were stored. */
let stored: string[] = [];

beforeEach(async () => {
	folder = mkdtempSync(join(tmpdir(), 'demo-publish-'));
	teams = await startTeamsSide({ folder, port: 0, n8nUrl: 'http://127.0.0.1:9' });
	stored = [];
});

afterEach(async () => {
	await teams.simulator.close();
	rmSync(folder, { recursive: true, force: true });
});

/** An n8n that takes everything, and answers nothing else. */
function sides(): BothSides {
	const client = {
		baseUrl: 'http://127.0.0.1:9',
		createCredential: (name: string, type: string) => {
			stored.push(type);
			return Promise.resolve({ id: `${stored.length}`, name });
		},
		updateCredential: (_id: string, _name: string, type: string) => Promise.resolve(void stored.push(type)),
		publish: () => Promise.resolve({ id: 'w', status: 'published', detail: '' }),
		runByHand: () => Promise.resolve(),
	};
	return { ...teams, modelUrl: 'http://127.0.0.1:9/v1', client: client as unknown as BothSides['client'] };
}

const forSend = () => stored.filter((type) => FOR_SEND.test(type));

it('stores the webhook URL last, because the editor gives a new Send the newest credential', async () => {
	await publishDemo(sides(), newDemo());
	expect(forSend()).toEqual(['teamsWorkflowsOAuth2Api', 'teamsDestinationsApi', 'teamsIncomingWebhookApi']);
});

it('makes the flow without a sign-in first, which the page lists first', async () => {
	await publishDemo(sides(), newDemo());
	const { setup } = teams.simulator.store.state();
	expect(setup.incoming.slice(0, 2).map(({ access }) => access)).toEqual(['anyone', 'tenant']);
});

it.each([
	['with a sign-in', (state: DemoState) => state],
	[
		'of before there was a sign-in',
		({ password, encryptionKey, examples, channel, destinations }: DemoState) => ({
			password,
			encryptionKey,
			examples,
			channel,
			destinations,
		}),
	],
])('stores the webhook URL last at later starts, on a state %s', async (_title, earlier) => {
	const state = await publishDemo(sides(), newDemo());
	stored = [];
	await realign(sides(), earlier(state));
	expect(forSend()).toEqual(['teamsWorkflowsOAuth2Api', 'teamsDestinationsApi', 'teamsIncomingWebhookApi']);
});
