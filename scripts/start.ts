import type { RunningN8n } from './lib/n8n-process';

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { startIncomingSide } from '../simulator/incoming';
import { mention } from '../simulator/outgoing';
import { DEFAULT_N8N_VERSION, ensureN8n, ensureNode, isCached } from './lib/cache';
import { newSecurityToken, nextMessage, publishExamples } from './lib/demo';
import { N8nClient } from './lib/n8n-client';
import { startN8n } from './lib/n8n-process';
import { installInto } from './lib/package';
import { freePort } from './lib/ports';
import { say, step, StepError } from './lib/steps';

const DEFAULT_PORT = 5678;

/** Starts the demo: n8n with the package, the Teams side, one mention and one event. With `--once` it then stops. */
async function main(): Promise<void> {
	const { values } = parseArgs({ options: { once: { type: 'boolean', default: false }, port: { type: 'string' } } });
	const port = values.port === undefined ? (values.once ? await freePort() : DEFAULT_PORT) : Number(values.port);
	const userFolder = await mkdtemp(join(tmpdir(), 'teams-webhooks-demo-'));
	const teams = await startIncomingSide();
	let n8n: RunningN8n | undefined;
	try {
		n8n = await startDemoN8n(userFolder, port);
		const client = new N8nClient(n8n.baseUrl);
		await runDemo(client, teams);
		say(`\nThe editor: ${n8n.baseUrl}   sign in: ${client.email} / ${client.password}`);
		if (!values.once) await untilInterrupted();
	} finally {
		await n8n?.stop();
		await teams.close();
		await rm(userFolder, { recursive: true, force: true });
	}
}

async function startDemoN8n(userFolder: string, port: number): Promise<RunningN8n> {
	const node = await step('Getting the Node that n8n needs', ensureNode);
	const size = isCached(DEFAULT_N8N_VERSION) ? 'from the cache' : 'about 4 GB and 3 minutes, once';
	const installation = await step(`Getting n8n ${DEFAULT_N8N_VERSION} (${size})`, async () => await ensureN8n(DEFAULT_N8N_VERSION, node));
	await step('Installing the package into n8n', async () => await installInto(userFolder, node));
	return await step(`Starting n8n on port ${port}`, async () => await startN8n({ installation, userFolder, port }));
}

async function runDemo(client: N8nClient, teams: Awaited<ReturnType<typeof startIncomingSide>>): Promise<void> {
	const securityToken = newSecurityToken();
	const urls = await step('Publishing the example workflows', async () => {
		await client.signUp();
		return await publishExamples(client, securityToken, teams);
	});
	const reply = await step('Mentioning the webhook in the channel: "@n8n deploy api v2"', async () => {
		const answer = await mention(urls.mentionUrl, securityToken, { webhookName: 'n8n', text: 'deploy api v2', atMs: Date.now() });
		if (answer.status !== 200) throw new StepError(`The mention was answered with ${answer.status ?? 'nothing'}: ${JSON.stringify(answer.body)}`, 'Look at the executions in the editor.');
		return answer;
	});
	const card = await step('Sending an event: "Build 4711 is live"', async () => {
		const before = teams.messages().length;
		await fetch(urls.eventUrl, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ title: 'Build 4711 is live', text: 'Deployed to production in 3 minutes.' }) });
		return await nextMessage(teams, before);
	});
	say(`\nThe reply in the thread (${reply.tookMs} ms):\n  ${reply.shown}`);
	say(`\nThe card in the channel:\n${JSON.stringify(card, null, 2)}`);
}

async function untilInterrupted(): Promise<void> {
	say('Stop with Ctrl+C.');
	await new Promise<void>((resolve) => {
		const keepAlive = setInterval(() => undefined, 60_000);
		for (const signal of ['SIGINT', 'SIGTERM'] as const) {
			process.once(signal, () => {
				clearInterval(keepAlive);
				resolve();
			});
		}
	});
}

main().catch((error: unknown) => {
	if (!(error instanceof StepError)) say(error instanceof Error ? (error.stack ?? error.message) : String(error));
	process.exitCode = 1;
});
