import type { AddressInfo } from 'node:net';
import type { Bench } from './support';

import { createServer } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';

import { ACTION_TYPE, nextMessage, readWorkflow } from '../../scripts/lib/demo';
import { PACKAGE_NAME } from '../../scripts/lib/package';
import { subscriptionTable, zoneAt } from '../../scripts/lib/subscriptions';
import { FRAME_ANCESTORS } from '../../src/connector/policy';
import { STATE_SECRET, submissionOf, WEBHOOK_URL } from '../support/connector';
import { action, chain, post } from '../support/chain';
import { finished, startBench } from './support';

jest.setTimeout(300_000);

const CONNECTOR_TYPE = `${PACKAGE_NAME}.teamsConnectorTrigger`;

let bench: Bench;

const hook = (path: string) => `${bench.n8n.baseUrl}/webhook/${path}`;
const executions = async (id: string) => (await bench.client.executions(id)).length;
const fail = { type: 'n8n-nodes-base.stopAndError', typeVersion: 1, parameters: { errorMessage: 'secret reason' } };
const connector = (path: string, parameters: Record<string, unknown> = {}) => ({
	type: CONNECTOR_TYPE,
	typeVersion: 1.1,
	parameters: { path, ...parameters },
});

async function publish(
	name: string,
	nodes: Parameters<typeof chain>[1],
	data: Record<string, unknown> = { stateSecret: STATE_SECRET },
) {
	const credential = await bench.client.createCredential(name, 'teamsConnectorApi', data);
	return await bench.client.publish(chain(name, nodes), { [CONNECTOR_TYPE]: { teamsConnectorApi: credential } });
}

async function stateOf(path: string, wanted: 'created' | 'updated' | 'removed') {
	const { state, entityId = '' } = (await (await fetch(`${hook(path)}?state=${wanted}`)).json()) as {
		state: string;
		entityId?: string;
	};
	return { state, entityId };
}

async function submit(path: string, body: object, headers: Record<string, string> = {}) {
	const { status, text } = await post(hook(path), JSON.stringify(body), headers);
	return { status, answer: JSON.parse(text) as { ok: boolean; reason?: string; note?: string; entityId?: string } };
}

/** The id that lasts begins like the one that the page was given. */
const SAME_ID = ({ entityId }: { readonly entityId: string }) =>
	new RegExp(`^${entityId.slice(0, 16)}\\.(?!${entityId.slice(17)}$)`);

beforeAll(async () => (bench = await startBench()));
afterAll(async () => await bench?.stop());

it('serves the page with its own policy, and with nothing that n8n would add', async () => {
	const { id, status } = await publish('page', [connector('page')]);
	expect(status).toBe('published');
	for (const origin of ['', 'https://attacker.example']) {
		const response = await fetch(hook('page'), origin === '' ? {} : { headers: { origin } });
		const html = await response.text();
		const policy = response.headers.get('content-security-policy') ?? '';
		const nonce = /script-src 'nonce-([^']+)'/.exec(policy)?.[1] ?? '';
		expect(nonce.length).toBeGreaterThan(20);
		expect(html.split(`nonce="${nonce}"`)).toHaveLength(3);
		expect(policy).toContain(`frame-ancestors ${FRAME_ANCESTORS.join(' ')}`);
		expect(policy).not.toMatch(/sandbox|unsafe/);
		expect([
			response.status,
			response.headers.get('content-type'),
			response.headers.get('cache-control'),
			response.headers.get('x-frame-options'),
			response.headers.get('access-control-allow-origin'),
		]).toEqual([200, 'text/html; charset=utf-8', 'no-store', null, null]);
		expect(html).toContain('@microsoft/teams-js');
	}
	expect(await executions(id)).toBe(0);
});

it('runs a submission once, and tells nobody else', async () => {
	const { id } = await publish('once', [connector('once')]);
	const tokens = await stateOf('once', 'created');
	const [first, second] = [
		await submit('once', submissionOf('created', tokens)),
		await submit('once', submissionOf('created', tokens)),
	];
	expect([first, second]).toEqual([
		{ status: 200, answer: { ok: true, entityId: expect.stringMatching(SAME_ID(tokens)) as string } },
		{ status: 403, answer: { ok: false, reason: expect.stringContaining('used twice') as string } },
	]);
	const foreign = await submit('once', submissionOf('created', await stateOf('once', 'created')), {
		'sec-fetch-site': 'cross-site',
	});
	expect([foreign.status, foreign.answer.ok]).toEqual([400, false]);
	for (const body of ['{}', '[]', 'null', '"x"']) expect((await post(hook('once'), body)).status).toBe(400);
	await finished(bench, id);
	await delay(1_000);
	expect(await executions(id)).toBe(1);
	expect(bench.n8n.log()).not.toContain(WEBHOOK_URL);
});

it('tells the page what the workflow says: that it failed, what Reply says, nothing where it is not waited for', async () => {
	await publish('fails', [connector('fails', { options: { failureText: 'Sorry' } }), fail]);
	await publish('now', [connector('now', { respond: 'immediately' }), fail]);
	await publish('replies', [
		connector('replies', { respond: 'replyNode' }),
		action({ operation: 'reply', text: 'Done, **Ada**' }),
	]);
	expect(await submit('replies', submissionOf('created', await stateOf('replies', 'created')))).toMatchObject({
		status: 200,
		answer: { ok: true, note: 'Done, **Ada**' },
	});
	expect(await submit('fails', submissionOf('created', await stateOf('fails', 'created')))).toEqual({
		status: 200,
		answer: { ok: false, reason: 'Sorry' },
	});
	expect(await submit('now', submissionOf('created', await stateOf('now', 'created')))).toMatchObject({
		status: 200,
		answer: { ok: true, entityId: expect.any(String) as string },
	});
});

it('knows subscriptions again after a restart', async () => {
	await publish('restart', [connector('restart')]);
	const created = await stateOf('restart', 'created');
	const { entityId = '' } = (await submit('restart', submissionOf('created', created))).answer;
	const before = await stateOf('restart', 'updated');
	await bench.restart();
	const { answer } = await submit('restart', submissionOf('updated', { ...before, entityId }));
	expect(answer).toEqual({
		ok: true,
		entityId: expect.stringMatching(new RegExp(`^${created.entityId.slice(0, 16)}\\.`)) as string,
	});
	expect(
		(
			await submit(
				'restart',
				submissionOf('removed', { ...(await stateOf('restart', 'removed')), entityId: answer.entityId ?? '' }),
			)
		).answer,
	).toEqual({ ok: true });
});

it('cannot be published with a short secret or a broken field', async () => {
	const short = await publish('short', [connector('short')], { stateSecret: 'x'.repeat(31) });
	const broken = await publish('broken', [
		connector('broken', { fields: { values: [{ name: 'a', label: 'A', type: 'choice' }] } }),
	]);
	expect([
		short.status,
		short.detail.includes('connector-secret-short'),
		broken.status,
		broken.detail.includes('connector-field-invalid'),
	]).toEqual(['failed', true, 'failed', true]);
});

it('serves page, state and one submission at the test URL while the editor listens', async () => {
	const credential = await bench.client.createCredential('listen', 'teamsConnectorApi', { stateSecret: STATE_SECRET });
	const file = chain('listen', [connector('listen')]);
	const nodes = file.nodes.map((node) => ({ ...node, credentials: { teamsConnectorApi: credential } }));
	const { id } = await bench.client.request<{ id: string }>('POST', '/rest/workflows', { ...file, nodes });
	const workflowData = await bench.client.request<object>('GET', `/rest/workflows/${id}`);
	expect(
		await bench.client.request('POST', `/rest/workflows/${id}/run`, {
			workflowData,
			triggerToStartFrom: { name: 'Node 0' },
		}),
	).toEqual({ waitingForWebhook: true });
	const url = `${bench.n8n.baseUrl}/webhook-test/listen`;
	expect((await fetch(url)).headers.get('content-security-policy')).toContain(
		'frame-ancestors https://teams.microsoft.com',
	);
	const tokens = (await (await fetch(`${url}?state=created`)).json()) as { state: string; entityId: string };
	expect(JSON.parse((await post(url, JSON.stringify(submissionOf('created', tokens)))).text)).toEqual({
		ok: true,
		entityId: expect.stringMatching(SAME_ID(tokens)) as string,
	});
	expect((await fetch(url)).status).toBe(404);
});

it('examples/connector-subscriptions.json keeps, changes and forgets subscriptions in a data table', async () => {
	const credential = await bench.client.createCredential('example', 'teamsConnectorApi', { stateSecret: STATE_SECRET });
	expect(
		(
			await bench.client.publish(await readWorkflow('examples/connector-subscriptions.json'), {
				[CONNECTOR_TYPE]: { teamsConnectorApi: credential },
			})
		).status,
	).toBe('published');
	const settings = { city: 'Oslo:59.91:10.75', timeZone: 'Europe/Oslo' };
	const created = await stateOf('teams-connector', 'created');
	const { answer } = await submit('teams-connector', submissionOf('created', created, { settings }));
	const { entityId = '' } = answer;
	expect([answer.ok, entityId]).toEqual([true, expect.stringMatching(SAME_ID(created))]);
	expect((await subscriptionTable(bench.client)).rows).toMatchObject([
		{ entityId: created.entityId.slice(0, 16), webhookUrl: WEBHOOK_URL, name: 'Mine', ...settings },
	]);
	const change = async (id: string) =>
		await submit(
			'teams-connector',
			submissionOf(
				'updated',
				{ ...(await stateOf('teams-connector', 'updated')), entityId: id },
				{ settings: { city: 'Tokyo:35.68:139.69', timeZone: 'Asia/Tokyo' } },
			),
		);
	const remove = async () =>
		await submit(
			'teams-connector',
			submissionOf('removed', { ...(await stateOf('teams-connector', 'removed')), entityId }),
		);
	expect([(await change(created.entityId)).status, (await change(entityId)).answer.ok]).toEqual([403, true]);
	expect((await subscriptionTable(bench.client)).rows).toMatchObject([{ name: 'Mine', city: 'Tokyo:35.68:139.69' }]);
	expect((await remove()).answer).toEqual({ ok: true });
	expect((await subscriptionTable(bench.client)).rows).toEqual([]);
	expect((await remove()).answer).toEqual({ ok: true });
	// The host still has a valid id of the removed subscription, but the table does not, so nothing comes back.
	expect((await change(entityId)).answer).toEqual({
		ok: false,
		reason: expect.stringContaining('was removed') as string,
	});
	expect((await subscriptionTable(bench.client)).rows).toEqual([]);
});

it('examples/connector-weather.json sends the weather to those for whom it is eight', async () => {
	const asked: string[] = [];
	const weather = createServer((request, response) => {
		asked.push(request.url ?? '');
		response
			.setHeader('content-type', 'application/json')
			.end(JSON.stringify({ daily: { temperature_2m_min: [3], temperature_2m_max: [9], precipitation_sum: [0.4] } }));
	});
	await new Promise<void>((resolve) => weather.listen(0, '127.0.0.1', resolve));
	try {
		const { path } = await subscriptionTable(bench.client);
		const rows = [
			['a', 8 * 60 + 5],
			['b', 9 * 60 + 5],
			['c', 7 * 60 + 30],
		].map(([entityId, minutes]) => ({
			entityId,
			webhookUrl: bench.teams.workflowsUrl,
			name: 'x',
			city: 'Oslo:59.91:10.75',
			timeZone: zoneAt(Number(minutes)),
		}));
		await bench.client.request('POST', `${path}/insert`, { data: rows, returnType: 'count' });
		const example = await readWorkflow('examples/connector-weather.json');
		const nodes = example.nodes.map((node) => {
			if (node.type === 'n8n-nodes-base.scheduleTrigger')
				return {
					...node,
					type: 'n8n-nodes-base.webhook',
					typeVersion: 2,
					webhookId: 'weather-hook',
					parameters: { httpMethod: 'POST', path: 'weather', responseMode: 'lastNode', options: {} },
				};
			return node.name === 'Weather'
				? {
						...node,
						parameters: {
							...node.parameters,
							url: `http://127.0.0.1:${(weather.address() as AddressInfo).port}/v1/forecast`,
						},
					}
				: node;
		});
		const incoming = await bench.client.createCredential('subscriber', 'teamsIncomingWebhookApi', {
			webhookUrl: '={{ $json.webhookUrl }}',
			allowedHosts: '127.0.0.1',
		});
		await bench.client.publish({ ...example, nodes }, { [ACTION_TYPE]: { teamsIncomingWebhookApi: incoming } });
		const before = bench.teams.messages().length;
		await post(hook('weather'), '{}');
		expect(JSON.stringify(await nextMessage(bench.teams, before))).toContain(
			'**Oslo** today: 3 to 9 °C, 0.4 mm of rain',
		);
		expect([bench.teams.messages().length - before, asked.length]).toEqual([1, 1]);
		expect(asked[0]).toContain('latitude=59.91&longitude=10.75');
	} finally {
		await new Promise((resolve) => weather.close(resolve));
	}
});
