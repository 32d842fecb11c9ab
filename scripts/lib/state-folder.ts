import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';

import { StepError } from './steps';

/** The folder of the demo's state: `N8N_TEAMS_STATE`, else a folder of this project under the user's data folder. */
export function stateFolder(): string {
	return process.env.N8N_TEAMS_STATE ?? join(dataFolder(), 'n8n-nodes-teams-webhooks');
}

function dataFolder(): string {
	if (process.env.XDG_DATA_HOME !== undefined && process.env.XDG_DATA_HOME !== '') return process.env.XDG_DATA_HOME;
	if (process.platform === 'win32') return process.env.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local');
	if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support');
	return join(homedir(), '.local', 'share');
}

/** Everything that this project puts into the folder; nothing else in it is ever deleted. */
const OWN = ['simulator', 'n8n', 'demo.json', 'token'];

/** Deletes the state: channels, threads, webhooks, and the n8n of the demo. */
export async function clearState(folder: string): Promise<void> {
	for (const name of OWN) await rm(join(folder, name), { recursive: true, force: true });
}

/** Makes sure that only one start at a time uses the folder. The returned function releases it. */
export async function lockState(folder: string): Promise<() => Promise<void>> {
	await mkdir(folder, { recursive: true, mode: 0o700 });
	const file = join(folder, 'lock');
	const holder = existsSync(file) ? Number(await readFile(file, 'utf8')) : 0;
	if (holder > 0 && holder !== process.pid && isRunning(holder))
		throw new StepError(
			`Another demo or simulator (process ${holder}) is using ${folder}.`,
			'Stop it, or name another folder in N8N_TEAMS_STATE.',
		);
	await writeFile(file, String(process.pid), { mode: 0o600 });
	return async () => await rm(file, { force: true });
}

/** The token of the page and the API: made once, kept with the state for its owner alone. */
export async function accessToken(folder: string): Promise<string> {
	const file = join(folder, 'token');
	if (existsSync(file)) return (await readFile(file, 'utf8')).trim();
	const token = randomBytes(24).toString('base64url');
	await writePrivate(file, token);
	return token;
}

/** Writes a file for its owner alone, whole or not at all. */
export async function writePrivate(file: string, text: string): Promise<void> {
	const draft = `${file}.draft`;
	await writeFile(draft, text, { mode: 0o600 });
	// A draft that was left behind keeps the mode that it had.
	await chmod(draft, 0o600);
	await rename(draft, file);
}

function isRunning(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		// EPERM: the process is running, but belongs to somebody else.
		return error instanceof Error && 'code' in error && error.code === 'EPERM';
	}
}
