import { spawn } from 'node:child_process';

import { StepError } from './steps';

/** How much of a command's output is kept for the error message. */
const TAIL_CHARACTERS = 1_500;

/** What npm's output contains if the registry was not reached. */
const NO_NETWORK = /ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNREFUSED|ECONNRESET|ENETUNREACH/;

/** Where and with what a command runs. */
interface RunOptions {
	readonly cwd?: string;
	readonly env?: NodeJS.ProcessEnv;
}

/** Runs a command to its end and returns what it printed. Throws a `StepError` with the end of its output. */
export async function run(command: string, args: readonly string[], options: RunOptions = {}): Promise<string> {
	const { status, output, stdout } = await collect(command, args, options);
	if (status === 0) return stdout;
	const tail = output.slice(-TAIL_CHARACTERS).trim();
	const todo = NO_NETWORK.test(output)
		? 'Check the network: the npm registry could not be reached. A proxy goes into npm\'s "proxy" and "https-proxy" settings.'
		: /ENOSPC/.test(output)
			? 'The disk is full: free about 5 GB and run the command again.'
			: 'The lines above are from npm; fix what they name and run the command again.';
	throw new StepError(`${command} ${args[0] ?? ''} ended with ${status}:\n${tail}`, todo);
}

async function collect(
	command: string,
	args: readonly string[],
	options: RunOptions,
): Promise<{ status: number; output: string; stdout: string }> {
	return await new Promise((resolve, reject) => {
		const child = spawn(command, args, {
			...options,
			stdio: ['ignore', 'pipe', 'pipe'],
			shell: process.platform === 'win32',
		});
		let stdout = '';
		let output = '';
		child.stdout.on('data', (chunk: Buffer) => {
			stdout += chunk.toString();
			output += chunk.toString();
		});
		child.stderr.on('data', (chunk: Buffer) => {
			output += chunk.toString();
		});
		child.once('error', reject);
		child.once('close', (code) => resolve({ status: code ?? 1, output, stdout }));
	});
}
