import type { WorkflowFile } from '../../../scripts/lib/n8n-client';
import type { IncomingSide } from '../../../simulator/incoming';
import type { Tarball } from './tarballs';

import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { startIncomingSide } from '../../../simulator/incoming';
import { mention } from '../../../simulator/outgoing';
import { DEFAULT_N8N_VERSION, ensureN8n, ensureNode } from '../../../scripts/lib/cache';
import {
	ACTION_TYPE,
	incomingCredential,
	newSecurityToken,
	nextMessage,
	TRIGGER_TYPE,
} from '../../../scripts/lib/demo';
import { N8nClient } from '../../../scripts/lib/n8n-client';
import { startN8n } from '../../../scripts/lib/n8n-process';
import { PACKAGE_NAME } from '../../../scripts/lib/package';
import { say, step, StepError, wasTold } from '../../../scripts/lib/steps';
import { startWayOut } from '../production/gateway';
import { OPERATIONS } from './operations';
import { startRegistry } from './registry';
import { makeTarball } from './tarballs';

/** The host that n8n asks for packages; another registry needs a licence. */
const REGISTRY_HOST = 'registry.npmjs.org';

/** The package as it was before approvals, assistants and events. */
const BEFORE = '9bb1b2a';

const OLD_VERSION = '0.0.9';

/** What n8n knows of an installed package. */
interface Installed {
	readonly packageName: string;
	readonly installedVersion: string;
}

/** The n8n that the package goes into, and the Teams side. */
interface Stand {
	readonly client: N8nClient;
	readonly teams: IncomingSide;
	readonly securityToken: string;
}

/**
 * Rehearses a release without the upload: the tarball from a clean clone, made as the release job makes it; an earlier
 * package, as 0.0.9, installed by n8n's own endpoint from a local registry; workflows of every operation saved with it;
 * the upgrade; and the removal. Fails if a workflow works before the upgrade and not after it.
 */
async function main(): Promise<void> {
	const { values } = parseArgs({ options: { before: { type: 'string', default: BEFORE } } });
	const folder = await mkdtemp(join(tmpdir(), 'teams-webhooks-release-'));
	try {
		await rehearse(folder, values.before);
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

async function rehearse(folder: string, before: string): Promise<void> {
	const made = await step(
		'Making the tarball in a clean clone, as the release job does',
		async () => await makeTarball('HEAD', join(folder, 'new')),
	);
	describe(made);
	const old = await step(
		`Making the tarball of ${before} as ${OLD_VERSION}`,
		async () => await makeTarball(before, join(folder, 'old'), OLD_VERSION),
	);
	const registry = await step('Starting a registry', async () => await startRegistry(folder));
	const wayOut = await startWayOut(folder, registry.port, REGISTRY_HOST);
	const teams = await startIncomingSide();
	const userFolder = join(folder, 'n8n');
	await mkdir(userFolder);
	const node = await ensureNode();
	const n8n = await startN8n({
		installation: await ensureN8n(DEFAULT_N8N_VERSION, node),
		userFolder,
		env: {
			HTTP_PROXY: wayOut.proxyUrl,
			HTTPS_PROXY: wayOut.proxyUrl,
			NO_PROXY: '127.0.0.1,localhost',
			NODE_EXTRA_CA_CERTS: wayOut.caFile,
			// If npm has its own CA in its settings, it ignores the one above.
			npm_config_cafile: wayOut.caFile,
			npm_config_https_proxy: wayOut.proxyUrl,
		},
	});
	try {
		const client = new N8nClient(n8n.baseUrl);
		await client.signUp();
		await registry.publish(old.file);
		await live(
			{ client, teams, securityToken: newSecurityToken() },
			old,
			async () => await registry.publish(made.file),
		);
	} finally {
		await n8n.stop();
		await teams.close();
		wayOut.close();
		await registry.stop();
	}
}

/** Installs, uses, upgrades, uses and removes the package. */
async function live(stand: Stand, old: Tarball, publishNew: () => Promise<void>): Promise<void> {
	const { client } = stand;
	await step(`Installing ${OLD_VERSION} through n8n`, async () => {
		await client.request('POST', '/rest/community-packages', { name: PACKAGE_NAME });
	});
	await expectVersion(client, OLD_VERSION);
	const ids = await step('Saving workflows of every operation', async () => await saveWorkflows(stand, old));
	const first = await step('Using them', async () => await use(stand, ids));
	for (const [name, result] of Object.entries(first))
		if (result === '' || result === 'error')
			throw new StepError(`"${name}" does not work before the upgrade.`, 'Correct test/load/release.');
	await publishNew();
	await step('Upgrading through n8n', async () => {
		await client.request('PATCH', '/rest/community-packages', { name: PACKAGE_NAME });
	});
	const [installed] = await client.request<Installed[]>('GET', '/rest/community-packages');
	say(`  installed: ${installed?.installedVersion ?? 'nothing'}`);
	if (installed?.installedVersion === OLD_VERSION) throw new StepError('n8n has not upgraded.', 'Look at its log.');
	const second = await step('Using them again', async () => await use(stand, ids));
	for (const [name, result] of Object.entries(first)) {
		say(`  ${name}: ${result}, after the upgrade ${second[name] ?? 'missing'}`);
		if (second[name] !== result)
			throw new StepError(
				`"${name}" changed with the upgrade.`,
				'Keep what was saved working, or say so in CHANGELOG.md.',
			);
	}
	await step('Removing the package through n8n', async () => {
		await client.request('DELETE', `/rest/community-packages?name=${PACKAGE_NAME}`);
	});
	const left = await client.request<Installed[]>('GET', '/rest/community-packages');
	if (left.length > 0) throw new StepError('The package is still installed.', 'Look at the log of n8n.');
}

async function expectVersion(client: N8nClient, version: string): Promise<void> {
	const installed = await client.request<Installed[]>('GET', '/rest/community-packages');
	if (installed[0]?.installedVersion !== version)
		throw new StepError(`n8n has ${JSON.stringify(installed)}, not ${version}.`, 'Look at the log of n8n.');
}

/** Publishes the examples of the old package and a workflow of each other operation. Returns their ids by name. */
async function saveWorkflows({ client, teams, securityToken }: Stand, old: Tarball): Promise<Record<string, string>> {
	const outgoing = await client.createCredential('Bot', 'teamsOutgoingWebhookApi', { label: 'ops', securityToken });
	const incoming = await client.createCredential(
		'Channel',
		'teamsIncomingWebhookApi',
		incomingCredential(teams.workflowsUrl),
	);
	const cards = await client.createCredential('Cards', 'teamsCardActionApi', {
		audience: 'https://n8n.example.com',
		allowedTenants: 'aaaabbbb-cccc-4ddd-8eee-ffff00001111',
		actionsAppId: 'none',
		bindingSecret: 'for a rehearsal: 48 characters of something long.',
	});
	const credentials = {
		[TRIGGER_TYPE]: { teamsOutgoingWebhookApi: outgoing },
		[ACTION_TYPE]: { teamsIncomingWebhookApi: incoming, teamsOutgoingWebhookApi: outgoing, teamsCardActionApi: cards },
	};
	const ids: Record<string, string> = {};
	for (const file of (await readdir(join(old.clone, 'examples'))).filter((name) => name.endsWith('.json'))) {
		const workflow = JSON.parse(await readFile(join(old.clone, 'examples', file), 'utf8')) as WorkflowFile;
		ids[file.slice(0, -'.json'.length)] = (await client.publish(workflow, credentials)).id;
	}
	for (const workflow of OPERATIONS) ids[workflow.name] = (await client.publish(workflow, credentials)).id;
	return ids;
}

/** What each workflow does now: the answer to a mention, a card of an event, and how a run of each operation ends. */
async function use({ client, teams, securityToken }: Stand, ids: Readonly<Record<string, string>>) {
	const results: Record<string, string> = {};
	const ask = async (path: string, text: string) =>
		(await mention(`${client.baseUrl}/webhook/${path}`, securityToken, { webhookName: 'n8n', text, atMs: Date.now() }))
			.shown;
	results['mention-reply'] = await ask('teams-mention', 'deploy api');
	results['deploy-bot'] = await ask('teams-deploy', 'deploy api');
	for (const path of ['event-to-card', 'any-event']) {
		const before = teams.messages().length;
		const response = await fetch(`${client.baseUrl}/webhook/${path}`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: '{"title":"Build 4711 is live","text":"Deployed"}',
		});
		results[path] = `${response.status} ${JSON.stringify(await nextMessage(teams, before)).length > 0 ? 'card' : ''}`;
	}
	for (const { name } of OPERATIONS) {
		const id = ids[name] ?? '';
		await client.runByHand(id, 'Start');
		results[name] = await ended(client, id);
	}
	return results;
}

async function ended(client: N8nClient, id: string): Promise<string> {
	const endMs = Date.now() + 30_000;
	for (;;) {
		const [newest] = await client.executions(id);
		if (newest !== undefined && !['new', 'running', 'waiting'].includes(newest.status)) return newest.status;
		if (Date.now() > endMs) throw new StepError('A run did not end.', 'Look at the executions of n8n.');
		await new Promise((resolve) => setTimeout(resolve, 200));
	}
}

function describe({ version, bytes, files }: Tarball): void {
	const kinds = new Map<string, number>();
	for (const { path } of files) {
		const kind = path.split('/').slice(0, 2).join('/');
		kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
	}
	say(`  ${version}: ${(bytes / 1024).toFixed(0)} KB, ${files.length} files`);
	for (const [kind, count] of kinds) say(`  ${kind}: ${count}`);
}

main().catch((error: unknown) => {
	if (error instanceof StepError && !wasTold(error)) say(`\n✗ ${error.message}\n  What to do: ${error.todo}`);
	else if (!(error instanceof StepError)) say(error instanceof Error ? (error.stack ?? error.message) : String(error));
	process.exitCode = 1;
});
