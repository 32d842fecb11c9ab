import type { ChainNode } from '../support/chain';
import type { Bench } from './support';
import type { ScriptedTeams } from '../support/scripted-teams';

import { setTimeout as delay } from 'node:timers/promises';

import { ENGLISH_TEXTS } from '../../src/outgoing-webhook/texts';
import { ACTION_TYPE, newSecurityToken, TRIGGER_TYPE } from '../../scripts/lib/demo';
import { mention } from '../../simulator/outgoing';
import { startScriptedTeams } from '../support/scripted-teams';
import { action, chain, post, trigger, webhook } from '../support/chain';
import { ENGINE, finished, startBench } from './support';

jest.setTimeout(300_000);

let bench: Bench;
let teams: ScriptedTeams;
let logBeforeRestart = '';

const floodToken = newSecurityToken();

beforeAll(async () => {
	teams = await startScriptedTeams();
	bench = await startBench({ N8N_LOG_LEVEL: 'debug' });
});

afterAll(async () => {
	await bench?.stop();
	await teams?.close();
});

const SPLIT: ChainNode = {
	type: 'n8n-nodes-base.splitOut',
	typeVersion: 1,
	parameters: { fieldToSplitOut: 'body.items', options: {} },
};
const HEADER = { headerName: 'x-flow-key', headerValue: 'SECRETHEADER' };
const numbers = (bodies: readonly string[]) => bodies.map((body) => Number(/<(\d+)>/.exec(body)?.[1]));
const byNumber = (left: number, right: number) => left - right;

/** Publishes webhook > Split Out > our action, and returns a function that posts items to it. */
async function publish(
	name: string,
	credential: Record<string, unknown>,
	node: Partial<ChainNode> & { readonly parameters: Record<string, unknown> },
	type = 'teamsIncomingWebhookApi',
) {
	const stored = await bench.client.createCredential(name, type, {
		allowedHosts: '127.0.0.1',
		...HEADER,
		...credential,
	});
	const { id, status, detail } = await bench.client.publish(
		chain(name, [webhook(name), SPLIT, { ...action({}), ...node }]),
		{ [ACTION_TYPE]: { [type]: stored } },
	);
	if (status !== 'published') throw new Error(detail);
	return {
		id,
		run: async (items: readonly unknown[]) =>
			await post(`${bench.client.baseUrl}/webhook/${name}`, JSON.stringify({ items })),
	};
}

const outputs = (text: string) =>
	JSON.parse(text) as Array<Record<string, unknown> & { readonly details?: Record<string, unknown> }>;
const TEXT = '={{ "<" + $json.n + ">" }}';
const numbered = (length: number) => Array.from({ length }, (_, n) => ({ n }));

it('sends a thousand items to many URLs: each item has its own, the output keeps their order, one bad item stops nothing', async () => {
	const url = teams.urlOf('CHANNEL');
	const { run } = await publish(
		'thousand',
		{ webhookUrl: `={{ "${url}".replace("CHANNEL", "many" + ($json.n % 20)) }}` },
		{
			parameters: { text: '={{ $json.n === 500 ? "" : "<" + $json.n + ">" }}', options: { pace: 'off' } },
			onError: 'continueRegularOutput',
		},
	);
	const results = outputs((await run(numbered(1_000))).text);
	expect(results.map(({ outcome, details }) => outcome ?? details?.code)).toEqual(
		numbered(1_000).map(({ n }) => (n === 500 ? 'text-empty' : 'accepted')),
	);
	const received = Array.from({ length: 20 }, (_, channel) => numbers(teams.received(`many${channel}`)).sort(byNumber));
	expect(received).toEqual(
		Array.from({ length: 20 }, (_, channel) =>
			numbered(1_000)
				.map(({ n }) => n)
				.filter((n) => n % 20 === channel && n !== 500),
		),
	);
	expect(bench.n8n.log()).toContain('Microsoft Teams: 1000 messages done');
});

it('judges the URL of each item: what an expression gives is refused like any other', async () => {
	const { run } = await publish(
		'evaluated',
		{ webhookUrl: '={{ $json.url }}' },
		{ parameters: { text: 'x', options: { maxAttempts: 1 } }, onError: 'continueRegularOutput' },
	);
	const urls = [
		teams.urlOf('evaluated'),
		'https://169.254.169.254/SECRETPATH',
		'https://2852039166/SECRETPATH',
		'https://evil.example/SECRETPATH',
		'http://127.0.0.1:9/SECRETPATH',
		`${teams.urlOf('x').replace('http:', 'https:')}`,
		'http://x.4f.environment.api.powerplatform.com/SECRETPATH',
		'',
	];
	const results = outputs((await run(urls.map((url) => ({ url })))).text);
	expect(results.map(({ outcome, details }) => outcome ?? details?.code)).toEqual([
		'accepted',
		'address-refused',
		'address-refused',
		'host-not-allowed',
		'connection-failed',
		'tls-failed',
		'url-not-https',
		'url-blank',
	]);
});

it('keeps order and pace to one URL', async () => {
	const { run } = await publish('paced', { webhookUrl: teams.urlOf('paced') }, { parameters: { text: TEXT } });
	const startedMs = Date.now();
	expect(outputs((await run(numbered(9))).text)).toHaveLength(9);
	expect(numbers(teams.received('paced'))).toEqual(numbered(9).map(({ n }) => n));
	// Nine messages at four a second need two seconds.
	expect(Date.now() - startedMs).toBeGreaterThan(2_000);
});

it('sends nothing twice under Retry On Fail', async () => {
	teams.script('retry', [{ status: 202 }, { status: 404 }, { status: 502 }, { status: 404 }]);
	const { id, run } = await publish(
		'retry',
		{ webhookUrl: teams.urlOf('retry') },
		{ parameters: { text: TEXT }, retryOnFail: true, maxTries: 3, waitBetweenTries: 100 },
	);
	expect((await run(numbered(3))).status).toBe(500);
	expect(numbers(teams.received('retry'))).toEqual([0, 1, 2, 1, 1]);
	const { data } = await finished(bench, id);
	expect(data).toContain('1 of 3 messages failed; Teams accepted 2.');
});

it('is over at once when the execution is stopped', async () => {
	teams.script('stopped', [{ status: 429, headers: { 'retry-after': '50' } }]);
	const { id, run } = await publish('stopped', { webhookUrl: teams.urlOf('stopped') }, { parameters: { text: TEXT } });
	const running = run(numbered(3));
	while (teams.received('stopped').length === 0) await delay(20);
	const [execution] = await bench.client.executions(id);
	await bench.client.stopExecution(execution?.id ?? '');
	await running;
	expect([(await finished(bench, id)).status, teams.received('stopped').length]).toEqual(['canceled', 1]);
});

it('answers mentions in time while every channel of alerts is flooded', async () => {
	const securityToken = floodToken;
	const credential = await bench.client.createCredential('flood', 'teamsOutgoingWebhookApi', { securityToken });
	await bench.client.publish(chain('mentioned', [trigger('mentioned'), action({ operation: 'reply', text: 'pong' })]), {
		[TRIGGER_TYPE]: { teamsOutgoingWebhookApi: credential },
	});
	const { run } = await publish(
		'flood',
		{ webhookUrl: teams.urlOf('flood') },
		{ parameters: { text: TEXT, options: { maxWait: 5 } }, onError: 'continueRegularOutput' },
	);
	const floods = Array.from({ length: 30 }, async () => outputs((await run(numbered(4))).text));
	while (teams.received('flood').length === 0) await delay(20);
	const replies = [];
	for (let count = 0; count < 5; count += 1)
		replies.push(
			await mention(`${bench.client.baseUrl}/webhook/mentioned`, securityToken, {
				webhookName: 'n8n',
				text: 'ping',
				atMs: Date.now(),
			}),
		);
	expect(replies.map(({ status, shown }) => [status, shown])).toEqual(Array.from({ length: 5 }, () => [200, 'pong']));
	const results = (await Promise.all(floods)).flat();
	const full = results.filter(({ details }) => details?.code === 'pace-window-full');
	expect(full.length).toBeGreaterThan(0);
	expect(full.every(({ details }) => details?.outcome === 'notSent' && typeof details.retryAt === 'string')).toBe(true);
	expect(results.filter(({ outcome }) => outcome === 'accepted')).toHaveLength(teams.received('flood').length);
});

it('diagnoses a credential without showing it, and tests it where asked', async () => {
	const parameters = { resource: 'webhook', operation: 'diagnose', sendTest: true };
	const { run } = await publish('diagnosed', { webhookUrl: teams.urlOf('diagnosed') }, { parameters });
	expect(outputs((await run([{}])).text)).toEqual([
		expect.objectContaining({
			ok: true,
			kind: 'workflows',
			service: 'gateway',
			hasSig: true,
			engine: ENGINE,
			test: expect.objectContaining({ outcome: 'accepted' }) as unknown,
		}),
	]);
	expect(teams.received('diagnosed')).toHaveLength(1);
});

it('offers agents nothing but sending, asking and validating', async () => {
	const response = await fetch(`${bench.client.baseUrl}/types/nodes.json`, {
		headers: { cookie: bench.client.session() },
	});
	const tool = (
		(await response.json()) as Array<{
			name: string;
			properties: Array<{ name: string; options?: Array<{ value: string; displayOptions?: { hide?: unknown } }> }>;
		}>
	).find(({ name }) => name === `${ACTION_TYPE}Tool`);
	const hidden = tool?.properties
		.flatMap(({ options }) => options ?? [])
		.filter(({ displayOptions }) => JSON.stringify(displayOptions?.hide ?? {}).includes('@tool'))
		.map(({ value }) => value);
	expect(hidden).toEqual(['connectorApp', 'webhook', 'recordAnswer', 'reply', 'callbackUrl']);
});

/** Answers of the other side, each with a secret in it, and the codes that follow. */
const REFUSALS = [
	[
		{ status: 400, body: '{"error":{"code":"TriggerInputSchemaMismatch","message":"SECRETBODY"}}' },
		'flow-schema-mismatch',
	],
	[{ status: 400, body: '{"error":{"code":"WorkflowTriggerIsNotEnabled","message":"SECRETBODY"}}' }, 'flow-off'],
	[{ status: 400, body: 'Summary or Text is required. SECRETBODY' }, 'summary-missing'],
	[{ status: 400, body: 'SECRETBODY' }, 'payload-refused'],
	[
		{ status: 401, body: '{"error":{"code":"DirectApiAuthorizationRequired","message":"SECRETBODY"}}' },
		'flow-wants-sign-in',
	],
	[{ status: 403, body: '{"error":{"code":"MisMatchingOAuthClaims","message":"SECRETBODY"}}' }, 'flow-claims-refused'],
	[{ status: 404, body: 'SECRETBODY' }, 'flow-not-found'],
	[{ status: 410, body: 'SECRETBODY' }, 'webhook-not-found'],
	[{ status: 413, body: 'SECRETBODY' }, 'payload-refused'],
	[{ status: 429, body: 'SECRETBODY' }, 'throttled'],
	[{ status: 503, body: 'SECRETBODY' }, 'throttled'],
	[{ status: 302, headers: { location: 'https://evil.example/SECRETBODY' } }, 'redirect-not-followed'],
	[{ status: 200, body: '<html>SECRETBODY</html>' }, 'web-page-answer'],
	[
		{
			status: 200,
			body: 'Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error 400 with ContextId SECRETBODY',
		},
		'teams-refused',
	],
	[{ status: 500, body: 'SECRETBODY' }, 'unclear-answer'],
	[{ status: 502, body: '{"error":{"code":"NoResponse","message":"SECRETBODY"}}' }, 'unclear-answer'],
] as const;

it('says what went wrong for every kind of answer, in both ways of failing', async () => {
	const options = { pace: 'off', maxAttempts: 1 };
	const parts = { webhookUrl: `={{ "${teams.urlOf('CHANNEL')}".replace("CHANNEL", $json.channel) }}` };
	const { run } = await publish('refusals', parts, {
		parameters: { text: 'x', options },
		onError: 'continueRegularOutput',
	});
	const failing = await publish('refusals-stop', parts, { parameters: { text: 'x', options } });
	const channels = REFUSALS.map((_, index) => ({ channel: `refusal${index}` }));
	for (const [index, [refusal]] of REFUSALS.entries()) teams.script(`refusal${index}`, [refusal, refusal]);
	expect(outputs((await run(channels)).text).map(({ details }) => details?.code)).toEqual(
		REFUSALS.map(([, code]) => code),
	);
	expect((await failing.run(channels)).status).toBe(500);
	expect((await finished(bench, failing.id)).data).toContain(
		`${REFUSALS.length} of ${REFUSALS.length} messages failed; Teams accepted 0.`,
	);
});

it('sends a key once, across executions and by a run that is started again', async () => {
	const { id, run } = await publish(
		'once',
		{ webhookUrl: teams.urlOf('once') },
		{ parameters: { text: TEXT, options: { sendOnceKey: '={{ "k" + $json.n }}', pace: 'off' } } },
	);
	teams.script('once', [{ status: 202 }, { status: 404 }]);
	expect((await run(numbered(2))).status).toBe(500);
	const [failed] = await bench.client.executions(id);
	await finished(bench, id);
	await bench.client.retryExecution(failed?.id ?? '');
	while (teams.received('once').length < 3) await delay(50);
	expect((await finished(bench, id)).status).toBe('success');
	expect(outputs((await run(numbered(3))).text).map(({ outcome }) => outcome)).toEqual([
		'skipped',
		'skipped',
		'accepted',
	]);
	expect(numbers(teams.received('once')).sort(byNumber)).toEqual([0, 1, 1, 2]);
});

it('answers mentions in time also while alerts hold every slot of a limited n8n', async () => {
	logBeforeRestart += bench.n8n.log();
	await bench.restart({ N8N_CONCURRENCY_PRODUCTION_LIMIT: '5', HTTPS_PROXY: 'http://user:SECRETPROXY@127.0.0.1:9' });
	const proxied = await post(
		`${bench.client.baseUrl}/webhook/evaluated`,
		JSON.stringify({ items: [{ url: 'https://127.0.0.1:1/triggers/manual/paths/invoke?sig=SECRET' }] }),
	);
	expect(outputs(proxied.text)).toEqual([
		expect.objectContaining({
			details: expect.objectContaining({ outcome: 'notSent', code: 'connection-failed' }) as unknown,
		}),
	]);
	const flood = async () => await post(`${bench.client.baseUrl}/webhook/flood`, JSON.stringify({ items: numbered(8) }));
	const before = teams.received('flood').length;
	const floods = Array.from({ length: 5 }, flood);
	while (teams.received('flood').length < before + 5) await delay(20);
	const replies = [];
	for (let count = 0; count < 2; count += 1)
		replies.push(
			await mention(`${bench.client.baseUrl}/webhook/mentioned`, floodToken, {
				webhookName: 'n8n',
				text: 'ping',
				atMs: Date.now(),
			}),
		);
	// Where no slot is free in time, the trigger itself answers at its deadline.
	for (const { status, shown } of replies)
		expect([status, ['pong', ENGLISH_TEXTS.answerDoesNotCome].includes(shown) ? 'answered' : shown]).toEqual([
			200,
			'answered',
		]);
	await Promise.all(floods);
});

it('sends a key once, also after a restart; and n8n’s egress filter holds', async () => {
	logBeforeRestart += bench.n8n.log();
	await bench.restart({ N8N_SSRF_PROTECTION_ENABLED: 'true' });
	const keys = await post(`${bench.client.baseUrl}/webhook/once`, JSON.stringify({ items: numbered(3) }));
	expect(outputs(keys.text).map(({ outcome }) => outcome)).toEqual(['skipped', 'skipped', 'skipped']);
	const blocked = await post(
		`${bench.client.baseUrl}/webhook/evaluated`,
		JSON.stringify({ items: [{ url: teams.urlOf('blocked') }] }),
	);
	const [refused] = outputs(blocked.text);
	expect(refused?.details?.code ?? refused?.outcome).toBe('egress-refused');
});

it('leaves nothing secret in executions or in the log, at debug level', async () => {
	const { results } = await bench.client.request<{ results: Array<{ id: string; workflowName: string }> }>(
		'GET',
		'/rest/executions?filter=%7B%7D&limit=100',
	);
	// In the workflow "evaluated" the items themselves hold the URLs.
	const ours = results.filter(({ workflowName }) => workflowName !== 'evaluated');
	expect(ours.length).toBeGreaterThan(10);
	const texts = await Promise.all(ours.map(async ({ id }) => await bench.client.executionData(id)));
	const lines = `${logBeforeRestart}${bench.n8n.log()}`.split('\n');
	// n8n itself writes the variable of a proxy into its debug log.
	const log = lines.filter((line) => !/HTTPS?_PROXY|proxy settings/i.test(line)).join('\n');
	for (const text of [...texts, log])
		expect(/.{0,80}(?:sig=SECRET|SECRETHEADER|SECRETBODY|SECRETPATH|SECRETPROXY)/.exec(text)?.[0]).toBeUndefined();
});
