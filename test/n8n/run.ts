import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { DEFAULT_N8N_VERSION, ensureN8n, ensureNode, isCached } from '../../scripts/lib/cache';
import { installInto, ROOT } from '../../scripts/lib/package';
import { say, step } from '../../scripts/lib/steps';
import { INSTALLED } from '../support/n8n-under-test';

/**
 * The suites about the HTTP engine of the package, which also run without undici. What the others send goes the same
 * way, through `nodes/shared/transport.ts`, so once is enough for them. The nightly run runs every suite with both.
 */
const ENGINE_SUITES: readonly string[] = ['action', 'card-action', 'delivery', 'example-gateway', 'oauth'];

/** Each run of the suites: with the undici that n8n brings, and with none. */
const ENGINES: ReadonlyArray<{ readonly engine: string; readonly suites: readonly string[] }> = [
	{ engine: 'undici', suites: [] },
	{ engine: 'n8n', suites: ENGINE_SUITES.map((name) => `test/n8n/${name}\\.test`) },
];

/** Runs `test/n8n` against a real n8n. `--n8n VERSION` chooses the n8n, `--mode queue` runs it as main, worker and webhook processor; named suites run once with each HTTP engine. */
async function main(): Promise<void> {
	const { values, positionals } = parseArgs({
		options: {
			n8n: { type: 'string', default: DEFAULT_N8N_VERSION },
			mode: { type: 'string', default: 'regular' },
		},
		allowPositionals: true,
	});
	const node = await step('Getting Node 24, which n8n needs, beside your own', ensureNode);
	const size = isCached(values.n8n) ? 'from the cache' : 'about 4 GB and 3 minutes, once';
	await step(`Getting n8n ${values.n8n} (${size})`, async () => await ensureN8n(values.n8n, node));
	const folder = await mkdtemp(join(tmpdir(), 'teams-webhooks-installed-'));
	try {
		await step('Installing the package', async () => await installInto(folder, node));
		testWithEngines({ version: values.n8n, mode: values.mode, names: positionals, folder });
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

/** What every suite of the run gets. */
interface Run {
	readonly version: string;
	readonly mode: string;
	/** Suites that were asked for; empty means all. */
	readonly names: readonly string[];
	/** A user folder with the package in it. */
	readonly folder: string;
}

function testWithEngines({ version, mode, names, folder }: Run): void {
	for (const { engine, suites } of ENGINES) {
		say(`\n→ Testing against n8n ${version}, HTTP engine: ${engine}`);
		const asked = names.length > 0 ? names : suites;
		const { status } = spawnSync(
			process.execPath,
			[join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js'), '--config', 'jest.n8n.config.cjs', ...asked],
			{
				cwd: ROOT,
				stdio: 'inherit',
				env: {
					...process.env,
					[INSTALLED]: folder,
					TEAMS_TEST_N8N: version,
					TEAMS_TEST_ENGINE: engine,
					TEAMS_TEST_MODE: mode,
				},
			},
		);
		if (status !== 0) {
			process.exitCode = 1;
			return;
		}
	}
}

// A failed step has said why and what to do.
main().catch(() => (process.exitCode = 1));
