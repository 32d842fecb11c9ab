import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

import { ensureNode } from '../scripts/lib/cache';

/** The measurements; `npm run bench` runs all, `npm run bench -- verify` one, `npm run bench -- send:speed` a part of one. */
const BENCHES = ['verify', 'validate', 'template', 'guard', 'n8n', 'send'] as const;

/** Runs each measurement in a process of its own, under the Node that n8n runs on. */
async function main(): Promise<void> {
	const wanted = process.argv.slice(2);
	const node = await ensureNode();
	for (const entry of wanted.length === 0 ? BENCHES : wanted) {
		const [name = '', ...parts] = entry.split(':');
		if (!(BENCHES as readonly string[]).includes(name))
			throw new Error(`There is no bench "${name}"; there are: ${BENCHES.join(', ')}`);
		const { status } = spawnSync(node, ['--import', 'tsx', join(__dirname, `${name}.ts`), ...parts], {
			stdio: 'inherit',
		});
		if (status !== 0) throw new Error(`bench ${name} ended with ${status}`);
	}
}

main().catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
