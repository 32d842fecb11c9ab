import type { ChildProcess } from 'node:child_process';

import { onExit } from 'signal-exit';

/**
 * Kills a child when this program ends: by itself, by a signal, or by an error that nobody caught. Only SIGKILL leaves
 * the child behind. n8n in queue mode ignores SIGTERM once its Redis is gone, so the child gets SIGKILL.
 */
export function endWithUs(child: ChildProcess): void {
	const forget = onExit(() => void child.kill('SIGKILL'));
	child.once('close', forget);
}
