import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

import { ensureNode } from '../scripts/lib/cache';

/**
 * Runs one measurement in a process of its own, under the Node that n8n runs on: `npm run bench -- verify`, or
 * `npm run bench -- send:speed` for a part of one. The names are in `scripts/commands.mjs`.
 */
async function main(): Promise<void> {
	const [name = '', ...parts] = (process.argv[2] ?? '').split(':');
	const args = ['--import', 'tsx', join(__dirname, `${name}.ts`), ...parts];
	const { status } = spawnSync(await ensureNode(), args, { stdio: 'inherit' });
	if (status !== 0) throw new Error(`bench ${name} ended with ${status}`);
}

main().catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
