import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { appendFile, chmod, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { StepError } from '../../../scripts/lib/steps';

/** Chosen: enough for Postgres with its write-ahead log, and filled in a moment. */
const SIZE = '1500m';

/** A small disk of its own, in memory, that can be filled. */
export interface Disk {
	readonly folder: string;
	/** Takes every byte that is left. */
	fill(): Promise<void>;
	/** Gives them back. */
	free(): Promise<void>;
	/** Removes the disk with everything on it. */
	unmount(): Promise<void>;
}

/** Mounts a tmpfs in a folder; everybody may write to it. Throws a `StepError` where this may not be done. */
export async function mountDisk(parent: string): Promise<Disk> {
	const folder = join(parent, 'disk');
	await mkdir(folder);
	command('mount', '-t', 'tmpfs', '-o', `size=${SIZE},mode=0777`, 'tmpfs', folder);
	await chmod(parent, 0o755);
	const filler = join(folder, 'filler');
	return {
		folder,
		fill: async () => await fill(filler),
		free: async () => await rm(filler, { force: true }),
		unmount: async () => {
			if (existsSync(folder)) command('umount', '--lazy', folder);
			await rm(folder, { recursive: true, force: true });
		},
	};
}

/** Appends until there is no room, in smaller and smaller pieces: others write meanwhile. */
async function fill(filler: string): Promise<void> {
	for (let bytes = 16 * 1_048_576; bytes >= 4_096; bytes /= 16) {
		const piece = Buffer.alloc(bytes);
		for (;;) {
			try {
				await appendFile(filler, piece);
			} catch (error) {
				if (error instanceof Error && 'code' in error && error.code === 'ENOSPC') break;
				throw error;
			}
		}
	}
}

function command(program: string, ...args: readonly string[]): void {
	const { status, stderr } = spawnSync(program, args, { encoding: 'utf8' });
	if (status !== 0)
		throw new StepError(
			`${program} failed: ${(stderr ?? 'it is not there').trim()}`,
			'Run this as root, or leave out the full disk: --faults worker,main,webhook',
		);
}
