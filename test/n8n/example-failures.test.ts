import type { ChainNode } from '../support/chain';
import type { Bench } from './support';

import { setTimeout as delay } from 'node:timers/promises';

import { plain, seenIn } from '../support/card-text';
import { cardAfter, colorOf, publishExample } from './example-support';
import { chain, post, webhook } from '../support/chain';
import { finished, startBench } from './support';

jest.setTimeout(120_000);

/** Longer than n8n takes to start an error workflow. */
const QUIET_MS = 3_000;

const HOSTILE = 'a_b *c* <b>g</b> <at>Bo</at> "h" [j](http://evil.example)';

let bench: Bench;

beforeAll(async () => (bench = await startBench()));
afterAll(async () => await bench?.stop());

/** A workflow that fails with the message it is sent, and reports to the given error workflow. */
async function publishFailing(
	name: string,
	errorWorkflow: string,
	settings: Record<string, unknown> = {},
): Promise<string> {
	const stop: ChainNode = {
		type: 'n8n-nodes-base.stopAndError',
		typeVersion: 1,
		parameters: { errorMessage: '={{ $json.body.message }}' },
	};
	const workflow = {
		...chain(name, [webhook(name), stop]),
		settings: { executionOrder: 'v1', errorWorkflow, ...settings },
	};
	const { id, status } = await bench.client.publish(workflow, {});
	expect(status).toBe('published');
	return id;
}

const fail = async (name: string, message: unknown) =>
	await post(`${bench.n8n.baseUrl}/webhook/${name}`, JSON.stringify({ message }));

it('a failed execution becomes a card with workflow, node, link and message, and without the stack', async () => {
	const reporter = await publishExample(bench, 'error-to-channel');
	const failing = await publishFailing('failing', reporter);
	const before = bench.teams.messages().length;
	expect((await fail('failing', HOSTILE)).status).toBe(500);
	const card = await cardAfter(bench, before);
	const [execution] = await bench.client.executions(failing);
	expect(seenIn(card)).toContain(
		`Failed: failing | ${plain(HOSTILE)} | Node | Node 1 | Started by | webhook | Time | `,
	);
	expect(card.actions).toEqual([
		{
			type: 'Action.OpenUrl',
			title: 'Open execution',
			url: `${bench.n8n.baseUrl.replace('127.0.0.1', 'localhost')}/workflow/${failing}/executions/${execution?.id}`,
		},
	]);
	expect(colorOf(card)).toBe('attention');
	expect(JSON.stringify(card)).not.toMatch(/ at .*\.js|node_modules|stack/);
});

it('a long message is shortened, and an execution that is not kept has a card too', async () => {
	const reporter = await publishExample(bench, 'error-to-channel');
	await publishFailing('forgetful', reporter, { saveDataErrorExecution: 'none' });
	const before = bench.teams.messages().length;
	await fail('forgetful', 'x '.repeat(20_000));
	const card = await cardAfter(bench, before);
	expect(seenIn(card)).toContain(`Failed: forgetful | ${'x '.repeat(150)}… | Node | Node 1`);
});

it('an unreachable service names the node that asked for it', async () => {
	const reporter = await publishExample(bench, 'error-to-channel');
	const ask: ChainNode = {
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.2,
		parameters: { url: 'http://127.0.0.1:9/?key=hidden', options: {} },
	};
	const { id } = await bench.client.publish(
		{ ...chain('asking', [webhook('asking'), ask]), settings: { executionOrder: 'v1', errorWorkflow: reporter } },
		{},
	);
	const before = bench.teams.messages().length;
	await fail('asking', '');
	const card = await cardAfter(bench, before);
	expect(seenIn(card)).toMatch(/^Failed: asking \| .*refused.* \| Node \| Node 1 \| /);
	expect(JSON.stringify(card)).not.toContain('hidden');
	expect((await finished(bench, id)).status).toBe('error');
});

it('a trigger that fails by itself, without an execution, has a card without a link', async () => {
	const reporter = await publishExample(bench, 'error-to-channel');
	const json = {
		trigger: { error: { message: 'The mailbox is gone', node: { name: 'Mail' } }, mode: 'trigger' },
		workflow: { id: 'w1', name: 'Mail to ticket' },
	};
	const data = {
		startTime: Date.now(),
		executionTime: 0,
		executionIndex: 0,
		executionStatus: 'success',
		source: [],
		data: { main: [[{ json }]] },
	};
	const before = bench.teams.messages().length;
	await bench.client.request('POST', `/rest/workflows/${reporter}/run`, {
		triggerToStartFrom: { name: 'An execution failed', data },
	});
	const card = await cardAfter(bench, before);
	expect(seenIn(card)).toContain(
		'Failed: Mail to ticket | The mailbox is gone | Node | Mail | Started by | trigger | Time | ',
	);
	expect(card.actions).toBeUndefined();
});

it.each(['nothing', 'itself'])('its own failure starts nothing, with %s as its error workflow', async (own) => {
	const unreachable = bench.teams.workflowsUrl.replace(/sig=.*/, 'sig=wrong');
	const reporter = await publishExample(bench, 'error-to-channel', { webhookUrl: unreachable });
	if (own === 'itself') await setErrorWorkflow(reporter, reporter);
	await publishFailing(`failing-${own}`, reporter);
	const before = bench.teams.messages().length;
	await fail(`failing-${own}`, 'x');
	expect((await finished(bench, reporter)).status).toBe('error');
	await delay(QUIET_MS);
	expect(await bench.client.executions(reporter)).toHaveLength(1);
	expect(bench.teams.messages()).toHaveLength(before);
});

/** Sets the error workflow as the editor's settings dialog does, and publishes again. */
async function setErrorWorkflow(id: string, errorWorkflow: string): Promise<void> {
	const current = await bench.client.request<{
		settings: Record<string, unknown>;
		nodes: unknown;
		connections: unknown;
		name: string;
	}>('GET', `/rest/workflows/${id}`);
	const { versionId } = await bench.client.request<{ versionId: string }>('PATCH', `/rest/workflows/${id}`, {
		name: current.name,
		nodes: current.nodes,
		connections: current.connections,
		settings: { ...current.settings, errorWorkflow },
	});
	await bench.client.request('POST', `/rest/workflows/${id}/activate`, { versionId, name: '', description: '' });
	const { settings } = await bench.client.request<{ settings: { errorWorkflow?: string } }>(
		'GET',
		`/rest/workflows/${id}`,
	);
	expect(settings.errorWorkflow).toBe(errorWorkflow);
}
