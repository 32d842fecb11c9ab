import type { IncomingSide } from '../../../simulator/incoming';
import type { QueueServices } from '../../../scripts/lib/services';
import type { CrashOptions } from './crashes/run';
import type { WayOut } from './gateway';
import type { ProductionN8n } from './production-n8n';

import { randomInt } from 'node:crypto';
import { mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';

import { startIncomingSide } from '../../../simulator/incoming';
import { mention } from '../../../simulator/outgoing';
import { RUN_IN_FLIGHT } from '../../../src/limits';
import { DEFAULT_N8N_VERSION, ensureN8n, ensureNode } from '../../../scripts/lib/cache';
import { composeServices } from '../../../scripts/lib/compose';
import { ACTION_TYPE, newSecurityToken, nextMessage, readWorkflow, TRIGGER_TYPE } from '../../../scripts/lib/demo';
import { readEvent } from '../../../scripts/lib/examples';
import { N8nClient } from '../../../scripts/lib/n8n-client';
import { ROOT } from '../../../scripts/lib/package';
import { run } from '../../../scripts/lib/run';
import { clockOffset, startQueueServices, steppedClock } from '../../../scripts/lib/services';
import { say, step, StepError } from '../../../scripts/lib/steps';
import { CRASH_KINDS } from './crashes/counts';
import { flowsOfField, prepareField } from './crashes/field';
import { startReceiver } from './crashes/receiver';
import { runCrashes } from './crashes/run';
import { mountDisk } from './disk';
import { GATEWAY_HOST, startWayOut } from './gateway';
import { startProduction } from './production-n8n';

/** Moments for each fault, and races for one key: what fits into about half an hour. */
const MOMENTS = 1;

/** See {@link MOMENTS}. */
const RACES = 200;

/**
 * Runs what docs/production.md describes, without Docker: its compose file's processes and settings on Redis and
 * Postgres, the package where its Dockerfile puts it, a proxy and a private CA on the way to Teams. Fails if n8n does
 * anything other than what the page promises. `--engine n8n` hides undici from the package. `--crashes` kills the
 * processes and stores at random moments instead, and counts what arrives.
 */
async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			engine: { type: 'string', default: 'undici' },
			crashes: { type: 'boolean', default: false },
			moments: { type: 'string', default: String(MOMENTS) },
			races: { type: 'string', default: String(RACES) },
			seed: { type: 'string' },
			record: { type: 'boolean', default: false },
			faults: { type: 'string', default: CRASH_KINDS.join() },
		},
	});
	const engine = values.engine === 'n8n' ? 'n8n' : 'undici';
	if (!values.crashes) return await checkPage(engine);
	const seed = Number(values.seed ?? randomInt(1_000_000));
	await countCrashes(engine, {
		seed,
		moments: Number(values.moments),
		races: Number(values.races),
		isRecord: values.record,
		kinds: CRASH_KINDS.filter((kind) => values.faults.split(',').includes(kind)),
	});
}

async function checkPage(engine: Engine): Promise<void> {
	const teams = await startIncomingSide();
	try {
		const targetPort = Number(teams.host.split(':')[1]);
		await onProduction({ engine, targetPort }, async ({ production, wayOut }) => {
			await check(production, teams);
			expectTrue('the card went through the proxy', wayOut.tunnels() > 0);
		});
	} finally {
		await teams.close();
	}
	say('\nThe page holds.');
}

async function countCrashes(engine: Engine, options: CrashOptions): Promise<void> {
	say(`Seed ${options.seed}: --seed ${options.seed} repeats the moments.`);
	const receiver = await startReceiver(flowsOfField());
	const folder = await mkdtemp(join(tmpdir(), 'teams-webhooks-faults-'));
	const disk = options.kinds.includes('disk-full') ? await mountDisk(folder) : undefined;
	const clock = join(folder, 'clock');
	const setClock = async (seconds: number) => {
		// A process that reads the file meanwhile must find all of it.
		await writeFile(`${clock}.new`, `${clockOffset(seconds)}\n`);
		await rename(`${clock}.new`, clock);
	};
	try {
		await setClock(0);
		const surroundings = {
			engine,
			targetPort: receiver.port,
			storage: { isDurable: true, ...(disk === undefined ? {} : { dataIn: disk.folder }) },
			env: options.kinds.some((kind) => kind.startsWith('clock')) ? steppedClock(clock) : {},
		};
		const problems = await onProduction(surroundings, async (running) => {
			const place = { ...running, disk, setClock, receiver, inFlight: RUN_IN_FLIGHT[engine] };
			const field = await step('Publishing the workflows', async () => await prepareField(place));
			return await runCrashes(field, options);
		});
		if (problems.length === 0) return say('Every promise held.');
		say(`✗ ${problems.length} promises did not hold (seed ${options.seed}):\n${problems.join('\n')}`);
		process.exitCode = 1;
	} finally {
		await receiver.close();
		await disk?.unmount();
		await rm(folder, { recursive: true, force: true });
	}
}

type Engine = keyof typeof RUN_IN_FLIGHT;

/** What can be different from the page. */
interface Surroundings {
	readonly engine: Engine;
	/** The port of the local server that the way out leads to. */
	readonly targetPort: number;
	readonly storage?: Parameters<typeof startQueueServices>[0];
	readonly env?: NodeJS.ProcessEnv;
}

interface ProductionRun {
	readonly production: ProductionN8n;
	readonly services: QueueServices;
	readonly wayOut: WayOut;
}

/** Starts everything; stops it whatever becomes of the work. */
async function onProduction<T>(
	{ engine, targetPort, storage, env }: Surroundings,
	work: (running: ProductionRun) => Promise<T>,
): Promise<T> {
	const folder = await mkdtemp(join(tmpdir(), 'teams-webhooks-production-'));
	const services = await step('Starting Redis and Postgres', async () => await startQueueServices(storage));
	const wayOut = await step(
		'Starting a proxy, and a gateway with a certificate of a private CA',
		async () => await startWayOut(folder, targetPort),
	);
	try {
		const installation = await ensureN8n(DEFAULT_N8N_VERSION, await ensureNode());
		await step(
			'Looking for every variable of the compose file in n8n',
			async () => await expectKnown(installation.folder),
		);
		const tarball = await step('Packing the package', async () => await pack(folder));
		const hideUndici = engine === 'n8n';
		const surroundings = { installation, folder, tarball, services, wayOut, hideUndici, ...(env && { env }) };
		const production = await step(
			`Starting main, worker and webhook processor, HTTP engine: ${engine}`,
			async () => await startProduction(surroundings),
		);
		try {
			return await work({ production, services, wayOut });
		} finally {
			await production.stop();
		}
	} finally {
		wayOut.close();
		await services.stop();
		await rm(folder, { recursive: true, force: true });
	}
}

/** Names that Node and the HTTP engines read; no file of n8n needs to mention them. */
const NOT_OF_N8N = /^(?:NODE_EXTRA_CA_CERTS|HTTPS?_PROXY|NO_PROXY)$/;

async function expectKnown(n8nFolder: string): Promise<void> {
	const names = new Set(
		Object.entries(composeServices())
			.flatMap(([role, { environment }]) =>
				['main', 'worker', 'webhook'].includes(role) ? Object.keys(environment) : [],
			)
			.filter((name) => !NOT_OF_N8N.test(name)),
	);
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

async function check(stand: ProductionN8n, teams: IncomingSide): Promise<void> {
	const { main: editor, worker, webhook } = stand.processes;
	const client = new N8nClient(editor.baseUrl);
	await client.signUp();
	const securityToken = newSecurityToken();
	await step('Publishing three examples under the portable names of their nodes', async () => {
		await publishExamples(client, securityToken, teams);
	});
	await step('A mention through the webhook processor', async () => await checkMention(webhook.baseUrl, securityToken));
	await step('An event through the webhook processor, a card through proxy and gateway', async () => {
		await checkEvent(webhook.baseUrl, teams);
	});
	await step('A question that waits in a worker, answered at the webhook processor', async () => {
		await checkApproval(webhook.baseUrl, teams);
	});
	await step('Who serves what', async () => await checkPaths(editor.baseUrl, webhook.baseUrl));
	await step('Which URLs main shows', async () => await checkUrls(client, stand));
	checkLogs({ main: editor.log(), worker: worker.log(), webhook: webhook.log() }, stand.publicUrl);
}

async function publishExamples(client: N8nClient, securityToken: string, teams: IncomingSide): Promise<void> {
	const { pathname, search } = new URL(teams.workflowsUrl);
	const outgoing = await client.createCredential('Token', 'teamsOutgoingWebhookApi', { label: 'ops', securityToken });
	const incoming = await client.createCredential('Channel', 'teamsIncomingWebhookApi', {
		webhookUrl: `https://${GATEWAY_HOST}${pathname}${search}`,
		allowedHosts: GATEWAY_HOST,
	});
	const credentials = {
		[TRIGGER_TYPE]: { teamsOutgoingWebhookApi: outgoing },
		[ACTION_TYPE]: { teamsIncomingWebhookApi: incoming },
	};
	for (const name of ['mention-reply', 'generic-json', 'approval-by-link']) {
		const { status, detail } = await client.publish(await readWorkflow(`examples/${name}.json`), credentials);
		expectSame(`${name} is published`, `${status} ${status === 'published' ? '' : detail}`.trim(), 'published');
	}
}

async function checkMention(baseUrl: string, securityToken: string): Promise<void> {
	const ask = async () =>
		await mention(`${baseUrl}/webhook/teams-mention`, securityToken, {
			webhookName: 'n8n',
			text: 'deploy api',
			atMs: Date.now(),
		});
	const reply = await soon(ask, ({ status }) => status === 200);
	expectSame('the reply', reply.shown, 'Hello Ada Example, you asked for **deploy** with: api');
}

async function checkEvent(baseUrl: string, teams: IncomingSide): Promise<void> {
	const before = teams.messages().length;
	const event = JSON.stringify(await readEvent('generic-json'));
	expectSame('the event', String(await postJson(`${baseUrl}/webhook/any-event`, event)), '200');
	expectTrue('the card', JSON.stringify(await nextMessage(teams, before)).includes('backup.finished'));
}

/** The link of the card names the public address, through which a browser reaches the webhook processor. */
async function checkApproval(baseUrl: string, teams: IncomingSide): Promise<void> {
	const before = teams.messages().length;
	const event = JSON.stringify(await readEvent('approval-by-link'));
	expectSame('the expense', String(await postJson(`${baseUrl}/webhook/expense`, event)), '200');
	const card = JSON.stringify(await nextMessage(teams, before));
	const link = /"url":"https:\/\/[^"/]+(\/webhook-waiting\/[^"]+)"/.exec(card)?.[1] ?? '';
	const page = await soon(
		async () => await fetch(baseUrl + link),
		({ status }) => status === 200,
	);
	expectTrue('the page', (await page.text()).includes('Expense to approve'));
	const decide = async (decision: string) => {
		const body = new FormData();
		body.set('decision', decision);
		return (await fetch(baseUrl + link, { method: 'POST', body })).status;
	};
	const statuses = await Promise.all([decide('approve'), decide('approve')]);
	expectSame('of two answers at once', String(statuses.filter((status) => status === 200).length), '1');
	expectTrue('what follows', JSON.stringify(await nextMessage(teams, before + 1)).includes('Expense approved'));
}

async function checkPaths(mainUrl: string, webhookUrl: string): Promise<void> {
	const status = async (url: string) => String(await postJson(url, '{}'));
	expectSame('a production path on main', await status(`${mainUrl}/webhook/teams-mention`), '404');
	for (const path of ['/rest/login', '/webhook-test/teams-mention', '/api/v1/workflows'])
		expectSame(`${path} on the webhook processor`, await status(webhookUrl + path), '404');
	expectSame('a request without a signature', await status(`${webhookUrl}/webhook/teams-mention`), '401');
}

async function checkUrls(client: N8nClient, { publicUrl, editorUrl }: ProductionN8n): Promise<void> {
	const settings = await client.request<{ urlBaseWebhook: string; urlBaseWebhookTest: string }>(
		'GET',
		'/rest/settings',
	);
	expectSame('of production webhooks', settings.urlBaseWebhook, publicUrl);
	expectSame('of tests, which the webhook processor does not serve', settings.urlBaseWebhookTest, editorUrl);
}

function checkLogs(logs: Readonly<Record<'main' | 'worker' | 'webhook', string>>, publicUrl: string): void {
	expectTrue('the refusal is in the log of the webhook processor', logs.webhook.includes('signature-missing'));
	const isPublic = publicUrl.startsWith('https://') && !logs.main.includes('url-not-public');
	expectTrue('main takes WEBHOOK_URL for public', isPublic);
	for (const [role, log] of Object.entries(logs))
		for (const line of log.split('\n').filter((each) => /\berror\b/i.test(each)))
			say(`  ${role}: ${line.slice(0, 200)}`);
}

/** The status of the answer. */
async function postJson(url: string, body: string): Promise<number> {
	return (await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body })).status;
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
	if (actual !== expected)
		throw new StepError(`${what}: "${actual}", not "${expected}".`, 'Correct docs/production.md, or what has changed.');
	say(`  ${what}: ${actual}`);
}

main().catch(() => (process.exitCode = 1));
