import type { Bench } from './support';

import { parse } from 'flatted';

import { ACTION_TYPE, incomingCredential, nextMessage, readWorkflow } from '../../scripts/lib/demo';
import { action, chain, post, webhook } from '../support/chain';
import { ENGINE, finished, startBench } from './support';

jest.setTimeout(300_000);

let bench: Bench;

const SPLIT = {
	type: 'n8n-nodes-base.splitOut',
	typeVersion: 1,
	parameters: { fieldToSplitOut: 'body.items', options: { destinationFieldName: 'text' } },
};

interface Sent {
	readonly id: string;
	readonly status: number;
	readonly json: unknown;
}

async function publishSend(name: string, webhookUrl: string, nodes: Parameters<typeof chain>[1]): Promise<string> {
	const credential = await bench.client.createCredential(
		name,
		'teamsIncomingWebhookApi',
		incomingCredential(webhookUrl),
	);
	const { id, status } = await bench.client.publish(chain(name, nodes), {
		[ACTION_TYPE]: { teamsIncomingWebhookApi: credential },
	});
	expect(status).toBe('published');
	return id;
}

async function send(
	name: string,
	webhookUrl: string,
	parameters: Record<string, unknown>,
	onError?: string,
): Promise<Sent> {
	const id = await publishSend(name, webhookUrl, [webhook(name), action(parameters, onError)]);
	const { status, text } = await post(`${bench.n8n.baseUrl}/webhook/${name}`, '{}');
	return { id, status, json: text === '' ? undefined : JSON.parse(text) };
}

/** The hints of the last node that ran, from the data n8n has kept of the execution. */
function hintsIn(data: string): unknown {
	const { resultData } = parse(data) as { resultData: { runData: Record<string, ReadonlyArray<{ hints?: unknown }>> } };
	return Object.values(resultData.runData).at(-1)?.[0]?.hints;
}

beforeAll(async () => {
	bench = await startBench();
});

afterAll(async () => await bench?.stop());

it('posts the card of the example workflow', async () => {
	const credential = await bench.client.createCredential(
		'channel',
		'teamsIncomingWebhookApi',
		incomingCredential(bench.teams.workflowsUrl),
	);
	await bench.client.publish(await readWorkflow('examples/event-to-card.json'), {
		[ACTION_TYPE]: { teamsIncomingWebhookApi: credential },
	});
	const before = bench.teams.messages().length;
	await post(
		`${bench.n8n.baseUrl}/webhook/event-to-card`,
		JSON.stringify({ title: 'Build "4711"', text: 'ok\nand *more*' }),
	);
	expect(await nextMessage(bench.teams, before)).toMatchObject({
		contentType: 'application/vnd.microsoft.card.adaptive',
		content: { body: [{ text: 'Build "4711"' }, { text: 'ok\n\nand \\*more\\*' }] },
	});
});

it('calls a flow’s 202 accepted, with the run id', async () => {
	const { json } = await send('flow', bench.teams.workflowsUrl, { text: 'hé' });
	expect(json).toEqual([
		{
			outcome: 'accepted',
			statusCode: 202,
			attempts: 1,
			bytes: expect.any(Number) as number,
			parts: 1,
			runIds: [expect.stringMatching(/^085/)],
			destination: { kind: 'workflows', host: bench.teams.host },
			warnings: [],
		},
	]);
});

it('calls a connector’s 1 delivered, and warns that connectors are retired', async () => {
	const { json } = await send('connector', bench.teams.connectorUrl, { text: 'hi' });
	expect(json).toEqual([
		expect.objectContaining({ outcome: 'delivered', statusCode: 200, warnings: [expect.stringContaining('May 2026')] }),
	]);
});

it('gives out what failed at the error output alone', async () => {
	const { id } = await send('error-output', `${bench.teams.workflowsUrl}x`, { text: 'x' }, 'continueErrorOutput');
	const { data } = await finished(bench, id);
	const { resultData } = parse(data) as {
		resultData: { runData: Record<string, ReadonlyArray<{ data: { main: ReadonlyArray<readonly unknown[]> } }>> };
	};
	expect(resultData.runData['Node 1']?.[0]?.data.main).toEqual([
		[],
		[expect.objectContaining({ json: expect.objectContaining({ details: expect.anything() as unknown }) as unknown })],
	]);
	expect(data).not.toContain('sig=');
});

it('calls an error sentence inside a 200 rejected', async () => {
	const { json } = await send(
		'large',
		bench.teams.connectorUrl,
		{ text: 'x'.repeat(40_000), options: { maxBytes: 1_000_000 } },
		'continueRegularOutput',
	);
	expect(json).toEqual([
		{
			error: 'Teams found the message too large.',
			message: 'Teams found the message too large.',
			details: expect.objectContaining({
				outcome: 'rejected',
				code: 'payload-refused',
				statusCode: 200,
				attempts: 1,
			}) as unknown,
		},
	]);
});

it.each([
	['cut-off', () => bench.teams.workflowsUrl.replace(/&sig=.*/, ''), 'rejected', 'flow-wants-sign-in'],
	['wrong-sig', () => `${bench.teams.workflowsUrl}x`, 'rejected', 'url-refused'],
	['gone', () => bench.teams.connectorUrl.replace('webhookb2/', 'webhookb2/gone/'), 'rejected', 'webhook-not-found'],
	['refused', () => 'http://127.0.0.1:9/webhookb2/SECRETPATH', 'notSent', 'connection-failed'],
	['not-allowed', () => 'https://evil.example/SECRETPATH', 'notSent', 'host-not-allowed'],
])('reports a URL that is %s', async (name, url, outcome, code) => {
	const { json } = await send(name, url(), { text: 'x' }, 'continueRegularOutput');
	expect(json).toEqual([expect.objectContaining({ details: expect.objectContaining({ outcome, code }) as unknown })]);
});

it.each([
	['bad-json', { content: 'adaptiveCard', cardJson: '{"type" 1}' }, 'card-invalid-json'],
	['no-card', { content: 'adaptiveCard', cardJson: '{}' }, 'card-not-a-card'],
	['no-text', { text: ' ' }, 'text-empty'],
	[
		'new-version',
		{ content: 'adaptiveCard', cardJson: '{"type":"AdaptiveCard","version":"1.6","body":[]}' },
		'card-invalid',
	],
	['too-large', { text: 'x'.repeat(40_000), options: { onTooLarge: 'fail' } }, 'card-too-large'],
])('refuses %s before anything is sent', async (name, parameters, code) => {
	const before = bench.teams.messages().length;
	const { json } = await send(name, bench.teams.workflowsUrl, parameters, 'continueRegularOutput');
	expect(json).toEqual([
		expect.objectContaining({ details: expect.objectContaining({ outcome: 'notSent', code, attempts: 0 }) as unknown }),
	]);
	expect(bench.teams.messages()).toHaveLength(before);
});

it('checks a card without a credential, with previews as binary data', async () => {
	const check = action({
		resource: 'card',
		operation: 'validate',
		content: 'card',
		title: 'Build',
		facts: { values: [{ title: 'a', value: '<b>' }] },
		buttons: { values: [{ title: 'x', url: 'nowhere' }] },
	});
	const toText = {
		type: 'n8n-nodes-base.extractFromFile',
		typeVersion: 1,
		parameters: {
			operation: 'text',
			binaryPropertyName: 'html',
			destinationKey: 'html',
			options: { keepSource: 'json' },
		},
	};
	await publishSend('validate', bench.teams.workflowsUrl, [webhook('validate'), check, toText]);
	const before = bench.teams.messages().length;
	const { text } = await post(`${bench.n8n.baseUrl}/webhook/validate`, '{}');
	expect(JSON.parse(text)).toEqual([
		expect.objectContaining({
			valid: false,
			findings: [expect.objectContaining({ code: 'button-left-out', path: 'buttons[0].url' })],
			html: expect.stringContaining('&lt;b&gt;') as string,
		}),
	]);
	expect(bench.teams.messages()).toHaveLength(before);
});

it('splits a message into several posts of a flow', async () => {
	const before = bench.teams.messages().length;
	const { json } = await send('split', bench.teams.workflowsUrl, {
		text: Array.from({ length: 4_000 }, (_, index) => `line ${index}`).join('\n'),
		options: { onTooLarge: 'split' },
	});
	const posted = bench.teams.messages().slice(before);
	expect(json).toEqual([
		expect.objectContaining({ outcome: 'accepted', parts: posted.length, partsSent: posted.length }),
	]);
	expect([posted.length > 1, bench.teams.failedRuns()]).toEqual([true, []]);
	expect(JSON.stringify(posted)).toMatch(/\(1\/\d\).*line 0\b.*line 3999\b/);
});

it('shows above the output how many messages lost what', async () => {
	const nodes = [webhook('hints'), SPLIT, action({ text: '={{ $json.text }}' })];
	const id = await publishSend('hints', bench.teams.workflowsUrl, nodes);
	const { text } = await post(
		`${bench.n8n.baseUrl}/webhook/hints`,
		JSON.stringify({ items: ['x'.repeat(80_000), 'fine', 'Hi <at>Bob</at>'] }),
	);
	expect((JSON.parse(text) as Array<{ outcome: string }>).map(({ outcome }) => outcome)).toEqual([
		'accepted',
		'accepted',
		'accepted',
	]);
	expect(hintsIn((await finished(bench, id)).data)).toEqual([
		{
			message: expect.stringMatching(/^1 message was shortened: 9\d,\d{3} bytes; the limit is 28,672$/) as string,
			type: 'warning',
			location: 'outputPane',
		},
		{
			message: expect.stringContaining('`&lt;at&gt;Bob&lt;/at&gt;` mentions nobody') as string,
			type: 'warning',
			location: 'outputPane',
		},
	]);
});

it('tries every item before it fails, and says how many were taken', async () => {
	const before = bench.teams.messages().length;
	const id = await publishSend('batch', bench.teams.workflowsUrl, [
		webhook('batch'),
		SPLIT,
		action({ text: '={{ $json.text }}' }),
	]);
	const { status } = await post(`${bench.n8n.baseUrl}/webhook/batch`, JSON.stringify({ items: ['a', '', 'c'] }));
	expect(status).toBe(500);
	expect(bench.teams.messages()).toHaveLength(before + 2);
	expect((await finished(bench, id)).data).toContain('1 of 3 messages failed; Teams accepted 2.');
});

it(`opens ${ENGINE === 'undici' ? 'one connection' : 'a connection per message'} for five messages with the engine ${ENGINE}`, async () => {
	await publishSend('five', bench.teams.workflowsUrl, [webhook('five'), SPLIT, action({ text: '={{ $json.text }}' })]);
	const before = bench.teams.connections();
	const { text } = await post(
		`${bench.n8n.baseUrl}/webhook/five`,
		JSON.stringify({ items: ['a', 'b', 'c', 'd', 'e'] }),
	);
	expect((JSON.parse(text) as unknown[]).length).toBe(5);
	const opened = bench.teams.connections() - before;
	if (ENGINE === 'undici') expect(opened).toBeLessThanOrEqual(1);
	else expect(opened).toBe(5);
});

it('has a credential test that says what is wrong', async () => {
	const test = async (webhookUrl: string) =>
		await bench.client.testCredential('t', 'teamsIncomingWebhookApi', { webhookUrl });
	expect(
		await test('https://x.4f.environment.api.powerplatform.com/a/triggers/manual/paths/invoke?sig=y'),
	).toMatchObject({ status: 'OK' });
	expect(await test('http://x.4f.environment.api.powerplatform.com/a')).toMatchObject({
		status: 'Error',
		message: expect.stringContaining('not https') as string,
	});
	expect(await test('https://example.com/a')).toMatchObject({
		status: 'Error',
		message: expect.stringContaining('not a Microsoft Teams webhook host') as string,
	});
});

it('leaves no webhook URL in executions or in the log', async () => {
	const secrets = [
		new URL(bench.teams.workflowsUrl).searchParams.get('sig') ?? 'missing',
		new URL(bench.teams.connectorUrl).pathname.split('/')[2] ?? 'missing',
		'SECRETPATH',
	];
	const { results } = await bench.client.request<{ results: Array<{ id: string }> }>(
		'GET',
		'/rest/executions?filter=%7B%7D&limit=100',
	);
	expect(results.length).toBeGreaterThan(10);
	for (const { id } of results) {
		const data = await bench.client.executionData(id);
		for (const secret of secrets) expect(data).not.toContain(secret);
	}
	for (const secret of secrets) expect(bench.n8n.log()).not.toContain(secret);
});
