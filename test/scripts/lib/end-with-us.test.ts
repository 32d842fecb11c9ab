import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import { ROOT } from '../../../scripts/lib/package';

/** Starts a child that would live for a minute, prints its id, and then does something. */
const program = (then: string) => `
	const { spawn } = require('node:child_process');
	const { endWithUs } = require(${JSON.stringify(join(ROOT, 'scripts/lib/end-with-us.ts'))});
	const child = spawn(process.execPath, ['-e', 'setTimeout(() => undefined, 60_000); process.on("SIGTERM", () => undefined)']);
	endWithUs(child);
	console.log(child.pid);
	${then}
`;

const isThere = (pid: number) => {
	try {
		return process.kill(pid, 0);
	} catch {
		// No process has this id any more.
		return false;
	}
};

/** Whether the child is left once the program has ended in this way. */
async function isLeft(then: string, signal?: NodeJS.Signals): Promise<boolean> {
	const args = ['--import', 'tsx', '--eval', program(then)];
	const parent = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'ignore'] });
	const [line] = (await once(parent.stdout, 'data')) as [Buffer];
	const pid = Number(String(line));
	if (!isThere(pid)) throw new Error('the child did not start');
	const ended = once(parent, 'close');
	if (signal !== undefined) parent.kill(signal);
	await ended;
	// The kernel needs a moment to remove it.
	for (let tries = 0; tries < 100 && isThere(pid); tries += 1) await delay(20);
	return isThere(pid);
}

it('ends a child that ignores SIGTERM, however the program ends', async () => {
	const left = {
		'told to end': isLeft('setTimeout(() => undefined, 60_000);', 'SIGTERM'),
		interrupted: isLeft('setTimeout(() => undefined, 60_000);', 'SIGINT'),
		failed: isLeft('setTimeout(() => { throw new Error("broken"); }, 50);'),
		exited: isLeft('setTimeout(() => process.exit(1), 50);'),
	};
	const found = await Promise.all(Object.entries(left).map(async ([how, is]) => [how, await is] as const));
	expect(Object.fromEntries(found)).toEqual({ 'told to end': false, interrupted: false, failed: false, exited: false });
}, 30_000);
