import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** A process that answers messages, one at a time for each caller. */
export interface Child {
	ask(message: object): Promise<Record<string, unknown>>;
	stop(): Promise<void>;
}

const ROOT = join(__dirname, '..', '..', '..');

/** Variables that would affect what is tested. */
const UNWANTED = /^(?:(?:https?|no|all)_proxy|NODE_EXTRA_CA_CERTS|NODE_OPTIONS|N8N_SSRF_.*|JEST_WORKER_ID)$/i;

/** Starts a runner of this folder; it gets messages with an `id`, answers with the same, and ends when disconnected. */
export function startChild(runner: string, env: Readonly<Record<string, string>> = {}): Child {
	const inherited = Object.entries(process.env).filter(([name]) => !UNWANTED.test(name));
	const child = fork(join(__dirname, runner), {
		cwd: ROOT,
		execArgv: ['--import', 'tsx'],
		env: { ...Object.fromEntries(inherited), N8N_LOG_LEVEL: 'silent', ...env },
	});
	const waiting = new Map<
		number,
		{ resolve: (answer: Record<string, unknown>) => void; reject: (error: Error) => void }
	>();
	let last = 0;
	child.on('message', (answer: { readonly id: number }) => waiting.get(answer.id)?.resolve({ ...answer }));
	child.on('exit', (code) => waiting.forEach(({ reject }) => reject(new Error(`${runner} ended with code ${code}`))));
	return {
		async ask(message) {
			const id = (last += 1);
			const answered = new Promise<Record<string, unknown>>((resolve, reject) => waiting.set(id, { resolve, reject }));
			child.send({ id, ...message });
			return await answered.finally(() => waiting.delete(id));
		},
		async stop() {
			if (child.exitCode !== null) return;
			const ended = once(child, 'exit');
			child.disconnect();
			await ended;
		},
	};
}
