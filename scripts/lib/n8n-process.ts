import type { ChildProcess } from 'node:child_process';
import type { N8nInstallation } from './cache';

import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import { nodeEnv } from './cache';
import { endWithUs } from './end-with-us';
import { freePort, isFree } from './ports';
import { StepError } from './steps';

/** The longest a first start (migrations included) may take on a slow machine. */
const READY_TIMEOUT_MS = 180_000;

/** The path that answers once n8n can work. */
const READY_PATH = '/healthz/readiness';

/** How long n8n gets to stop by itself. */
const STOP_TIMEOUT_MS = 15_000;

/** How one n8n process is started. */
interface N8nOptions {
	readonly installation: N8nInstallation;
	readonly userFolder: string;
	/** Arguments of the n8n command: `start` (default), or `worker` and `webhook` in queue mode. */
	readonly args?: readonly string[];
	/** A free port is taken when none is given. */
	readonly port?: number;
	readonly env?: NodeJS.ProcessEnv;
	/** Ends the start, and n8n with it. */
	readonly signal?: AbortSignal;
}

/** A running n8n. */
export interface RunningN8n {
	readonly baseUrl: string;
	/** Everything n8n has printed so far. */
	log(): string;
	/** Asks the process to end, and kills it if it has not ended within `graceMs` (15 s by default). */
	stop(graceMs?: number): Promise<void>;
	/** Ends the process at once, as a crash would. */
	kill(): Promise<void>;
	/** Resolves when the process has ended, by itself or because somebody stopped it. */
	readonly ended: Promise<void>;
}

/** Starts n8n on its embedded SQLite, on loopback only, and waits until its webhooks are served. */
export async function startN8n(options: N8nOptions): Promise<RunningN8n> {
	const port = options.port ?? (await freePort());
	if (!(await isFree(port)))
		throw new StepError(
			`Port ${port} is taken.`,
			'Stop the program that uses it, or choose another port: npm start -- --port 5700',
		);
	const child = spawn(
		options.installation.node,
		[join(options.installation.folder, 'node_modules', 'n8n', 'bin', 'n8n'), ...(options.args ?? ['start'])],
		{
			env: {
				...nodeEnv(options.installation.node),
				...isolation(options.userFolder, port, await freePort()),
				...options.env,
			},
			stdio: ['ignore', 'pipe', 'pipe'],
		},
	);
	endWithUs(child);
	let log = '';
	for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (log += chunk.toString()));
	const baseUrl = `http://127.0.0.1:${port}`;
	const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
	const running: RunningN8n = {
		baseUrl,
		log: () => log,
		stop: async (graceMs = STOP_TIMEOUT_MS) => await stop(child, graceMs),
		kill: async () => await kill(child),
		ended,
	};
	try {
		await waitUntilReady(child, `${baseUrl}${READY_PATH}`, { log: () => log, signal: options.signal });
	} catch (error) {
		await running.stop();
		throw error;
	}
	return running;
}

/** Settings that keep this instance apart from others and quiet. */
function isolation(userFolder: string, port: number, brokerPort: number): NodeJS.ProcessEnv {
	return {
		N8N_USER_FOLDER: userFolder,
		N8N_PORT: String(port),
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_RUNNERS_BROKER_PORT: String(brokerPort),
		N8N_ENCRYPTION_KEY: randomBytes(24).toString('hex'),
		NODE_ENV: 'production',
		N8N_LOG_LEVEL: 'info',
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_SECURE_COOKIE: 'false',
		N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
		NODE_OPTIONS: '',
	};
}

async function waitUntilReady(
	child: ChildProcess,
	readyUrl: string,
	{ log, signal }: { log: () => string; signal: AbortSignal | undefined },
): Promise<void> {
	const endMs = Date.now() + READY_TIMEOUT_MS;
	while (Date.now() < endMs) {
		signal?.throwIfAborted();
		if (child.exitCode !== null)
			throw new StepError(
				`n8n stopped while it was starting:\n${log().slice(-2_000)}`,
				'The lines above are from n8n; fix what they name and run the command again.',
			);
		if (await answers(readyUrl)) return;
		await delay(200);
	}
	throw new StepError(
		`n8n was not ready after ${READY_TIMEOUT_MS / 1000} s:\n${log().slice(-2_000)}`,
		'Close what keeps the machine busy and try again.',
	);
}

/** Whether n8n says that it can work: its webhooks are served, and its database is there. */
export async function isReady(baseUrl: string): Promise<boolean> {
	return await answers(`${baseUrl}${READY_PATH}`);
}

async function answers(url: string): Promise<boolean> {
	try {
		return (await fetch(url, { signal: AbortSignal.timeout(2_000) })).ok;
	} catch {
		// Not listening yet: asked again until the time limit.
		return false;
	}
}

async function stop(child: ChildProcess, graceMs: number): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null) return;
	const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
	child.kill('SIGTERM');
	const stillRunning = await Promise.race([closed.then(() => false), delay(graceMs, true, { ref: false })]);
	if (!stillRunning) return;
	child.kill('SIGKILL');
	await closed;
}

async function kill(child: ChildProcess): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null) return;
	const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
	child.kill('SIGKILL');
	await closed;
}
