import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { nodeEnv } from './cache';
import { run } from './run';

/** The repository. */
export const ROOT = join(__dirname, '..', '..');

/** The name under which n8n knows the package. */
export const PACKAGE_NAME = 'n8n-nodes-teams-webhooks';

/** Packs the built package as `npm publish` would, and unpacks it. The caller removes the folder that is returned. */
export async function packAndUnpack(): Promise<{ folder: string; packageFolder: string }> {
	const folder = await mkdtemp(join(tmpdir(), 'teams-webhooks-pack-'));
	const packed = await run('npm', ['pack', '--pack-destination', folder, '--json', '--loglevel=error'], { cwd: ROOT });
	// npm prints an array, or from npm 12 on an object with one member per package.
	const [entry] = Object.values(JSON.parse(packed) as Record<string, { filename: string }>);
	const filename = entry?.filename;
	if (filename === undefined) throw new Error('npm pack named no file');
	await run('tar', ['-xzf', join(folder, filename), '-C', folder]);
	return { folder, packageFolder: join(folder, 'package') };
}

/**
 * Installs the packed package into an n8n user folder as n8n's community-package installer does: unpack, drop the
 * development and peer dependencies, install the rest without scripts.
 */
export async function installInto(userFolder: string, node: string): Promise<void> {
	const { folder, packageFolder } = await packAndUnpack();
	const target = join(userFolder, '.n8n', 'nodes', 'node_modules', PACKAGE_NAME);
	try {
		await rm(target, { recursive: true, force: true });
		await mkdir(target, { recursive: true });
		await cp(packageFolder, target, { recursive: true });
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
	const manifestFile = join(target, 'package.json');
	const manifest = JSON.parse(await readFile(manifestFile, 'utf8')) as Record<string, unknown>;
	for (const name of ['devDependencies', 'peerDependencies', 'optionalDependencies']) delete manifest[name];
	await writeFile(manifestFile, JSON.stringify(manifest, null, 2));
	const flags = [
		'--audit=false',
		'--fund=false',
		'--bin-links=false',
		'--install-strategy=shallow',
		'--ignore-scripts=true',
		'--package-lock=false',
	];
	await run('npm', ['install', ...flags], { cwd: target, env: nodeEnv(node) });
}
