import type { N8nInstallation } from '../../scripts/lib/cache';
import type { RunningN8n } from '../../scripts/lib/n8n-process';
import type { QueueServices } from '../../scripts/lib/services';

import { randomBytes } from 'node:crypto';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { DEFAULT_N8N_VERSION, ensureN8n, ensureNode } from '../../scripts/lib/cache';
import { N8nClient } from '../../scripts/lib/n8n-client';
import { startN8n } from '../../scripts/lib/n8n-process';
import { installInto } from '../../scripts/lib/package';
import { freePort } from '../../scripts/lib/ports';
import { skewedClock, startQueueServices } from '../../scripts/lib/services';

/** One n8n under test: a single process, or main, worker and webhook processor. */
export interface N8nUnderTest {
	readonly client: N8nClient;
	/** Where Teams would call. */
	readonly webhookUrl: string;
	/** The Redis of queue mode; `undefined` in regular mode. */
	readonly redis: { readonly host: string; readonly port: number } | undefined;
	/** Redis and Postgres of queue mode. */
	readonly services: QueueServices | undefined;
	/** Everything the processes have printed. */
	log(): string;
	/** What each process that runs now has printed: n8n, or main, worker, webhook processor and further workers. */
	logs(): readonly string[];
	/**
	 * Ends every process as an operator does, and starts them again with more settings on the same data; the client
	 * stays signed in.
	 */
	restart(env?: NodeJS.ProcessEnv): Promise<void>;
	/** Stops the process that holds the connections to Teams, at once and without notice, and starts another. */
	restartReceiver(): Promise<void>;
	/** Sets the worker's clock and restarts it; 0 is the right time. */
	setWorkerClock(seconds: number): Promise<void>;
	stop(): Promise<void>;
}

/** The variable that names a user folder with the package in it; a run of many suites installs it there once. */
export const INSTALLED = 'TEAMS_TEST_INSTALLED';

/** Executions that one worker runs at a time: sleeping ones hold their place. */
const WORKER_CONCURRENCY = 120;

/** Which n8n, and the environment variables of each of its processes. */
interface UnderTestOptions {
	readonly version?: string;
	readonly env?: NodeJS.ProcessEnv;
	/** Workers of queue mode; one by default. */
	readonly workers?: number;
}

/** n8n as `npx n8n` starts it: one process, SQLite. */
export async function startRegular({ version, env }: UnderTestOptions = {}): Promise<N8nUnderTest> {
	const { installation, folders } = await prepareInstallation(1, version);
	const settings = { N8N_ENCRYPTION_KEY: randomBytes(24).toString('hex'), ...env };
	const start = async (more: NodeJS.ProcessEnv, port?: number) =>
		await startN8n({
			installation,
			userFolder: folders[0] ?? '',
			env: { ...settings, ...more },
			...(port === undefined ? {} : { port }),
		});
	let n8n = await start({});
	const client = new N8nClient(n8n.baseUrl);
	await client.signUp();
	const unsupported = async () => await Promise.reject(new Error('regular mode has one process'));
	const stop = async () => {
		await n8n.stop();
		await remove(folders);
	};
	return {
		client,
		webhookUrl: n8n.baseUrl,
		redis: undefined,
		services: undefined,
		log: () => n8n.log(),
		logs: () => [n8n.log()],
		async restart(more = {}) {
			await n8n.stop();
			n8n = await start(more, Number(new URL(client.baseUrl).port));
		},
		restartReceiver: unsupported,
		setWorkerClock: unsupported,
		stop,
	};
}

/** n8n in queue mode on Redis and Postgres: mentions go to the webhook processor, executions to the worker. */
export async function startQueue({ version, env, workers = 1 }: UnderTestOptions = {}): Promise<N8nUnderTest> {
	const services = await startQueueServices();
	const { installation, folders } = await prepareInstallation(2 + workers, version);
	const [mainPort, receiverPort] = [await freePort(), await freePort()];
	const webhookUrl = `http://127.0.0.1:${receiverPort}`;
	const shared = {
		...services.env,
		N8N_ENCRYPTION_KEY: randomBytes(24).toString('hex'),
		WEBHOOK_URL: `${webhookUrl}/`,
		...env,
	};
	const launch = { installation, folders, mainPort, receiverPort, shared };
	const { startMain, startWorker, startReceiver, startMore } = launchers(launch);
	let main = await startMain();
	const client = new N8nClient(main.baseUrl);
	await client.signUp();
	let worker = await startWorker();
	let receiver = await startReceiver();
	let others = await startMore();
	const past: RunningN8n[] = [];
	const running = () => [main, worker, receiver, ...others];
	return {
		client,
		webhookUrl,
		redis: {
			host: services.env.QUEUE_BULL_REDIS_HOST ?? '',
			port: Number(services.env.QUEUE_BULL_REDIS_PORT),
		},
		services,
		log: () => [...past, ...running()].map((each) => each.log()).join('\n'),
		logs: () => running().map((each) => each.log()),
		async restart(more = {}) {
			const all = [receiver, worker, ...others, main];
			past.push(...all);
			for (const each of all) await each.stop();
			main = await startMain(more);
			worker = await startWorker(more);
			receiver = await startReceiver(more);
			others = await startMore(more);
		},
		async restartReceiver() {
			past.push(receiver);
			await receiver.kill();
			receiver = await startReceiver();
		},
		async setWorkerClock(seconds) {
			past.push(worker);
			await worker.stop();
			worker = await startWorker(seconds === 0 ? undefined : skewedClock(seconds));
		},
		async stop() {
			for (const each of [receiver, worker, ...others, main]) await each.stop();
			await services.stop();
			await remove(folders);
		},
	};
}

/** What starts each kind of process, with settings on top of those that all of them have. */
function launchers({
	installation,
	folders: [mainFolder = '', workerFolder = '', receiverFolder = '', ...moreFolders],
	mainPort,
	receiverPort,
	shared,
}: {
	readonly installation: N8nInstallation;
	readonly folders: readonly string[];
	readonly mainPort: number;
	readonly receiverPort: number;
	readonly shared: NodeJS.ProcessEnv;
}) {
	const startWorker = async (more: NodeJS.ProcessEnv = {}, userFolder = workerFolder) => {
		const port = await freePort();
		return await startN8n({
			installation,
			userFolder,
			port,
			args: ['worker', `--concurrency=${WORKER_CONCURRENCY}`],
			env: { ...shared, QUEUE_HEALTH_CHECK_ACTIVE: 'true', QUEUE_HEALTH_CHECK_PORT: String(port), ...more },
		});
	};
	const startReceiver = async (more: NodeJS.ProcessEnv = {}) =>
		await startN8n({
			installation,
			userFolder: receiverFolder,
			port: receiverPort,
			args: ['webhook'],
			env: { ...shared, ...more },
		});
	const startMain = async (more: NodeJS.ProcessEnv = {}) =>
		await startN8n({ installation, userFolder: mainFolder, port: mainPort, env: { ...shared, ...more } });
	const startMore = async (more?: NodeJS.ProcessEnv) =>
		await Promise.all(moreFolders.map(async (folder) => await startWorker(more, folder)));
	return { startMain, startWorker, startReceiver, startMore };
}

/** User folders with the packed package in each. */
async function prepareInstallation(
	count: number,
	version = DEFAULT_N8N_VERSION,
): Promise<{ installation: N8nInstallation; folders: string[] }> {
	const node = await ensureNode();
	const installation = await ensureN8n(version, node);
	const folders = await Promise.all(
		Array.from({ length: count }, async () => await mkdtemp(join(tmpdir(), 'teams-webhooks-test-'))),
	);
	const { [INSTALLED]: installed } = process.env;
	const [first = '', ...others] = folders;
	if (installed === undefined) await installInto(first, node);
	else others.unshift(first);
	for (const folder of others) await cp(join(installed ?? first, '.n8n'), join(folder, '.n8n'), { recursive: true });
	return { installation, folders };
}

async function remove(folders: readonly string[]): Promise<void> {
	for (const folder of folders) await rm(folder, { recursive: true, force: true });
}
