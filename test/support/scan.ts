import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** What one leg of the scan found, a line per message: rule, text and place. */
interface ScanResult {
	readonly files: number;
	readonly errors: readonly string[];
	readonly warnings: readonly string[];
}

/**
 * Runs ESLint with the configuration of n8n's package scan over one folder, inline switches ignored as there. It runs
 * in a process of its own because the scan is an ES module, which jest cannot load.
 */
export function cloudScan(folder: string, patterns: readonly string[]): ScanResult {
	// jest sets NODE_ENV=test, under which the rules take every file for a node.
	const env = { ...process.env, NODE_ENV: 'production' };
	const { stdout, stderr, status } = spawnSync(
		process.execPath,
		[join(__dirname, 'scan-runner.mjs'), folder, ...patterns],
		{ encoding: 'utf8', maxBuffer: 64 * 1024 * 1024, env },
	);
	if (status !== 0) throw new Error(`the scan did not run: ${stderr.slice(-2_000)}`);
	return JSON.parse(stdout.slice(stdout.lastIndexOf('\n{') + 1)) as ScanResult;
}
