import type { ChildProcess } from 'node:child_process';

import { fork } from 'node:child_process';
import { join } from 'node:path';

/** A process that answers questions one at a time, in order. */
export interface Child<Question> {
	ask<Answer>(question: Question): Promise<Answer>;
	stop(): Promise<void>;
}

/** Starts a file of this folder in a process of its own, on the Node that runs this one. */
export function startChild<Question extends object>(file: string, env: NodeJS.ProcessEnv = {}): Child<Question> {
	const child = fork(join(__dirname, file), { execArgv: ['--import', 'tsx'], env: { ...process.env, ...env } });
	return { ask: async (question) => await ask(child, question), stop: async () => await stop(child) };
}

async function ask<Answer>(child: ChildProcess, question: object): Promise<Answer> {
	return await new Promise((resolve, reject) => {
		const onExit = (code: number | null) => reject(new Error(`the process ended with ${code}`));
		child.once('exit', onExit);
		child.once('message', (answer) => {
			child.off('exit', onExit);
			// Both sides are files of this folder; the answer's type is the asker's business.
			resolve(answer as Answer);
		});
		child.send(question);
	});
}

async function stop(child: ChildProcess): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null) return;
	const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
	child.kill('SIGKILL');
	await closed;
}
