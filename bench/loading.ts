import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { DEFAULT_N8N_VERSION, ensureN8n, ensureNode } from '../scripts/lib/cache';
import { startN8n } from '../scripts/lib/n8n-process';
import { installInto, PACKAGE_NAME } from '../scripts/lib/package';
import { spread } from './processes';
import { writeTable } from './table';

/** Processes that load nodes, and starts of n8n, of each kind. */
const PROCESSES = 10;
const STARTS = 4;

const OURS = ['TeamsWebhook', 'TeamsOutgoingWebhookTrigger', 'TeamsCardActionTrigger', 'TeamsConnectorTrigger'].map(
	(name) => `${PACKAGE_NAME}/dist/nodes/${name}/${name}.node.js`,
);
const MICROSOFT_TEAMS = ['MicrosoftTeams', 'MicrosoftTeamsTrigger'].map(
	(name) => `n8n-nodes-base/dist/nodes/Microsoft/Teams/${name}.node.js`,
);
const WEBHOOK = ['n8n-nodes-base/dist/nodes/Webhook/Webhook.node.js'];

/** What the process does: loads n8n's own library, then the files; prints milliseconds and megabytes. */
const LOAD = `
require('n8n-workflow');
gc();
const heap = process.memoryUsage().heapUsed;
const startedMs = performance.now();
for (const file of process.argv.slice(1)) for (const Node of Object.values(require(file))) if (typeof Node === 'function') new Node();
const ms = performance.now() - startedMs;
gc();
console.log(JSON.stringify({ ms, kb: (process.memoryUsage().heapUsed - heap) / 1024 }));
`;

/** One measurement. A whole start has no figure for memory: n8n's own varies by 34 MB from start to start. */
interface Cost {
	readonly ms: number;
	readonly kb?: number;
}

/**
 * What the package adds to a start of n8n: loading its nodes, beside n8n's own nodes for Teams and webhooks in
 * processes of their own; and whole starts, alternately with and without it.
 */
async function main(): Promise<void> {
	const node = await ensureNode();
	const installation = await ensureN8n(DEFAULT_N8N_VERSION, node);
	const userFolder = await mkdtemp(join(tmpdir(), 'teams-webhooks-bench-'));
	try {
		await installInto(userFolder, node);
		const own = join(installation.folder, 'node_modules');
		const paths = [own, join(userFolder, '.n8n', 'nodes', 'node_modules')].join(':');
		const load = (files: readonly string[]): Cost => {
			const { stdout, stderr, status } = spawnSync(node, ['--expose-gc', '-e', LOAD, ...files], {
				encoding: 'utf8',
				// So that all share one n8n-workflow, as in n8n.
				cwd: installation.folder,
				env: { ...process.env, NODE_PATH: paths },
			});
			if (status !== 0) throw new Error(stderr);
			return JSON.parse(stdout) as Cost;
		};
		const loads = { ours: [] as Cost[], teams: [] as Cost[], webhook: [] as Cost[] };
		for (let round = 0; round < PROCESSES; round += 1) {
			loads.ours.push(load(OURS));
			loads.teams.push(load(MICROSOFT_TEAMS));
			loads.webhook.push(load(WEBHOOK));
		}
		const starts = { with: [] as Cost[], without: [] as Cost[] };
		for (let round = 0; round < STARTS; round += 1) {
			starts.without.push(await start(join(userFolder, 'without'), installation));
			starts.with.push(await start(userFolder, installation));
		}
		const row = (name: string, costs: readonly Cost[]) => {
			const megabytes = costs.flatMap(({ kb }) => (kb === undefined ? [] : kb / 1024));
			return [
				name,
				`${spread(
					costs.map(({ ms }) => ms),
					0,
				)} ms`,
				megabytes.length === 0 ? '' : `${spread(megabytes, 1)} MB`,
			];
		};
		writeTable({
			name: 'loading',
			command: 'npm run bench -- loading',
			versions: [`n8n ${DEFAULT_N8N_VERSION}`],
			head: ['What', 'median of all (spread)', 'live heap'],
			rows: [
				row('the four nodes of the package', loads.ours),
				row("n8n's Microsoft Teams and its trigger", loads.teams),
				row("n8n's Webhook", loads.webhook),
				row('n8n from start to ready, without the package', starts.without.slice(1)),
				row('n8n from start to ready, with it', starts.with.slice(1)),
			],
		});
	} finally {
		await rm(userFolder, { recursive: true, force: true });
	}
}

/** One start of n8n on data of its own; the first of each makes the database and is not counted. */
async function start(userFolder: string, installation: Awaited<ReturnType<typeof ensureN8n>>): Promise<Cost> {
	const startedMs = performance.now();
	const n8n = await startN8n({
		installation,
		userFolder,
		env: { N8N_ENCRYPTION_KEY: 'a key that stays the same for all starts' },
	});
	const ms = performance.now() - startedMs;
	await n8n.stop();
	return { ms };
}

main().catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
