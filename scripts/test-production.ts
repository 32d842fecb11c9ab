import type { IncomingSide } from '../simulator/incoming';
import type { Stand } from './production/stand';

import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';

import { startIncomingSide } from '../simulator/incoming';
import { mention } from '../simulator/outgoing';
import { DEFAULT_N8N_VERSION, ensureN8n, ensureNode } from './lib/cache';
import { composeServices } from './lib/compose';
import { ACTION_TYPE, newSecurityToken, nextMessage, readWorkflow, TRIGGER_TYPE } from './lib/demo';
import { readEvent } from './lib/examples';
import { N8nClient } from './lib/n8n-client';
import { ROOT } from './lib/package';
import { run } from './lib/run';
import { startQueueServices } from './lib/services';
import { say, step, StepError } from './lib/steps';
import { GATEWAY_HOST, startWayOut } from './production/gateway';
import { startStand } from './production/stand';

/**
 * Runs what docs/production.md describes, without Docker: its compose file's processes and settings on Redis and
 * Postgres, the package where its Dockerfile puts it, a proxy and a private CA on the way to Teams. Fails where the page
 * promises something else than n8n does. `--engine n8n` hides undici from the package.
 */
async function main(): Promise<void> {
	const folder = await mkdtemp(join(tmpdir(), 'teams-webhooks-production-'));
	const teams = await startIncomingSide();
	const services = await step('Starting Redis and Postgres', startQueueServices);
	const wayOut = await step('Starting a proxy, and a gateway with a certificate of a private CA', async () => await startWayOut(folder, Number(teams.host.split(':')[1])));
	try {
		const installation = await ensureN8n(DEFAULT_N8N_VERSION, await ensureNode());
		await step('Looking for every variable of the compose file in n8n', async () => await expectKnown(installation.folder));
		const tarball = await step('Packing the package', async () => await pack(folder));
		const { values } = parseArgs({ options: { engine: { type: 'string', default: 'undici' } } });
		const stand = await step(`Starting main, worker and webhook processor, HTTP engine: ${values.engine}`, async () => await startStand({ installation, folder, tarball, services, wayOut, hideUndici: values.engine === 'n8n' }));
		try {
			await check(stand, teams);
			expectTrue('the card went through the proxy', wayOut.tunnels() > 0);
		} finally {
			await stand.stop();
		}
	} finally {
		wayOut.close();
		await teams.close();
		await services.stop();
		await rm(folder, { recursive: true, force: true });
	}
	say('\nThe page holds.');
}

/** Names that Node and the HTTP engines read, and no file of n8n has to mention. */
const NOT_OF_N8N = /^(?:NODE_EXTRA_CA_CERTS|HTTPS?_PROXY|NO_PROXY)$/;

async function expectKnown(n8nFolder: string): Promise<void> {
	const names = new Set(Object.entries(composeServices()).flatMap(([role, { environment }]) => (['main', 'worker', 'webhook'].includes(role) ? Object.keys(environment) : [])).filter((name) => !NOT_OF_N8N.test(name)));
	for (const folder of ['@n8n/config/dist', 'n8n/dist', 'n8n-core/dist']) {
		const files = await readdir(join(n8nFolder, 'node_modules', folder), { recursive: true });
		for (const file of files.filter((each) => each.endsWith('.js'))) {
			const source = await readFile(join(n8nFolder, 'node_modules', folder, file), 'utf8');
			for (const name of names) if (source.includes(name)) names.delete(name);
		}
	}
	expectSame('variables that n8n does not know', [...names].join(', '), '');
}

async function pack(folder: string): Promise<string> {
	const packed = await run('npm', ['pack', '--pack-destination', folder, '--json', '--loglevel=error'], { cwd: ROOT });
	const [entry] = Object.values(JSON.parse(packed) as Record<string, { filename: string }>);
	return join(folder, entry?.filename ?? '');
}

async function check({ processes, publicUrl, editorUrl }: Stand, teams: IncomingSide): Promise<void> {
	const { main: editor, worker, webhook } = processes;
	const client = new N8nClient(editor.baseUrl);
	await client.signUp();
	const securityToken = newSecurityToken();
	const webhookUrl = `https://${GATEWAY_HOST}${new URL(teams.workflowsUrl).pathname}${new URL(teams.workflowsUrl).search}`;
	const outgoing = await client.createCredential('Token', 'teamsOutgoingWebhookApi', { label: 'ops', securityToken });
	const incoming = await client.createCredential('Channel', 'teamsIncomingWebhookApi', { webhookUrl, allowedHosts: GATEWAY_HOST });
	const credentials = { [TRIGGER_TYPE]: { teamsOutgoingWebhookApi: outgoing }, [ACTION_TYPE]: { teamsIncomingWebhookApi: incoming } };
	await step('Publishing two examples under the portable names of their nodes', async () => {
		for (const name of ['mention-reply', 'generic-json']) {
			const { status, detail } = await client.publish(await readWorkflow(`examples/${name}.json`), credentials);
			expectSame(`${name} is published`, `${status} ${status === 'published' ? '' : detail}`.trim(), 'published');
		}
	});
	await step('A mention through the webhook processor', async () => {
		const reply = await soon(async () => await mention(`${webhook.baseUrl}/webhook/teams-mention`, securityToken, { webhookName: 'n8n', text: 'deploy api', atMs: Date.now() }), ({ status }) => status === 200);
		expectSame('the reply', reply.shown, 'Hello Ada Example, you asked for **deploy** with: api');
	});
	await step('An event through the webhook processor, a card through proxy and gateway', async () => {
		const event = JSON.stringify(await readEvent('generic-json'));
		const before = teams.messages().length;
		expectSame('the event', String((await fetch(`${webhook.baseUrl}/webhook/any-event`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: event })).status), '200');
		expectTrue('the card', JSON.stringify(await nextMessage(teams, before)).includes('backup.finished'));
	});
	await step('Who serves what', async () => {
		const status = async (url: string) => (await fetch(url, { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } })).status;
		expectSame('a production path on main', String(await status(`${editor.baseUrl}/webhook/teams-mention`)), '404');
		for (const path of ['/rest/login', '/webhook-test/teams-mention', '/api/v1/workflows']) expectSame(`${path} on the webhook processor`, String(await status(webhook.baseUrl + path)), '404');
		const unsigned = await status(`${webhook.baseUrl}/webhook/teams-mention`);
		expectSame('a request without a signature', String(unsigned), '401');
	});
	await step('Which URLs main shows', async () => {
		const { urlBaseWebhook, urlBaseWebhookTest } = await client.request<{ urlBaseWebhook: string; urlBaseWebhookTest: string }>('GET', '/rest/settings');
		expectSame('of production webhooks', urlBaseWebhook, publicUrl);
		expectSame('of tests, which the webhook processor does not serve', urlBaseWebhookTest, editorUrl);
	});
	const logs = { main: editor.log(), worker: worker.log(), webhook: webhook.log() };
	expectTrue('the refusal is in the log of the webhook processor', logs.webhook.includes('signature-missing'));
	expectTrue('main takes WEBHOOK_URL for public', publicUrl.startsWith('https://') && !logs.main.includes('url-not-public'));
	for (const [role, log] of Object.entries(logs)) for (const line of log.split('\n').filter((each) => /\berror\b/i.test(each))) say(`  ${role}: ${line.slice(0, 200)}`);
}

/** Asks again for some seconds: a webhook processor learns of a new webhook a moment after main. */
async function soon<T>(ask: () => Promise<T>, isGood: (answer: T) => boolean): Promise<T> {
	const endMs = Date.now() + 10_000;
	for (;;) {
		const answer = await ask();
		if (isGood(answer) || Date.now() > endMs) return answer;
		await delay(500);
	}
}

function expectTrue(what: string, holds: boolean): void {
	if (!holds) throw new StepError(`Does not hold: ${what}.`, 'Correct docs/production.md, or what has changed.');
	say(`  ${what}: yes`);
}

function expectSame(what: string, actual: string, expected: string): void {
	if (actual !== expected) throw new StepError(`${what}: "${actual}", not "${expected}".`, 'Correct docs/production.md, or what has changed.');
	say(`  ${what}: ${actual}`);
}

main().catch(() => (process.exitCode = 1));
