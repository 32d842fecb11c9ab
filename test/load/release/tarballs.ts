import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { ROOT } from '../../../scripts/lib/package';
import { run } from '../../../scripts/lib/run';

/** A package as npm gets it, and the clone that it was built in. */
export interface Tarball {
	readonly file: string;
	readonly clone: string;
	readonly version: string;
	/** The size of the packed file, in bytes. */
	readonly bytes: number;
	readonly files: ReadonlyArray<{ readonly path: string; readonly size: number }>;
}

/**
 * Clones a revision and makes its tarball with the steps of the release job: `npm ci`, build, and `npm pack` without
 * scripts. `version` replaces the one in its package.json.
 */
export async function makeTarball(revision: string, clone: string, version?: string): Promise<Tarball> {
	await run('git', ['clone', '--quiet', '--no-hardlinks', ROOT, clone]);
	await run('git', ['checkout', '--quiet', revision], { cwd: clone });
	await run('npm', ['ci', '--no-audit', '--no-fund'], { cwd: clone });
	await run('npm', ['run', 'build'], { cwd: clone });
	const manifestFile = join(clone, 'package.json');
	// No built file contains the version.
	if (version !== undefined) {
		const manifest = JSON.parse(await readFile(manifestFile, 'utf8')) as Record<string, unknown>;
		await writeFile(manifestFile, JSON.stringify({ ...manifest, version }, null, '\t'));
	}
	const printed = await run('npm', ['pack', '--ignore-scripts', '--json', '--loglevel=error'], { cwd: clone });
	// npm prints an array, or from npm 12 on an object with one member per package.
	const [packed] = Object.values(
		JSON.parse(printed) as Record<
			string,
			Omit<Tarball, 'file' | 'clone' | 'bytes'> & { filename: string; size: number }
		>,
	);
	if (packed === undefined) throw new Error('npm pack named no file');
	const { filename, size, files, version: made } = packed;
	return { file: join(clone, filename), clone, version: made, bytes: size, files };
}
