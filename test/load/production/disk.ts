import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdir, rm, statfs } from 'node:fs/promises';
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
		async fill() {
			const { bavail, bsize } = await statfs(folder);
			command('fallocate', '-l', String(bavail * bsize), filler);
		},
		free: async () => await rm(filler, { force: true }),
		unmount: async () => {
			if (existsSync(folder)) command('umount', '--lazy', folder);
			await rm(folder, { recursive: true, force: true });
		},
	};
}

function command(program: string, ...args: readonly string[]): void {
	const { status, stderr } = spawnSync(program, args, { encoding: 'utf8' });
	if (status !== 0)
		throw new StepError(
			`${program} failed: ${(stderr ?? 'it is not there').trim()}`,
			'Run this as root, or leave out the full disk: --faults worker,main,webhook',
		);
}
