import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { DEFAULT_N8N_VERSION, ensureN8n, ensureNode, isCached } from '../../scripts/lib/cache';
import { ROOT } from '../../scripts/lib/package';
import { say, step } from '../../scripts/lib/steps';

/** Each run of the suites: with the undici that n8n brings, and with none. */
const ENGINES = ['undici', 'n8n'] as const;

/** Runs `test/n8n` against a real n8n, once per HTTP engine. `--n8n VERSION` chooses the n8n, other arguments go to jest. */
async function main(): Promise<void> {
	const { values, positionals } = parseArgs({
		options: { n8n: { type: 'string', default: DEFAULT_N8N_VERSION } },
		allowPositionals: true,
	});
	const node = await step('Getting the Node that n8n needs', ensureNode);
	const size = isCached(values.n8n) ? 'from the cache' : 'about 4 GB and 3 minutes, once';
	await step(`Getting n8n ${values.n8n} (${size})`, async () => await ensureN8n(values.n8n, node));
	for (const engine of ENGINES) {
		say(`\n→ Testing against n8n ${values.n8n}, HTTP engine: ${engine}`);
		const { status } = spawnSync(
			process.execPath,
			[join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js'), '--config', 'jest.n8n.config.cjs', ...positionals],
			{
				cwd: ROOT,
				stdio: 'inherit',
				env: { ...process.env, TEAMS_TEST_N8N: values.n8n, TEAMS_TEST_ENGINE: engine },
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
