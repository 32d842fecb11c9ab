import type { IDataObject } from 'n8n-workflow';
import type { ScriptedTeams } from '../../../../../support/scripted-teams';

import { runWorkflow } from '../../../../../support/action';
import { startScriptedTeams } from '../../../../../support/scripted-teams';

let teams: ScriptedTeams;

beforeAll(async () => void (teams = await startScriptedTeams()));

afterAll(async () => await teams.close());

/** A part of a parameter that a model fills in, here with `text`. */
const says = (text: string) => `{{ $fromAI("field", "", "string", ${JSON.stringify(text)}) }}`;

const card = (id: string, text = 'hi') =>
	JSON.stringify({
		type: 'AdaptiveCard',
		version: '1.4',
		body: [{ type: 'TextBlock', text: `<at>Bo</at> ${text}` }],
		msteams: { entities: [{ type: 'mention', text: '<at>Bo</at>', mentioned: { id, name: 'Bo' } }] },
	});

let count = 0;

/** Runs Send as the tool of an agent. Returns the error's code, and how many messages have arrived in the channels. */
async function send(parameters: IDataObject) {
	const [one, other] = [`model${(count += 1)}`, `other${count}`];
	const { output } = await runWorkflow({
		items: [{ id: 'bo@example.com' }],
		actions: [{ parameters, type: 'teamsWebhookTool', onError: 'continueRegularOutput' }],
		credential: {
			webhookUrl: teams.urlOf(one),
			destinations: `ops, ${teams.urlOf(one)}; support, ${teams.urlOf(other)}`,
			allowedHosts: '127.0.0.1',
		},
	});
	const { code } = (output[0]?.json.details ?? {}) as { readonly code?: string };
	return [code, teams.received(one).length, teams.received(other).length];
}

const SENT = [undefined, 1, 0];
const refused = (code: string) => [code, 0, 0];

it.each<[string, IDataObject]>([
	['text', { text: `=${says('hello')}` }],
	[
		'title and the facts',
		{ content: 'card', title: `=${says('a')}`, facts: { values: [{ title: 'b', value: `=${says('c')}` }] } },
	],
	['summary', { text: 'x', options: { summary: `=${says('a')}` } }],
	['destination', { text: 'x', authentication: 'destinations', destination: `=${says('ops')}` }],
	['description of the tool', { text: 'x', toolDescription: 'Fills in $fromAI' }],
])('a model may fill in the %s', async (_name, parameters) => {
	expect(await send(parameters)).toEqual(SENT);
});

it.each<[string, IDataObject]>([
	[
		'mentions',
		{ content: 'card', title: 'x', mentions: { values: [{ name: 'Bo', id: `=${says('bo@example.com')}` }] } },
	],
	['images', { content: 'card', title: 'x', images: { values: [{ url: `=${says('https://example.com/a.png')}` }] } }],
	['a key', { text: 'x', options: { sendOnceKey: `=${says('k')}` } }],
	['the limits', { text: 'x', options: { pace: `=${says('off')}` } }],
])('nothing is sent where a model would fill in %s', async (_name, parameters) => {
	expect(await send(parameters)).toEqual(refused('send-from-model'));
});

it('a model chooses one destination; the workflow may choose several', async () => {
	const parameters = { text: 'x', authentication: 'destinations' };
	expect(await send({ ...parameters, destination: `=${says('ops, support')}` })).toEqual(
		refused('destination-from-model'),
	);
	expect(await send({ ...parameters, destination: `=${says('https://example.com/hook')}` })).toEqual(
		refused('destination-unknown'),
	);
	expect(await send({ ...parameters, destination: ['ops', 'support'] })).toEqual([undefined, 1, 1]);
});

describe('people in a card', () => {
	const json = { content: 'adaptiveCard' };

	it('are mentioned where the node names them, also in another case', async () => {
		const named = card('Bo@Example.com', says('hello'));
		expect(await send({ ...json, cardJson: `=${named.replaceAll('\\"', '"')}` })).toEqual(SENT);
	});

	it('are mentioned where the workflow has written the card', async () => {
		expect(await send({ ...json, cardJson: `=${card('{{ $json.id }}')}` })).toEqual(SENT);
	});

	it('are not mentioned where the node names somebody whose id is longer', async () => {
		for (const named of ['rambo@example.com', 'bo@example.com.evil.example', 'x-bo@example.com']) {
			const stranger = card(`{{ $fromAI("id", "not ${named}", "string", $json.id) }}`);
			expect(await send({ ...json, cardJson: `=${stranger.replaceAll('\\"', '"')}` })).toEqual(
				refused('mention-from-model'),
			);
		}
	});

	it('are not mentioned where the model has put them in', async () => {
		const stranger = card('{{ $fromAI("id", "", "string", $json.id) }}');
		expect(await send({ ...json, cardJson: `=${stranger.replaceAll('\\"', '"')}` })).toEqual(
			refused('mention-from-model'),
		);
		const template = {
			content: 'template',
			cardJson: card('${id}'),
			templateData: '={{ { id: $fromAI("id", "", "string", $json.id) } }}',
		};
		expect(await send(template)).toEqual(refused('mention-from-model'));
	});
});
