import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** What n8n's package loader found. */
interface LoadedPackage {
	readonly nodes: ReadonlyArray<{ readonly name: string; readonly [member: string]: unknown }>;
	readonly credentials: string[];
}

/** Loads a package folder with n8n-core's loader, where `n8n-workflow` resolves through NODE_PATH only, as in n8n. */
export function loadAsN8n(folder: string): LoadedPackage {
	const env = { ...process.env, NODE_PATH: join(__dirname, '..', '..', 'node_modules') };
	const { stdout, stderr, status } = spawnSync(process.execPath, [join(__dirname, 'load-runner.cjs'), folder], {
		encoding: 'utf8',
		env,
		maxBuffer: 16 * 1024 * 1024,
	});
	if (status !== 0) throw new Error(`the package did not load: ${stderr.slice(-2_000)}`);
	return JSON.parse(stdout.slice(stdout.lastIndexOf('\n{') + 1)) as LoadedPackage;
}
